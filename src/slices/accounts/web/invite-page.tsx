import { Stack } from '@mantine/core';
import { useState } from 'react';
import { useGo } from '../../../ui/app-link.tsx';
import { Card } from '../../../ui/card.tsx';
import { Form } from '../../../ui/form.tsx';
import { RadioField, TextField } from '../../../ui/form-fields.tsx';
import { Page } from '../../../ui/page.tsx';
import { useForm } from '../../../ui/use-form.ts';
import { useText } from '../../../ui/use-text.ts';
import { type HeldRole, invitePersonRoute } from '../contract/people.ts';
import { type Handed, HandedLink } from './handed-link.tsx';
import { RoleFields } from './role-fields.tsx';
import { useSecondFactorGuard } from './second-factor-guard.tsx';

const initial = {
  fullName: '',
  email: '',
  phone: '',
  language: 'vi' as 'vi' | 'en',
  roles: [{ role: 'responder', agencyId: null }] as HeldRole[],
};

/** Invites a person; afterwards the link is shown once and the next one can be invited. */
export const InvitePage = () => {
  const text = useText();
  const go = useGo();
  const { send, dialog } = useSecondFactorGuard();
  const [handed, setHanded] = useState<{ link: Handed; name: string }>();
  const form = useForm({
    initial,
    onSend: async (values) => {
      const body = { ...values, phone: values.phone.trim() || null };
      const { link } = await send(invitePersonRoute, { body });
      setHanded({ link, name: values.fullName });
      form.setAll(initial);
    },
  });
  return (
    <Page title={text('accounts.invite')} lead={text('accounts.invite-lead')} width="reading">
      {dialog}
      <Stack gap="md">
        {handed && <HandedLink {...handed} onClose={() => setHanded(undefined)} />}
        <Card>
          <Form form={form} submitLabel={text('accounts.invite-send')} onCancel={() => go('/people')}>
            <TextField form={form} name="fullName" label={text('accounts.full-name')} lengthMax={120} />
            <TextField
              form={form}
              name="email"
              label={text('accounts.email')}
              help={text('accounts.invite-email-help')}
              inputMode="email"
              lengthMax={254}
            />
            <TextField form={form} name="phone" label={text('accounts.phone')} isOptional inputMode="tel" />
            <RoleFields
              value={form.values.roles}
              errors={form.errors}
              onChange={(value) => form.set('roles', value)}
            />
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
        </Card>
      </Stack>
    </Page>
  );
};
