import { formatDate } from '../../../ui/format-date.ts';
import { useLanguage, useText } from '../../../ui/use-text.ts';
import type { DayKind } from '../contract/working-calendar.ts';
import styles from './calendar.module.css';

export type GridDay = { date: string; kind: DayKind; name: string | null; isUnverified: boolean };

const DAY_MS = 86_400_000;
/** Monday first, as on every wall calendar in Viet Nam. */
const weekdays = [1, 2, 3, 4, 5, 6, 0] as const;

/** Every date of a month, `2026-02`. */
export const datesOf = (month: string): string[] => {
  const first = Date.parse(`${month}-01T00:00:00Z`);
  const dates: string[] = [];
  for (let at = first; new Date(at).toISOString().startsWith(month); at += DAY_MS)
    dates.push(new Date(at).toISOString().slice(0, 10));
  return dates;
};

type MonthGridProps = {
  month: string;
  days: readonly GridDay[];
  onDay: ((date: string) => void) | undefined;
};

/** One month as a grid of weeks; days that differ carry colour, a mark and their name. */
export const MonthGrid = ({ month, days, onDay }: MonthGridProps) => {
  const text = useText();
  const language = useLanguage();
  const [year, number] = month.split('-').map(Number);
  const firstWeekday = new Date(`${month}-01T00:00:00Z`).getUTCDay();
  const lead = weekdays.indexOf(firstWeekday as (typeof weekdays)[number]);
  return (
    <section className={styles.month}>
      <h3 className={styles.monthName}>
        {text('calendar.month', { month: String(number), year: String(year) })}
      </h3>
      <div className={styles.grid}>
        {weekdays.map((weekday) => (
          <span key={weekday} className={styles.weekday}>
            {text(`calendar.weekday.${weekday}`)}
          </span>
        ))}
        {days.map((day, at) => {
          const words = `${formatDate(day.date, language)}: ${day.name ?? text(`calendar.kind.${day.kind}`)}`;
          const place = at === 0 ? { gridColumnStart: lead + 1 } : undefined;
          const shared = {
            className: styles.day,
            'data-kind': day.kind,
            'data-unverified': day.isUnverified || undefined,
            title: words,
            style: place,
          };
          return onDay ? (
            <button
              key={day.date}
              type="button"
              aria-label={words}
              {...shared}
              onClick={() => onDay(day.date)}
            >
              {Number(day.date.slice(8))}
            </button>
          ) : (
            <span key={day.date} {...shared}>
              {Number(day.date.slice(8))}
            </span>
          );
        })}
      </div>
    </section>
  );
};
