import { ActionIcon, Popover } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import styles from './fact-list.module.css';
import { IconEdit, IconHistory } from './icons.tsx';
import { useText } from './use-text.ts';

export type Fact = {
  key: string;
  label: string;
  /** Empty shows "not set" quietly. */
  value?: ReactNode;
  /** A form in place of the value; call `close` when saved or given up. Leave out without the right to edit. */
  edit?: (close: () => void) => ReactNode;
  /** Who changed it when, shown in a small window; drawn only when opened. */
  history?: () => ReactNode;
};

const FactLine = ({ fact }: { fact: Fact }) => {
  const text = useText();
  const [isEditing, setEditing] = useState(false);
  const { label, value, edit, history } = fact;
  const isEmpty = value === undefined || value === null || value === '';
  return (
    <div className={styles.fact}>
      <dt className={styles.label}>{label}</dt>
      <dd className={styles.value}>
        {isEditing && edit ? (
          edit(() => setEditing(false))
        ) : (
          <div className={styles.words}>
            {isEmpty ? <span className={styles.none}>{text('ui.not-set')}</span> : value}
          </div>
        )}
        {!isEditing && (
          <span className={styles.tools}>
            {history && (
              <Popover position="bottom-end" shadow="md" withArrow width={280}>
                <Popover.Target>
                  <ActionIcon
                    variant="subtle"
                    size="sm"
                    className={styles.tool}
                    aria-label={text('ui.history-field', { label })}
                  >
                    <IconHistory size="1rem" />
                  </ActionIcon>
                </Popover.Target>
                <Popover.Dropdown>{history()}</Popover.Dropdown>
              </Popover>
            )}
            {edit && (
              <ActionIcon
                variant="subtle"
                size="sm"
                className={styles.tool}
                aria-label={text('ui.edit-field', { label })}
                onClick={() => setEditing(true)}
              >
                <IconEdit size="1rem" />
              </ActionIcon>
            )}
          </span>
        )}
      </dd>
    </div>
  );
};

export type FactListProps = {
  title?: string;
  facts: readonly Fact[];
  /** A button beside the title, such as "add". */
  action?: ReactNode;
  /** Anything below the lines of the card. */
  children?: ReactNode;
};

/** A card of facts: label and value, each edited in place, its history one click away. */
export const FactList = ({ title, facts, action, children }: FactListProps) => (
  <section className={styles.card}>
    {(title || action) && (
      <div className={styles.head}>
        <h2 className={styles.title}>{title}</h2>
        {action}
      </div>
    )}
    {facts.length > 0 && (
      <dl className={styles.list}>
        {facts.map((fact) => (
          <FactLine key={fact.key} fact={fact} />
        ))}
      </dl>
    )}
    {children}
  </section>
);
