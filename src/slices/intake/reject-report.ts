import type { Ctx } from '../../platform/ctx/ctx.ts';
import { addMessage } from './add-message.ts';
import { changeReport, writeReport } from './change-report.ts';
import type { RejectReason } from './contract/codes.ts';
import type { Report } from './contract/report.ts';
import { markStep, refuseSettled, tellReportChange } from './triage-steps.ts';

export type RejectInput = { reason: RejectReason; note: string; isReporterTold: boolean };

/** Settles a report as no incident. The reason stays on the record; the reporter learns it unless it is spam. */
export const rejectReport = (ctx: Ctx, id: string, input: RejectInput): Promise<Report> =>
  changeReport(ctx, id, async (tx, report) => {
    refuseSettled(report);
    await markStep(ctx, tx, id, 'd', input.note);
    const rejected = await writeReport(tx, id, {
      state: 'rejected',
      reject_reason: input.reason,
      reject_note: input.note,
      settled_at: ctx.now(),
    });
    if (input.isReporterTold && input.reason !== 'spam') {
      await addMessage(ctx, tx, rejected, { text: input.note, isVisibleToReporter: true });
    }
    await tellReportChange(ctx, tx, rejected, 'report.rejected', { reason: input.reason, note: input.note });
    return rejected;
  });
