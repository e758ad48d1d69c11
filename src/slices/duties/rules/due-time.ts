import { addDays, DAY_MS, startOfVietnamDate, vietnamDateOf } from '../../../platform/time/vietnam-time.ts';
import type { WorkingCalendar } from '../../calendar/public.ts';
import type { Limit } from '../contract/rules.ts';

/** A stretch during which a clock rested, ISO 8601; the last one may still be open. */
export type Pause = { from: string; to: string | null };

const MINUTE_MS = 60_000;
const HOUR_MS = 3_600_000;

/** The same day `months` later; the last day of the month where it has none of that number. */
export const addMonths = (date: string, months: number): string => {
  const [year, month, day] = date.split('-').map(Number) as [number, number, number];
  const first = new Date(Date.UTC(year, month - 1 + months, 1));
  const last = new Date(Date.UTC(first.getUTCFullYear(), first.getUTCMonth() + 1, 0)).getUTCDate();
  return new Date(Date.UTC(first.getUTCFullYear(), first.getUTCMonth(), Math.min(day, last)))
    .toISOString()
    .slice(0, 10);
};

const restedMs = (pauses: readonly Pause[]): number =>
  pauses.reduce((sum, { from, to }) => sum + (to === null ? 0 : Date.parse(to) - Date.parse(from)), 0);

const restedWorkingDays = (pauses: readonly Pause[], calendar: WorkingCalendar): number =>
  pauses.reduce(
    (sum, { from, to }) =>
      sum +
      (to === null
        ? 0
        : calendar.countWorkingDays(vietnamDateOf(new Date(from)), vietnamDateOf(new Date(to)))),
    0,
  );

/** Twenty-four o'clock of a day in Viet Nam. */
const endOf = (date: string): Date => startOfVietnamDate(addDays(date, 1));

/**
 * When a time that starts at `start` is up. Minutes and hours run through nights and holidays. Days, working days and
 * months do not count the day of the start and end at 24:00 of the last day in Viet Nam (Civil Code 91/2015/QH13, Articles
 * 147 and 148). Pure: neither the zone nor the language of the machine matters.
 * @throws RangeError for the unit `calendar`, whose day stands in the trigger
 */
export const dueTime = (
  start: Date,
  limit: Limit,
  calendar: WorkingCalendar,
  pauses: readonly Pause[] = [],
): Date => {
  const day = vietnamDateOf(start);
  const rested = restedMs(pauses);
  switch (limit.unit) {
    case 'at-once':
      return new Date(start.getTime() + limit.targetMinutes * MINUTE_MS + rested);
    case 'minutes':
      return new Date(start.getTime() + limit.value * MINUTE_MS + rested);
    case 'hours':
      return new Date(start.getTime() + limit.value * HOUR_MS + rested);
    case 'days':
      return endOf(addDays(day, limit.value + Math.ceil(rested / DAY_MS)));
    case 'months':
      return endOf(addDays(addMonths(day, limit.value), Math.ceil(rested / DAY_MS)));
    case 'working-days':
      return endOf(calendar.addWorkingDays(day, limit.value + restedWorkingDays(pauses, calendar)));
    default:
      throw new RangeError('a rule of a calendar day is no span of time');
  }
};

/** The instant at which `share` per cent of the time have passed; pauses do not count as passed. */
export const shareTime = (start: Date, due: Date, share: number, pauses: readonly Pause[] = []): Date => {
  const whole = due.getTime() - start.getTime() - restedMs(pauses);
  let at = start.getTime() + Math.floor((whole * share) / 100);
  for (const { from, to } of pauses) {
    if (to !== null && Date.parse(from) <= at) at += Date.parse(to) - Date.parse(from);
  }
  return new Date(at);
};
