import type {
  DateText,
  DateTextOrNull,
  Instant,
  InstantOrNull,
  Json,
  WithDefault,
} from '../../platform/db/tables.ts';
import type { ChangeDifference, ChangeState } from './contract/changes.ts';
import type { AgencyKind, ContactKind, OrganisationRole, SuccessionKind } from './contract/codes.ts';
import type { AttentionKind, ConfirmationState } from './contract/confirmations.ts';

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

export type AgencyChangesTable = {
  id: string;
  agency_id: string;
  state: ChangeState;
  difference: Json<ChangeDifference>;
  note: string;
  proposed_at: Instant;
  proposed_by_person_id: string | null;
  proposed_by_label: string;
  decided_at: InstantOrNull;
  decided_by_label: string | null;
  decision_note: string | null;
  version: WithDefault<number>;
};

/** One question to an agency whether its data hold, and its answer. */
export type AgencyConfirmationsTable = {
  id: string;
  agency_id: string;
  state: ConfirmationState;
  asked_at: Instant;
  reminded_at: InstantOrNull;
  confirmed_at: InstantOrNull;
  confirmed_by_label: string | null;
  way: 'link' | 'product' | 'team' | null;
};

/** One mail with a link of its own; the link names this row. */
export type AgencyConfirmationMailsTable = {
  id: string;
  confirmation_id: string;
  agency_id: string;
  contact_id: string;
  email: string;
  outbox_id: string | null;
  sent_at: Instant;
  expires_at: Instant;
  bounced_at: InstantOrNull;
};

export type AgencyAttentionTable = {
  id: string;
  agency_id: string;
  kind: AttentionKind;
  about: string | null;
  is_with_head: boolean;
  opened_at: Instant;
  closed_at: InstantOrNull;
  closed_by_label: string | null;
  note: string | null;
};

declare module '../../platform/db/tables.ts' {
  interface Tables {
    agencies: AgenciesTable;
    agency_domains: { agency_id: string; domain: string };
    agency_networks: { agency_id: string; network: string };
    agency_contacts: AgencyContactsTable;
    agency_successions: AgencySuccessionsTable;
    organisation_roles: OrganisationRolesTable;
    agency_changes: AgencyChangesTable;
    agency_confirmations: AgencyConfirmationsTable;
    agency_confirmation_mails: AgencyConfirmationMailsTable;
    agency_attention: AgencyAttentionTable;
  }
}
