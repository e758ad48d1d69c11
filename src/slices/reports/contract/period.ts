/** Spans of time that reports cover. Dates are calendar dates of Viet Nam (`YYYY-MM-DD`), both ends included. */
export const periodKinds = ['month', 'quarter', 'half-year', 'year', 'range'] as const;
export type PeriodKind = (typeof periodKinds)[number];
export type Period = { kind: PeriodKind; from: string; to: string };

const DAY_MS = 86_400_000;
const monthsOf: Readonly<Record<Exclude<PeriodKind, 'range'>, number>> = {
  month: 1,
  quarter: 3,
  'half-year': 6,
  year: 12,
};

const dateOf = (year: number, month: number, day: number): string =>
  new Date(Date.UTC(year, month, day)).toISOString().slice(0, 10);

export const shiftDate = (date: string, days: number): string =>
  new Date(Date.parse(`${date}T00:00:00Z`) + days * DAY_MS).toISOString().slice(0, 10);

/** Number of days, both ends counted. */
export const daysOf = ({ from, to }: Pick<Period, 'from' | 'to'>): number =>
  Math.round((Date.parse(to) - Date.parse(from)) / DAY_MS) + 1;

/** The calendar period of a kind that holds the date. */
export const periodAround = (kind: Exclude<PeriodKind, 'range'>, date: string): Period => {
  const [year, month] = date.split('-').map(Number) as [number, number];
  const length = monthsOf[kind];
  const first = Math.floor((month - 1) / length) * length;
  return { kind, from: dateOf(year, first, 1), to: dateOf(year, first + length, 0) };
};

/** True when the period is a whole month, quarter, half-year or year of the calendar. */
export const isCalendarPeriod = ({ kind, from, to }: Period): boolean =>
  kind !== 'range' && periodAround(kind, from).from === from && periodAround(kind, from).to === to;

/** The date some months earlier; the day is cut to the length of that month. */
const monthsBefore = (date: string, months: number): string => {
  const [year, month, day] = date.split('-').map(Number) as [number, number, number];
  const last = Number(dateOf(year, month - months, 0).slice(8));
  return dateOf(year, month - 1 - months, Math.min(day, last));
};

/**
 * The period to compare with: the one before of the same kind. Periods with their own cut-off days (15/12 to 14/12) keep
 * them; a free range is compared with the same number of days before it.
 */
export const periodBefore = (period: Period): Period => {
  const { kind, from } = period;
  if (kind === 'range') return { kind, from: shiftDate(from, -daysOf(period)), to: shiftDate(from, -1) };
  if (isCalendarPeriod(period)) return periodAround(kind, shiftDate(from, -1));
  return { kind, from: monthsBefore(from, monthsOf[kind]), to: shiftDate(from, -1) };
};
