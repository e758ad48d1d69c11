import { Form } from '../../../ui/form.tsx';
import { RadioField, TextField } from '../../../ui/form-fields.tsx';
import { useForm } from '../../../ui/use-form.ts';
import { useText } from '../../../ui/use-text.ts';
import { type Person, setRolesRoute, updatePersonRoute } from '../contract/people.ts';
import { RoleFields } from './role-fields.tsx';
import type { Send } from './use-send.ts';

type PersonFormProps = {
  person: Person;
  send: Send;
  onDone: (person: Person) => void;
  onClose: () => void;
};

/** Name, address, telephone and language of a person. */
export const PersonForm = ({ person, send, onDone, onClose }: PersonFormProps) => {
  const text = useText();
  const form = useForm({
    initial: {
      fullName: person.fullName,
      email: person.email,
      phone: person.phone ?? '',
      language: person.language,
    },
    onSend: async (values) => {
      const body = { ...values, phone: values.phone.trim() || null, version: person.version };
      onDone(await send(updatePersonRoute, { params: { id: person.id }, body }));
    },
  });
  return (
    <Form form={form} onCancel={onClose}>
      <TextField form={form} name="fullName" label={text('accounts.full-name')} lengthMax={120} />
      <TextField
        form={form}
        name="email"
        label={text('accounts.email')}
        help={text('accounts.email-change-help')}
        inputMode="email"
        lengthMax={254}
      />
      <TextField form={form} name="phone" label={text('accounts.phone')} isOptional inputMode="tel" />
      <RadioField
        form={form}
        name="language"
        label={text('accounts.language')}
        options={[
          { value: 'vi', label: 'Tiếng Việt' },
          { value: 'en', label: 'English' },
        ]}
      />
    </Form>
  );
};

/** Roles of a person; a change counts from the next click of that person. */
export const RolesForm = ({ person, send, onDone, onClose }: PersonFormProps) => {
  const form = useForm({
    initial: { roles: person.roles },
    onSend: async ({ roles }) => {
      const body = { version: person.version, roles };
      onDone(await send(setRolesRoute, { params: { id: person.id }, body }));
    },
  });
  return (
    <Form form={form} onCancel={onClose}>
      <RoleFields
        value={form.values.roles}
        errors={form.errors}
        onChange={(value) => form.set('roles', value)}
      />
    </Form>
  );
};
