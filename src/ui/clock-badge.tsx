import styles from './badges.module.css';
import { clockState } from './clock-state.ts';
import { formatDateTime } from './format-date.ts';
import { formatSpan } from './format-span.ts';
import { IconCheck, IconClock } from './icons.tsx';
import { useNow } from './use-now.ts';
import { useLanguage, useText } from './use-text.ts';

export type ClockBadgeProps = {
  dueAt: string;
  /** Start of the whole time; with it amber means under 20 % left, else under one hour. */
  startedAt?: string;
  /** When it was fulfilled; the clock rests then, red if that was late. */
  doneAt?: string | null;
  /** What the clock is about, before the time: `Báo cáo ban đầu`. */
  label?: string;
};

/** Time left in plain words; the due time stands in the hint and on paper. */
export const ClockBadge = ({ dueAt, startedAt, doneAt, label }: ClockBadgeProps) => {
  const text = useText();
  const language = useLanguage();
  const now = useNow();
  const due = Date.parse(dueAt);
  const done = doneAt ? Date.parse(doneAt) : undefined;
  const state = clockState(now, due, startedAt ? Date.parse(startedAt) : undefined, done);
  const dueText = text('ui.clock-due', { time: formatDateTime(dueAt, language) });
  const words =
    done !== undefined
      ? text('ui.clock-done', { time: formatDateTime(new Date(done), language) })
      : text(state === 'late' ? 'ui.clock-late' : 'ui.clock-left', { span: formatSpan(due - now, text) });
  const ClockIcon = done === undefined ? IconClock : IconCheck;
  return (
    <span className={styles.badge} data-clock={state} title={dueText}>
      <ClockIcon size="1em" />
      {label && <span className={styles.of}>{label}</span>}
      <span>{words}</span>
      {done !== undefined && done > due && (
        <span className={styles.lateMark}>
          {text('ui.clock-late', { span: formatSpan(done - due, text) })}
        </span>
      )}
      <span className="ui-print-only">({dueText})</span>
      <span className="ui-hidden">{dueText}</span>
    </span>
  );
};
