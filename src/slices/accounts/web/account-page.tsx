import { Stack } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { FactList } from '../../../ui/fact-list.tsx';
import { Form } from '../../../ui/form.tsx';
import { RadioField, TextField } from '../../../ui/form-fields.tsx';
import { Page } from '../../../ui/page.tsx';
import { PageLoading } from '../../../ui/state-pages.tsx';
import { useForm } from '../../../ui/use-form.ts';
import { useText } from '../../../ui/use-text.ts';
import { type Account, getAccountRoute, updateAccountRoute } from '../contract/account.ts';
import { CodesCard } from './codes-card.tsx';
import { PasskeysCard } from './passkeys-card.tsx';
import { PasswordCard } from './password-card.tsx';
import { SessionsCard } from './sessions-card.tsx';
import { useSend } from './use-send.ts';

const accountKey = [getAccountRoute.path];

type PartProps = { account: Account; onChange: (account: Account) => void };

const PhoneForm = ({ account, onChange, onClose }: PartProps & { onClose: () => void }) => {
  const text = useText();
  const send = useSend();
  const form = useForm({
    initial: { phone: account.phone ?? '' },
    onSend: async ({ phone }) => {
      const body = { version: account.version, phone: phone.trim() || null };
      onChange(await send(updateAccountRoute, { body }));
      onClose();
    },
  });
  return (
    <Form form={form} onCancel={onClose}>
      <TextField form={form} name="phone" label={text('accounts.phone')} isOptional inputMode="tel" />
    </Form>
  );
};

const LanguageForm = ({ account, onChange, onClose }: PartProps & { onClose: () => void }) => {
  const text = useText();
  const send = useSend();
  const { i18n } = useTranslation();
  const form = useForm({
    initial: { language: account.language },
    onSend: async ({ language }) => {
      onChange(await send(updateAccountRoute, { body: { version: account.version, language } }));
      await i18n.changeLanguage(language);
      onClose();
    },
  });
  return (
    <Form form={form} onCancel={onClose}>
      <RadioField
        form={form}
        name="language"
        label={text('accounts.language')}
        help={text('accounts.language-help')}
        options={[
          { value: 'vi', label: 'Tiếng Việt' },
          { value: 'en', label: 'English' },
        ]}
      />
    </Form>
  );
};

const PersonFacts = ({ account, onChange }: PartProps) => {
  const text = useText();
  const roles = account.roles.map(({ role }) => text(`accounts.role.${role}`));
  return (
    <FactList
      title={text('accounts.person')}
      facts={[
        { key: 'name', label: text('accounts.full-name'), value: account.fullName },
        { key: 'email', label: text('accounts.email'), value: account.email },
        {
          key: 'phone',
          label: text('accounts.phone'),
          value: account.phone,
          edit: (close) => <PhoneForm account={account} onChange={onChange} onClose={close} />,
        },
        {
          key: 'language',
          label: text('accounts.language'),
          value: account.language === 'vi' ? 'Tiếng Việt' : 'English',
          edit: (close) => <LanguageForm account={account} onChange={onChange} onClose={close} />,
        },
        { key: 'roles', label: text('accounts.roles'), value: [...new Set(roles)].join(', ') },
      ]}
    />
  );
};

/** The own account: facts, password, second factors, sessions. */
export const AccountPage = () => {
  const text = useText();
  const send = useSend();
  const client = useQueryClient();
  const { data: account } = useQuery({ queryKey: accountKey, queryFn: () => send(getAccountRoute) });
  const keep = (changed: Account) => client.setQueryData(accountKey, changed);
  if (!account) return <PageLoading />;
  return (
    <Page title={text('accounts.account')} lead={text('accounts.account-lead')} width="reading">
      <Stack gap="md">
        <PersonFacts account={account} onChange={keep} />
        <PasswordCard account={account} onChange={keep} />
        <CodesCard account={account} onChange={keep} />
        <PasskeysCard account={account} onChange={keep} />
        <SessionsCard account={account} onChange={keep} />
      </Stack>
    </Page>
  );
};
