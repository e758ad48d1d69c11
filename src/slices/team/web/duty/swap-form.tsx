import { notifications } from '@mantine/notifications';
import { useQueryClient } from '@tanstack/react-query';
import { Form } from '../../../../ui/form.tsx';
import { AreaField, SelectField } from '../../../../ui/form-fields.tsx';
import { useForm } from '../../../../ui/use-form.ts';
import { useLanguage, useText } from '../../../../ui/use-text.ts';
import { forget, useAnswer, useCall } from '../../../agencies/web/public/use-call.ts';
import { listShiftsRoute, type Shift } from '../../contract/duty.ts';
import { requestSwapRoute } from '../../contract/duty-swaps.ts';
import { getRosterRoute } from '../../contract.ts';
import { vietnamToday } from '../week-days.ts';
import { shiftWords } from './shift-words.ts';

const AHEAD_DAYS = 62;

type SwapFormProps = { shift: Shift; wanted?: Shift | undefined; onDone: () => void };

/** Asks a colleague to swap or take over a shift, or offers it to everybody. */
export const SwapForm = ({ shift, wanted, onDone }: SwapFormProps) => {
  const text = useText();
  const language = useLanguage();
  const send = useCall();
  const client = useQueryClient();
  const roster = useAnswer(getRosterRoute, { query: {} });
  const list = useAnswer(listShiftsRoute, { query: { from: vietnamToday(), days: AHEAD_DAYS } });
  const form = useForm({
    initial: { toMemberId: wanted?.member.id ?? '', returnShiftId: wanted?.id ?? '', reason: '' },
    onSend: async (values) => {
      const body = {
        shiftId: shift.id,
        toMemberId: values.toMemberId || null,
        returnShiftId: values.returnShiftId || null,
        reason: values.reason,
      };
      await send(requestSwapRoute, { body });
      await forget(client, '/api/v1/duty');
      notifications.show({ message: text('team.swap-sent') });
      onDone();
    },
  });
  const theirs = (list.data?.items ?? []).filter(
    (other) => other.member.id === form.values.toMemberId && Date.parse(other.startsAt) > Date.now(),
  );
  return (
    <Form form={form} submitLabel={text('team.swap-send')} onCancel={onDone}>
      <p>
        {shiftWords(shift, language)}, {text(`team.shift.${shift.kind}`)}
      </p>
      <SelectField
        form={form}
        name="toMemberId"
        label={text('team.swap-with')}
        help={text('team.swap-with-help')}
        placeholder={text('team.swap-anyone')}
        isOptional
        options={(roster.data?.items ?? [])
          .filter(({ id }) => id !== shift.member.id)
          .map(({ id, fullName, agency }) => ({ value: id, label: `${fullName} (${agency.shortName})` }))}
      />
      {form.values.toMemberId !== '' && (
        <SelectField
          form={form}
          name="returnShiftId"
          label={text('team.swap-return')}
          help={text('team.swap-return-help')}
          isOptional
          options={theirs.map((other) => ({
            value: other.id,
            label: `${shiftWords(other, language)} · ${text(`team.shift.${other.kind}`)}`,
          }))}
        />
      )}
      <AreaField form={form} name="reason" label={text('team.swap-reason')} rows={2} lengthMax={1_000} />
    </Form>
  );
};
