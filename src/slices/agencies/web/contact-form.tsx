import { useQueryClient } from '@tanstack/react-query';
import { DateField } from '../../../ui/date-time-field.tsx';
import { Form } from '../../../ui/form.tsx';
import { CheckField, SelectField, TextField } from '../../../ui/form-fields.tsx';
import { useForm } from '../../../ui/use-form.ts';
import { useText } from '../../../ui/use-text.ts';
import { type ContactKind, contactKinds } from '../contract/codes.ts';
import { addContactRoute, type Contact, updateContactRoute } from '../contract.ts';
import { orNull } from './public/line-list.ts';
import { forget, useCall } from './public/use-call.ts';
import { useStaleGuard } from './public/use-stale-guard.tsx';

const toValues = (contact: Contact | undefined) => ({
  kind: contact?.kind ?? ('focal-point' as ContactKind),
  fullName: contact?.fullName ?? '',
  title: contact?.title ?? '',
  phone: contact?.phone ?? '',
  email: contact?.email ?? '',
  isPublic: contact?.isPublic ?? false,
  validFrom: contact?.validFrom ?? '',
  validTo: contact?.validTo ?? '',
});
type Values = ReturnType<typeof toValues>;

const toBody = (values: Values, personId: string | null) => ({
  kind: values.kind,
  fullName: values.fullName,
  title: orNull(values.title),
  phone: orNull(values.phone),
  email: orNull(values.email),
  personId,
  isPublic: values.isPublic,
  validFrom: values.validFrom,
  validTo: orNull(values.validTo),
});

type ContactFormProps = { agencyId: string; contact: Contact | undefined; onDone: () => void };

/** Adds or changes a head, focal point or hotline. */
export const ContactForm = ({ agencyId, contact, onDone }: ContactFormProps) => {
  const text = useText();
  const send = useCall();
  const client = useQueryClient();
  const guard = useStaleGuard<Values, Contact>({
    version: contact?.version ?? 0,
    toValues,
    send: async (values, version) => {
      const body = toBody(values, contact?.personId ?? null);
      if (contact) {
        const params = { id: agencyId, contactId: contact.id };
        await send(updateContactRoute, { params, body: { ...body, version } });
      } else await send(addContactRoute, { params: { id: agencyId }, body });
      await forget(client, '/api/v1/agencies');
      onDone();
    },
  });
  const form = useForm({ initial: toValues(contact), onSend: guard.onSend });
  return (
    <>
      <Form form={form} onCancel={onDone}>
        <SelectField
          form={form}
          name="kind"
          label={text('agencies.contact-kind')}
          options={contactKinds.map((kind) => ({ value: kind, label: text(`agencies.contact.${kind}`) }))}
        />
        <TextField form={form} name="fullName" label={text('agencies.full-name')} lengthMax={120} />
        <TextField form={form} name="title" label={text('agencies.post')} isOptional lengthMax={120} />
        <TextField form={form} name="phone" label={text('agencies.phone')} isOptional inputMode="tel" />
        <TextField form={form} name="email" label={text('agencies.email')} isOptional inputMode="email" />
        <DateField form={form} name="validFrom" label={text('agencies.from')} />
        <DateField
          form={form}
          name="validTo"
          label={text('agencies.to')}
          help={text('agencies.to-help')}
          isOptional
        />
        <CheckField
          form={form}
          name="isPublic"
          label={text('agencies.is-public')}
          help={text('agencies.is-public-help')}
        />
      </Form>
      {guard.dialog(form)}
    </>
  );
};
