import { Button } from '@mantine/core';
import { type FormEvent, type ReactNode, useEffect, useRef } from 'react';
import { ErrorSummary } from './error-summary.tsx';
import styles from './form.module.css';
import type { Form as FormState } from './use-form.ts';
import { useText } from './use-text.ts';

// biome-ignore lint/suspicious/noExplicitAny: the form does not read values, its fields do
type AnyForm = FormState<any>;

export type FormProps = {
  form: AnyForm;
  submitLabel?: string;
  /** Further buttons beside the sending one. */
  actions?: ReactNode;
  onCancel?: () => void;
  /** Red for what does harm. */
  tone?: 'plain' | 'harm';
  children: ReactNode;
};

/** One column of fields with the summary of errors on top; the summary takes the focus when sending fails. */
export const Form = ({ form, submitLabel, actions, onCancel, tone = 'plain', children }: FormProps) => {
  const text = useText();
  const summary = useRef<HTMLDivElement>(null);
  const isRefused = Object.keys(form.errors).length > 0 || form.message !== undefined;
  const wasSending = useRef(false);
  useEffect(() => {
    if (isRefused && wasSending.current) summary.current?.focus();
    wasSending.current = false;
  }, [isRefused]);
  const send = (event: FormEvent) => {
    event.preventDefault();
    wasSending.current = true;
    if (!form.isSending) void form.submit().then(() => summary.current?.focus());
  };
  return (
    <form className={styles.form} onSubmit={send} noValidate>
      <ErrorSummary ref={summary} form={form} />
      {children}
      <div className={styles.actions}>
        <Button type="submit" loading={form.isSending} color={tone === 'harm' ? 'red' : undefined}>
          {submitLabel ?? text('ui.save')}
        </Button>
        {onCancel && (
          <Button variant="default" onClick={onCancel}>
            {text('ui.cancel')}
          </Button>
        )}
        {actions}
      </div>
    </form>
  );
};
