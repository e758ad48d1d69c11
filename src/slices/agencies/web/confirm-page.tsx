import { Button } from '@mantine/core';
import { useEffect, useState } from 'react';
import type { AnswerOf } from '../../../platform/http/route.ts';
import { IconCheck } from '../../../ui/icons.tsx';
import { PlainSheet } from '../../../ui/plain-sheet.tsx';
import { problemOf } from '../../../ui/problem.ts';
import { PageLoading } from '../../../ui/state-pages.tsx';
import { useText } from '../../../ui/use-text.ts';
import { openConfirmationLinkRoute, useConfirmationLinkRoute } from '../contract/confirmations.ts';
import styles from './agency-page.module.css';
import { useCall } from './public/use-call.ts';

type Opened = AnswerOf<typeof openConfirmationLinkRoute>;

/** The token stands behind `#`, where no server log sees it. */
const readToken = (): string => window.location.hash.slice(1);

const Data = ({ opened }: { opened: Opened }) => {
  const text = useText();
  const lines = [
    [text('agencies.address'), opened.address],
    [text('agencies.phone'), opened.phone],
    [text('agencies.email'), opened.email],
    [text('agencies.domains'), opened.domains.join(', ')],
  ].filter(([, value]) => value);
  return (
    <>
      <dl>
        {lines.map(([label, value]) => (
          <div key={label}>
            <dt className={styles.label}>{label}</dt>
            <dd className={styles.person}>{value}</dd>
          </div>
        ))}
      </dl>
      <ul className={styles.codes}>
        {opened.contacts.map((contact) => (
          <li key={`${contact.kind} ${contact.fullName}`} className={styles.contact}>
            <div>
              <div className={styles.quiet}>{text(`agencies.contact.${contact.kind}`)}</div>
              <div className={styles.person}>{contact.fullName}</div>
              {contact.title && <div>{contact.title}</div>}
              <div className={styles.reach}>
                {contact.phone && <span>{contact.phone}</span>}
                {contact.email && <span>{contact.email}</span>}
              </div>
            </div>
          </li>
        ))}
      </ul>
    </>
  );
};

/** Where the link of a confirmation mail leads: the data, and one button. No sign-in. */
export const ConfirmPage = () => {
  const text = useText();
  const send = useCall();
  const [token] = useState(readToken);
  const [opened, setOpened] = useState<Opened>();
  const [isDone, setDone] = useState(false);
  const [isSending, setSending] = useState(false);
  const [fault, setFault] = useState<string>();
  const refused = text('error.agencies.linkInvalid');
  useEffect(() => {
    send(openConfirmationLinkRoute, { body: { token } }).then(
      (answer) => {
        setOpened(answer);
        setDone(answer.isConfirmed);
      },
      (thrown) =>
        setFault(problemOf(thrown)?.status === 422 ? refused : (problemOf(thrown)?.title ?? refused)),
    );
  }, [send, token, refused]);
  const confirm = async () => {
    setSending(true);
    try {
      await send(useConfirmationLinkRoute, { body: { token } });
      setDone(true);
    } catch (thrown) {
      setFault(problemOf(thrown)?.title ?? text('ui.problem-network'));
    }
    setSending(false);
  };
  if (fault)
    return <PlainSheet title={text('agencies.confirm-page')}>{<p role="alert">{fault}</p>}</PlainSheet>;
  if (!opened) return <PageLoading />;
  if (isDone) {
    return (
      <PlainSheet title={text('agencies.confirm-done')} lead={opened.agencyName} width="reading">
        <p role="status">{text('agencies.confirm-done-text')}</p>
      </PlainSheet>
    );
  }
  return (
    <PlainSheet
      title={text('agencies.confirm-page')}
      lead={text('agencies.confirm-page-lead', { agency: opened.agencyName })}
      width="reading"
    >
      <Data opened={opened} />
      <Button
        size="lg"
        className={styles.bigButton}
        loading={isSending}
        leftSection={<IconCheck size="1.25rem" />}
        onClick={() => void confirm()}
      >
        {text('agencies.confirm-button')}
      </Button>
      <p className={styles.quiet}>{text('agencies.confirm-wrong')}</p>
    </PlainSheet>
  );
};
