import { Button, Select, TextInput } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { call } from '../../../platform/http/client.ts';
import { AppLink } from '../../../ui/app-link.tsx';
import { Card } from '../../../ui/card.tsx';
import { EmptyState } from '../../../ui/empty-state.tsx';
import { FactList } from '../../../ui/fact-list.tsx';
import { formatDateTime } from '../../../ui/format-date.ts';
import { IconUsers } from '../../../ui/icons.tsx';
import { Page } from '../../../ui/page.tsx';
import { problemOf } from '../../../ui/problem.ts';
import { PageLoading } from '../../../ui/state-pages.tsx';
import { useLanguage, useText } from '../../../ui/use-text.ts';
import {
  type Answer,
  answerMyCallUpRoute,
  type MyCallUp,
  setMyAttendanceRoute,
} from '../contract/answers.ts';
import { callUpsKey, useFreshCallUps, useMyCallUps } from './call-up-queries.ts';
import styles from './mobilisation.module.css';
import { PushControl } from './push-control.tsx';
import { ExerciseMark, RecipientSign } from './recipient-signs.tsx';

const minutesOffered = [15, 30, 60, 120] as const;

const useAct = (one: MyCallUp) => {
  const text = useText();
  const client = useQueryClient();
  const [fault, setFault] = useState<string>();
  const run = async (work: () => Promise<unknown>) => {
    setFault(undefined);
    try {
      await work();
    } catch (thrown) {
      const problem = problemOf(thrown);
      setFault(problem?.status ? problem.title : text('ui.problem-network'));
    }
    await client.invalidateQueries({ queryKey: callUpsKey });
  };
  const params = { id: one.recipientId };
  return {
    fault,
    answer: (answer: Answer) => run(() => call(answerMyCallUpRoute, { params, body: { answer } })),
    attend: (what: 'arrived' | 'left') => run(() => call(setMyAttendanceRoute, { params, body: { what } })),
  };
};

const AnswerButtons = ({ one }: { one: MyCallUp }) => {
  const text = useText();
  const language = useLanguage();
  const act = useAct(one);
  const [when, setWhen] = useState('asked');
  const [reason, setReason] = useState('');
  const [isRefusing, setRefusing] = useState(false);
  const comingAt = () =>
    when === 'asked' ? one.presentAt : new Date(Date.now() + Number(when) * 60_000).toISOString();
  const asked = one.presentAt
    ? text('mobilisation.page.asAsked', { when: formatDateTime(one.presentAt, language) })
    : text('mobilisation.page.atOnce');
  if (one.state === 'released') return null;
  if (one.state === 'arrived') {
    return one.leftAt ? null : (
      <Button size="md" onClick={() => void act.attend('left')}>
        {text('mobilisation.mine.left')}
      </Button>
    );
  }
  return (
    <div className={styles.mine}>
      <Select
        label={text('mobilisation.page.whenLabel')}
        allowDeselect={false}
        value={when}
        onChange={(value) => setWhen(value ?? 'asked')}
        data={[
          { value: 'asked', label: asked },
          ...minutesOffered.map((minutes) => ({
            value: String(minutes),
            label: text('mobilisation.page.inMinutes', { minutes }),
          })),
        ]}
      />
      <div className={styles.buttons}>
        <Button size="md" onClick={() => void act.answer({ kind: 'coming', at: comingAt() })}>
          {text('mobilisation.page.coming')}
        </Button>
        {one.state === 'called' && (
          <Button size="md" variant="default" onClick={() => void act.answer({ kind: 'received' })}>
            {text('mobilisation.page.received')}
          </Button>
        )}
        {one.state === 'coming' && (
          <Button size="md" onClick={() => void act.attend('arrived')}>
            {text('mobilisation.mine.arrived')}
          </Button>
        )}
        <Button size="md" variant="default" onClick={() => setRefusing(true)}>
          {text('mobilisation.page.cannot')}
        </Button>
      </div>
      {isRefusing && (
        <div className={styles.mine}>
          <TextInput
            label={text('mobilisation.board.reason')}
            maxLength={500}
            value={reason}
            onChange={(event) => setReason(event.currentTarget.value)}
          />
          <Button
            color="red"
            variant="light"
            disabled={reason.trim().length < 2}
            onClick={() => void act.answer({ kind: 'declined', reason: reason.trim() })}
          >
            {text('mobilisation.page.sendReason')}
          </Button>
        </div>
      )}
      {act.fault && (
        <p className={styles.fault} role="alert">
          {act.fault}
        </p>
      )}
    </div>
  );
};

const MyCard = ({ one }: { one: MyCallUp }) => {
  const text = useText();
  const language = useLanguage();
  return (
    <Card
      title={
        <>
          {one.number} {one.isExercise && <ExerciseMark />}
        </>
      }
      action={<RecipientSign state={one.state} />}
    >
      <div className={styles.mine}>
        {one.isExercise && <p className={styles.banner}>{text('mobilisation.notice.exerciseBanner')}</p>}
        <p className={styles.lines}>{one.text}</p>
        <FactList
          facts={[
            { key: 'from', label: text('mobilisation.board.from'), value: one.standingAgency },
            { key: 'task', label: text('mobilisation.notice.task'), value: one.task },
            {
              key: 'when',
              label: text('mobilisation.notice.when'),
              value: one.presentAt
                ? formatDateTime(one.presentAt, language)
                : text('mobilisation.notice.atOnce'),
            },
            {
              key: 'place',
              label: text('mobilisation.notice.place'),
              value: one.place ?? text('mobilisation.notice.remote'),
            },
            { key: 'bring', label: text('mobilisation.notice.bring'), value: one.bring },
            { key: 'contact', label: text('mobilisation.notice.contact'), value: one.contact },
          ].filter(({ value }) => value)}
        />
        {one.incident && (
          <AppLink to={`/incidents/${one.incident.id}`}>
            {text('mobilisation.mine.openIncident', { number: one.incident.number })}
          </AppLink>
        )}
        {one.isRunning && <AnswerButtons one={one} />}
      </div>
    </Card>
  );
};

/** What a member is called to: answer, arrive, leave, with one thumb. */
export const MyCallUpsPage = () => {
  const text = useText();
  const { data } = useMyCallUps();
  useFreshCallUps();
  if (!data) return <PageLoading />;
  const running = data.items.filter((one) => one.isRunning);
  const earlier = data.items.filter((one) => !one.isRunning);
  return (
    <Page
      title={text('mobilisation.mine.title')}
      width="reading"
      actions={data.pushKey && <PushControl publicKey={data.pushKey} />}
    >
      <div className={styles.stack}>
        {data.items.length === 0 && (
          <EmptyState
            icon={IconUsers}
            title={text('mobilisation.mine.empty')}
            text={text('mobilisation.mine.emptyHint')}
          />
        )}
        {running.map((one) => (
          <MyCard key={one.recipientId} one={one} />
        ))}
        {earlier.length > 0 && <h2>{text('mobilisation.mine.earlier')}</h2>}
        {earlier.map((one) => (
          <MyCard key={one.recipientId} one={one} />
        ))}
      </div>
    </Page>
  );
};
