import { Alert, Button, Group } from '@mantine/core';
import { useState } from 'react';
import type { AnswerOf } from '../../../platform/http/route.ts';
import { Card } from '../../../ui/card.tsx';
import { Form } from '../../../ui/form.tsx';
import { problemOf } from '../../../ui/problem.ts';
import { useForm } from '../../../ui/use-form.ts';
import { useText } from '../../../ui/use-text.ts';
import {
  type Account,
  getAccountRoute,
  renewRecoveryCodesRoute,
  replaceTotpRoute,
  startTotpRoute,
} from '../contract/account.ts';
import styles from './account-lines.module.css';
import { RecoveryCodes } from './recovery-codes.tsx';
import { useSecondFactorGuard } from './second-factor-guard.tsx';
import { TotpEnrolment } from './totp-enrolment.tsx';
import type { Send } from './use-send.ts';

type CodesCardProps = { account: Account; onChange: (account: Account) => void };
type Totp = AnswerOf<typeof startTotpRoute>;

const ReplaceForm = (props: {
  totp: Totp;
  send: Send;
  onDone: (account: Account) => void;
  onClose: () => void;
}) => {
  const text = useText();
  const form = useForm({
    initial: { code: '' },
    onSend: async ({ code }) => {
      const body = { enrolment: props.totp.enrolment, code };
      props.onDone(await props.send(replaceTotpRoute, { body }));
    },
  });
  return (
    <Form form={form} submitLabel={text('accounts.totp-replace-send')} onCancel={props.onClose}>
      <TotpEnrolment totp={props.totp} form={form} />
    </Form>
  );
};

/** Authenticator app and recovery codes. */
export const CodesCard = ({ account, onChange }: CodesCardProps) => {
  const text = useText();
  const { send, dialog } = useSecondFactorGuard();
  const [codes, setCodes] = useState<string[]>();
  const [totp, setTotp] = useState<Totp>();
  const [problem, setProblem] = useState('');
  const attempt = (work: () => Promise<void>) => {
    setProblem('');
    work().catch((thrown: unknown) => setProblem(problemOf(thrown)?.title ?? text('ui.problem-network')));
  };
  const renew = async () => setCodes((await send(renewRecoveryCodesRoute, { body: {} })).recoveryCodes);
  const replace = async () => setTotp(await send(startTotpRoute, { body: {} }));
  const finishCodes = async () => {
    setCodes(undefined);
    onChange(await send(getAccountRoute));
  };
  const finishTotp = (changed: Account) => {
    setTotp(undefined);
    onChange(changed);
  };
  const isPlain = !codes && !totp;
  return (
    <Card title={text('accounts.codes-card')}>
      {dialog}
      {problem && (
        <Alert color="red" variant="light" role="alert">
          {problem}
        </Alert>
      )}
      {isPlain && (
        <p className={styles.note}>{text('accounts.codes-left', { count: account.recoveryCodesLeft })}</p>
      )}
      {isPlain && (
        <Group gap="xs">
          <Button size="xs" variant="default" onClick={() => attempt(renew)}>
            {text('accounts.codes-renew')}
          </Button>
          <Button size="xs" variant="default" onClick={() => attempt(replace)}>
            {text('accounts.totp-replace')}
          </Button>
        </Group>
      )}
      {codes && (
        <RecoveryCodes
          codes={codes}
          continueLabel={text('accounts.codes-done')}
          onContinue={() => attempt(finishCodes)}
        />
      )}
      {totp && <ReplaceForm totp={totp} send={send} onDone={finishTotp} onClose={() => setTotp(undefined)} />}
    </Card>
  );
};
