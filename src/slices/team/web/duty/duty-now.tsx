import { Card } from '../../../../ui/card.tsx';
import { useText } from '../../../../ui/use-text.ts';
import { useAnswer } from '../../../agencies/web/public/use-call.ts';
import { dutyNowRoute, type Shift } from '../../contract/duty.ts';
import styles from './duty-page.module.css';
import { ShiftLine } from './shift-line.tsx';

const primaryFirst = (shifts: readonly Shift[]): Shift[] =>
  [...shifts].sort((one, other) => (one.kind === other.kind ? 0 : one.kind === 'primary' ? -1 : 1));

/** Who is on duty now, with numbers to call, and who comes next. */
export const DutyNow = () => {
  const text = useText();
  const { data } = useAnswer(dutyNowRoute, {}, { refetchMs: 60_000 });
  if (!data) return null;
  return (
    <Card title={text('team.duty-now-title')}>
      {data.isCovered ? null : <p className={styles.uncovered}>{text('team.duty-nobody-text')}</p>}
      <ul className={styles.list}>
        {primaryFirst(data.current).map((shift) => (
          <ShiftLine key={shift.id} shift={shift} hasNumbers />
        ))}
      </ul>
      <h3 className={styles.nextTitle}>{text('team.duty-next-title')}</h3>
      {data.next.length === 0 && <p className={styles.quiet}>{text('team.duty-next-none')}</p>}
      <ul className={styles.list}>
        {primaryFirst(data.next).map((shift) => (
          <ShiftLine key={shift.id} shift={shift} hasDate />
        ))}
      </ul>
    </Card>
  );
};
