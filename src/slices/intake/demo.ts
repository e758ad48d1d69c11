import type { Ctx } from '../../platform/ctx/ctx.ts';
import { demoReports } from './data/demo-reports.ts';
import { fileReports } from './file-reports.ts';

const MINUTE_MS = 60_000;

/** A morning's reports from every channel, waiting at the desk. They are invented, and their receipts go to nobody. */
export const fillIntakeDemo = async (ctx: Ctx): Promise<void> => {
  const now = ctx.now().getTime();
  await fileReports(
    ctx,
    demoReports.map((report, index) => ({
      channel: report.channel,
      kind: report.kind,
      title: report.title,
      description: report.description,
      answers: report.answers ?? {},
      systemName: report.systemName,
      reporter: { ...report.reporter, email: undefined },
      language: 'vi' as const,
      detectedAt: new Date(now - report.detectedMinutesAgo * MINUTE_MS),
      detectedPrecision: 'minute' as const,
      detectedZone: '+07:00',
      source: 'demo',
      externalId: `demo:${index}`,
      files: [],
      ...(report.callBackInMinutes
        ? { callBackAt: new Date(now + report.callBackInMinutes * MINUTE_MS) }
        : {}),
      filedBy: ctx.actor,
    })),
  );
};
