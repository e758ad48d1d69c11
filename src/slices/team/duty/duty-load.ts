import type { WorkingCalendar } from '../../calendar/public.ts';
import type { ShiftKind } from '../contract/codes.ts';

export type Span = { memberId: string; kind: ShiftKind; startsAt: Date; endsAt: Date };

/** What shifts cost a member. Hours of a day count once for each heading that fits: a holiday on a Sunday counts as holiday. */
export type DutyLoad = {
  shifts: number;
  hours: number;
  nightHours: number;
  /** Shifts with at least half the night (22:00 to 06:00) in them. */
  nights: number;
  weekendHours: number;
  holidayHours: number;
  backupHours: number;
};

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
const OFFSET_MS = 7 * HOUR_MS;
/** Night work is counted from 22:00 to 06:00 (Labour Code 45/2019/QH14, article 106; recalled). */
const NIGHT_FROM_HOUR = 22;
const NIGHT_TO_HOUR = 6;
const NIGHT_SHARE_HOURS = 4;

export const emptyLoad = (): DutyLoad => ({
  shifts: 0,
  hours: 0,
  nightHours: 0,
  nights: 0,
  weekendHours: 0,
  holidayHours: 0,
  backupHours: 0,
});

const overlapHours = (from: number, to: number, start: number, end: number): number =>
  Math.max(0, Math.min(to, end) - Math.max(from, start)) / HOUR_MS;

/** Load of one shift. Backup hours stand apart: being on call is not being at the desk. */
export const loadOf = (span: Omit<Span, 'memberId'>, calendar: Pick<WorkingCalendar, 'kindOf'>): DutyLoad => {
  const load = emptyLoad();
  load.shifts = 1;
  const start = span.startsAt.getTime() + OFFSET_MS;
  const end = span.endsAt.getTime() + OFFSET_MS;
  for (let day = Math.floor(start / DAY_MS) * DAY_MS; day < end; day += DAY_MS) {
    const hours = overlapHours(start, end, day, day + DAY_MS);
    const kind = calendar.kindOf(new Date(day).toISOString().slice(0, 10));
    if (span.kind === 'backup') load.backupHours += hours;
    else load.hours += hours;
    if (kind === 'holiday') load.holidayHours += hours;
    else if (kind === 'weekend' || kind === 'swap-day-off') load.weekendHours += hours;
    load.nightHours +=
      overlapHours(start, end, day, day + NIGHT_TO_HOUR * HOUR_MS) +
      overlapHours(start, end, day + NIGHT_FROM_HOUR * HOUR_MS, day + DAY_MS);
  }
  load.nights = load.nightHours >= NIGHT_SHARE_HOURS ? 1 : 0;
  return load;
};

/** Sum of two loads. */
export const addLoad = (one: DutyLoad, other: DutyLoad): DutyLoad => ({
  shifts: one.shifts + other.shifts,
  hours: one.hours + other.hours,
  nightHours: one.nightHours + other.nightHours,
  nights: one.nights + other.nights,
  weekendHours: one.weekendHours + other.weekendHours,
  holidayHours: one.holidayHours + other.holidayHours,
  backupHours: one.backupHours + other.backupHours,
});

/** Load by member. */
export const loadByMember = (
  spans: readonly Span[],
  calendar: Pick<WorkingCalendar, 'kindOf'>,
): Map<string, DutyLoad> => {
  const loads = new Map<string, DutyLoad>();
  for (const span of spans) {
    loads.set(span.memberId, addLoad(loads.get(span.memberId) ?? emptyLoad(), loadOf(span, calendar)));
  }
  return loads;
};
