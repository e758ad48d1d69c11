import { type ReactNode, useEffect } from 'react';
import { DisplayControls } from './display-controls.tsx';
import { IconShield } from './icons.tsx';
import styles from './plain-sheet.module.css';
import { useSession } from './session.ts';

export type PlainSheetProps = {
  title: string;
  lead?: ReactNode;
  /** `narrow` for sign-in, `reading` for forms of the public. */
  width?: 'narrow' | 'reading';
  children: ReactNode;
};

/** A page without the rail: sign-in, set-up, forms for everybody. Carries the display controls too. */
export const PlainSheet = ({ title, lead, width = 'narrow', children }: PlainSheetProps) => {
  const { organisationName } = useSession();
  useEffect(() => {
    document.title = title;
  }, [title]);
  return (
    <div className={styles.ground}>
      <header className={styles.top}>
        <span className={styles.brand}>
          <IconShield size="1.5rem" />
          <span>{organisationName}</span>
        </span>
        <DisplayControls layout="bar" />
      </header>
      <main className={styles.sheet} data-width={width}>
        <h1 className={styles.title}>{title}</h1>
        {lead && <div className={styles.lead}>{lead}</div>}
        {children}
      </main>
    </div>
  );
};
