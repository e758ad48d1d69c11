import { Button, TextInput } from '@mantine/core';
import { useState } from 'react';
import { SelectField, useField } from '../../../ui/form-fields.tsx';
import { formatDateTime, formatTime, parseDateTime } from '../../../ui/format-date.ts';
import type { Form } from '../../../ui/use-form.ts';
import { useText } from '../../../ui/use-text.ts';
import { type Precision, precisions } from '../contract/codes.ts';
import styles from './call.module.css';
import type { CallSheet } from './call-sheet.ts';

const quickTimes: readonly { key: 'now' | 'hour' | 'yesterday'; agoMs: number; precision: Precision }[] = [
  { key: 'now', agoMs: 0, precision: 'minute' },
  { key: 'hour', agoMs: 3_600_000, precision: 'hour' },
  { key: 'yesterday', agoMs: 86_400_000, precision: 'day' },
];
const callBackMinutes = [15, 30, 60] as const;

/** When it was noticed, typed or as callers say it; the quick answers carry how exactly it is known. */
export const DetectedTime = ({ form }: { form: Form<CallSheet> }) => {
  const text = useText();
  const field = useField({ form, name: 'detectedAt', label: text('intake.call.when'), isOptional: true });
  const { detectedAt } = form.values;
  const [typed, setTyped] = useState(() => (detectedAt ? formatDateTime(detectedAt, 'vi') : ''));
  const isWrong = typed.trim() !== '' && detectedAt === '';
  const take = (entered: string) => {
    setTyped(entered);
    form.set('detectedAt', parseDateTime(entered) ?? '');
  };
  const choose = (agoMs: number, precision: Precision) => {
    take(formatDateTime(new Date(Date.now() - agoMs), 'vi'));
    form.set('detectedPrecision', precision);
  };
  return (
    <div className={styles.time}>
      <TextInput
        {...field}
        error={isWrong ? text('ui.date-invalid') : field.error}
        placeholder="23/11/2026 02:10"
        autoComplete="off"
        value={typed}
        onChange={(event) => take(event.currentTarget.value)}
      />
      <SelectField
        form={form}
        name="detectedPrecision"
        label={text('intake.report.precision')}
        options={precisions.map((value) => ({ value, label: text(`intake.precision.${value}`) }))}
      />
      <div className={styles.quick}>
        {quickTimes.map(({ key, agoMs, precision }) => (
          <Button key={key} size="xs" variant="default" onClick={() => choose(agoMs, precision)}>
            {text(`intake.call.when-${key}`)}
          </Button>
        ))}
      </div>
    </div>
  );
};

/** When the reporter is called back: a few fixed spans from now. */
export const CallBackTime = ({ form }: { form: Form<CallSheet> }) => {
  const text = useText();
  const [chosen, setChosen] = useState<number>();
  const { callBackAt } = form.values;
  const choose = (minutes: number | undefined) => {
    setChosen(minutes);
    form.set('callBackAt', minutes ? new Date(Date.now() + minutes * 60_000).toISOString() : '');
  };
  return (
    <fieldset className={styles.callBack}>
      <legend className={styles.legend}>{text('intake.call.back')}</legend>
      <div className={styles.quick}>
        {callBackMinutes.map((minutes) => (
          <Button
            key={minutes}
            size="xs"
            variant={callBackAt && chosen === minutes ? 'filled' : 'default'}
            aria-pressed={Boolean(callBackAt) && chosen === minutes}
            onClick={() => choose(minutes)}
          >
            {text('intake.call.back-minutes', { minutes })}
          </Button>
        ))}
        <Button
          size="xs"
          variant="default"
          aria-pressed={!callBackAt}
          disabled={!callBackAt}
          onClick={() => choose(undefined)}
        >
          {text('intake.call.back-none')}
        </Button>
        {callBackAt && <strong className={styles.backTime}>{formatTime(callBackAt)}</strong>}
      </div>
    </fieldset>
  );
};
