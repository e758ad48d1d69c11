import type { Ctx } from '../../platform/ctx/ctx.ts';
import { changeReport, writeReport } from './change-report.ts';
import type { Report } from './contract/report.ts';
import { markStep, refuseSettled, tellReportChange } from './triage-steps.ts';

/** Takes a report up: from now on somebody verifies it (Article 12.1.d). Repeating it changes nothing. */
export const verifyReport = (ctx: Ctx, id: string, input: { note: string }): Promise<Report> =>
  changeReport(ctx, id, async (tx, report) => {
    refuseSettled(report);
    if (report.state === 'verifying') return report;
    await markStep(ctx, tx, id, 'd', input.note || null);
    const verifying = await writeReport(tx, id, { state: 'verifying' });
    await tellReportChange(ctx, tx, verifying, 'report.verified', { note: input.note });
    return verifying;
  });
