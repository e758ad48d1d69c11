import { SegmentedControl } from '@mantine/core';
import { useState } from 'react';
import { addressOf, call } from '../../../platform/http/client.ts';
import { Card } from '../../../ui/card.tsx';
import { Composer } from '../../../ui/composer.tsx';
import { FileList } from '../../../ui/file-list.tsx';
import { formatDateTime } from '../../../ui/format-date.ts';
import { IconCheck, IconEdit, IconMail, IconSend } from '../../../ui/icons.tsx';
import { LogEntry, Timeline } from '../../../ui/timeline.tsx';
import { useLanguage, useText } from '../../../ui/use-text.ts';
import { getReportFileRoute, type Report } from '../contract/report.ts';
import { sendMessageRoute } from '../contract/triage.ts';
import { MailNotes } from './mail-note-list.tsx';
import styles from './report.module.css';
import { useReportAction } from './report-queries.ts';

type Message = Report['messages'][number];

const useDeliveryWords = () => {
  const text = useText();
  const language = useLanguage();
  return ({ delivery, deliveredAt }: Message): string | undefined => {
    if (delivery === 'sent')
      return text('intake.report.delivery-sent', {
        time: deliveredAt ? formatDateTime(deliveredAt, language) : '',
      });
    return delivery === null ? undefined : text(`intake.report.delivery-${delivery}`);
  };
};

const Entry = ({ message }: { message: Message }) => {
  const text = useText();
  const delivery = useDeliveryWords()(message);
  if (message.author === 'receipt') {
    const action = `${text('intake.report.receipt')}${delivery ? `: ${delivery}` : ''}`;
    return (
      <LogEntry
        at={message.at}
        icon={IconCheck}
        tone={message.delivery === 'failed' ? 'harm' : 'plain'}
        action={action}
      />
    );
  }
  if (message.direction === 'in') {
    return (
      <LogEntry
        at={message.at}
        author={message.author}
        action={text('intake.report.wrote')}
        icon={IconMail}
        tone="mail"
      >
        <MailNotes facts={message.mailFacts} />
        <div className={styles.account} dir="auto">
          {message.text}
        </div>
      </LogEntry>
    );
  }
  return (
    <LogEntry
      at={message.at}
      author={message.author}
      action={text(message.isVisibleToReporter ? 'intake.report.answered' : 'intake.report.noted')}
      icon={message.isVisibleToReporter ? IconSend : IconEdit}
      tone={message.delivery === 'failed' ? 'harm' : 'own'}
    >
      <div className={styles.account} dir="auto">
        {message.text}
      </div>
      {delivery && <div className={styles.delivery}>{delivery}</div>}
    </LogEntry>
  );
};

const Answer = ({ report }: { report: Report }) => {
  const text = useText();
  const act = useReportAction();
  const [to, setTo] = useState<'reporter' | 'internal'>('reporter');
  const isToReporter = to === 'reporter';
  const send = (words: string) =>
    act(
      call(sendMessageRoute, {
        params: { id: report.id },
        body: { text: words, isVisibleToReporter: isToReporter },
      }),
    );
  return (
    <div className={styles.answer} data-to={to}>
      <div className={styles.answerHead}>
        <SegmentedControl
          size="xs"
          value={to}
          onChange={(value) => setTo(value as typeof to)}
          data={[
            { value: 'reporter', label: text('intake.report.to-reporter') },
            { value: 'internal', label: text('intake.report.internal') },
          ]}
        />
        {isToReporter && (
          <span className={styles.hint}>
            {report.reporterEmail
              ? text('intake.report.goes-mail', { email: report.reporterEmail })
              : text('intake.report.goes-page')}
          </span>
        )}
      </div>
      <Composer
        key={to}
        label={text(isToReporter ? 'intake.report.composer-reporter' : 'intake.report.composer-internal')}
        draftKey={`intake.report.${report.id}.${to}`}
        onSend={send}
        sendLabel={text(isToReporter ? 'ui.send' : 'ui.save')}
      />
    </div>
  );
};

/** Files of the report, for download only. */
export const ReportFiles = ({ report }: { report: Report }) => {
  const text = useText();
  if (report.files.length === 0) return null;
  const files = report.files.map(({ id, name, sizeBytes, sha256 }) => ({
    id,
    name,
    sizeBytes,
    href: addressOf(getReportFileRoute, { id: report.id, fileId: id }),
    detail: (
      <span className={styles.hash} title={sha256}>
        SHA-256 {sha256}
      </span>
    ),
  }));
  return (
    <Card title={text('intake.report.files')} count={files.length}>
      <p className={styles.hint}>{text('intake.report.files-help')}</p>
      <FileList files={files} />
    </Card>
  );
};

/** Mails, answers and notes in time order. The first mail stands above as the report itself. */
export const Conversation = ({ report }: { report: Report }) => {
  const text = useText();
  const first = report.messages.find(({ direction }) => direction === 'in');
  const messages = report.messages.filter(
    (message) => message !== first || message.text !== report.description,
  );
  return (
    <section className={styles.conversation}>
      <h2 className={styles.heading}>{text('intake.report.conversation')}</h2>
      {messages.length === 0 ? (
        <p className={styles.hint}>{text('intake.report.conversation-empty')}</p>
      ) : (
        <Timeline
          label={text('intake.report.conversation')}
          items={messages}
          itemKey={({ id }) => id}
          itemAt={({ at }) => at}
          render={(message) => <Entry message={message} />}
        />
      )}
      {report.can.reply && <Answer report={report} />}
    </section>
  );
};
