import type { Updateable } from 'kysely';
import type { Ctx } from '../../platform/ctx/ctx.ts';
import type { Tx } from '../../platform/db/tables.ts';
import type { Report } from './contract/report.ts';
import { describeReport, getReportForUpdate, type ReportRecord } from './queries/get-report.ts';
import type { ReportsTable } from './tables.ts';

/** Writes fields of a locked report and counts its version up. */
export const writeReport = (tx: Tx, id: string, fields: Updateable<ReportsTable>): Promise<ReportRecord> =>
  tx
    .updateTable('reports')
    .set((set) => ({ ...fields, version: set('version', '+', 1) }))
    .where('id', '=', id)
    .returningAll()
    .executeTakeFirstOrThrow();

/**
 * The frame of every triage step: load through the filter and lock, ask for the right, do the work, answer with the
 * whole report. The work writes its own audit row.
 */
export const changeReport = (
  ctx: Ctx,
  id: string,
  work: (tx: Tx, report: ReportRecord) => Promise<ReportRecord>,
): Promise<Report> =>
  ctx.tx(async (tx) => {
    const report = await getReportForUpdate(tx, ctx.actor, id);
    ctx.require('report.triage', { organisationId: report.agency_id });
    return describeReport(ctx, tx, await work(tx, report));
  });
