import { Button } from '@mantine/core';
import { type FormEvent, type ReactNode, useState } from 'react';
import { problemOf } from '../../../ui/problem.ts';
import { useText } from '../../../ui/use-text.ts';
import styles from './report.module.css';

type FactEditorProps = { onSave: () => Promise<void>; onClose: () => void; children: ReactNode };

/** One fact being edited in place: a field with save and cancel; Escape gives up. */
export const FactEditor = ({ onSave, onClose, children }: FactEditorProps) => {
  const text = useText();
  const [isSending, setSending] = useState(false);
  const [error, setError] = useState<string>();
  const save = async (event: FormEvent) => {
    event.preventDefault();
    setSending(true);
    setError(undefined);
    try {
      await onSave();
      onClose();
    } catch (thrown) {
      const problem = problemOf(thrown);
      setError(problem?.status ? (problem.detail ?? problem.title) : text('ui.problem-network'));
      setSending(false);
    }
  };
  return (
    <form
      className={styles.editor}
      onSubmit={save}
      onKeyDown={(event) => event.key === 'Escape' && !event.defaultPrevented && onClose()}
    >
      {children}
      {error && (
        <p role="alert" className={styles.editorError}>
          {error}
        </p>
      )}
      <div className={styles.editorButtons}>
        <Button size="compact-sm" type="submit" loading={isSending}>
          {text('ui.save')}
        </Button>
        <Button size="compact-sm" variant="default" onClick={onClose}>
          {text('ui.cancel')}
        </Button>
      </div>
    </form>
  );
};
