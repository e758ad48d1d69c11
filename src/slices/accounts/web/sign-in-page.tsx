import { Alert, Button, Divider, Stack } from '@mantine/core';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Form } from '../../../ui/form.tsx';
import { PasswordField, TextField } from '../../../ui/form-fields.tsx';
import { IconKey } from '../../../ui/icons.tsx';
import { PlainSheet } from '../../../ui/plain-sheet.tsx';
import { problemOf } from '../../../ui/problem.ts';
import { useSession } from '../../../ui/session.ts';
import { useAddressFilters } from '../../../ui/use-address.ts';
import { useForm } from '../../../ui/use-form.ts';
import { useText } from '../../../ui/use-text.ts';
import {
  codeStepRoute,
  passkeyOptionsRoute,
  passkeySignInRoute,
  passwordStepRoute,
} from '../contract/sign-in.ts';
import type { Session } from '../contract.ts';
import { askForPasskey, hasPasskeys, isGivenUp } from './passkey-browser.ts';
import { safeNext } from './safe-next.ts';
import { useEnter } from './use-enter.ts';
import { useSend } from './use-send.ts';

type StageProps = { onNotice: (notice: string) => void };

const PasswordStage = ({ onPassed, onNotice }: StageProps & { onPassed: (stepToken: string) => void }) => {
  const text = useText();
  const send = useSend();
  const form = useForm({
    initial: { email: '', password: '' },
    onSend: async (body) => {
      onNotice('');
      onPassed((await send(passwordStepRoute, { body })).stepToken);
    },
    check: ({ email, password }) => ({
      ...(email.trim() === '' ? { email: text('invalid.required') } : {}),
      ...(password === '' ? { password: text('invalid.required') } : {}),
    }),
  });
  return (
    <Form form={form} submitLabel={text('accounts.continue')}>
      <TextField
        form={form}
        name="email"
        label={text('accounts.email')}
        type="email"
        inputMode="email"
        autoComplete="username"
        lengthMax={254}
      />
      <PasswordField
        form={form}
        name="password"
        label={text('accounts.password')}
        autoComplete="current-password"
      />
    </Form>
  );
};

type CodeStageProps = {
  stepToken: string;
  onSignedIn: (session: Session) => Promise<void>;
  onExpired: (notice: string) => void;
  onBack: () => void;
};

const CodeStage = ({ stepToken, onSignedIn, onExpired, onBack }: CodeStageProps) => {
  const text = useText();
  const send = useSend();
  const form = useForm({
    initial: { code: '' },
    onSend: async ({ code }) => {
      try {
        await onSignedIn(await send(codeStepRoute, { body: { stepToken, code } }));
      } catch (thrown) {
        const problem = problemOf(thrown);
        if (problem?.code === 'accounts.stepExpired') return onExpired(problem.title);
        throw thrown;
      }
    },
    check: ({ code }) => (code.trim().length < 6 ? { code: text('accounts.code-short') } : ({} as never)),
  });
  const inputId = form.inputId('code');
  useEffect(() => document.getElementById(inputId)?.focus(), [inputId]);
  return (
    <Form
      form={form}
      submitLabel={text('accounts.sign-in')}
      actions={
        <Button variant="subtle" onClick={onBack}>
          {text('ui.back')}
        </Button>
      }
    >
      <TextField
        form={form}
        name="code"
        label={text('accounts.code')}
        help={text('accounts.code-help')}
        inputMode="text"
        autoComplete="one-time-code"
        lengthMax={40}
      />
    </Form>
  );
};

const PasskeyButton = ({
  onSignedIn,
  onNotice,
}: StageProps & { onSignedIn: (session: Session) => Promise<void> }) => {
  const text = useText();
  const send = useSend();
  const [isWaiting, setWaiting] = useState(false);
  const run = async () => {
    onNotice('');
    setWaiting(true);
    try {
      const { stepToken, options } = await send(passkeyOptionsRoute, { body: {} });
      const response = await askForPasskey(options);
      await onSignedIn(await send(passkeySignInRoute, { body: { stepToken, response } }));
    } catch (thrown) {
      if (!isGivenUp(thrown))
        onNotice(problemOf(thrown) ? text('accounts.passkey-unknown') : text('accounts.passkey-failed'));
    } finally {
      setWaiting(false);
    }
  };
  return (
    <Button variant="default" loading={isWaiting} leftSection={<IconKey size="1rem" />} onClick={run}>
      {text('accounts.sign-in-passkey')}
    </Button>
  );
};

/** Sign-in: password, then code; or a passkey alone. */
export const SignInPage = () => {
  const text = useText();
  const enter = useEnter();
  const { i18n } = useTranslation();
  const { organisationName } = useSession();
  const { values } = useAddressFilters();
  const [stepToken, setStepToken] = useState('');
  const [notice, setNotice] = useState('');
  const finish = async (session: Session) => {
    await i18n.changeLanguage(session.person?.language ?? i18n.language);
    await enter(safeNext(values.next));
  };
  const expire = (words: string) => {
    setStepToken('');
    setNotice(words);
  };
  return (
    <PlainSheet
      title={text(stepToken ? 'accounts.code-title' : 'accounts.sign-in')}
      lead={stepToken ? text('accounts.code-lead') : organisationName}
    >
      <Stack gap="md">
        {notice && (
          <Alert color="red" variant="light" role="alert">
            {notice}
          </Alert>
        )}
        {stepToken ? (
          <CodeStage
            stepToken={stepToken}
            onSignedIn={finish}
            onExpired={expire}
            onBack={() => setStepToken('')}
          />
        ) : (
          <>
            <PasswordStage onPassed={setStepToken} onNotice={setNotice} />
            {hasPasskeys() && (
              <>
                <Divider label={text('accounts.or')} />
                <PasskeyButton onSignedIn={finish} onNotice={setNotice} />
              </>
            )}
            <p>{text('accounts.sign-in-help')}</p>
          </>
        )}
      </Stack>
    </PlainSheet>
  );
};
