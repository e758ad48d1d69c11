import { DateField } from '../../../ui/date-time-field.tsx';
import { Form } from '../../../ui/form.tsx';
import { AreaField, CheckField, MultiSelectField, SelectField, TextField } from '../../../ui/form-fields.tsx';
import type { TextKey } from '../../../ui/text-key.ts';
import { useForm } from '../../../ui/use-form.ts';
import { useText } from '../../../ui/use-text.ts';
import { subjectKinds } from '../contract/clocks.ts';
import {
  basisStatuses,
  channels,
  conditions,
  type DutyRule,
  dutyRuleSchema,
  formCodes,
  moments,
  regimes,
} from '../contract/rules.ts';
import { fieldOfPath, type RuleValues, recipientKeys, toRule, toRuleValues } from './rule-values.ts';

const triggerKinds = ['incident', 'by-hand', 'contact-changed', 'yearly', 'system'] as const;
const units = ['at-once', 'minutes', 'hours', 'days', 'working-days', 'months'] as const;
const ends = ['stop', 'keep'] as const;
const returns = ['restart', 'resume', 'stay'] as const;
const moves = ['follow', 'keep', 'restart'] as const;
const levels = ['0', '1', '2', '3', '4', '5'] as const;

const useOptions = () => {
  const text = useText();
  return (prefix: string, values: readonly string[]) =>
    values.map((value) => ({ value, label: text(`${prefix}.${value}` as TextKey) }));
};

type RuleFormState = ReturnType<typeof useForm<RuleValues>>;

const BasisFields = ({ form }: { form: RuleFormState }) => {
  const text = useText();
  const options = useOptions();
  return (
    <>
      <TextField form={form} name="id" label={text('duties.rule-id')} help={text('duties.rule-id-help')} />
      <SelectField
        form={form}
        name="regime"
        label={text('duties.regime')}
        options={options('duties.regime', regimes)}
      />
      <AreaField form={form} name="titleVi" label={text('duties.rule-title-vi')} rows={1} lengthMax={200} />
      <AreaField form={form} name="titleEn" label={text('duties.rule-title-en')} rows={1} lengthMax={200} />
      <TextField form={form} name="document" label={text('duties.rule-document')} lengthMax={200} />
      <TextField form={form} name="clause" label={text('duties.rule-clause')} lengthMax={200} />
      <SelectField
        form={form}
        name="status"
        label={text('duties.rule-status')}
        options={options('duties.status', basisStatuses)}
      />
      <AreaField form={form} name="noteVi" label={text('duties.rule-note-vi')} rows={1} isOptional />
      <AreaField form={form} name="noteEn" label={text('duties.rule-note-en')} rows={1} isOptional />
    </>
  );
};

const IncidentFields = ({ form }: { form: RuleFormState }) => {
  const text = useText();
  const options = useOptions();
  const shown = options('duties.condition', conditions);
  return (
    <>
      <SelectField
        form={form}
        name="from"
        label={text('duties.rule-from')}
        options={options('duties.moment', moments)}
      />
      <MultiSelectField form={form} name="all" label={text('duties.rule-all')} options={shown} isOptional />
      <MultiSelectField form={form} name="any" label={text('duties.rule-any')} options={shown} isOptional />
      <SelectField
        form={form}
        name="whenEnds"
        label={text('duties.rule-when-ends')}
        options={options('duties.rule-when-ends', ends)}
      />
      <SelectField
        form={form}
        name="whenReturns"
        label={text('duties.rule-when-returns')}
        options={options('duties.rule-when-returns', returns)}
      />
      <SelectField
        form={form}
        name="whenMoved"
        label={text('duties.rule-when-moved')}
        options={options('duties.rule-when-moved', moves)}
      />
      <CheckField form={form} name="repeats" label={text('duties.rule-repeats')} />
    </>
  );
};

const YearlyFields = ({ form }: { form: RuleFormState }) => {
  const text = useText();
  return (
    <>
      <TextField
        form={form}
        name="before"
        label={text('duties.rule-before')}
        help={text('duties.rule-year-day-help')}
      />
      <TextField form={form} name="opensDaysBefore" label={text('duties.rule-opens')} inputMode="numeric" />
      <TextField form={form} name="windowFrom" label={text('duties.rule-window-from')} />
      <TextField form={form} name="windowTo" label={text('duties.rule-window-to')} />
    </>
  );
};

const TriggerFields = ({ form }: { form: RuleFormState }) => {
  const text = useText();
  const options = useOptions();
  const kind = form.values.triggerKind;
  return (
    <>
      <SelectField
        form={form}
        name="triggerKind"
        label={text('duties.rule-trigger-kind')}
        options={options('duties.rule-trigger-kind', triggerKinds)}
      />
      {kind === 'incident' && <IncidentFields form={form} />}
      {kind === 'yearly' && <YearlyFields form={form} />}
      {kind === 'by-hand' && (
        <SelectField
          form={form}
          name="subject"
          label={text('duties.rule-subject')}
          options={options('duties.subject', subjectKinds)}
        />
      )}
      {kind === 'system' && (
        <SelectField
          form={form}
          name="levelMin"
          label={text('duties.rule-level')}
          options={levels.map((value) => ({
            value,
            label: value === '0' ? text('duties.rule-level-all') : text('systems.level-n', { level: value }),
          }))}
        />
      )}
      {kind !== 'yearly' && (
        <>
          <SelectField
            form={form}
            name="unit"
            label={text('duties.rule-unit')}
            options={options('duties.rule-unit', units)}
          />
          <TextField form={form} name="amount" label={text('duties.rule-value')} inputMode="numeric" />
        </>
      )}
    </>
  );
};

const SendingFields = ({ form }: { form: RuleFormState }) => {
  const text = useText();
  const options = useOptions();
  return (
    <>
      <MultiSelectField
        form={form}
        name="recipients"
        label={text('duties.recipients')}
        options={recipientKeys.map((value) => ({
          value,
          label: text(
            value.replace(/^role:/, 'agencies.role.').replace(/^party:/, 'duties.party.') as TextKey,
          ),
        }))}
      />
      <AreaField
        form={form}
        name="bodies"
        label={text('duties.rule-bodies')}
        help={text('duties.rule-bodies-help')}
        rows={1}
        isOptional
      />
      <SelectField
        form={form}
        name="form"
        label={text('duties.form')}
        placeholder={text('duties.form-code.none')}
        isOptional
        options={options('duties.form-code', formCodes)}
      />
      <MultiSelectField
        form={form}
        name="channels"
        label={text('duties.channels')}
        options={options('duties.channel', channels)}
      />
      <CheckField form={form} name="mayPause" label={text('duties.may-pause')} />
      <DateField form={form} name="validFrom" label={text('duties.rule-valid-from')} />
      <DateField form={form} name="validTo" label={text('duties.rule-valid-to')} isOptional />
    </>
  );
};

type RuleFormProps = {
  rule: DutyRule | undefined;
  /** Ids that other rules of the set have. */
  takenIds: readonly string[];
  onDone: (rule: DutyRule) => void;
  onCancel: () => void;
};

/** One rule of a draft. What the schema of rules refuses is shown at its field; saving the set is a step of its own. */
export const RuleForm = ({ rule, takenIds, onDone, onCancel }: RuleFormProps) => {
  const text = useText();
  const form = useForm<RuleValues>({
    initial: toRuleValues(rule),
    check: (values) => {
      const parsed = dutyRuleSchema.safeParse(toRule(values));
      const faults = (parsed.error?.issues ?? []).map((issue): [string, string] => [
        fieldOfPath(issue.path.join('.')),
        text('invalid.duties.rule', { detail: issue.message }),
      ]);
      if (takenIds.includes(values.id))
        faults.push(['id', text('invalid.duties.rule', { detail: values.id })]);
      return Object.fromEntries(faults);
    },
    onSend: async (values) => onDone(dutyRuleSchema.parse(toRule(values))),
  });
  return (
    <Form form={form} onCancel={onCancel}>
      <BasisFields form={form} />
      <TriggerFields form={form} />
      <SendingFields form={form} />
    </Form>
  );
};
