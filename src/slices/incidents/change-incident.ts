import './tables.ts';
import { sql, type Updateable } from 'kysely';
import type { Ctx } from '../../platform/ctx/ctx.ts';
import type { Tx } from '../../platform/db/tables.ts';
import { platformErrors } from '../../platform/errors/platform-errors.ts';
import { endStatuses } from './contract/codes.ts';
import { incidentErrors, incidentEvents } from './contract/errors.ts';
import type { Incident } from './contract/schemas.ts';
import { describeIncident } from './queries/describe-incident.ts';
import { getVisibleIncident, type IncidentRecord } from './queries/visible-incident.ts';
import type { IncidentsTable } from './tables.ts';
import { auditIncident, tellChange } from './tell-change.ts';

/** @throws AppError incidents.ended */
export const refuseEnded = (incident: IncidentRecord): void => {
  if (endStatuses.includes(incident.status)) throw incidentErrors.ended({ number: incident.number });
};

/**
 * Somebody else saved since the caller read: the answer carries the present record, so that both can be shown.
 * @throws AppError platform.stale
 */
export const refuseStale = async (
  ctx: Ctx,
  tx: Tx,
  incident: IncidentRecord,
  version: number,
): Promise<void> => {
  if (incident.version === version) return;
  throw platformErrors.stale(undefined, { details: { current: await describeIncident(ctx, tx, incident) } });
};

/**
 * Writes the change with a new version, records it (unless `record` is null: already done), tells live pages and answers
 * the incident anew.
 */
export const saveIncident = async (
  ctx: Ctx,
  tx: Tx,
  incident: IncidentRecord,
  changes: Updateable<IncidentsTable>,
  record: { action: string; data: Readonly<Record<string, unknown>> } | null,
): Promise<Incident> => {
  await tx
    .updateTable('incidents')
    .set({ ...changes, version: sql<number>`version + 1`, updated_at: ctx.now() })
    .where('id', '=', incident.id)
    .execute();
  const saved = await getVisibleIncident(tx, ctx.actor, incident.id);
  if (record) await auditIncident(ctx, tx, record.action, saved, record.data);
  await tellChange(ctx, tx, incidentEvents.changed, saved);
  return describeIncident(ctx, tx, saved);
};
