import type { ReactNode } from 'react';
import { DateTimeField } from '../../../ui/date-time-field.tsx';
import { Form } from '../../../ui/form.tsx';
import { AreaField, MultiSelectField, SelectField, TextField } from '../../../ui/form-fields.tsx';
import { type Form as FormState, useForm } from '../../../ui/use-form.ts';
import { type FactChanges, useThisIncident } from './incident-context.ts';

type Values = { value: string; values: string[] };
type Option = { value: string; label: string };

/** How a fact is entered and turned into what the interface takes. */
export type FactInput =
  | { kind: 'line' | 'text' | 'instant' | 'number' }
  | { kind: 'choice' | 'choices'; options: readonly Option[] };

type FactEditorProps = {
  fact: keyof FactChanges;
  label: string;
  input: FactInput;
  present: string | number | readonly string[] | null;
  /** May be emptied. */
  isOptional?: boolean;
  onClose: () => void;
};

const toChange = (input: FactInput, { value, values }: Values): unknown => {
  if (input.kind === 'choices') return values;
  if (value.trim() === '') return input.kind === 'text' || input.kind === 'line' ? '' : null;
  return input.kind === 'number' ? Number(value.replace(/[\s.,]/g, '')) : value;
};

const FieldOf = ({
  form,
  input,
  label,
  isOptional,
}: Omit<FactEditorProps, 'fact' | 'present' | 'onClose'> & {
  form: FormState<Values>;
}): ReactNode => {
  const shared = { form, name: 'value' as const, label, ...(isOptional ? { isOptional } : {}) };
  switch (input.kind) {
    case 'text':
      return <AreaField {...shared} lengthMax={50_000} />;
    case 'instant':
      return <DateTimeField {...shared} />;
    case 'choice':
      return <SelectField {...shared} options={input.options} />;
    case 'choices':
      return <MultiSelectField {...shared} name="values" options={input.options} />;
    default:
      return (
        <TextField {...shared} inputMode={input.kind === 'number' ? 'numeric' : 'text'} lengthMax={300} />
      );
  }
};

/** Edits one fact in place. What the server refuses stays in the field with its reason. */
export const FactEditor = (props: FactEditorProps) => {
  const { fact, input, present, onClose } = props;
  const { save } = useThisIncident();
  const form = useForm<Values>({
    initial: {
      value: Array.isArray(present) ? '' : String(present ?? ''),
      values: Array.isArray(present) ? [...present] : [],
    },
    onSend: async (values) => {
      try {
        await save({ [fact]: toChange(input, values) });
        onClose();
      } catch (thrown) {
        throw renameField(thrown, fact);
      }
    },
  });
  return (
    <Form form={form} onCancel={onClose}>
      <FieldOf
        form={form}
        input={input}
        label={props.label}
        {...(props.isOptional ? { isOptional: true } : {})}
      />
    </Form>
  );
};

type Thrown = { problem?: { errors?: { field: string }[] } };

/** The server names the fact; the form knows its one field as `value`. */
const renameField = (thrown: unknown, fact: string): unknown => {
  const { problem } = thrown as Thrown;
  if (!problem?.errors) return thrown;
  const errors = problem.errors.map((error) => (error.field === fact ? { ...error, field: 'value' } : error));
  return { problem: { ...problem, errors } };
};
