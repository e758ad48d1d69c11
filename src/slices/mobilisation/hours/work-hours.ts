import type { WorkingCalendar } from '../../calendar/public.ts';
import type { Hours } from '../contract/hours.ts';

const VIETNAM_MS = 7 * 3_600_000;
const HOUR_MS = 3_600_000;
const DAY_MS = 86_400_000;

export type Spell = { from: Date; to: Date };

/** The first instant of a month and of the next one, in Viet Nam. */
export const monthBounds = (month: string): Spell => {
  const [year = 0, number = 1] = month.split('-').map(Number);
  return {
    from: new Date(Date.UTC(year, number - 1, 1) - VIETNAM_MS),
    to: new Date(Date.UTC(year, number, 1) - VIETNAM_MS),
  };
};

const overlapMs = (from: number, to: number, start: number, end: number): number =>
  Math.max(0, Math.min(to, end) - Math.max(from, start));

const round = (ms: number): number => Math.round((ms / HOUR_MS) * 100) / 100;

/**
 * Splits a spell by what each day was in Viet Nam: working day, day of rest, public holiday; and says how much of it lay
 * between 22:00 and 06:00 (Labour Code 2019, articles 98 and 106). Days exchanged for a holiday count as days of rest.
 */
export const workHoursOf = (spell: Spell, calendar: WorkingCalendar): Hours => {
  const sums = { workday: 0, weekend: 0, holiday: 0, night: 0 };
  const [from, to] = [spell.from.getTime(), spell.to.getTime()];
  let midnight = Math.floor((from + VIETNAM_MS) / DAY_MS) * DAY_MS - VIETNAM_MS;
  for (; midnight < to; midnight += DAY_MS) {
    const date = new Date(midnight + VIETNAM_MS).toISOString().slice(0, 10);
    const kind = calendar.kindOf(date);
    const column =
      kind === 'holiday' ? 'holiday' : kind === 'workday' || kind === 'swap-workday' ? 'workday' : 'weekend';
    sums[column] += overlapMs(from, to, midnight, midnight + DAY_MS);
    sums.night +=
      overlapMs(from, to, midnight, midnight + 6 * HOUR_MS) +
      overlapMs(from, to, midnight + 22 * HOUR_MS, midnight + DAY_MS);
  }
  return {
    workday: round(sums.workday),
    weekend: round(sums.weekend),
    holiday: round(sums.holiday),
    night: round(sums.night),
    total: round(sums.workday + sums.weekend + sums.holiday),
  };
};

const zero: Hours = { workday: 0, weekend: 0, holiday: 0, night: 0, total: 0 };

export const addHours = (list: readonly Hours[]): Hours =>
  list.reduce(
    (sum, one) => ({
      workday: round((sum.workday + one.workday) * HOUR_MS),
      weekend: round((sum.weekend + one.weekend) * HOUR_MS),
      holiday: round((sum.holiday + one.holiday) * HOUR_MS),
      night: round((sum.night + one.night) * HOUR_MS),
      total: round((sum.total + one.total) * HOUR_MS),
    }),
    zero,
  );

/** Factors of article 98: 150 % on working days, 200 % on days of rest, 300 % on holidays, 30 % more at night. */
export const payFactors = { workday: 1.5, weekend: 2, holiday: 3, night: 0.3 } as const;

/** What the hours are worth at a rate per hour, in whole đồng. */
export const payOf = (hours: Hours, rate: number): number =>
  Math.round(
    rate *
      (hours.workday * payFactors.workday +
        hours.weekend * payFactors.weekend +
        hours.holiday * payFactors.holiday +
        hours.night * payFactors.night),
  );
