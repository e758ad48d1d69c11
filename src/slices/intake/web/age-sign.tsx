import { formatDateTime } from '../../../ui/format-date.ts';
import { formatSpan } from '../../../ui/format-span.ts';
import { IconClock } from '../../../ui/icons.tsx';
import { useNow } from '../../../ui/use-now.ts';
import { useLanguage, useText } from '../../../ui/use-text.ts';
import styles from './signs.module.css';
import { waitState } from './wait-state.ts';

/** How long a report has been waiting, in plain words; coloured only while nobody has taken it up. */
export const AgeSign = ({ at, isWaiting }: { at: string; isWaiting: boolean }) => {
  const text = useText();
  const language = useLanguage();
  const now = useNow();
  const age = Math.max(0, now - Date.parse(at));
  const state = isWaiting ? waitState(now, Date.parse(at)) : 'calm';
  const words =
    age < 60_000
      ? text('intake.web.just-now')
      : text(isWaiting ? 'intake.web.waits' : 'intake.web.ago', { span: formatSpan(age, text) });
  return (
    <span className={styles.age} data-wait={state} title={formatDateTime(at, language)}>
      {isWaiting && <IconClock size="1em" />}
      {words}
    </span>
  );
};
