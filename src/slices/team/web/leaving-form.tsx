import { useQueryClient } from '@tanstack/react-query';
import { useGo } from '../../../ui/app-link.tsx';
import { DateField } from '../../../ui/date-time-field.tsx';
import { Form } from '../../../ui/form.tsx';
import { AreaField, RadioField } from '../../../ui/form-fields.tsx';
import { useForm } from '../../../ui/use-form.ts';
import { useText } from '../../../ui/use-text.ts';
import { forget, useCall } from '../../agencies/web/public/use-call.ts';
import { type LeavingReason, leavingReasons } from '../contract/replacement-codes.ts';
import { reportLeavingRoute } from '../contract/replacements.ts';

/** Reports that a member leaves and goes on to the replacement. */
export const LeavingForm = ({ memberId, onDone }: { memberId: string; onDone: () => void }) => {
  const text = useText();
  const send = useCall();
  const go = useGo();
  const client = useQueryClient();
  const form = useForm({
    initial: { reason: 'transfer' as LeavingReason, leavesOn: '', note: '' },
    onSend: async (body) => {
      const { id } = await send(reportLeavingRoute, { params: { id: memberId }, body });
      await forget(client, '/api/v1/replacements');
      onDone();
      go(`/team/replacements/${id}`);
    },
  });
  return (
    <Form form={form} submitLabel={text('team.leaving-report')} onCancel={onDone}>
      <p>{text('team.leaving-report-lead')}</p>
      <RadioField
        form={form}
        name="reason"
        label={text('team.leaving-reason')}
        options={leavingReasons.map((reason) => ({
          value: reason,
          label: text(`team.leaving-reason.${reason}`),
        }))}
      />
      <DateField form={form} name="leavesOn" label={text('team.leaves-on')} />
      <AreaField form={form} name="note" label={text('team.leaving-note')} isOptional rows={2} />
    </Form>
  );
};
