import type { ColumnType } from 'kysely';
import type { Instant, Json } from '../db/tables.ts';

export type EventsTable = {
  id: ColumnType<number, never, never>;
  /** Transaction that published it: the reader waits until no older transaction is open, so that none is skipped. */
  xid: ColumnType<string, never, never>;
  at: Instant;
  type: string;
  data: Json<Record<string, unknown>>;
  permission: string;
  organisation_id: string | null;
  person_ids: string[];
};

declare module '../db/tables.ts' {
  interface Tables {
    events: EventsTable;
  }
}
