import { Alert, Button } from '@mantine/core';
import { useState } from 'react';
import { Card } from '../../../ui/card.tsx';
import { ConfirmAction } from '../../../ui/confirm-action.tsx';
import { Form } from '../../../ui/form.tsx';
import { TextField } from '../../../ui/form-fields.tsx';
import { formatDate, formatRelative } from '../../../ui/format-date.ts';
import { useForm } from '../../../ui/use-form.ts';
import { useLanguage, useText } from '../../../ui/use-text.ts';
import { type Account, addPasskeyRoute, removePasskeyRoute, startPasskeyRoute } from '../contract/account.ts';
import styles from './account-lines.module.css';
import { hasPasskeys, isGivenUp, makePasskey } from './passkey-browser.ts';
import { useSecondFactorGuard } from './second-factor-guard.tsx';
import type { Send } from './use-send.ts';

type PasskeysCardProps = { account: Account; onChange: (account: Account) => void };

const AddForm = (props: { send: Send; onDone: (account: Account) => void; onClose: () => void }) => {
  const text = useText();
  const [notice, setNotice] = useState('');
  const form = useForm({
    initial: { name: '' },
    check: ({ name }) => (name.trim() ? {} : ({ name: text('invalid.required') } as Record<string, string>)),
    onSend: async ({ name }) => {
      setNotice('');
      const { stepToken, options } = await props.send(startPasskeyRoute, { body: {} });
      const response = await makePasskey(options).catch((thrown: unknown) => {
        if (!isGivenUp(thrown)) setNotice(text('accounts.passkey-failed'));
        return undefined;
      });
      if (response) props.onDone(await props.send(addPasskeyRoute, { body: { stepToken, name, response } }));
    },
  });
  return (
    <Form form={form} submitLabel={text('accounts.passkey-make')} onCancel={props.onClose}>
      {notice && (
        <Alert color="red" variant="light" role="alert">
          {notice}
        </Alert>
      )}
      <TextField
        form={form}
        name="name"
        label={text('accounts.passkey-name')}
        help={text('accounts.passkey-name-help')}
        lengthMax={60}
      />
    </Form>
  );
};

/** Passkeys: a way in without password and code. */
export const PasskeysCard = ({ account, onChange }: PasskeysCardProps) => {
  const text = useText();
  const language = useLanguage();
  const { send, dialog } = useSecondFactorGuard();
  const [isAdding, setAdding] = useState(false);
  const finish = (changed: Account) => {
    setAdding(false);
    onChange(changed);
  };
  const usedWords = (at: string | null) =>
    at ? text('accounts.last-used', { when: formatRelative(at, language) }) : text('accounts.never-used');
  return (
    <Card
      title={text('accounts.passkeys')}
      action={
        hasPasskeys() &&
        !isAdding && (
          <Button size="xs" variant="default" onClick={() => setAdding(true)}>
            {text('accounts.passkey-add')}
          </Button>
        )
      }
    >
      {dialog}
      {isAdding && <AddForm send={send} onDone={finish} onClose={() => setAdding(false)} />}
      {account.passkeys.length === 0 && !isAdding && (
        <p className={styles.note}>{text('accounts.passkeys-none')}</p>
      )}
      <ul className={styles.lines}>
        {account.passkeys.map((passkey) => (
          <li key={passkey.id} className={styles.line}>
            <div className={styles.words}>
              <strong>{passkey.name}</strong>
              <span className={styles.quiet}>
                {formatDate(passkey.createdAt, language)} · {usedWords(passkey.lastUsedAt)}
              </span>
            </div>
            <ConfirmAction
              title={text('accounts.passkey-remove-title', { name: passkey.name })}
              consequence={text('accounts.passkey-remove-text')}
              confirmLabel={text('accounts.passkey-remove')}
              isHarmful
              onConfirm={async () => onChange(await send(removePasskeyRoute, { params: { id: passkey.id } }))}
              trigger={(open) => (
                <Button size="xs" variant="subtle" color="red" onClick={open}>
                  {text('accounts.passkey-remove')}
                </Button>
              )}
            />
          </li>
        ))}
      </ul>
    </Card>
  );
};
