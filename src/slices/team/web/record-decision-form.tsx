import { useQueryClient } from '@tanstack/react-query';
import { DateField } from '../../../ui/date-time-field.tsx';
import { Form } from '../../../ui/form.tsx';
import { AreaField, RadioField, SelectField, TextField } from '../../../ui/form-fields.tsx';
import { problemOf } from '../../../ui/problem.ts';
import { useForm } from '../../../ui/use-form.ts';
import { useText } from '../../../ui/use-text.ts';
import { orNull } from '../../agencies/web/public/line-list.ts';
import { toAgencyOptions, useAgencies } from '../../agencies/web/public/use-agency-options.ts';
import { forget, useCall } from '../../agencies/web/public/use-call.ts';
import { type Proposal, recordDecisionRoute } from '../contract/proposals.ts';
import { type ReplacementOutcome, replacementOutcomes } from '../contract/replacement-codes.ts';
import styles from './replacement.module.css';

const personFields = ['fullName', 'agencyId', 'post', 'phone', 'email'] as const;

type Values = Record<string, string>;

const initialOf = (proposal: Proposal): Values => ({
  number: '',
  issuedOn: '',
  effectiveOn: '',
  issuer: '',
  signer: '',
  signerTitle: '',
  title: '',
  ...Object.fromEntries(
    proposal.items.flatMap((item) => [
      [`${item.id}.outcome`, item.nominee ? 'as-proposed' : 'other-person'],
      ...personFields.map((field) => [`${item.id}.${field}`, field === 'agencyId' ? item.agency.id : '']),
    ]),
  ),
});

const itemOf = (values: Values, id: string) => {
  const value = (field: string) => values[`${id}.${field}`] ?? '';
  const outcome = value('outcome') as ReplacementOutcome;
  if (outcome !== 'other-person') return { replacementId: id, outcome };
  return {
    replacementId: id,
    outcome,
    person: {
      fullName: value('fullName'),
      agencyId: value('agencyId'),
      post: orNull(value('post')),
      phone: orNull(value('phone')),
      email: orNull(value('email')),
    },
  };
};

/** A refusal names `items.1.person.email` or `decision.number`; on screen the fields have the names of the form. */
const withFieldNames = async (proposal: Proposal, work: () => Promise<unknown>): Promise<void> => {
  try {
    await work();
  } catch (thrown) {
    const problem = problemOf(thrown);
    if (!problem?.errors) throw thrown;
    const errors = problem.errors.map((error) => {
      const [, place, rest = ''] = /^items\.(\d+)\.(.+)$/.exec(error.field) ?? [];
      const item = place === undefined ? undefined : proposal.items[Number(place)];
      const field = rest.replace(/^person\.?/, '') || 'outcome';
      const known = (personFields as readonly string[]).includes(field) ? field : 'outcome';
      return { ...error, field: item ? `${item.id}.${known}` : error.field.replace(/^decision\./, '') };
    });
    throw Object.assign(new Error(problem.title), { problem: { ...problem, errors } });
  }
};

/** Records the decision: its facts, and for each place whether it goes as proposed, to somebody else or stays vacant. */
export const RecordDecisionForm = ({ proposal, onDone }: { proposal: Proposal; onDone: () => void }) => {
  const text = useText();
  const send = useCall();
  const client = useQueryClient();
  const agencies = useAgencies();
  const form = useForm<Values>({
    initial: initialOf(proposal),
    onSend: (values) =>
      withFieldNames(proposal, async () => {
        const { number = '', issuedOn = '', effectiveOn = '', issuer = '' } = values;
        const { signer = '', signerTitle = '', title = '' } = values;
        const decision = { number, issuedOn, effectiveOn, issuer, signer, signerTitle, title };
        const items = proposal.items.map((item) => itemOf(values, item.id));
        await send(recordDecisionRoute, {
          params: { id: proposal.id },
          body: { version: proposal.version, decision, items },
        });
        await forget(
          client,
          '/api/v1/roster-proposals',
          '/api/v1/replacements',
          '/api/v1/team',
          '/api/v1/members',
        );
        onDone();
      }),
  });
  return (
    <Form form={form} submitLabel={text('team.decision-record')} onCancel={onDone}>
      <p>{text('team.decision-record-lead')}</p>
      <TextField form={form} name="number" label={text('team.decision-number')} lengthMax={60} hasFocus />
      <DateField form={form} name="issuedOn" label={text('team.issued-on')} />
      <DateField form={form} name="effectiveOn" label={text('team.effective-on')} />
      <TextField form={form} name="issuer" label={text('team.issuer')} lengthMax={200} />
      <TextField form={form} name="signer" label={text('team.signer')} lengthMax={120} />
      <TextField form={form} name="signerTitle" label={text('team.signer-title')} lengthMax={120} />
      <AreaField form={form} name="title" label={text('team.decision-title')} rows={2} lengthMax={500} />
      {proposal.items.map((item) => (
        <div key={item.id} className={styles.choice}>
          <RadioField
            form={form}
            name={`${item.id}.outcome`}
            label={text('team.outcome', { name: item.member.fullName })}
            options={replacementOutcomes
              .filter((outcome) => outcome !== 'as-proposed' || item.nominee)
              .map((outcome) => ({
                value: outcome,
                label: text(`team.outcome.${outcome}`, { name: item.nominee?.fullName ?? '' }),
              }))}
          />
          {form.values[`${item.id}.outcome`] === 'other-person' && (
            <>
              <TextField
                form={form}
                name={`${item.id}.fullName`}
                label={text('team.outcome-person')}
                lengthMax={120}
              />
              <SelectField
                form={form}
                name={`${item.id}.agencyId`}
                label={text('team.agency')}
                options={toAgencyOptions(agencies)}
              />
              <TextField form={form} name={`${item.id}.post`} label={text('team.post')} isOptional />
              <TextField
                form={form}
                name={`${item.id}.phone`}
                label={text('team.phone')}
                isOptional
                inputMode="tel"
              />
              <TextField
                form={form}
                name={`${item.id}.email`}
                label={text('team.email')}
                isOptional
                inputMode="email"
              />
            </>
          )}
        </div>
      ))}
    </Form>
  );
};
