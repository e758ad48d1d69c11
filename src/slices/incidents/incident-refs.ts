import './tables.ts';
import type { Actor } from '../../platform/access/actor.ts';
import type { Tx } from '../../platform/db/tables.ts';
import { visibleIncidents } from './access.ts';
import type { IncidentRef } from './contract/schemas.ts';

/** Number and title of those incidents that the actor may see, by id. */
export const getIncidentRefs = async (
  tx: Tx,
  actor: Actor,
  ids: readonly string[],
): Promise<ReadonlyMap<string, IncidentRef>> => {
  if (ids.length === 0) return new Map();
  const rows = await tx
    .selectFrom('incidents')
    .select(['id', 'number', 'title'])
    .where('id', 'in', [...new Set(ids)])
    .where((eb) => visibleIncidents(actor)(eb))
    .execute();
  return new Map(rows.map((row) => [row.id, row]));
};
