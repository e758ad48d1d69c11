import styles from './badges.module.css';
import type { Icon } from './icons.tsx';

/** `quiet` at rest or closed, `active` in work, `wait` somebody else's turn, `good` fulfilled, `harm` failed. */
export type StatusTone = 'quiet' | 'active' | 'wait' | 'good' | 'harm';

/** The state of a record as a word with a mark. */
export const StatusBadge = ({
  tone,
  label,
  icon: StatusIcon,
}: {
  tone: StatusTone;
  label: string;
  icon?: Icon;
}) => (
  <span className={styles.status} data-tone={tone}>
    {StatusIcon ? <StatusIcon size="1em" /> : <span className={styles.dot} aria-hidden="true" />}
    {label}
  </span>
);
