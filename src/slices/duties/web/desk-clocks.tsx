import { AppLink } from '../../../ui/app-link.tsx';
import { Card } from '../../../ui/card.tsx';
import { useMay } from '../../../ui/session.ts';
import { useLanguage, useText } from '../../../ui/use-text.ts';
import type { Clock } from '../contract/clocks.ts';
import { useClockSummary, useFreshClocks } from './clock-queries.ts';
import { ClockTime, RuleMark } from './clock-signs.tsx';
import styles from './clocks.module.css';
import { titleOf } from './say-duty.ts';

const addressOfClock = (clock: Clock): string =>
  clock.subject.kind === 'incident' ? `/incidents/${clock.subject.id}` : `/duties/${clock.id}`;

const ClockLine = ({ clock }: { clock: Clock }) => {
  const text = useText();
  const language = useLanguage();
  return (
    <li className={styles.deskLine} data-rule={clock.ruleId}>
      <span className={styles.cell}>
        <RuleMark clock={clock} />
        <ClockTime clock={clock} />
      </span>
      <AppLink to={addressOfClock(clock)} className={styles.deskTitle}>
        {titleOf(clock, language)}
      </AppLink>
      <span className={styles.quiet}>
        {clock.subject.label || text(`duties.subject.${clock.subject.kind}`)} {clock.subject.title}
      </span>
    </li>
  );
};

const bySubject = (clocks: readonly Clock[]): Clock[][] => {
  const groups = new Map<string, Clock[]>();
  for (const clock of clocks) {
    const id = clock.subject.id ?? '';
    groups.set(id, [...(groups.get(id) ?? []), clock]);
  }
  return [...groups.values()];
};

const SevereLine = ({ clocks }: { clocks: readonly Clock[] }) => {
  const language = useLanguage();
  const subject = clocks[0]?.subject;
  if (!subject) return null;
  return (
    <li className={styles.severeLine}>
      <AppLink to={`/incidents/${subject.id}`} className={styles.deskTitle}>
        {subject.label} {subject.title}
      </AppLink>
      <ul className={styles.severeClocks}>
        {clocks.map((clock) => (
          <li
            key={clock.id}
            className={styles.cell}
            data-rule={clock.ruleId}
            title={titleOf(clock, language)}
          >
            <RuleMark clock={clock} />
            <ClockTime clock={clock} />
          </li>
        ))}
      </ul>
    </li>
  );
};

/** Clocks of severe incidents on top of the first page: nobody who leads may miss them. */
export const SevereClocks = () => {
  const text = useText();
  const may = useMay('clock.read');
  const { data } = useClockSummary(!may);
  useFreshClocks();
  const severe = data?.next.filter(({ subject }) => subject.isSevere) ?? [];
  if (severe.length === 0) return null;
  return (
    <section className={styles.strip} aria-label={text('duties.desk-severe')}>
      <h2 className={styles.stripHead}>{text('duties.desk-severe')}</h2>
      <ul className={styles.list}>
        {bySubject(severe)
          .slice(0, 4)
          .map((clocks) => (
            <SevereLine key={clocks[0]?.id} clocks={clocks} />
          ))}
      </ul>
    </section>
  );
};

/** What is due, on the first page. */
export const DeskClocks = () => {
  const text = useText();
  const may = useMay('clock.read');
  const { data } = useClockSummary(!may);
  if (!data) return null;
  const shown = data.next.filter(({ subject }) => !subject.isSevere).slice(0, 5);
  return (
    <Card
      title={text('duties.desk')}
      padding="flush"
      action={<AppLink to="/duties">{text('duties.desk-all', { count: data.open })}</AppLink>}
    >
      <p className={styles.deskCounts}>
        {data.late > 0 && (
          <AppLink to="/duties?state=late" className={styles.harm}>
            {text('duties.desk-late', { count: data.late })}
          </AppLink>
        )}
        {data.reasonMissing > 0 && (
          <AppLink to="/duties?state=reason-missing" className={styles.harm}>
            {text('duties.desk-unexplained', { count: data.reasonMissing })}
          </AppLink>
        )}
        <span>
          {data.dueWithinDay > 0
            ? text('duties.desk-soon', { count: data.dueWithinDay })
            : text('duties.desk-none')}
        </span>
      </p>
      <ul className={styles.list}>
        {shown.map((clock) => (
          <ClockLine key={clock.id} clock={clock} />
        ))}
      </ul>
    </Card>
  );
};
