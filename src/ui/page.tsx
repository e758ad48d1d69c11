import { type ReactNode, useEffect } from 'react';
import { formatNumber } from './format-number.ts';
import styles from './page.module.css';
import { PrintHeader } from './print-header.tsx';
import { useLanguage } from './use-text.ts';

export type PageProps = {
  title: string;
  /** Number of records behind the title; grouped. */
  count?: number;
  /** One line under the title. */
  lead?: ReactNode;
  /** Buttons at the right; one of them filled at most. */
  actions?: ReactNode;
  /** `reading` keeps forms and texts at a comfortable line length. */
  width?: 'full' | 'reading';
  /** Words for the paper: classification, range of the figures. */
  printNote?: ReactNode;
  children: ReactNode;
};

/** A page inside the frame: title with count, actions, content, and its head on paper. */
export const Page = ({ title, count, lead, actions, width = 'full', printNote, children }: PageProps) => {
  const language = useLanguage();
  useEffect(() => {
    document.title = title;
  }, [title]);
  return (
    <div className={styles.page} data-width={width}>
      <PrintHeader note={printNote} />
      <div className={styles.head}>
        <div className={styles.words}>
          <h1 className={styles.title}>
            {title}
            {count !== undefined && <span className={styles.count}>{formatNumber(count, language)}</span>}
          </h1>
          {lead && <div className={styles.lead}>{lead}</div>}
        </div>
        {actions && <div className={styles.actions}>{actions}</div>}
      </div>
      {children}
    </div>
  );
};
