import { formatDate } from '../../../../ui/format-date.ts';
import { useLanguage, useText } from '../../../../ui/use-text.ts';
import type { Shift } from '../../contract/duty.ts';
import { spanOf, vietnamToday } from '../week-days.ts';
import { useCarry } from './carry.ts';
import styles from './duty-page.module.css';
import { ShiftLine } from './shift-line.tsx';
import { type SpecialDay, SpecialDayWord } from './special-day.tsx';

/** Parts of the day without a primary, in milliseconds. */
const gapMs = (shifts: readonly Shift[], span: { startMs: number; endMs: number }): number => {
  let covered = 0;
  for (const shift of shifts) {
    if (shift.kind !== 'primary') continue;
    const start = Math.max(Date.parse(shift.startsAt), span.startMs);
    const end = Math.min(Date.parse(shift.endsAt), span.endMs);
    covered += Math.max(0, end - start);
  }
  return Math.max(0, span.endMs - span.startMs - covered);
};

type DutyDayProps = { day: string; shifts: readonly Shift[]; special: SpecialDay | undefined };

/** One day of the duty list: shifts that begin on it, the primary who is still there from the day before, hours nobody covers. */
export const DutyDay = ({ day, shifts, special }: DutyDayProps) => {
  const text = useText();
  const carry = useCarry();
  const language = useLanguage();
  const span = spanOf(day);
  const touching = shifts.filter(
    (shift) => Date.parse(shift.startsAt) < span.endMs && Date.parse(shift.endsAt) > span.startMs,
  );
  const isFromBefore = (shift: Shift) => Date.parse(shift.startsAt) < span.startMs;
  const shown = touching.filter((shift) => shift.kind === 'primary' || !isFromBefore(shift));
  const gapHours = Math.round(gapMs(touching, span) / 360_000) / 10;
  const weekday = new Intl.DateTimeFormat(language, { weekday: 'long', timeZone: 'Asia/Ho_Chi_Minh' }).format(
    span.startMs,
  );
  const isToday = day === vietnamToday();
  return (
    <li className={styles.day} data-today={isToday || undefined}>
      <h2 className={styles.weekday}>
        {weekday} <span className={styles.date}>{formatDate(day, language)}</span>
        {isToday && <span className={styles.today}>{text('team.today')}</span>}
        <SpecialDayWord special={special} />
      </h2>
      <div>
        {gapHours > 0 && (
          <p className={touching.length > 0 ? styles.uncovered : styles.quiet}>
            {touching.length > 0 ? text('team.duty-gap', { hours: gapHours }) : text('team.duty-none')}
          </p>
        )}
        <ul className={styles.list}>
          {shown.map((shift) => (
            <ShiftLine key={shift.id} shift={shift} isFromBefore={isFromBefore(shift)} isOpening />
          ))}
        </ul>
        {carry.carried && carry.mode === 'plan' && day >= vietnamToday() && (
          <button type="button" className={styles.dropHere} onClick={() => carry.chooseDay(day)}>
            {text('team.carry-here', { date: formatDate(day, language) })}
          </button>
        )}
      </div>
    </li>
  );
};
