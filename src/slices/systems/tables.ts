import type { DateTextOrNull, Instant, WithDefault } from '../../platform/db/tables.ts';
import type { systemProtections, systemServices } from './contract.ts';

export type SystemsTable = {
  id: string;
  /** The agency whose system it is; it owns the record. */
  agency_id: string;
  name: string;
  code: string | null;
  purpose: string | null;
  /** Security level 1 to 5 (Decree 85/2016/NĐ-CP). */
  level: number | null;
  operator_name: string | null;
  owner_name: string | null;
  domains: string[];
  /** Addresses on the Internet only; the national form forbids internal ones. */
  public_addresses: string[];
  operating_system: string | null;
  version_text: string | null;
  services: (typeof systemServices)[number][];
  services_other: string | null;
  protections: (typeof systemProtections)[number][];
  protections_other: string | null;
  isp: string | null;
  hosting: string | null;
  security_provider: string | null;
  retired_on: DateTextOrNull;
  search_text: string;
  is_demo: WithDefault<boolean>;
  created_at: Instant;
  version: WithDefault<number>;
};

declare module '../../platform/db/tables.ts' {
  interface Tables {
    systems: SystemsTable;
  }
}
