import { Button, Modal, TextInput } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { Card } from '../../../ui/card.tsx';
import { ConfirmAction } from '../../../ui/confirm-action.tsx';
import { formatDate } from '../../../ui/format-date.ts';
import { IconCheck, IconDownload, IconPlus } from '../../../ui/icons.tsx';
import { problemOf } from '../../../ui/problem.ts';
import { StatusBadge } from '../../../ui/status-badge.tsx';
import { useLanguage, useText } from '../../../ui/use-text.ts';
import { forget, useCall } from '../../agencies/web/public/use-call.ts';
import {
  attachLetterRoute,
  checkNomineeRoute,
  closeNomineeRoute,
  type Nominee,
  type Replacement,
  returnNomineeRoute,
} from '../contract/replacements.ts';
import { FileButton } from './file-button.tsx';
import { NominateForm } from './nominate-form.tsx';
import styles from './replacement.module.css';

const tones = { yes: 'good', no: 'harm', unknown: 'wait' } as const;

const Letter = ({ replacement, nominee }: { replacement: Replacement; nominee: Nominee }) => {
  const text = useText();
  const send = useCall();
  const client = useQueryClient();
  const [fault, setFault] = useState<string>();
  const attach = async (file: File) => {
    const form = new FormData();
    form.append('file', file);
    try {
      await send(attachLetterRoute, { params: { id: replacement.id }, body: form });
      setFault(undefined);
    } catch (thrown) {
      setFault(problemOf(thrown)?.title ?? text('ui.problem-network'));
    }
    await forget(client, '/api/v1/replacements');
  };
  return (
    <>
      <p className={styles.line}>
        {text('team.letter')}:{' '}
        {nominee.letter ? (
          <a href={`/api/v1/replacements/${replacement.id}/letter`} download>
            <IconDownload size="1em" /> {nominee.letter.name}
          </a>
        ) : (
          text('team.letter-none')
        )}
      </p>
      {fault && <p role="alert">{fault}</p>}
      {replacement.can.attach && (
        <FileButton
          label={text('team.letter-attach')}
          accept=".pdf,.docx,.jpg,.png"
          size="compact-sm"
          variant={nominee.letter ? 'default' : 'filled'}
          onPick={(file) => void attach(file)}
        />
      )}
    </>
  );
};

const Facts = ({ nominee }: { nominee: Nominee }) => {
  const text = useText();
  const language = useLanguage();
  const letter = [nominee.letterNumber, nominee.letterOn && formatDate(nominee.letterOn, language)];
  return (
    <>
      <p className={styles.name}>{nominee.fullName}</p>
      <p className={styles.line}>{[nominee.post, nominee.agency.name].filter(Boolean).join(', ')}</p>
      <p className={styles.line}>
        {[nominee.phone, nominee.backupPhone, nominee.email].filter(Boolean).join(' · ')}
      </p>
      {letter.some(Boolean) && (
        <p className={styles.line}>
          {text('team.letter')}: {letter.filter(Boolean).join(', ')}
        </p>
      )}
      {nominee.note && <p className={styles.line}>{nominee.note}</p>}
    </>
  );
};

const Checking = ({ replacement }: { replacement: Replacement }) => {
  const text = useText();
  const send = useCall();
  const client = useQueryClient();
  const [note, setNote] = useState('');
  const [faults, setFaults] = useState<readonly string[]>([]);
  const { id, version } = replacement;
  const check = async () => {
    try {
      await send(checkNomineeRoute, { params: { id }, body: { version, note } });
      setFaults([]);
    } catch (thrown) {
      const problem = problemOf(thrown);
      const messages = problem?.errors?.map((error) => error.message) ?? [];
      setFaults(messages.length > 0 ? messages : [problem?.title ?? text('ui.problem-network')]);
    }
    await forget(client, '/api/v1/replacements');
  };
  return (
    <>
      {replacement.can.check && (
        <TextInput
          mt="sm"
          label={text('team.check-note')}
          value={note}
          maxLength={1_000}
          onChange={(event) => setNote(event.currentTarget.value)}
        />
      )}
      {faults.length > 0 && (
        <ul className={styles.checks} role="alert">
          {faults.map((fault) => (
            <li key={fault} className={styles.late}>
              {fault}
            </li>
          ))}
        </ul>
      )}
      <div className={styles.actions}>
        {replacement.can.check && (
          <Button leftSection={<IconCheck size="1rem" />} onClick={() => void check()}>
            {text('team.check-confirm')}
          </Button>
        )}
        {replacement.can.returnNominee && (
          <ConfirmAction
            title={text('team.check-return')}
            consequence={text('team.check-return-reason')}
            confirmLabel={text('team.check-return')}
            needsReason
            onConfirm={async (reason) => {
              await send(returnNomineeRoute, { params: { id }, body: { version, reason } });
              await forget(client, '/api/v1/replacements');
            }}
            trigger={(open) => (
              <Button variant="default" onClick={open}>
                {text('team.check-return')}
              </Button>
            )}
          />
        )}
      </div>
    </>
  );
};

const Closing = ({ replacement, nominee }: { replacement: Replacement; nominee: Nominee }) => {
  const text = useText();
  const send = useCall();
  const client = useQueryClient();
  const close = (why: 'withdrawn' | 'left') => async (reason: string) => {
    await send(closeNomineeRoute, {
      params: { id: replacement.id, nomineeId: nominee.id },
      body: { version: replacement.version, why, reason },
    });
    await forget(client, '/api/v1/replacements', '/api/v1/roster-proposals');
  };
  const action = (label: string, why: 'withdrawn' | 'left') => (
    <ConfirmAction
      title={label}
      consequence={nominee.fullName}
      confirmLabel={label}
      needsReason
      onConfirm={close(why)}
      trigger={(open) => (
        <Button variant="subtle" size="compact-sm" onClick={open}>
          {label}
        </Button>
      )}
    />
  );
  return (
    <div className={styles.actions}>
      {action(text('team.nominee-withdraw'), 'withdrawn')}
      {action(text('team.nominee-left'), 'left')}
    </div>
  );
};

/** Who is to follow: contacts, letter, what was checked, and what comes next. */
export const NomineeCard = ({ replacement }: { replacement: Replacement }) => {
  const text = useText();
  const [isOpen, setOpen] = useState(false);
  const [current, ...rest] = replacement.nominees;
  const isUnderWay = current && ['nominated', 'checked', 'chosen'].includes(current.state);
  const shown = isUnderWay ? current : undefined;
  const earlier = shown ? rest : replacement.nominees;
  return (
    <Card
      title={text('team.nominee')}
      action={
        replacement.can.nominate && (
          <Button size="compact-sm" leftSection={<IconPlus size="0.875rem" />} onClick={() => setOpen(true)}>
            {text('team.nominate')}
          </Button>
        )
      }
    >
      {!shown && <p className={styles.quiet}>{text('team.nominee-none')}</p>}
      {shown && (
        <>
          <Facts nominee={shown} />
          <Letter replacement={replacement} nominee={shown} />
          <ul className={styles.checks} aria-label={text('team.check')}>
            {shown.checks.map(({ check, result }) => (
              <li key={check} className={styles.check}>
                <span>{text(`team.check.${check}`)}</span>
                <StatusBadge tone={tones[result]} label={text(`team.check-result.${result}`)} />
              </li>
            ))}
          </ul>
          <Checking replacement={replacement} />
          {replacement.can.closeNominee && <Closing replacement={replacement} nominee={shown} />}
        </>
      )}
      {earlier.length > 0 && (
        <details>
          <summary>{text('team.nominees-earlier')}</summary>
          <ul className={styles.plain}>
            {earlier.map((nominee) => (
              <li key={nominee.id}>
                {nominee.fullName}{' '}
                <span className={styles.quiet}>
                  {text(`team.nominee-state.${nominee.state}`)}
                  {nominee.closedReason && `: ${nominee.closedReason}`}
                </span>
              </li>
            ))}
          </ul>
        </details>
      )}
      <Modal
        opened={isOpen}
        onClose={() => setOpen(false)}
        size="lg"
        title={<strong>{text('team.nominate')}</strong>}
        closeButtonProps={{ 'aria-label': text('ui.close') }}
      >
        {isOpen && <NominateForm replacement={replacement} onDone={() => setOpen(false)} />}
      </Modal>
    </Card>
  );
};
