import { DateField } from '../../../ui/date-time-field.tsx';
import { Form } from '../../../ui/form.tsx';
import { MultiSelectField, SelectField, TextField } from '../../../ui/form-fields.tsx';
import { useForm } from '../../../ui/use-form.ts';
import { useText } from '../../../ui/use-text.ts';
import { createApiKeyRoute } from '../contract/api-keys.ts';
import { type ApiScope, apiScopes } from '../contract/api-scopes.ts';
import { useAgencyOptions } from './agency-names.ts';
import type { Send } from './use-send.ts';

type ApiKeyFormProps = { send: Send; onDone: (secret: string) => Promise<void>; onClose: () => void };

/** A key ends with the last minute of its day in Viet Nam. */
const endOfDay = (date: string): string | null => (date ? `${date}T23:59:59+07:00` : null);

/** Name, abilities, agency and end of a new key. */
export const ApiKeyForm = ({ send, onDone, onClose }: ApiKeyFormProps) => {
  const text = useText();
  const agencies = useAgencyOptions();
  const form = useForm({
    initial: { name: '', scopes: ['report-create'] as ApiScope[], agencyId: '', expiresAt: '' },
    onSend: async (values) => {
      const body = {
        ...values,
        agencyId: values.agencyId || null,
        expiresAt: endOfDay(values.expiresAt),
      };
      await onDone((await send(createApiKeyRoute, { body })).secret);
    },
  });
  return (
    <Form form={form} submitLabel={text('accounts.key-make')} onCancel={onClose}>
      <TextField
        form={form}
        name="name"
        label={text('accounts.key-name')}
        help={text('accounts.key-name-help')}
        lengthMax={80}
      />
      <MultiSelectField
        form={form}
        name="scopes"
        label={text('accounts.key-scopes')}
        options={apiScopes.map((scope) => ({ value: scope, label: text(`accounts.scope.${scope}`) }))}
      />
      <SelectField
        form={form}
        name="agencyId"
        label={text('accounts.agency')}
        help={text('accounts.key-agency-help')}
        isOptional
        options={agencies}
      />
      <DateField
        form={form}
        name="expiresAt"
        label={text('accounts.key-expires')}
        help={text('accounts.key-expires-help')}
        isOptional
      />
    </Form>
  );
};
