import { Button, Modal } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { CopyText } from '../../../../ui/copy-text.tsx';
import { formatDate } from '../../../../ui/format-date.ts';
import { problemOf } from '../../../../ui/problem.ts';
import { useLanguage, useText } from '../../../../ui/use-text.ts';
import { forget, useAnswer, useCall } from '../../../agencies/web/public/use-call.ts';
import {
  createCalendarLinkRoute,
  getCalendarLinkRoute,
  revokeCalendarLinkRoute,
} from '../../contract/escalation.ts';
import styles from './duty-page.module.css';

/** Makes, renews and stops the own calendar link; its address is shown once. */
export const CalendarLink = ({ isOpen, onClose }: { isOpen: boolean; onClose: () => void }) => {
  const text = useText();
  const language = useLanguage();
  const send = useCall();
  const client = useQueryClient();
  const { data } = useAnswer(getCalendarLinkRoute, {}, { isOff: !isOpen });
  const [url, setUrl] = useState<string>();
  const [error, setError] = useState<string>();
  const run = async (work: () => Promise<unknown>) => {
    setError(undefined);
    try {
      await work();
      await forget(client, '/api/v1/duty/calendar-link');
    } catch (thrown) {
      setError(problemOf(thrown)?.title ?? text('ui.problem-network'));
    }
  };
  const close = () => {
    setUrl(undefined);
    setError(undefined);
    onClose();
  };
  return (
    <Modal
      opened={isOpen}
      onClose={close}
      title={<strong>{text('team.calendar-link')}</strong>}
      closeButtonProps={{ 'aria-label': text('ui.close') }}
    >
      <div className={styles.dialog}>
        <p>{text('team.calendar-link-lead')}</p>
        {data?.createdAt && !url && (
          <p>{text('team.calendar-link-since', { date: formatDate(data.createdAt, language) })}</p>
        )}
        {url && (
          <>
            <p>
              <strong>{text('team.calendar-link-once')}</strong>
            </p>
            <CopyText value={url} />
          </>
        )}
        {error && (
          <p role="alert" className={styles.uncovered}>
            {error}
          </p>
        )}
        <div className={styles.dialogActions}>
          {!url && (
            <Button onClick={() => void run(async () => setUrl((await send(createCalendarLinkRoute)).url))}>
              {text(data?.createdAt ? 'team.calendar-link-renew' : 'team.calendar-link-create')}
            </Button>
          )}
          {data?.createdAt && (
            <Button
              variant="default"
              onClick={() =>
                void run(async () => {
                  await send(revokeCalendarLinkRoute);
                  setUrl(undefined);
                })
              }
            >
              {text('team.calendar-link-revoke')}
            </Button>
          )}
        </div>
      </div>
    </Modal>
  );
};
