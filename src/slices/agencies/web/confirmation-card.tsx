import { Button } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { Card } from '../../../ui/card.tsx';
import { formatDate } from '../../../ui/format-date.ts';
import { IconCheck } from '../../../ui/icons.tsx';
import { problemOf } from '../../../ui/problem.ts';
import { useLanguage, useText } from '../../../ui/use-text.ts';
import {
  type AgencyConfirmation,
  agencyConfirmed,
  askConfirmationRoute,
  confirmAgencyRoute,
  getConfirmationRoute,
} from '../contract/confirmations.ts';
import type { Agency } from '../contract.ts';
import styles from './agency-page.module.css';
import { forget, useAnswer, useCall, useLiveRefresh } from './public/use-call.ts';

const useLines = (state: AgencyConfirmation): string[] => {
  const text = useText();
  const language = useLanguage();
  const { asked } = state;
  const day = (at: string) => formatDate(at, language);
  return [
    state.confirmedAt
      ? text('agencies.confirmation-last', { name: state.confirmedBy ?? '', date: day(state.confirmedAt) })
      : text('agencies.confirmation-never'),
    state.isDue
      ? text('agencies.confirmation-overdue')
      : text('agencies.confirmation-due', { date: day(state.dueOn) }),
    ...(asked
      ? [
          text(asked.state === 'missed' ? 'agencies.confirmation-missed' : 'agencies.confirmation-asked', {
            date: day(asked.at),
            to: asked.to.join(', '),
          }),
        ]
      : []),
  ];
};

const Shown = ({ agency, state }: { agency: Agency; state: AgencyConfirmation }) => {
  const text = useText();
  const send = useCall();
  const client = useQueryClient();
  const [fault, setFault] = useState<string>();
  const lines = useLines(state);
  const act = async (work: () => Promise<unknown>) => {
    try {
      await work();
      setFault(undefined);
    } catch (thrown) {
      setFault(problemOf(thrown)?.title ?? text('ui.problem-network'));
    }
    await forget(client, '/api/v1/agencies', '/api/v1/agency-attention');
  };
  const params = { id: agency.id };
  return (
    <Card title={text('agencies.confirmation')}>
      {lines.map((line) => (
        <p key={line} className={styles.quiet}>
          {line}
        </p>
      ))}
      {fault && <p role="alert">{fault}</p>}
      <div className={styles.buttons}>
        {state.can.confirm && (
          <Button
            size="sm"
            variant={state.isDue ? 'filled' : 'default'}
            leftSection={<IconCheck size="1rem" />}
            onClick={() =>
              void act(() => send(confirmAgencyRoute, { params, body: { version: agency.version } }))
            }
          >
            {text('agencies.confirm')}
          </Button>
        )}
        {state.can.ask && (
          <Button
            size="sm"
            variant="default"
            onClick={() => void act(() => send(askConfirmationRoute, { params, body: {} }))}
          >
            {text('agencies.confirm-ask')}
          </Button>
        )}
      </div>
    </Card>
  );
};

/** When the agency's data were last confirmed; one tap confirms them again. */
export const ConfirmationCard = ({ agency }: { agency: Agency }) => {
  const isShown = agency.can.confirm === true && !agency.validTo;
  const { data } = useAnswer(getConfirmationRoute, { params: { id: agency.id } }, { isOff: !isShown });
  useLiveRefresh([agencyConfirmed], '/api/v1/agencies');
  return isShown && data ? <Shown agency={agency} state={data} /> : null;
};
