import { useQueryClient } from '@tanstack/react-query';
import { DateField } from '../../../ui/date-time-field.tsx';
import { Form } from '../../../ui/form.tsx';
import { TextField } from '../../../ui/form-fields.tsx';
import { useForm } from '../../../ui/use-form.ts';
import { useText } from '../../../ui/use-text.ts';
import { forget, useCall } from '../../agencies/web/public/use-call.ts';
import { type Proposal, submitProposalRoute } from '../contract/proposals.ts';

/** Notes under which number and on which day the submission went out. */
export const SubmitForm = ({ proposal, onDone }: { proposal: Proposal; onDone: () => void }) => {
  const text = useText();
  const send = useCall();
  const client = useQueryClient();
  const form = useForm({
    initial: { number: '', submittedOn: '' },
    onSend: async (values) => {
      const body = { ...values, version: proposal.version };
      await send(submitProposalRoute, { params: { id: proposal.id }, body });
      await forget(client, '/api/v1/roster-proposals', '/api/v1/replacements');
      onDone();
    },
  });
  return (
    <Form form={form} submitLabel={text('team.proposal-submit')} onCancel={onDone}>
      <TextField form={form} name="number" label={text('team.proposal-number')} lengthMax={60} hasFocus />
      <DateField form={form} name="submittedOn" label={text('team.proposal-submitted-on')} />
    </Form>
  );
};
