import { Textarea } from '@mantine/core';
import { useState } from 'react';

type LinesFieldProps = {
  id: string;
  label: string;
  help?: string | undefined;
  lines: readonly string[];
  rows?: number;
  isDisabled: boolean;
  onChange: (lines: string[]) => void;
};

const toLines = (typed: string): string[] => typed.split('\n').filter((line) => line.trim() !== '');

/** Several entries, one on each line. */
export const LinesField = ({ id, label, help, lines, rows = 2, isDisabled, onChange }: LinesFieldProps) => {
  const [typed, setTyped] = useState(lines.join('\n'));
  const shown = toLines(typed).join('\n') === lines.join('\n') ? typed : lines.join('\n');
  return (
    <Textarea
      id={id}
      label={label}
      description={help}
      autosize
      minRows={rows}
      maxRows={16}
      disabled={isDisabled}
      value={shown}
      onChange={(event) => {
        setTyped(event.currentTarget.value);
        onChange(toLines(event.currentTarget.value));
      }}
    />
  );
};
