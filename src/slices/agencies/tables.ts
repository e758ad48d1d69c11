import type { DateText, DateTextOrNull, Instant, WithDefault } from '../../platform/db/tables.ts';
import type { AgencyKind, ContactKind, OrganisationRole, SuccessionKind } from './contract/codes.ts';

/** A body over the time of its existence under one name; the next name is a successor. */
export type AgenciesTable = {
  id: string;
  code: string;
  name: string;
  short_name: string;
  kind: AgencyKind;
  parent_id: string | null;
  address: string | null;
  phone: string | null;
  email: string | null;
  website: string | null;
  valid_from: DateText;
  /** First day on which it no longer exists. */
  valid_to: DateTextOrNull;
  search_text: string;
  is_demo: WithDefault<boolean>;
  created_at: Instant;
  version: WithDefault<number>;
};

export type AgencyContactsTable = {
  id: string;
  agency_id: string;
  kind: ContactKind;
  full_name: string;
  title: string | null;
  phone: string | null;
  email: string | null;
  person_id: string | null;
  is_public: WithDefault<boolean>;
  valid_from: DateText;
  valid_to: DateTextOrNull;
  version: WithDefault<number>;
};

export type AgencySuccessionsTable = {
  predecessor_id: string;
  successor_id: string;
  on_date: DateText;
  kind: SuccessionKind;
};

export type OrganisationRolesTable = {
  id: string;
  role: OrganisationRole;
  agency_id: string;
  valid_from: DateText;
  valid_to: DateTextOrNull;
};

declare module '../../platform/db/tables.ts' {
  interface Tables {
    agencies: AgenciesTable;
    agency_domains: { agency_id: string; domain: string };
    agency_networks: { agency_id: string; network: string };
    agency_contacts: AgencyContactsTable;
    agency_successions: AgencySuccessionsTable;
    organisation_roles: OrganisationRolesTable;
  }
}
