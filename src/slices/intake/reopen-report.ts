import type { Ctx } from '../../platform/ctx/ctx.ts';
import { changeReport, writeReport } from './change-report.ts';
import type { Report } from './contract/report.ts';
import { tellReportChange } from './triage-steps.ts';

/** Takes a rejected report up again; why it was rejected stays in the history. */
export const reopenReport = (ctx: Ctx, id: string, input: { note: string }): Promise<Report> =>
  changeReport(ctx, id, async (tx, report) => {
    if (report.state !== 'rejected') return report;
    const reopened = await writeReport(tx, id, {
      state: 'verifying',
      reject_reason: null,
      reject_note: null,
      settled_at: null,
    });
    await tellReportChange(ctx, tx, reopened, 'report.reopened', {
      note: input.note,
      earlierReason: report.reject_reason,
      earlierNote: report.reject_note,
    });
    return reopened;
  });
