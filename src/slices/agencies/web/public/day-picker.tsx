import { Button, TextInput } from '@mantine/core';
import { type FormEvent, useId, useState } from 'react';
import { parseDate } from '../../../../ui/format-date.ts';
import { useText } from '../../../../ui/use-text.ts';
import styles from './day-picker.module.css';

export type DayPickerProps = {
  label: string;
  /** `YYYY-MM-DD`, or empty for today. */
  day: string;
  /** Called with a date, or with an empty text for today. */
  onPick: (day: string) => void;
};

/** Chooses the day for which a list holds, typed as `23/11/2026`. */
export const DayPicker = ({ label, day, onPick }: DayPickerProps) => {
  const text = useText();
  const id = useId();
  const [typed, setTyped] = useState(day.split('-').reverse().join('/'));
  const [isWrong, setWrong] = useState(false);
  const pick = (event: FormEvent) => {
    event.preventDefault();
    const date = typed.trim() === '' ? '' : parseDate(typed);
    setWrong(date === undefined);
    if (date !== undefined) onPick(date);
  };
  return (
    <form className={`ui-screen-only ${styles.picker}`} onSubmit={pick} noValidate>
      <label htmlFor={id} className={styles.label}>
        {label}
      </label>
      <TextInput
        id={id}
        size="xs"
        className={styles.day}
        placeholder="23/11/2026"
        autoComplete="off"
        value={typed}
        error={isWrong}
        aria-describedby={isWrong ? `${id}-wrong` : undefined}
        onChange={(event) => {
          setTyped(event.currentTarget.value);
          setWrong(false);
        }}
      />
      <Button type="submit" size="xs" variant="default">
        {text('agencies.show')}
      </Button>
      {day !== '' && (
        <Button size="xs" variant="subtle" onClick={() => onPick('')}>
          {text('agencies.today')}
        </Button>
      )}
      {isWrong && (
        <p id={`${id}-wrong`} className={styles.wrong} role="alert">
          {text('ui.date-only-invalid')}
        </p>
      )}
    </form>
  );
};
