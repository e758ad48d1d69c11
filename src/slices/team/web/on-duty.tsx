import { AppLink } from '../../../ui/app-link.tsx';
import { formatTime } from '../../../ui/format-date.ts';
import { IconAlert, IconPhone } from '../../../ui/icons.tsx';
import { useMay } from '../../../ui/session.ts';
import { useText } from '../../../ui/use-text.ts';
import { useAnswer, useLiveRefresh } from '../../agencies/web/public/use-call.ts';
import { dutyChanged, dutyNowRoute } from '../contract/duty.ts';
import styles from './on-duty.module.css';

/** The turn of a shift is told by the clock, not by an event. */
const REFETCH_MS = 60_000;

/** Who is on duty now, first line of every screen. */
export const OnDuty = () => {
  const text = useText();
  const isAllowed = useMay('duty.read');
  const { data } = useAnswer(dutyNowRoute, {}, { isOff: !isAllowed, refetchMs: REFETCH_MS });
  useLiveRefresh([dutyChanged], '/api/v1/duty');
  if (!isAllowed || !data) return null;
  const primary = data.current.find((shift) => shift.kind === 'primary');
  if (!primary) {
    return (
      <AppLink to="/duty" className={styles.nobody}>
        <IconAlert size="1rem" />
        {text('team.duty-nobody')}
      </AppLink>
    );
  }
  return (
    <AppLink
      to="/duty"
      className={styles.onDuty}
      title={text('team.duty-until', { time: formatTime(primary.endsAt) })}
    >
      <IconPhone size="1rem" />
      <span className={styles.label}>{text('team.duty-now')}</span>
      <strong className={styles.name}>{primary.member.fullName}</strong>
      {primary.phone && <span className={styles.phone}>{primary.phone}</span>}
    </AppLink>
  );
};
