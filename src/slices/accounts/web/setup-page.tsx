import { Alert, Fieldset } from '@mantine/core';
import { useState } from 'react';
import { Form } from '../../../ui/form.tsx';
import { PasswordField, TextField } from '../../../ui/form-fields.tsx';
import { PlainSheet } from '../../../ui/plain-sheet.tsx';
import { useSession } from '../../../ui/session.ts';
import { PageLoading } from '../../../ui/state-pages.tsx';
import { useForm } from '../../../ui/use-form.ts';
import { useLanguage, useText } from '../../../ui/use-text.ts';
import { openSetupRoute, setUpRoute } from '../contract/setup.ts';
import { passwordsDiffer } from './passwords-differ.ts';
import { coreProfileFields, ProfileFields } from './profile-fields.tsx';
import { RecoveryCodes } from './recovery-codes.tsx';
import styles from './setup-page.module.css';
import { TotpEnrolment } from './totp-enrolment.tsx';
import { useEnter } from './use-enter.ts';
import { useLinkToken, useOpenedLink } from './use-link-token.ts';
import { useSend } from './use-send.ts';

type Totp = { secret: string; uri: string; enrolment: string };

const initial = {
  'organisation.teamNameVi': '',
  'organisation.standingAgencyName': '',
  'organisation.province': '',
  'administrator.fullName': '',
  'administrator.email': '',
  'administrator.password': '',
  repeated: '',
  code: '',
};
type Values = typeof initial;

const toBody = (values: Values, token: string, enrolment: string, language: 'vi' | 'en') => ({
  token,
  enrolment,
  code: values.code,
  organisation: {
    teamNameVi: values['organisation.teamNameVi'],
    standingAgencyName: values['organisation.standingAgencyName'],
    province: values['organisation.province'],
  },
  administrator: {
    fullName: values['administrator.fullName'],
    email: values['administrator.email'],
    password: values['administrator.password'],
    language,
  },
});

type SetupFormProps = { token: string; totp: Totp; onDone: (codes: string[]) => void };

const SetupForm = ({ token, totp, onDone }: SetupFormProps) => {
  const text = useText();
  const send = useSend();
  const language = useLanguage();
  const form = useForm<Values>({
    initial,
    check: (values) => passwordsDiffer(values['administrator.password'], values.repeated, text),
    onSend: async (values) => {
      const body = toBody(values, token, totp.enrolment, language);
      onDone((await send(setUpRoute, { body })).recoveryCodes);
    },
  });
  return (
    <Form form={form} submitLabel={text('accounts.setup-send')}>
      <Fieldset className={styles.part} legend={text('accounts.setup-organisation')}>
        <ProfileFields form={form} fields={coreProfileFields} prefix="organisation." />
      </Fieldset>
      <Fieldset className={styles.part} legend={text('accounts.setup-administrator')}>
        <TextField
          form={form}
          name="administrator.fullName"
          label={text('accounts.full-name')}
          autoComplete="name"
          lengthMax={120}
        />
        <TextField
          form={form}
          name="administrator.email"
          label={text('accounts.email')}
          help={text('accounts.email-help')}
          type="email"
          inputMode="email"
          autoComplete="username"
          lengthMax={254}
        />
        <PasswordField
          form={form}
          name="administrator.password"
          label={text('accounts.password')}
          help={text('accounts.password-help')}
          autoComplete="new-password"
        />
        <PasswordField
          form={form}
          name="repeated"
          label={text('accounts.password-repeated')}
          autoComplete="new-password"
        />
      </Fieldset>
      <Fieldset className={styles.part} legend={text('accounts.totp-title')}>
        <TotpEnrolment totp={totp} form={form} />
      </Fieldset>
    </Form>
  );
};

/** The first page of a new installation, opened by the link on the console. */
export const SetupPage = () => {
  const text = useText();
  const enter = useEnter();
  const { isSetUp } = useSession();
  const token = useLinkToken();
  const { answer, problem } = useOpenedLink(openSetupRoute, isSetUp ? '' : token);
  const [codes, setCodes] = useState<string[]>();
  if (codes) {
    return (
      <PlainSheet title={text('accounts.codes')} lead={text('accounts.setup-done')} width="reading">
        <RecoveryCodes
          codes={codes}
          continueLabel={text('accounts.enter')}
          onContinue={() => void enter('/')}
        />
      </PlainSheet>
    );
  }
  const words = isSetUp
    ? text('error.accounts.alreadySetUp')
    : token
      ? problem
      : text('accounts.setup-no-link');
  return (
    <PlainSheet title={text('accounts.setup-title')} lead={text('accounts.setup-lead')} width="reading">
      {words && (
        <Alert color="red" variant="light" role="alert">
          {words}
        </Alert>
      )}
      {!words &&
        (answer ? <SetupForm token={token} totp={answer.totp} onDone={setCodes} /> : <PageLoading />)}
    </PlainSheet>
  );
};
