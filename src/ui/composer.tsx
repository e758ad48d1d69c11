import { Button, Textarea } from '@mantine/core';
import { type KeyboardEvent, type ReactNode, useEffect, useState } from 'react';
import styles from './composer.module.css';
import { dropDraft, readDraft, writeDraft } from './draft-store.ts';
import { IconSend } from './icons.tsx';
import { problemOf } from './problem.ts';
import { useText } from './use-text.ts';

export type ComposerProps = {
  /** Names the field to readers and stands in it while empty. */
  label: string;
  /** The draft is kept under this key until `onSend` is fulfilled. One per record and kind. */
  draftKey: string;
  onSend: (text: string) => Promise<unknown>;
  sendLabel?: string;
  /** Controls between text and button: kind of entry, marking, files. */
  tools?: ReactNode;
  /** Allows sending without text, when files are attached. */
  isEmptyAllowed?: boolean;
};

/** Where an entry is written. The draft survives a closed page and is dropped only when the server has it. */
export const Composer = ({ label, draftKey, onSend, sendLabel, tools, isEmptyAllowed }: ComposerProps) => {
  const text = useText();
  const [value, setValue] = useState('');
  const [isSending, setSending] = useState(false);
  const [error, setError] = useState<string>();
  useEffect(() => setValue(readDraft<string>(draftKey) ?? ''), [draftKey]);
  const change = (next: string) => {
    setValue(next);
    setError(undefined);
    if (next) writeDraft(draftKey, next);
    else dropDraft(draftKey);
  };
  const mayNotSend = isSending || (value.trim() === '' && !isEmptyAllowed);
  const send = async () => {
    if (mayNotSend) return;
    setSending(true);
    try {
      await onSend(value.trim());
      change('');
    } catch (thrown) {
      const problem = problemOf(thrown);
      setError(problem?.status ? (problem.detail ?? problem.title) : text('ui.problem-network'));
    } finally {
      setSending(false);
    }
  };
  const sendByKey = (event: KeyboardEvent) => {
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) void send();
  };
  return (
    <div className={styles.composer}>
      <Textarea
        variant="unstyled"
        classNames={{ input: styles.input }}
        autosize
        minRows={3}
        maxRows={16}
        aria-label={label}
        placeholder={label}
        value={value}
        error={error}
        readOnly={isSending}
        onChange={(event) => change(event.currentTarget.value)}
        onKeyDown={sendByKey}
      />
      <div className={styles.foot}>
        <div className={styles.tools}>{tools}</div>
        <span className={styles.hint}>{value ? text('ui.composer-draft') : text('ui.composer-hint')}</span>
        <Button
          leftSection={<IconSend size="1rem" />}
          loading={isSending}
          disabled={mayNotSend}
          onClick={send}
        >
          {sendLabel ?? text('ui.send')}
        </Button>
      </div>
    </div>
  );
};
