import { formatDate } from '../../../../ui/format-date.ts';
import { useLanguage, useText } from '../../../../ui/use-text.ts';
import type { Shift } from '../../contract/duty.ts';
import { addDays, mondayOf, spanOf, vietnamToday } from '../week-days.ts';
import { useCarry } from './carry.ts';
import styles from './duty-page.module.css';
import { ShiftChip } from './shift-chip.tsx';
import { type SpecialDay, SpecialDayWord } from './special-day.tsx';

const WEEK = 7;

/** First and last day shown for a month: whole weeks from Monday. */
export const monthSpan = (month: string): { from: string; days: number } => {
  const first = `${month}-01`;
  const from = mondayOf(first);
  const [year, number] = month.split('-').map(Number) as [number, number];
  const last = new Date(Date.UTC(year, number, 0)).toISOString().slice(0, 10);
  const end = addDays(mondayOf(last), WEEK);
  return { from, days: Math.round((Date.parse(end) - Date.parse(from)) / 86_400_000) };
};

type CellProps = { day: string; month: string; shifts: readonly Shift[]; special: SpecialDay | undefined };

const Cell = ({ day, month, shifts, special }: CellProps) => {
  const text = useText();
  const language = useLanguage();
  const carry = useCarry();
  const isToday = day === vietnamToday();
  const takes = carry.carried !== undefined && carry.mode === 'plan' && day >= vietnamToday();
  const date = formatDate(day, language);
  return (
    <td
      className={styles.cell}
      data-today={isToday || undefined}
      data-outside={!day.startsWith(month) || undefined}
      data-off={special && special.kind !== 'swap-workday' ? true : undefined}
      data-empty={shifts.length === 0 || undefined}
      onDragOver={(event) => takes && event.preventDefault()}
      onDrop={(event) => {
        if (!takes) return;
        event.preventDefault();
        carry.chooseDay(day);
      }}
    >
      <div className={styles.cellHead}>
        <time dateTime={day} className={styles.dayNumber} aria-current={isToday ? 'date' : undefined}>
          <span className={styles.onlyNarrow}>
            {new Intl.DateTimeFormat(language, { weekday: 'long', timeZone: 'UTC' }).format(
              new Date(day),
            )}{' '}
          </span>
          <span aria-hidden="true">{Number(day.slice(8))}</span>
          <span className="ui-hidden">{date}</span>
        </time>
        <SpecialDayWord special={special} />
      </div>
      <ul className={styles.chips}>
        {shifts.map((shift) => (
          <ShiftChip key={shift.id} shift={shift} />
        ))}
      </ul>
      {takes && !carry.isDragged && (
        <button type="button" className={styles.dropHere} onClick={() => carry.chooseDay(day)}>
          {text('team.carry-here', { date })}
        </button>
      )}
    </td>
  );
};

type MonthGridProps = { month: string; shifts: readonly Shift[]; days: readonly SpecialDay[] };

/** A month of shifts, each in the cell of the day on which it begins. On a phone the cells stand one below the other. */
export const MonthGrid = ({ month, shifts, days }: MonthGridProps) => {
  const text = useText();
  const language = useLanguage();
  const span = monthSpan(month);
  const all = Array.from({ length: span.days }, (_, at) => addDays(span.from, at));
  const beginningOn = (day: string) => {
    const { startMs, endMs } = spanOf(day);
    return shifts
      .filter((shift) => Date.parse(shift.startsAt) >= startMs && Date.parse(shift.startsAt) < endMs)
      .sort((one, other) => (one.kind === other.kind ? 0 : one.kind === 'primary' ? -1 : 1));
  };
  const weekday = new Intl.DateTimeFormat(language, { weekday: 'short', timeZone: 'UTC' });
  const weeks = Array.from({ length: all.length / WEEK }, (_, at) => all.slice(at * WEEK, at * WEEK + WEEK));
  return (
    <table className={styles.month} aria-label={text('team.duty')}>
      <thead>
        <tr>
          {all.slice(0, WEEK).map((day) => (
            <th key={day} scope="col">
              {weekday.format(new Date(day))}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {weeks.map((week) => (
          <tr key={week[0]}>
            {week.map((day) => (
              <Cell
                key={day}
                day={day}
                month={month}
                shifts={beginningOn(day)}
                special={days.find((special) => special.day === day)}
              />
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
};
