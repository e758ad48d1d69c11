import type { Instant, Json } from '../db/tables.ts';

export type AuditEntriesTable = {
  id: string;
  at: Instant;
  actor_kind: string;
  actor_id: string | null;
  actor_label: string;
  action: string;
  subject_kind: string;
  subject_id: string | null;
  subject_label: string | null;
  organisation_id: string | null;
  data: Json<Record<string, unknown>>;
  request_id: string | null;
};

declare module '../db/tables.ts' {
  interface Tables {
    audit_entries: AuditEntriesTable;
  }
}
