import { Button, TextInput } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { parseDate } from '../../../ui/format-date.ts';
import { useText } from '../../../ui/use-text.ts';
import styles from './day-picker.module.css';

export type DayPickerProps = {
  label: string;
  /** `YYYY-MM-DD`, or empty for today. */
  day: string;
  /** Called with a date, or with an empty text for today. */
  onPick: (day: string) => void;
  todayLabel: string;
};

/** Chooses the day of a list, typed as `23/11/2026`. */
export const DayPicker = ({ label, day, onPick, todayLabel }: DayPickerProps) => {
  const text = useText();
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
      <TextInput
        size="xs"
        label={label}
        placeholder="23/11/2026"
        autoComplete="off"
        value={typed}
        error={isWrong && text('ui.date-only-invalid')}
        onChange={(event) => {
          setTyped(event.currentTarget.value);
          setWrong(false);
        }}
      />
      <Button type="submit" size="xs" variant="default">
        {text('team.show')}
      </Button>
      {day !== '' && (
        <Button size="xs" variant="subtle" onClick={() => onPick('')}>
          {todayLabel}
        </Button>
      )}
    </form>
  );
};
