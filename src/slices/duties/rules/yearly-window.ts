import { addDays, startOfVietnamDate } from '../../../platform/time/vietnam-time.ts';
import type { YearlyTrigger } from '../contract/rules.ts';

/** One turn of a yearly duty. Days as `YYYY-MM-DD`, both ends of the window included. */
export type YearlyWindow = {
  year: number;
  from: string;
  to: string;
  /** First day that is too late. */
  before: string;
  opensOn: string;
  opensAt: Date;
  dueAt: Date;
};

/** The turn whose due day lies in `year`. */
export const windowOfYear = (trigger: YearlyTrigger, year: number): YearlyWindow => {
  const before = `${year}-${trigger.before}`;
  const toYear = trigger.window.to < trigger.before ? year : year - 1;
  const fromYear = trigger.window.from <= trigger.window.to ? toYear : toYear - 1;
  const opensOn = addDays(before, -trigger.opensDaysBefore);
  return {
    year,
    from: `${fromYear}-${trigger.window.from}`,
    to: `${toYear}-${trigger.window.to}`,
    before,
    opensOn,
    opensAt: startOfVietnamDate(opensOn),
    dueAt: startOfVietnamDate(before),
  };
};

/** The turn that is due next on a day: the due day has not begun yet. */
export const nextYearlyWindow = (trigger: YearlyTrigger, on: string): YearlyWindow => {
  const year = Number(on.slice(0, 4));
  const turn = windowOfYear(trigger, year);
  return on < turn.before ? turn : windowOfYear(trigger, year + 1);
};
