/** What a day is. Saturdays and Sundays are `weekend` unless something else is entered. */
export const dayKinds = ['holiday', 'swap-day-off', 'swap-workday'] as const;
export type EnteredKind = (typeof dayKinds)[number];
export type DayKind = 'workday' | 'weekend' | EnteredKind;

/** One day that differs from the plain week. `day` as `YYYY-MM-DD`. */
export type CalendarDay = { day: string; kind: EnteredKind; nameVi: string; nameEn: string };

/** Counts working days. Pure: the same days give the same answers on every machine. */
export type WorkingCalendar = {
  kindOf(date: string): DayKind;
  /** Name of the holiday or exchange, null for plain days. */
  nameOf(date: string, language: 'vi' | 'en'): string | null;
  isWorkingDay(date: string): boolean;
  /** The `count`-th working day after the date (before it, when negative); the date itself for 0. */
  addWorkingDays(date: string, count: number): string;
  /** Working days after `from` up to and including `to`; 0 when `to` is not later. */
  countWorkingDays(from: string, to: string): number;
  /** Are holidays of this year entered at all? */
  covers(year: number): boolean;
};

const DAY_MS = 86_400_000;
/** No statutory limit is longer; a broken rule must not run forever. */
const stepsMax = 4_000;

const shift = (date: string, days: number): string =>
  new Date(Date.parse(`${date}T00:00:00Z`) + days * DAY_MS).toISOString().slice(0, 10);

const isWeekend = (date: string): boolean => {
  const weekday = new Date(`${date}T00:00:00Z`).getUTCDay();
  return weekday === 0 || weekday === 6;
};

/** Makes the calendar out of the days that differ. */
export const createWorkingCalendar = (days: readonly CalendarDay[]): WorkingCalendar => {
  const entered = new Map(days.map((day) => [day.day, day]));
  const years = new Set(days.map(({ day }) => Number(day.slice(0, 4))));
  const kindOf = (date: string): DayKind =>
    entered.get(date)?.kind ?? (isWeekend(date) ? 'weekend' : 'workday');
  const isWorkingDay = (date: string): boolean => {
    const kind = kindOf(date);
    return kind === 'workday' || kind === 'swap-workday';
  };
  const addWorkingDays = (date: string, count: number): string => {
    const step = count < 0 ? -1 : 1;
    let at = date;
    let left = Math.abs(Math.trunc(count));
    for (let steps = 0; left > 0; steps += 1) {
      if (steps > stepsMax) throw new RangeError(`no ${count} working days around ${date}`);
      at = shift(at, step);
      if (isWorkingDay(at)) left -= 1;
    }
    return at;
  };
  return {
    kindOf,
    nameOf: (date, language) => {
      const day = entered.get(date);
      return day ? (language === 'vi' ? day.nameVi : day.nameEn) : null;
    },
    isWorkingDay,
    addWorkingDays,
    countWorkingDays: (from, to) => {
      let count = 0;
      for (let at = shift(from, 1), steps = 0; at <= to && steps <= stepsMax; at = shift(at, 1), steps += 1) {
        if (isWorkingDay(at)) count += 1;
      }
      return count;
    },
    covers: (year) => years.has(year),
  };
};
