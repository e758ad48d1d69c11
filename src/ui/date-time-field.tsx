import { Button, TextInput } from '@mantine/core';
import { useState } from 'react';
import styles from './form.module.css';
import { type FieldProps, useField } from './form-fields.tsx';
import { formatDateTime, formatTime, parseDate, parseDateTime } from './format-date.ts';
import type { Form } from './use-form.ts';
import { useText } from './use-text.ts';

// biome-ignore lint/suspicious/noExplicitAny: as in form-fields
type AnyForm = Form<any>;

/**
 * A moment typed as `23/11/2026 02:10` in Vietnam time, the same on every browser, with a key for now.
 * Value: ISO instant in UTC, or `''`.
 */
export const DateTimeField = <F extends AnyForm>(props: FieldProps<F>) => {
  const { form, name } = props;
  const text = useText();
  const field = useField({ ...props, help: props.help ?? text('ui.date-time-form') });
  const value = (form.values[name] as string | undefined) ?? '';
  const [typed, setTyped] = useState(value && formatDateTime(value, 'vi'));
  const [isWrong, setWrong] = useState(false);
  const take = (entered: string) => {
    setTyped(entered);
    setWrong(false);
    form.set(name, parseDateTime(entered) ?? '');
  };
  return (
    <div>
      <TextInput
        {...field}
        error={isWrong ? text('ui.date-invalid') : field.error}
        inputMode="text"
        placeholder="23/11/2026 02:10"
        autoComplete="off"
        value={typed}
        onChange={(event) => take(event.currentTarget.value)}
        onBlur={() => setWrong(typed.trim() !== '' && !parseDateTime(typed))}
        inputContainer={(input) => (
          <div className={styles.withButton}>
            {input}
            <Button
              variant="default"
              aria-label={`${text('ui.now')} (${formatTime(new Date())})`}
              onClick={() => take(formatDateTime(new Date(), 'vi'))}
            >
              {text('ui.now')}
            </Button>
          </div>
        )}
      />
    </div>
  );
};

/** A day typed as `23/11/2026`. Value: `2026-11-23`, or `''`. */
export const DateField = <F extends AnyForm>(props: FieldProps<F>) => {
  const { form, name } = props;
  const text = useText();
  const field = useField({ ...props, help: props.help ?? text('ui.date-form') });
  const value = (form.values[name] as string | undefined) ?? '';
  const [typed, setTyped] = useState(value.split('-').reverse().join('/'));
  const [isWrong, setWrong] = useState(false);
  return (
    <TextInput
      {...field}
      error={isWrong ? text('ui.date-only-invalid') : field.error}
      placeholder="23/11/2026"
      autoComplete="off"
      value={typed}
      onChange={(event) => {
        setTyped(event.currentTarget.value);
        setWrong(false);
        form.set(name, parseDate(event.currentTarget.value) ?? '');
      }}
      onBlur={() => setWrong(typed.trim() !== '' && !parseDate(typed))}
    />
  );
};
