import type { ReactNode } from 'react';
import styles from './columns.module.css';

/** Cards in two columns, one below the other on a narrow screen and on paper. */
export const Columns = ({ left, right }: { left: ReactNode; right: ReactNode }) => (
  <div className={styles.columns}>
    <div className={styles.column}>{left}</div>
    <div className={styles.column}>{right}</div>
  </div>
);
