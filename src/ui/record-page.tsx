import { SegmentedControl } from '@mantine/core';
import { type ReactNode, useEffect, useState } from 'react';
import { PrintHeader } from './print-header.tsx';
import styles from './record-page.module.css';
import { useText } from './use-text.ts';

export type RecordPageProps = {
  /** Number or sign of the record, such as `SC-2026-0042`. */
  number: string;
  title: string;
  /** Marking, severity, status, clocks: all badges of the identity line. */
  badges?: ReactNode;
  actions?: ReactNode;
  /** Banner under the identity line: a duplicate, a restriction, what to do next. */
  notice?: ReactNode;
  /** Log, mails and files in time order, with the composer at the end. */
  conversation: ReactNode;
  /** People, systems, duties, documents. */
  facts: ReactNode;
  /** Names of the two halves on a phone. */
  conversationLabel?: string;
  factsLabel?: string;
  printNote?: ReactNode;
};

/** One record: identity line, then conversation and facts side by side; on a phone one of them at a time. */
export const RecordPage = (props: RecordPageProps) => {
  const { number, title, badges, actions, notice, conversation, facts } = props;
  const text = useText();
  const [half, setHalf] = useState('conversation');
  useEffect(() => {
    document.title = `${number} ${title}`;
  }, [number, title]);
  return (
    <article className={styles.record} data-half={half}>
      <PrintHeader note={props.printNote} />
      <header className={styles.identity}>
        <div className={styles.line}>
          <h1 className={styles.title}>
            <span className={styles.number}>{number}</span> {title}
          </h1>
          {actions && <div className={styles.actions}>{actions}</div>}
        </div>
        {badges && <div className={styles.badges}>{badges}</div>}
      </header>
      {notice && <div className={styles.notice}>{notice}</div>}
      <SegmentedControl
        className={styles.switch}
        fullWidth
        size="sm"
        value={half}
        onChange={setHalf}
        data={[
          { value: 'conversation', label: props.conversationLabel ?? text('ui.tab-conversation') },
          { value: 'facts', label: props.factsLabel ?? text('ui.tab-facts') },
        ]}
      />
      <div className={styles.columns}>
        <section
          className={styles.conversation}
          aria-label={props.conversationLabel ?? text('ui.tab-conversation')}
        >
          {conversation}
        </section>
        <aside className={styles.facts} aria-label={props.factsLabel ?? text('ui.tab-facts')}>
          {facts}
        </aside>
      </div>
    </article>
  );
};
