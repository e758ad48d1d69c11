import { sql } from 'kysely';
import type { Services } from '../ctx/services.ts';
import type { JobDefinition } from '../jobs/job-queue.ts';

/** Live pages read events within seconds; three days leave room for a look back after a weekend. */
const EVENTS_KEPT = sql`interval '3 days'`;
/** Longer than any caller repeats a request. */
const IDEMPOTENCY_KEYS_KEPT = sql`interval '7 days'`;

/** Removes what only helped for a while: events for live pages and the memory of repeated requests. */
export const maintenanceJobs = (services: () => Services): readonly JobDefinition[] => [
  {
    name: 'platform.remove-stale-rows',
    cron: '20 3 * * *',
    run: async () => {
      const { db } = services();
      await sql`delete from events where at < now() - ${EVENTS_KEPT}`.execute(db);
      await sql`delete from idempotency_keys where created_at < now() - ${IDEMPOTENCY_KEYS_KEPT}`.execute(db);
    },
  },
];
