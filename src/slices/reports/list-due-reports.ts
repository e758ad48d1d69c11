import './tables.ts';
import type { Ctx } from '../../platform/ctx/ctx.ts';
import { vietnamDateOf } from '../../platform/time/vietnam-time.ts';
import { listWindows } from '../duties/public.ts';
import { daysOf, type PeriodKind } from './contract/period.ts';
import type { DueReport } from './contract.ts';

/** The form of the duty that a periodic report fulfils (Circular 20/2017/TT-BTTTT). */
const summaryForm = 'form-05';
/** Half a year has at most 184 days; a window longer than this is a year's. */
const halfYearDaysMax = 200;

/** Summary reports that the duty rules in force ask for next, with the newest report over each window. */
export const listDueReports = (ctx: Ctx): Promise<{ items: DueReport[] }> =>
  ctx.tx(async (tx) => {
    const windows = await listWindows(tx, vietnamDateOf(ctx.now()));
    const items: DueReport[] = [];
    for (const { ruleId, titleVi, titleEn, from, to, dueAt, form } of windows) {
      if (form !== summaryForm) continue;
      const report = await tx
        .selectFrom('periodic_reports')
        .select('id')
        .where('from_date', '=', from)
        .where('to_date', '=', to)
        .where('agency_id', 'is', null)
        .orderBy('edition', 'desc')
        .orderBy('id', 'desc')
        .executeTakeFirst();
      const kind: PeriodKind = daysOf({ from, to }) < halfYearDaysMax ? 'half-year' : 'year';
      const reportId = report?.id ?? null;
      items.push({ ruleId, titleVi, titleEn, kind, from, to, dueAt: dueAt.toISOString(), reportId });
    }
    return { items };
  });
