import { useQueryClient } from '@tanstack/react-query';
import { DateField } from '../../../ui/date-time-field.tsx';
import { Form } from '../../../ui/form.tsx';
import { AreaField, RadioField, TextField } from '../../../ui/form-fields.tsx';
import { useForm } from '../../../ui/use-form.ts';
import { useText } from '../../../ui/use-text.ts';
import { forget, useCall } from '../../agencies/web/public/use-call.ts';
import { useStaleGuard } from '../../agencies/web/public/use-stale-guard.tsx';
import { type DecisionKind, decisionKinds } from '../contract/codes.ts';
import { createDecisionRoute, type Decision, updateDecisionRoute } from '../contract.ts';

const toValues = (decision: Decision | undefined, isFirst = false) => ({
  kind: decision?.kind ?? ((isFirst ? 'founding' : 'change') as DecisionKind),
  number: decision?.number ?? '',
  issuedOn: decision?.issuedOn ?? '',
  effectiveOn: decision?.effectiveOn ?? '',
  issuer: decision?.issuer ?? '',
  signer: decision?.signer ?? '',
  signerTitle: decision?.signerTitle ?? '',
  title: decision?.title ?? '',
});
type Values = ReturnType<typeof toValues>;

type DecisionFormProps = { decision: Decision | undefined; isFirst: boolean; onDone: () => void };

/** Records or corrects a decision on the team. */
export const DecisionForm = ({ decision, isFirst, onDone }: DecisionFormProps) => {
  const text = useText();
  const send = useCall();
  const client = useQueryClient();
  const guard = useStaleGuard<Values, Decision>({
    version: decision?.version ?? 0,
    toValues,
    send: async (values, version) => {
      if (decision) {
        await send(updateDecisionRoute, { params: { id: decision.id }, body: { ...values, version } });
      } else await send(createDecisionRoute, { body: values });
      await forget(client, '/api/v1/team', '/api/v1/members');
      onDone();
    },
  });
  const form = useForm({ initial: toValues(decision, isFirst), onSend: guard.onSend });
  return (
    <>
      <Form form={form} onCancel={onDone}>
        <RadioField
          form={form}
          name="kind"
          label={text('team.decision-kind')}
          options={decisionKinds.map((kind) => ({ value: kind, label: text(`team.decision-kind.${kind}`) }))}
        />
        <TextField
          form={form}
          name="number"
          label={text('team.decision-number')}
          help={text('team.decision-number-help')}
          lengthMax={60}
        />
        <DateField form={form} name="issuedOn" label={text('team.issued-on')} />
        <DateField form={form} name="effectiveOn" label={text('team.effective-on')} />
        <TextField form={form} name="issuer" label={text('team.issuer')} lengthMax={200} />
        <TextField form={form} name="signer" label={text('team.signer')} lengthMax={120} />
        <TextField form={form} name="signerTitle" label={text('team.signer-title')} lengthMax={120} />
        <AreaField form={form} name="title" label={text('team.decision-title')} rows={2} lengthMax={500} />
      </Form>
      {guard.dialog(form)}
    </>
  );
};
