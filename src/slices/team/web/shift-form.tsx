import { useQueryClient } from '@tanstack/react-query';
import { DateTimeField } from '../../../ui/date-time-field.tsx';
import { Form } from '../../../ui/form.tsx';
import { RadioField, SelectField } from '../../../ui/form-fields.tsx';
import { useForm } from '../../../ui/use-form.ts';
import { useText } from '../../../ui/use-text.ts';
import { forget, useAnswer, useCall } from '../../agencies/web/public/use-call.ts';
import { type ShiftKind, shiftKinds } from '../contract/codes.ts';
import { addShiftRoute } from '../contract/duty.ts';
import { getRosterRoute } from '../contract.ts';

/** Puts a member of today's team on duty. */
export const ShiftForm = ({ onDone }: { onDone: () => void }) => {
  const text = useText();
  const send = useCall();
  const client = useQueryClient();
  const { data } = useAnswer(getRosterRoute, { query: {} });
  const form = useForm({
    initial: { memberId: '', kind: 'primary' as ShiftKind, startsAt: '', endsAt: '' },
    onSend: async (values) => {
      await send(addShiftRoute, { body: values });
      await forget(client, '/api/v1/duty');
      onDone();
    },
  });
  return (
    <Form form={form} onCancel={onDone}>
      <SelectField
        form={form}
        name="memberId"
        label={text('team.member')}
        options={(data?.items ?? []).map(({ id, fullName, agency }) => ({
          value: id,
          label: `${fullName} (${agency.shortName})`,
        }))}
      />
      <RadioField
        form={form}
        name="kind"
        label={text('team.shift-kind')}
        options={shiftKinds.map((kind) => ({ value: kind, label: text(`team.shift.${kind}`) }))}
      />
      <DateTimeField form={form} name="startsAt" label={text('team.starts-at')} />
      <DateTimeField form={form} name="endsAt" label={text('team.ends-at')} />
    </Form>
  );
};
