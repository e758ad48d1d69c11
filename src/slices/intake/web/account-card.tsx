import { UnstyledButton } from '@mantine/core';
import { useState } from 'react';
import { Card } from '../../../ui/card.tsx';
import { IconBuilding, IconMail, IconPhone, IconUser } from '../../../ui/icons.tsx';
import { useText } from '../../../ui/use-text.ts';
import { type QuestionId, questionIds } from '../contract/questions.ts';
import type { Report } from '../contract/report.ts';
import { MailNotes } from './mail-note-list.tsx';
import { ownWords } from './own-words.ts';
import styles from './report.module.css';

/** Longer accounts are folded: the officer sees the triage beside them first. */
const linesShown = 14;

const isQuestion = (id: string): id is QuestionId => (questionIds as readonly string[]).includes(id);

const Reporter = ({ report }: { report: Report }) => {
  const text = useText();
  const { reporterName, reporterPosition, reporterOrganisation, reporterPhone, reporterEmail } = report;
  return (
    <div className={styles.reporter}>
      <span className={styles.reporterPart}>
        <IconUser size="1rem" />
        <strong>{reporterName ?? text('intake.web.reporter-unknown')}</strong>
        {reporterPosition && <span>{reporterPosition}</span>}
      </span>
      {reporterOrganisation && (
        <span className={styles.reporterPart}>
          <IconBuilding size="1rem" />
          {reporterOrganisation}
        </span>
      )}
      {reporterPhone && (
        <a className={styles.reporterPart} href={`tel:${reporterPhone.replaceAll(/[^\d+]/g, '')}`}>
          <IconPhone size="1rem" />
          {reporterPhone}
        </a>
      )}
      {reporterEmail && (
        <span className={styles.reporterPart}>
          <IconMail size="1rem" />
          {reporterEmail}
        </span>
      )}
    </div>
  );
};

/** Text as it came, never as markup; long ones open on demand and always print whole. */
const Account = ({ words }: { words: string }) => {
  const text = useText();
  const [isOpen, setOpen] = useState(false);
  const lines = words.split('\n').length + Math.floor(words.length / 110);
  const isLong = lines > linesShown + 4;
  return (
    <>
      <div className={styles.account} data-folded={(isLong && !isOpen) || undefined} dir="auto">
        {words}
      </div>
      {isLong && (
        <UnstyledButton className={styles.fold} aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
          {isOpen ? text('intake.report.show-less') : text('intake.report.show-all', { lines })}
        </UnstyledButton>
      )}
    </>
  );
};

/** What was reported and by whom. */
export const AccountCard = ({ report }: { report: Report }) => {
  const text = useText();
  const words = ownWords(report.description, report.answers);
  const answered = Object.entries(report.answers).filter(([, answer]) => answer !== '');
  const mail = report.messages.find(({ direction }) => direction === 'in');
  return (
    <Card title={text('intake.report.account')}>
      <Reporter report={report} />
      {mail && mail.channel === 'email' && <MailNotes facts={mail.mailFacts} />}
      {words && <Account words={words} />}
      {answered.length > 0 && (
        <dl className={styles.answers}>
          {answered.map(([id, answer]) => (
            <div key={id}>
              <dt>{isQuestion(id) ? text(`intake.question.${id}`) : id}</dt>
              <dd dir="auto">{answer}</dd>
            </div>
          ))}
        </dl>
      )}
    </Card>
  );
};
