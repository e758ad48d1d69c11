import { Button } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useState } from 'react';
import { Card } from '../../../ui/card.tsx';
import { Form } from '../../../ui/form.tsx';
import { PasswordField } from '../../../ui/form-fields.tsx';
import { formatDate } from '../../../ui/format-date.ts';
import { useForm } from '../../../ui/use-form.ts';
import { useLanguage, useText } from '../../../ui/use-text.ts';
import { type Account, changePasswordRoute } from '../contract/account.ts';
import styles from './account-lines.module.css';
import { passwordsDiffer } from './passwords-differ.ts';
import { useSend } from './use-send.ts';

type PasswordCardProps = { account: Account; onChange: (account: Account) => void };

const PasswordForm = ({
  onChange,
  onClose,
}: {
  onChange: (account: Account) => void;
  onClose: () => void;
}) => {
  const text = useText();
  const send = useSend();
  const form = useForm({
    initial: { currentPassword: '', newPassword: '', repeated: '' },
    check: ({ newPassword, repeated }) => passwordsDiffer(newPassword, repeated, text),
    onSend: async ({ currentPassword, newPassword }) => {
      onChange(await send(changePasswordRoute, { body: { currentPassword, newPassword } }));
      notifications.show({ message: text('accounts.password-changed') });
      onClose();
    },
  });
  return (
    <Form form={form} submitLabel={text('accounts.password-change')} onCancel={onClose}>
      <PasswordField
        form={form}
        name="currentPassword"
        label={text('accounts.password-current')}
        autoComplete="current-password"
      />
      <PasswordField
        form={form}
        name="newPassword"
        label={text('accounts.password-new')}
        help={text('accounts.password-help')}
        autoComplete="new-password"
      />
      <PasswordField
        form={form}
        name="repeated"
        label={text('accounts.password-repeated')}
        autoComplete="new-password"
      />
    </Form>
  );
};

/** The own password; a change ends every other session. */
export const PasswordCard = ({ account, onChange }: PasswordCardProps) => {
  const text = useText();
  const language = useLanguage();
  const [isOpen, setOpen] = useState(false);
  const since = account.passwordChangedAt;
  return (
    <Card
      title={text('accounts.password')}
      action={
        !isOpen && (
          <Button size="xs" variant="default" onClick={() => setOpen(true)}>
            {text('accounts.password-change')}
          </Button>
        )
      }
    >
      <p className={styles.note}>
        {since
          ? text('accounts.password-since', { date: formatDate(since, language) })
          : text('accounts.password-never')}
      </p>
      {isOpen && <PasswordForm onChange={onChange} onClose={() => setOpen(false)} />}
    </Card>
  );
};
