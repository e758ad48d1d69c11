import { Button, Textarea } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useId, useState } from 'react';
import { AppLink } from '../../../../ui/app-link.tsx';
import { Card } from '../../../../ui/card.tsx';
import { ConfirmAction } from '../../../../ui/confirm-action.tsx';
import { dropDraft, readDraft, writeDraft } from '../../../../ui/draft-store.ts';
import { formatDateTime } from '../../../../ui/format-date.ts';
import { Page } from '../../../../ui/page.tsx';
import { PrintButton } from '../../../../ui/print-button.tsx';
import { problemOf } from '../../../../ui/problem.ts';
import { ErrorPage, PageLoading } from '../../../../ui/state-pages.tsx';
import { StatusBadge } from '../../../../ui/status-badge.tsx';
import { useRouteParam } from '../../../../ui/use-address.ts';
import { useLanguage, useText } from '../../../../ui/use-text.ts';
import { forget, useAnswer, useCall, useLiveRefresh } from '../../../agencies/web/public/use-call.ts';
import { dutyChanged } from '../../contract/duty.ts';
import {
  draftHandOverRoute,
  getHandOverRoute,
  giveHandOverRoute,
  type HandOver,
  saveHandOverRoute,
  signHandOverRoute,
} from '../../contract/hand-over.ts';
import { HandOverFacts } from './hand-over-facts.tsx';
import styles from './hand-over-page.module.css';
import { shiftWords } from './shift-words.ts';

const tones = { draft: 'active', given: 'wait', signed: 'good' } as const;

/** Sends one step and reads the page again; what goes wrong is told where it happened. */
const useStep = () => {
  const text = useText();
  const client = useQueryClient();
  const [error, setError] = useState<string>();
  const [isSending, setSending] = useState(false);
  const run = async (work: () => Promise<unknown>) => {
    setSending(true);
    setError(undefined);
    try {
      await work();
      await forget(client, '/api/v1/duty');
    } catch (thrown) {
      setError(problemOf(thrown)?.title ?? text('ui.problem-network'));
    } finally {
      setSending(false);
    }
  };
  return { run, error, isSending };
};

const Words = ({ handOver, shiftId }: { handOver: HandOver; shiftId: string }) => {
  const text = useText();
  const send = useCall();
  const id = useId();
  const draftKey = `hand-over-${shiftId}`;
  const [note, setNote] = useState(() => readDraft<{ note: string }>(draftKey)?.note ?? handOver.note);
  const { run, error, isSending } = useStep();
  useEffect(() => {
    if (note !== handOver.note) writeDraft(draftKey, { note });
  }, [draftKey, note, handOver.note]);
  const input = () => ({ params: { shiftId }, body: { note, version: handOver.version } });
  return (
    <div className={styles.words}>
      <Textarea
        id={id}
        label={text('team.hand-over-note')}
        description={text('team.hand-over-note-help')}
        autosize
        minRows={4}
        maxLength={10_000}
        value={note}
        onChange={(event) => setNote(event.currentTarget.value)}
      />
      {error && (
        <p role="alert" className={styles.fault}>
          {error}
        </p>
      )}
      <div className={styles.actions}>
        <Button
          loading={isSending}
          onClick={() =>
            void run(async () => {
              await send(giveHandOverRoute, input());
              dropDraft(draftKey);
            })
          }
        >
          {text('team.hand-over-give')}
        </Button>
        <Button
          variant="default"
          loading={isSending}
          onClick={() =>
            void run(async () => {
              await send(saveHandOverRoute, input());
              dropDraft(draftKey);
            })
          }
        >
          {text('ui.save')}
        </Button>
        <Button
          variant="subtle"
          disabled={isSending}
          onClick={() => void run(() => send(draftHandOverRoute, { params: { shiftId } }))}
        >
          {text('team.hand-over-renew')}
        </Button>
      </div>
    </div>
  );
};

const Sign = ({ handOver, shiftId }: { handOver: HandOver; shiftId: string }) => {
  const text = useText();
  const send = useCall();
  const client = useQueryClient();
  const [remark, setRemark] = useState('');
  return (
    <div className={styles.words}>
      <Textarea
        label={`${text('team.hand-over-remark')} (${text('ui.optional')})`}
        autosize
        minRows={2}
        maxLength={2_000}
        value={remark}
        onChange={(event) => setRemark(event.currentTarget.value)}
      />
      <div className={styles.actions}>
        <ConfirmAction
          title={text('team.hand-over-sign')}
          consequence={text('team.hand-over-sign-text')}
          confirmLabel={text('team.hand-over-sign')}
          onConfirm={async () => {
            const body = { remark: remark.trim() || null, version: handOver.version };
            await send(signHandOverRoute, { params: { shiftId }, body });
            await forget(client, '/api/v1/duty');
          }}
          trigger={(open) => <Button onClick={open}>{text('team.hand-over-sign')}</Button>}
        />
      </div>
    </div>
  );
};

const Steps = ({ handOver }: { handOver: HandOver }) => {
  const text = useText();
  const language = useLanguage();
  return (
    <ul className={styles.steps}>
      {handOver.givenAt && (
        <li>
          {text('team.hand-over-given', {
            name: handOver.givenBy ?? '',
            time: formatDateTime(handOver.givenAt, language),
          })}
        </li>
      )}
      {handOver.signedAt && (
        <li>
          {text('team.hand-over-signed', {
            name: handOver.signedBy?.fullName ?? '',
            time: formatDateTime(handOver.signedAt, language),
          })}
          {handOver.remark && <p className={styles.text}>{handOver.remark}</p>}
        </li>
      )}
    </ul>
  );
};

const Note = ({ handOver, shiftId }: { handOver: HandOver; shiftId: string }) => {
  const text = useText();
  return (
    <>
      <HandOverFacts handOver={handOver} />
      <Card title={text('team.hand-over-note')}>
        {handOver.can.write ? (
          <Words key={handOver.id} handOver={handOver} shiftId={shiftId} />
        ) : (
          <p className={handOver.note ? styles.text : styles.quiet}>
            {handOver.note || text('team.hand-over-note-none')}
          </p>
        )}
        {handOver.can.sign && <Sign handOver={handOver} shiftId={shiftId} />}
        <Steps handOver={handOver} />
      </Card>
    </>
  );
};

const Start = ({ shiftId, mayWrite }: { shiftId: string; mayWrite: boolean }) => {
  const text = useText();
  const send = useCall();
  const { run, error, isSending } = useStep();
  if (!mayWrite) return <p className={styles.quiet}>{text('team.hand-over-waits')}</p>;
  return (
    <Card>
      <p>{text('team.hand-over-start-text')}</p>
      {error && (
        <p role="alert" className={styles.fault}>
          {error}
        </p>
      )}
      <div className={styles.actions}>
        <Button
          loading={isSending}
          onClick={() => void run(() => send(draftHandOverRoute, { params: { shiftId } }))}
        >
          {text('team.hand-over-start')}
        </Button>
      </div>
    </Card>
  );
};

/** The hand-over note of one shift: drafted by the system, completed by who leaves, signed by who comes. */
export const HandOverPage = () => {
  const text = useText();
  const language = useLanguage();
  const shiftId = useRouteParam('shiftId');
  const { data, error } = useAnswer(getHandOverRoute, { query: { shiftId } });
  useLiveRefresh([dutyChanged], '/api/v1/duty');
  if (error) return <ErrorPage error={error} />;
  if (!data) return <PageLoading />;
  const { handOver, shift } = data;
  const lead = text('team.hand-over-lead', {
    time: shiftWords(shift, language),
    name: shift.member.fullName,
  });
  return (
    <Page
      title={text('team.hand-over')}
      width="reading"
      printNote={lead}
      lead={
        <span className={styles.lead}>
          <span>{lead}</span>
          {handOver && (
            <>
              <StatusBadge
                tone={tones[handOver.state]}
                label={text(`team.hand-over-state.${handOver.state}`)}
              />
              <span>
                {handOver.nextMember
                  ? text('team.hand-over-next', { name: handOver.nextMember.fullName })
                  : text('team.hand-over-next-none')}
              </span>
            </>
          )}
        </span>
      }
      actions={
        <>
          <PrintButton />
          <Button component={AppLink} to="/duty" variant="default">
            {text('team.to-calendar')}
          </Button>
        </>
      }
    >
      <div className={styles.parts}>
        {handOver ? (
          <Note handOver={handOver} shiftId={shiftId} />
        ) : (
          <Start shiftId={shiftId} mayWrite={data.can.write ?? false} />
        )}
      </div>
    </Page>
  );
};
