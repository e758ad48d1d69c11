import type { Ctx } from '../../platform/ctx/ctx.ts';
import { changeReport, writeReport } from './change-report.ts';
import type { ChecklistStep } from './contract/codes.ts';
import type { Report } from './contract/report.ts';
import { markStep, tellReportChange } from './triage-steps.ts';

/** Notes one of the seven duties of Article 12.1 as done by the caller, now. */
export const completeChecklistStep = (
  ctx: Ctx,
  id: string,
  step: ChecklistStep,
  input: { note: string },
): Promise<Report> =>
  changeReport(ctx, id, async (tx, report) => {
    await markStep(ctx, tx, id, step, input.note || null);
    await tellReportChange(ctx, tx, report, 'report.step-done', { step, note: input.note });
    return report;
  });

/** The reporter was called back; the reminder goes. */
export const completeCallBack = (ctx: Ctx, id: string, input: { note: string }): Promise<Report> =>
  changeReport(ctx, id, async (tx) => {
    const called = await writeReport(tx, id, { call_back_done_at: ctx.now() });
    await tellReportChange(ctx, tx, called, 'report.called-back', { note: input.note });
    return called;
  });
