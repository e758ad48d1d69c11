import type { ReactNode } from 'react';
import styles from './empty-state.module.css';
import type { Icon } from './icons.tsx';

export type EmptyStateProps = {
  icon?: Icon;
  /** What belongs here. */
  title: string;
  text?: ReactNode;
  /** The first action. */
  action?: ReactNode;
};

/** Says what belongs here and offers the first action. */
export const EmptyState = ({ icon: EmptyIcon, title, text, action }: EmptyStateProps) => (
  <div className={styles.empty}>
    {EmptyIcon && (
      <span className={styles.icon}>
        <EmptyIcon size="1.75rem" />
      </span>
    )}
    <p className={styles.title}>{title}</p>
    {text && <p className={styles.text}>{text}</p>}
    {action && <div className={styles.action}>{action}</div>}
  </div>
);
