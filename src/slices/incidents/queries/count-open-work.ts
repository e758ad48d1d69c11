import '../tables.ts';
import { sql } from 'kysely';
import type { Tx } from '../../../platform/db/tables.ts';

export type OpenWork = { incidents: number; tasks: number };

/** How many open incidents and waiting tasks each person has at the moment, as far as the transaction's actor sees them. */
export const countOpenWork = async (
  tx: Tx,
  personIds: readonly string[],
): Promise<ReadonlyMap<string, OpenWork>> => {
  if (personIds.length === 0) return new Map();
  const { rows } = await sql<{ person_id: string; incidents: number; tasks: number }>`
    select person_id::text, sum(incidents)::int as incidents, sum(tasks)::int as tasks from (
      select part.person_id, count(*) as incidents, 0 as tasks
        from incident_people part join incidents on incidents.id = part.incident_id and incidents.is_open
        where part.removed_at is null and part.person_id = any (${personIds}::uuid[]) group by 1
      union all
      select assignee_person_id, 0, count(*) from incident_tasks
        where state in ('open', 'in-progress') and assignee_person_id = any (${personIds}::uuid[]) group by 1
    ) work group by 1`.execute(tx);
  return new Map(rows.map((row) => [row.person_id, { incidents: row.incidents, tasks: row.tasks }]));
};
