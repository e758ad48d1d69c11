import { useQuery, useQueryClient } from '@tanstack/react-query';
import { call } from '../../../platform/http/client.ts';
import { Card } from '../../../ui/card.tsx';
import { formatDateTime } from '../../../ui/format-date.ts';
import { IconAlert } from '../../../ui/icons.tsx';
import { useLiveEvents } from '../../../ui/live-events.ts';
import { useLanguage, useText } from '../../../ui/use-text.ts';
import { dutyChanged, dutyNowRoute, type Shift } from '../../team/contract/duty.ts';
import styles from './desk.module.css';

const dutyKey = ['duty', 'now'];

const Person = ({ shift }: { shift: Shift }) => {
  const text = useText();
  const language = useLanguage();
  const phone = shift.phone ?? shift.backupPhone;
  return (
    <li className={styles.person}>
      <span className={styles.personName}>{shift.member.fullName}</span>
      {phone && (
        <a className={styles.tel} href={`tel:${phone.replaceAll(/[^\d+]/g, '')}`}>
          {phone}
        </a>
      )}
      <span className={styles.personLine}>
        <span>{text(shift.kind === 'primary' ? 'intake.duty.primary' : 'intake.duty.backup')}</span>
        <span>{text('intake.duty.until', { time: formatDateTime(shift.endsAt, language) })}</span>
      </span>
    </li>
  );
};

/** Who answers now, with numbers to call, and who comes next; a gap in the list is said in red. */
export const OnDutyCard = () => {
  const text = useText();
  const language = useLanguage();
  const client = useQueryClient();
  const { data } = useQuery({
    queryKey: dutyKey,
    queryFn: ({ signal }) => call(dutyNowRoute, { signal }),
    refetchInterval: 5 * 60_000,
    throwOnError: false,
  });
  useLiveEvents([dutyChanged], () => void client.invalidateQueries({ queryKey: dutyKey }));
  if (!data) return null;
  const next = data.next[0];
  return (
    <Card title={text('intake.duty.on-duty')}>
      {!data.isCovered && (
        <p className={styles.alarm}>
          <IconAlert size="1.125rem" />
          {text('intake.duty.nobody')}
        </p>
      )}
      {data.current.length > 0 && (
        <ul className={styles.people}>
          {data.current.map((shift) => (
            <Person key={shift.id} shift={shift} />
          ))}
        </ul>
      )}
      {next && (
        <p className={styles.next}>
          {text('intake.duty.next', {
            name: next.member.fullName,
            time: formatDateTime(next.startsAt, language),
          })}
        </p>
      )}
    </Card>
  );
};
