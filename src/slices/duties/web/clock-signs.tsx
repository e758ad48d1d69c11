import { ClockBadge } from '../../../ui/clock-badge.tsx';
import { formatDateTime } from '../../../ui/format-date.ts';
import { useLanguage, useText } from '../../../ui/use-text.ts';
import type { Clock } from '../contract/clocks.ts';
import type { BasisStatus } from '../contract/rules.ts';
import styles from './clocks.module.css';

/** Number of the rule, with the regime in its first letter. */
export const RuleMark = ({ clock }: { clock: Pick<Clock, 'ruleId' | 'regime'> }) => {
  const text = useText();
  return (
    <span className={styles.ruleMark} title={text(`duties.regime.${clock.regime}`)}>
      {clock.ruleId}
    </span>
  );
};

/** Time left, fulfilled, resting or stopped. */
export const ClockTime = ({ clock }: { clock: Clock }) => {
  const text = useText();
  const language = useLanguage();
  if (clock.state === 'stopped') {
    return <span className={styles.quiet}>{text('duties.clock-state.stopped')}</span>;
  }
  const pause = clock.pauses.at(-1);
  if (clock.state === 'paused' && pause) {
    return (
      <span className={styles.quiet}>
        {text('duties.paused-since', { time: formatDateTime(pause.from, language) })}
      </span>
    );
  }
  return <ClockBadge dueAt={clock.dueAt} startedAt={clock.startedAt} doneAt={clock.fulfilledAt} />;
};

/** Whether anybody read the wording behind a rule. */
export const BasisMark = ({ status }: { status: BasisStatus }) => {
  const text = useText();
  return (
    <span className={status === 'verified' ? styles.quiet : styles.unverified}>
      {text(`duties.status.${status}`)}
    </span>
  );
};
