import type { Ctx } from '../../platform/ctx/ctx.ts';
import type { Tx } from '../../platform/db/tables.ts';
import { platformErrors } from '../../platform/errors/platform-errors.ts';
import { uuid7 } from '../../platform/ids/uuid7.ts';
import { addSystemLogEntry, findVisibleIncident } from '../incidents/public.ts';
import { changeReport, writeReport } from './change-report.ts';
import { intakeErrors } from './contract/errors.ts';
import type { Report } from './contract/report.ts';
import type { ReportRecord } from './queries/get-report.ts';
import { markStep, refuseSettled, tellReportChange } from './triage-steps.ts';

/**
 * Ties a report to an incident: the report stays whole, nothing is copied, and the tie can be undone. The record of the
 * report is read by more people than a TLP:RED incident, so that it does not name one.
 */
export const tieReport = async (
  ctx: Ctx,
  tx: Tx,
  report: ReportRecord,
  incident: { id: string; number: string; tlp?: string },
): Promise<ReportRecord> => {
  const named = incident.tlp === 'red' ? null : incident.number;
  await tx
    .insertInto('report_links')
    .values({
      id: uuid7(ctx.now().getTime()),
      report_id: report.id,
      incident_id: incident.id,
      linked_at: ctx.now(),
      linked_by_person_id: ctx.actor.kind === 'person' ? ctx.actor.id : null,
      reasons: '[]',
      unlink_reason: null,
    })
    .execute();
  await markStep(ctx, tx, report.id, 'd', named);
  const linked = await writeReport(tx, report.id, { state: 'linked', settled_at: ctx.now() });
  await addSystemLogEntry(ctx, tx, incident.id, 'intake.log.linked', { number: report.number });
  await tellReportChange(ctx, tx, linked, 'report.linked', { incident: named });
  return linked;
};

export const linkReport = (ctx: Ctx, id: string, input: { incidentId: string }): Promise<Report> =>
  changeReport(ctx, id, async (tx, report) => {
    refuseSettled(report);
    const incident = await findVisibleIncident(tx, ctx.actor, input.incidentId);
    if (!incident) throw platformErrors.notFound();
    if (incident.status === 'closed') throw intakeErrors.incidentNotOpen({ number: incident.number });
    return tieReport(ctx, tx, report, incident);
  });

/** Undoes a link; both sides keep that it was there and why it went. */
export const unlinkReport = (ctx: Ctx, id: string, input: { reason: string }): Promise<Report> =>
  changeReport(ctx, id, async (tx, report) => {
    const link = await tx
      .updateTable('report_links')
      .set({ unlinked_at: ctx.now(), unlink_reason: input.reason })
      .where('report_id', '=', id)
      .where('unlinked_at', 'is', null)
      .returning('incident_id')
      .executeTakeFirst();
    if (!link) throw intakeErrors.notLinked({ number: report.number });
    if (!(await findVisibleIncident(tx, ctx.actor, link.incident_id))) throw platformErrors.notFound();
    const unlinked = await writeReport(tx, id, { state: 'verifying', settled_at: null });
    await addSystemLogEntry(ctx, tx, link.incident_id, 'intake.log.unlinked', {
      number: report.number,
      reason: input.reason,
    });
    await tellReportChange(ctx, tx, unlinked, 'report.unlinked', { reason: input.reason });
    return unlinked;
  });
