import { Button, Modal } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { useState } from 'react';
import { call } from '../../../platform/http/client.ts';
import { useGo } from '../../../ui/app-link.tsx';
import { ConfirmAction } from '../../../ui/confirm-action.tsx';
import { formatDateTime } from '../../../ui/format-date.ts';
import { IconClock, IconFile, IconPrint, IconX } from '../../../ui/icons.tsx';
import { Page } from '../../../ui/page.tsx';
import { problemOf } from '../../../ui/problem.ts';
import { PageLoading } from '../../../ui/state-pages.tsx';
import { useRouteParam } from '../../../ui/use-address.ts';
import { useLanguage, useText } from '../../../ui/use-text.ts';
import { type CallUp, draftLetterRoute, endCallUpRoute, setMinutesRoute } from '../contract/call-up.ts';
import { Figures, NoticeFacts, PeopleCard, ScoreCard, StepsCard } from './board-parts.tsx';
import { useCallUp, useFreshCallUps, useTakeInCallUp } from './call-up-queries.ts';
import { MinutesFields } from './minutes-fields.tsx';
import styles from './mobilisation.module.css';
import { CallUpSign, ExerciseMark } from './recipient-signs.tsx';

const MinutesButton = ({ callUp }: { callUp: CallUp }) => {
  const text = useText();
  const takeIn = useTakeInCallUp();
  const [isOpen, dialog] = useDisclosure(false);
  const [minutes, setMinutes] = useState(callUp.minutes);
  const [fault, setFault] = useState<string>();
  const save = async () => {
    try {
      takeIn(
        await call(setMinutesRoute, {
          params: { id: callUp.id },
          body: { version: callUp.version, minutes },
        }),
      );
      dialog.close();
    } catch (thrown) {
      const problem = problemOf(thrown) as { title: string; errors?: { message: string }[] } | undefined;
      setFault(problem?.errors?.[0]?.message ?? problem?.title ?? text('ui.problem-network'));
    }
  };
  return (
    <>
      <Button variant="default" leftSection={<IconClock size="1rem" />} onClick={dialog.open}>
        {text('mobilisation.minutes.change')}
      </Button>
      <Modal
        opened={isOpen}
        onClose={dialog.close}
        title={<strong>{text('mobilisation.minutes.change')}</strong>}
        closeButtonProps={{ 'aria-label': text('ui.close') }}
      >
        <div className={styles.stack}>
          <MinutesFields value={minutes} onChange={setMinutes} withHeads />
          {fault && (
            <p className={styles.fault} role="alert">
              {fault}
            </p>
          )}
          <Button onClick={() => void save()}>{text('mobilisation.minutes.save')}</Button>
        </div>
      </Modal>
    </>
  );
};

const Actions = ({ callUp }: { callUp: CallUp }) => {
  const text = useText();
  const go = useGo();
  const takeIn = useTakeInCallUp();
  const draft = async () => {
    const drafted = await call(draftLetterRoute, { params: { id: callUp.id } });
    takeIn(drafted);
    if (drafted.documentId) go(`/documents/${drafted.documentId}`);
  };
  return (
    <>
      <Button
        component="a"
        variant="default"
        leftSection={<IconPrint size="1rem" />}
        href={`/api/v1/call-ups/${callUp.id}/notice?format=pdf`}
      >
        {text('mobilisation.board.print')}
      </Button>
      {callUp.documentId ? (
        <Button
          variant="default"
          leftSection={<IconFile size="1rem" />}
          onClick={() => go(`/documents/${callUp.documentId}`)}
        >
          {text('mobilisation.board.openLetter')}
        </Button>
      ) : (
        callUp.can.draft && (
          <Button variant="default" leftSection={<IconFile size="1rem" />} onClick={() => void draft()}>
            {text('mobilisation.board.letter')}
          </Button>
        )
      )}
      {callUp.can.change && (
        <>
          <MinutesButton callUp={callUp} />
          <ConfirmAction
            title={`${text('mobilisation.board.end')} ${callUp.number}`}
            consequence={text('mobilisation.board.endText')}
            confirmLabel={text('mobilisation.board.end')}
            needsReason
            isHarmful
            onConfirm={async (reason) =>
              takeIn(await call(endCallUpRoute, { params: { id: callUp.id }, body: { reason } }))
            }
            trigger={(open) => (
              <Button color="red" variant="light" leftSection={<IconX size="1rem" />} onClick={open}>
                {text('mobilisation.board.end')}
              </Button>
            )}
          />
        </>
      )}
    </>
  );
};

const Board = ({ callUp }: { callUp: CallUp }) => {
  const text = useText();
  const language = useLanguage();
  const members = callUp.recipients.filter((one) => one.kind === 'member' && one.state !== 'reserve');
  return (
    <Page
      title={callUp.number}
      lead={
        <>
          {callUp.isExercise && <ExerciseMark />} <CallUpSign state={callUp.state} />{' '}
          {formatDateTime(callUp.createdAt, language)}, {callUp.createdBy}
        </>
      }
      actions={<Actions callUp={callUp} />}
      printNote={callUp.number}
    >
      {callUp.isExercise && <p className={styles.banner}>{text('mobilisation.notice.exerciseBanner')}</p>}
      {callUp.endedAt && (
        <p>
          {text('mobilisation.board.endedBecause', {
            time: formatDateTime(callUp.endedAt, language),
            reason: callUp.endReason ?? '',
          })}
        </p>
      )}
      <Figures callUp={callUp} />
      <div className={styles.columns}>
        <div className={styles.stack}>
          {callUp.isExercise && <ScoreCard callUp={callUp} />}
          <PeopleCard title={text('mobilisation.board.members')} callUp={callUp} people={members} />
          <PeopleCard
            title={text('mobilisation.board.heads')}
            callUp={callUp}
            people={callUp.recipients.filter((one) => one.kind === 'head')}
          />
          <PeopleCard
            title={text('mobilisation.board.reserves')}
            callUp={callUp}
            people={callUp.recipients.filter((one) => one.state === 'reserve')}
          />
        </div>
        <div className={styles.stack}>
          <NoticeFacts callUp={callUp} />
          <StepsCard callUp={callUp} />
        </div>
      </div>
    </Page>
  );
};

/** The live board: who answered what and when, without a reload. */
export const BoardPage = () => {
  const id = useRouteParam('callUpId');
  const { data } = useCallUp(id);
  useFreshCallUps();
  return data ? <Board callUp={data} /> : <PageLoading />;
};
