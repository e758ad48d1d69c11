import { sql } from 'kysely';
import pg from 'pg';
import type { Actor } from '../access/actor.ts';
import { isAllowed } from '../access/policy.ts';
import type { Database } from '../db/tables.ts';
import type { Log } from '../log/log.ts';
import { eventsChannel } from './publish.ts';

export type LiveEvent = { id: number; type: string; data: Record<string, unknown> };
type Row = LiveEvent & {
  xid: string;
  permission: string;
  organisation_id: string | null;
  person_ids: string[];
};
type Listener = { actor: Actor; tell(event: LiveEvent): void };

export type EventHub = {
  /** @returns a function that ends the subscription */
  subscribe(actor: Actor, tell: (event: LiveEvent) => void): () => void;
  stop(): Promise<void>;
};

const POLL_MS = 2_000;
const BATCH_MAX = 1_000;
const HELD_BACK_MS = 100;

const mayHear = (actor: Actor, row: Row): boolean =>
  isAllowed(actor, row.permission, { organisationId: row.organisation_id, participantIds: row.person_ids });

/**
 * Tells live pages what was published, in order, from any process. It reads the events table when PostgreSQL notifies
 * and every two seconds besides; an event is told once every older transaction has ended.
 */
export const startEventHub = async (db: Database, connectionString: string, log: Log): Promise<EventHub> => {
  const listeners = new Set<Listener>();
  let cursor = { xid: '0', id: 0 };
  let isStopped = false;
  let isReading = false;
  let isAsked = false;

  const start = await sql<{ xid: string; id: number }>`
    select xid::text as xid, id from events order by xid desc, id desc limit 1`.execute(db);
  cursor = start.rows[0] ?? cursor;

  /** An event behind an older open transaction is held back; nobody notifies us when that transaction ends. */
  const isSomethingHeldBack = async (): Promise<boolean> => {
    const { rows } = await sql`
      select from events where (xid, id) > (${cursor.xid}::xid8, ${cursor.id}) limit 1`.execute(db);
    return rows.length > 0;
  };

  const readNew = async (): Promise<number> => {
    const { rows } = await sql<Row>`
      select id, xid::text as xid, type, data, permission, organisation_id, person_ids from events
      where (xid, id) > (${cursor.xid}::xid8, ${cursor.id}) and xid < pg_snapshot_xmin(pg_current_snapshot())
      order by xid, id limit ${BATCH_MAX}`.execute(db);
    for (const row of rows) {
      cursor = { xid: row.xid, id: row.id };
      for (const listener of listeners) {
        if (mayHear(listener.actor, row)) listener.tell({ id: row.id, type: row.type, data: row.data });
      }
    }
    return rows.length;
  };

  const wake = async () => {
    isAsked = true;
    if (isReading || isStopped) return;
    isReading = true;
    try {
      while (isAsked && !isStopped) {
        isAsked = false;
        if ((await readNew()) === BATCH_MAX) isAsked = true;
      }
      if (!isStopped && (await isSomethingHeldBack())) setTimeout(() => void wake(), HELD_BACK_MS).unref();
    } catch (error) {
      log.warn({ err: error }, 'live events could not be read');
    } finally {
      isReading = false;
    }
  };

  const listenClient = new pg.Client({ connectionString, application_name: 'khien-events' });
  listenClient.on('notification', () => void wake());
  listenClient.on('error', (error) => log.warn({ err: error }, 'event notices lost, polling goes on'));
  await listenClient.connect();
  await listenClient.query(`listen ${eventsChannel}`);
  const timer = setInterval(() => void wake(), POLL_MS);
  timer.unref();

  return {
    subscribe: (actor, tell) => {
      const listener = { actor, tell };
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    stop: async () => {
      isStopped = true;
      clearInterval(timer);
      listeners.clear();
      await listenClient.end().catch(() => {});
    },
  };
};
