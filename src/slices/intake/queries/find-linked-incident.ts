import type { Actor } from '../../../platform/access/actor.ts';
import type { Tx } from '../../../platform/db/tables.ts';
import { findVisibleIncident } from '../../incidents/public.ts';
import type { Report } from '../contract/report.ts';

/** The incident to which a report is linked, if the actor may see it. */
export const findLinkedIncident = async (
  tx: Tx,
  actor: Actor,
  reportId: string,
): Promise<Report['incident']> => {
  const link = await tx
    .selectFrom('report_links')
    .select('incident_id')
    .where('report_id', '=', reportId)
    .where('unlinked_at', 'is', null)
    .executeTakeFirst();
  if (!link) return null;
  const incident = await findVisibleIncident(tx, actor, link.incident_id);
  return incident ? { id: incident.id, number: incident.number, title: incident.title } : null;
};
