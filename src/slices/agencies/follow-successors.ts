import './tables.ts';
import { sql } from 'kysely';
import type { Tx } from '../../platform/db/tables.ts';

type Ref = { id: string; name: string; shortName: string };

/**
 * Who carries on the duties of agencies on a day: the agency itself while it exists, else its successors, followed through
 * every change in between; several after a split, none where a body ended without a successor.
 * @param on `YYYY-MM-DD`
 */
export const followSuccessors = async (
  tx: Tx,
  ids: readonly string[],
  on: string,
): Promise<Map<string, Ref[]>> => {
  const found = new Map<string, Ref[]>();
  if (ids.length === 0) return found;
  const { rows } = await sql<Ref & { root: string }>`
    with recursive chain (root, id) as (
      select id, id from unnest(${[...new Set(ids)]}::uuid[]) as asked (id)
      union
      select c.root, s.successor_id from chain c
        join agencies a on a.id = c.id and a.valid_to <= ${on}::date
        join agency_successions s on s.predecessor_id = c.id and s.on_date <= ${on}::date
    )
    select c.root, a.id, a.name, a.short_name as "shortName" from chain c join agencies a on a.id = c.id
    where a.valid_to is null or a.valid_to > ${on}::date
    order by c.root, a.name collate "vi-x-icu"`.execute(tx);
  for (const { root, id, name, shortName } of rows) {
    found.set(root, [...(found.get(root) ?? []), { id, name, shortName }]);
  }
  return found;
};
