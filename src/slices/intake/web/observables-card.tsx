import { UnstyledButton } from '@mantine/core';
import { useState } from 'react';
import { Card } from '../../../ui/card.tsx';
import { CopyText } from '../../../ui/copy-text.tsx';
import { useText } from '../../../ui/use-text.ts';
import type { Report } from '../contract/report.ts';
import styles from './report.module.css';

const shownAtFirst = 6;

/** Addresses, domains and hashes that the text holds, to be copied; never links. */
export const ObservablesCard = ({ report }: { report: Report }) => {
  const text = useText();
  const [isOpen, setOpen] = useState(false);
  const all = report.observables;
  const shown = isOpen ? all : all.slice(0, shownAtFirst);
  return (
    <Card title={text('intake.report.observables')} count={all.length || undefined}>
      {all.length === 0 && <p className={styles.hint}>{text('intake.report.observables-none')}</p>}
      <ul className={styles.list}>
        {shown.map(({ type, value }) => (
          <li key={`${type} ${value}`} className={styles.observable}>
            <span className={styles.type}>{type}</span>
            <CopyText value={value} />
          </li>
        ))}
      </ul>
      {all.length > shownAtFirst && (
        <UnstyledButton className={styles.fold} aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
          {isOpen
            ? text('intake.report.show-less')
            : text('intake.report.observables-all', { count: all.length })}
        </UnstyledButton>
      )}
    </Card>
  );
};
