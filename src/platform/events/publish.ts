import './tables.ts';
import { sql } from 'kysely';
import type { Tx } from '../db/tables.ts';

/**
 * Something that happened. `permission` and the audience say to whom the live page may tell it;
 * `data` holds ids and codes only, never content: the page asks for the record with its own rights.
 */
export type AppEvent = {
  type: string;
  data: Readonly<Record<string, string | number | boolean | null>>;
  permission: string;
  organisationId?: string | null;
  personIds?: readonly string[];
};

/** Somebody's access has changed: their streams check again who they are instead of telling it. */
export const accessChangedEvent = 'access.changed';

export const eventsChannel = 'khien_events';

/** Stores events in the transaction of the change. The notice only wakes the readers; the table is the truth. */
export const storeEvents = async (tx: Tx, at: Date, events: readonly AppEvent[]): Promise<void> => {
  if (events.length === 0) return;
  await tx
    .insertInto('events')
    .values(
      events.map((event) => ({
        at,
        type: event.type,
        data: JSON.stringify(event.data),
        permission: event.permission,
        organisation_id: event.organisationId ?? null,
        person_ids: [...(event.personIds ?? [])],
      })),
    )
    .execute();
  await sql`select pg_notify(${eventsChannel}, '')`.execute(tx);
};
