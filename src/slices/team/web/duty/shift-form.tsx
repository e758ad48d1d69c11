import { useQueryClient } from '@tanstack/react-query';
import { DateTimeField } from '../../../../ui/date-time-field.tsx';
import { Form } from '../../../../ui/form.tsx';
import { RadioField, SelectField } from '../../../../ui/form-fields.tsx';
import { useForm } from '../../../../ui/use-form.ts';
import { useText } from '../../../../ui/use-text.ts';
import { forget, useAnswer, useCall } from '../../../agencies/web/public/use-call.ts';
import { type ShiftKind, shiftKinds } from '../../contract/codes.ts';
import { addShiftRoute, type Shift, updateShiftRoute } from '../../contract/duty.ts';
import { getRosterRoute } from '../../contract.ts';

/** Puts a member of today's team on duty, or changes a shift that has not begun. */
export const ShiftForm = ({ shift, onDone }: { shift?: Shift; onDone: () => void }) => {
  const text = useText();
  const send = useCall();
  const client = useQueryClient();
  const { data } = useAnswer(getRosterRoute, { query: {} });
  const form = useForm({
    initial: {
      memberId: shift?.member.id ?? '',
      kind: shift?.kind ?? ('primary' as ShiftKind),
      startsAt: shift?.startsAt ?? '',
      endsAt: shift?.endsAt ?? '',
    },
    onSend: async (values) => {
      if (shift) {
        const body = { ...values, place: shift.place, version: shift.version };
        await send(updateShiftRoute, { params: { id: shift.id }, body });
      } else await send(addShiftRoute, { body: values });
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
