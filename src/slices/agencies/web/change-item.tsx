import { Button } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { AppLink } from '../../../ui/app-link.tsx';
import { ConfirmAction } from '../../../ui/confirm-action.tsx';
import { formatDateTime } from '../../../ui/format-date.ts';
import { IconCheck } from '../../../ui/icons.tsx';
import { problemOf } from '../../../ui/problem.ts';
import { StatusBadge } from '../../../ui/status-badge.tsx';
import { useLanguage, useText } from '../../../ui/use-text.ts';
import {
  type AgencyChange,
  approveChangeRoute,
  rejectChangeRoute,
  withdrawChangeRoute,
} from '../contract/changes.ts';
import styles from './agency-page.module.css';
import { ChangeDifferenceTable } from './change-difference.tsx';
import { forget, useCall } from './public/use-call.ts';

const tones = { pending: 'wait', approved: 'good', rejected: 'harm', withdrawn: 'quiet' } as const;

const Actions = ({ change }: { change: AgencyChange }) => {
  const text = useText();
  const send = useCall();
  const client = useQueryClient();
  const [fault, setFault] = useState<string>();
  const params = { id: change.id };
  const { version } = change;
  const refresh = () => forget(client, '/api/v1/agencies', '/api/v1/agency-');
  const act = async (work: () => Promise<unknown>) => {
    try {
      await work();
      setFault(undefined);
    } catch (thrown) {
      setFault(problemOf(thrown)?.title ?? text('ui.problem-network'));
    }
    await refresh();
  };
  return (
    <>
      {fault && <p role="alert">{fault}</p>}
      <div className={styles.buttons}>
        {change.can.decide && (
          <>
            <Button
              size="sm"
              leftSection={<IconCheck size="1rem" />}
              onClick={() => void act(() => send(approveChangeRoute, { params, body: { version } }))}
            >
              {text('agencies.change-approve')}
            </Button>
            <ConfirmAction
              title={text('agencies.change-reject-title', { agency: change.agency.name })}
              consequence={text('agencies.change-reject-note')}
              confirmLabel={text('agencies.change-reject')}
              needsReason
              onConfirm={async (note) => {
                await send(rejectChangeRoute, { params, body: { version, note } });
                await refresh();
              }}
              trigger={(open) => (
                <Button size="sm" variant="default" onClick={open}>
                  {text('agencies.change-reject')}
                </Button>
              )}
            />
          </>
        )}
        {change.can.withdraw && (
          <Button
            size="sm"
            variant="default"
            onClick={() => void act(() => send(withdrawChangeRoute, { params, body: { version } }))}
          >
            {text('agencies.change-withdraw')}
          </Button>
        )}
      </div>
    </>
  );
};

/** One proposed change with its difference; `hasAgency` names the agency where the page does not. */
export const ChangeItem = ({ change, hasAgency }: { change: AgencyChange; hasAgency: boolean }) => {
  const text = useText();
  const language = useLanguage();
  const { decidedAt, decidedBy } = change;
  return (
    <li className={styles.change}>
      <div className={styles.marks}>
        {hasAgency && <AppLink to={`/agencies/${change.agency.id}`}>{change.agency.name}</AppLink>}
        <StatusBadge tone={tones[change.state]} label={text(`agencies.change-state.${change.state}`)} />
      </div>
      <p className={styles.quiet}>
        {text('agencies.change-by', {
          name: change.proposedBy,
          time: formatDateTime(change.proposedAt, language),
        })}
        {decidedAt &&
          ` · ${text('agencies.change-decided', { name: decidedBy ?? '', time: formatDateTime(decidedAt, language) })}`}
      </p>
      {change.note && <p>{change.note}</p>}
      {change.decisionNote && <p className={styles.quiet}>{change.decisionNote}</p>}
      <ChangeDifferenceTable difference={change.difference} />
      <Actions change={change} />
    </li>
  );
};
