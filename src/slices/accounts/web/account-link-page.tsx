import { Alert } from '@mantine/core';
import { useState } from 'react';
import type { AnswerOf } from '../../../platform/http/route.ts';
import { Form } from '../../../ui/form.tsx';
import { PasswordField, TextField } from '../../../ui/form-fields.tsx';
import { PlainSheet } from '../../../ui/plain-sheet.tsx';
import { PageLoading } from '../../../ui/state-pages.tsx';
import { useForm } from '../../../ui/use-form.ts';
import { useLanguage, useText } from '../../../ui/use-text.ts';
import { acceptLinkRoute, openLinkRoute } from '../contract/setup.ts';
import { passwordsDiffer } from './passwords-differ.ts';
import { RecoveryCodes } from './recovery-codes.tsx';
import { TotpEnrolment } from './totp-enrolment.tsx';
import { useEnter } from './use-enter.ts';
import { useLinkToken, useOpenedLink } from './use-link-token.ts';
import { useSend } from './use-send.ts';

type Link = AnswerOf<typeof openLinkRoute>;

type LinkFormProps = { token: string; link: Link; onDone: (codes: string[] | null) => void };

const LinkForm = ({ token, link, onDone }: LinkFormProps) => {
  const text = useText();
  const send = useSend();
  const language = useLanguage();
  const form = useForm({
    initial: { password: '', repeated: '', code: '' },
    check: ({ password, repeated }) => passwordsDiffer(password, repeated, text),
    onSend: async ({ password, code }) => {
      const body = { token, password, code, language, enrolment: link.totp?.enrolment };
      onDone((await send(acceptLinkRoute, { body })).recoveryCodes);
    },
  });
  return (
    <Form form={form} submitLabel={text(`accounts.link.${link.kind}.send`)}>
      <PasswordField
        form={form}
        name="password"
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
      {link.totp ? (
        <TotpEnrolment totp={link.totp} form={form} />
      ) : (
        <TextField
          form={form}
          name="code"
          label={text('accounts.code')}
          help={text('accounts.code-help')}
          autoComplete="one-time-code"
          lengthMax={40}
        />
      )}
    </Form>
  );
};

/** Where an invitation, a new password or a recovery begins, opened by a link. */
export const AccountLinkPage = () => {
  const text = useText();
  const enter = useEnter();
  const token = useLinkToken();
  const opened = useOpenedLink(openLinkRoute, token);
  const link = opened.answer;
  const problem = token ? opened.problem : text('error.accounts.linkInvalid');
  const [codes, setCodes] = useState<string[]>();
  if (codes) {
    return (
      <PlainSheet title={text('accounts.codes')} lead={text('accounts.link-done')} width="reading">
        <RecoveryCodes
          codes={codes}
          continueLabel={text('accounts.enter')}
          onContinue={() => void enter('/')}
        />
      </PlainSheet>
    );
  }
  const title = link ? text(`accounts.link.${link.kind}.title`) : text('accounts.link-title');
  const lead =
    link &&
    text(`accounts.link.${link.kind}.lead`, {
      name: link.fullName,
      email: link.email,
      team: link.organisationName,
    });
  return (
    <PlainSheet title={title} lead={lead} width="reading">
      {problem && (
        <Alert color="red" variant="light" role="alert">
          {problem}
        </Alert>
      )}
      {!link && !problem && <PageLoading />}
      {link && (
        <LinkForm token={token} link={link} onDone={(given) => (given ? setCodes(given) : void enter('/'))} />
      )}
    </PlainSheet>
  );
};
