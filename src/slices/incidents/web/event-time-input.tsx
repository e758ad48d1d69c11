import { TextInput } from '@mantine/core';
import { parseDateTime } from '../../../ui/format-date.ts';
import { useText } from '../../../ui/use-text.ts';

/** When it happened, where that is not now; typed as `23/11/2026 02:10`. */
export const EventTimeInput = ({ value, onChange }: { value: string; onChange: (value: string) => void }) => {
  const text = useText();
  const isWrong = value.trim() !== '' && !parseDateTime(value);
  return (
    <TextInput
      size="xs"
      w="11rem"
      autoComplete="off"
      aria-label={text('incidents.event-time')}
      placeholder={text('incidents.event-time')}
      title={text('ui.date-time-form')}
      value={value}
      error={isWrong && text('ui.date-invalid')}
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  );
};
