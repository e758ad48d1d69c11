import type { ReactNode } from 'react';
import styles from './card.module.css';

export type CardProps = {
  title?: ReactNode;
  count?: number;
  /** Button or link at the right of the title. */
  action?: ReactNode;
  /** `flush` lets a list or table touch the edges. */
  padding?: 'normal' | 'flush';
  children: ReactNode;
};

/** A white sheet with a title, the plain building block of pages. */
export const Card = ({ title, count, action, padding = 'normal', children }: CardProps) => (
  <section className={styles.card}>
    {(title || action) && (
      <div className={styles.head}>
        <h2 className={styles.title}>
          {title}
          {count !== undefined && <span className={styles.count}>{count}</span>}
        </h2>
        {action}
      </div>
    )}
    <div className={styles.body} data-padding={padding}>
      {children}
    </div>
  </section>
);
