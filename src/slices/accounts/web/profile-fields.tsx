import { AreaField, TextField } from '../../../ui/form-fields.tsx';
import type { Form } from '../../../ui/use-form.ts';
import { useText } from '../../../ui/use-text.ts';

/** The three facts without which no document and no mail can be written. */
export const coreProfileFields = ['teamNameVi', 'standingAgencyName', 'province'] as const;
export const moreProfileFields = [
  'teamNameEn',
  'governingBody',
  'placeName',
  'address',
  'hotline',
  'email',
  'website',
] as const;

export type ProfileField =
  | (typeof coreProfileFields)[number]
  | (typeof moreProfileFields)[number]
  | 'paperProcedureVi'
  | 'paperProcedureEn';

const withHelp = new Set<ProfileField>(['standingAgencyName', 'governingBody', 'placeName', 'hotline']);

type ProfileFieldsProps = {
  // biome-ignore lint/suspicious/noExplicitAny: set-up and settings keep the fields under different names
  form: Form<any>;
  fields: readonly ProfileField[];
  /** Before the name of each field, as the server's refusals name it. */
  prefix?: string;
};

/** Fields of the organisation's profile, in set-up and in settings. */
export const ProfileFields = ({ form, fields, prefix = '' }: ProfileFieldsProps) => {
  const text = useText();
  const isCore = (field: ProfileField) => (coreProfileFields as readonly string[]).includes(field);
  return fields.map((field) => {
    const isText = field.startsWith('paperProcedure');
    const Field = isText ? AreaField : TextField;
    return (
      <Field
        key={field}
        form={form}
        name={`${prefix}${field}` as never}
        label={text(`accounts.profile.${field}`)}
        help={
          isText
            ? text('accounts.profile.paperProcedure-help')
            : withHelp.has(field)
              ? text(`accounts.profile.${field}-help` as 'accounts.profile.hotline-help')
              : undefined
        }
        isOptional={!isCore(field)}
        lengthMax={isText ? 4000 : 300}
      />
    );
  });
};
