import { call } from '../../../platform/http/client.ts';
import { DateField } from '../../../ui/date-time-field.tsx';
import { Form } from '../../../ui/form.tsx';
import { CheckField, RadioField, TextField } from '../../../ui/form-fields.tsx';
import { useForm } from '../../../ui/use-form.ts';
import { useLanguage, useText } from '../../../ui/use-text.ts';
import { dayKinds, type EnteredKind } from '../contract/working-calendar.ts';
import { type CalendarDayAnswer, setCalendarDayRoute } from '../contract.ts';

type Values = {
  day: string;
  kind: string;
  nameVi: string;
  nameEn: string;
  basis: string;
  isVerified: boolean;
};

type DayFormProps = { held: CalendarDayAnswer | undefined; day: string; onDone: () => void };

/** Enters or changes one day. */
export const DayForm = ({ held, day, onDone }: DayFormProps) => {
  const text = useText();
  const language = useLanguage();
  const form = useForm<Values>({
    initial: {
      day,
      kind: held?.kind ?? 'holiday',
      nameVi: held?.nameVi ?? '',
      nameEn: held?.nameEn ?? '',
      basis: held?.basis ?? '',
      isVerified: held?.isVerified ?? false,
    },
    check: (values) => (values.day ? ({} as Record<string, string>) : { day: text('invalid.required') }),
    onSend: async ({ day: on, kind, ...values }) => {
      await call(setCalendarDayRoute, {
        params: { day: on },
        body: { ...values, kind: kind as EnteredKind, version: held?.version ?? null },
        language,
      });
      onDone();
    },
  });
  return (
    <Form form={form} onCancel={onDone}>
      {!day && <DateField form={form} name="day" label={text('calendar.day')} />}
      <RadioField
        form={form}
        name="kind"
        label={text('calendar.kind')}
        options={dayKinds.map((kind) => ({ value: kind, label: text(`calendar.kind.${kind}`) }))}
      />
      <TextField form={form} name="nameVi" label={text('calendar.name-vi')} lengthMax={120} />
      <TextField form={form} name="nameEn" label={text('calendar.name-en')} lengthMax={120} />
      <TextField
        form={form}
        name="basis"
        label={text('calendar.basis')}
        help={text('calendar.basis-help')}
        lengthMax={300}
      />
      <CheckField
        form={form}
        name="isVerified"
        label={text('calendar.verified')}
        help={text('calendar.verified-help')}
      />
    </Form>
  );
};
