import '../tables.ts';
import type { Selectable } from 'kysely';
import type { Actor } from '../../../platform/access/actor.ts';
import type { Tx } from '../../../platform/db/tables.ts';
import { platformErrors } from '../../../platform/errors/platform-errors.ts';
import { isInsider, visibleIncidents } from '../access.ts';
import type { IncidentsTable } from '../tables.ts';

export type IncidentRecord = Selectable<IncidentsTable>;

/** The incident where the actor may see it; hidden and missing look alike. */
export const findVisibleIncident = (tx: Tx, actor: Actor, id: string): Promise<IncidentRecord | undefined> =>
  tx
    .selectFrom('incidents')
    .selectAll()
    .where('id', '=', id)
    .where(visibleIncidents(actor))
    .executeTakeFirst();

/** @throws AppError platform.notFound */
export const getVisibleIncident = async (tx: Tx, actor: Actor, id: string): Promise<IncidentRecord> => {
  const incident = await findVisibleIncident(tx, actor, id);
  if (!incident) throw platformErrors.notFound();
  return incident;
};

/**
 * The incident, locked until the transaction ends, for those who change it or what hangs on it.
 * @throws AppError platform.notFound
 */
export const getIncidentForUpdate = async (tx: Tx, actor: Actor, id: string): Promise<IncidentRecord> => {
  const incident = await tx
    .selectFrom('incidents')
    .selectAll()
    .where('id', '=', id)
    .where(visibleIncidents(actor))
    .forUpdate()
    .executeTakeFirst();
  if (!incident) throw platformErrors.notFound();
  return incident;
};

/**
 * The incident for its inner parts: tasks, observables, files, history.
 * @throws AppError platform.notFound, or platform.notAllowed for those who see it only from outside
 */
export const getIncidentForInsider = async (tx: Tx, actor: Actor, id: string): Promise<IncidentRecord> => {
  const incident = await getVisibleIncident(tx, actor, id);
  if (!isInsider(actor, incident)) throw platformErrors.notAllowed();
  return incident;
};
