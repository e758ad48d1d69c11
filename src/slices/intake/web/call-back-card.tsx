import { Button, Group, Textarea } from '@mantine/core';
import { useState } from 'react';
import { call } from '../../../platform/http/client.ts';
import { Card } from '../../../ui/card.tsx';
import { ClockBadge } from '../../../ui/clock-badge.tsx';
import { formatDateTime } from '../../../ui/format-date.ts';
import { IconPhone } from '../../../ui/icons.tsx';
import { useLanguage, useText } from '../../../ui/use-text.ts';
import type { Report } from '../contract/report.ts';
import { completeCallBackRoute, updateReportRoute } from '../contract/triage.ts';
import styles from './report.module.css';
import { useQuickAction } from './report-queries.ts';

const choices = [15, 30, 60] as const;

const SetCallBack = ({ report }: { report: Report }) => {
  const text = useText();
  const { run, isRunning } = useQuickAction();
  const set = (minutes: number) =>
    run(() =>
      call(updateReportRoute, {
        params: { id: report.id },
        body: {
          version: report.version,
          callBackAt: new Date(Date.now() + minutes * 60_000).toISOString(),
        },
      }),
    );
  return (
    <Group gap="xs">
      {choices.map((minutes) => (
        <Button
          key={minutes}
          size="compact-sm"
          variant="default"
          disabled={isRunning}
          aria-label={`${text('intake.report.call-back-set')}: ${text('intake.call.back-minutes', { minutes })}`}
          onClick={() => void set(minutes)}
        >
          {text('intake.call.back-minutes', { minutes })}
        </Button>
      ))}
    </Group>
  );
};

const DueCallBack = ({ report, dueAt }: { report: Report; dueAt: string }) => {
  const text = useText();
  const [note, setNote] = useState('');
  const { run, isRunning } = useQuickAction();
  const done = () => run(() => call(completeCallBackRoute, { params: { id: report.id }, body: { note } }));
  return (
    <div className={styles.callBack}>
      <ClockBadge dueAt={dueAt} startedAt={report.receivedAt} />
      {report.reporterPhone && (
        <a className={styles.tel} href={`tel:${report.reporterPhone.replaceAll(/[^\d+]/g, '')}`}>
          <IconPhone size="1rem" /> {report.reporterPhone}
        </a>
      )}
      {report.can.triage && (
        <>
          <Textarea
            aria-label={text('intake.report.call-back-note')}
            placeholder={text('intake.report.call-back-note')}
            autosize
            minRows={1}
            value={note}
            onChange={(event) => setNote(event.currentTarget.value)}
          />
          <div>
            <Button size="compact-sm" variant="default" loading={isRunning} onClick={done}>
              {text('intake.report.call-back-done')}
            </Button>
          </div>
        </>
      )}
    </div>
  );
};

/** When the reporter is to be called back, and that it was done. */
export const CallBackCard = ({ report }: { report: Report }) => {
  const text = useText();
  const language = useLanguage();
  const { callBackAt, callBackDoneAt, can } = report;
  const maySet = can.triage && report.reporterPhone !== null;
  if (!callBackAt && !callBackDoneAt && !maySet) return null;
  return (
    <Card title={text('intake.report.call-back')}>
      {callBackAt && <DueCallBack report={report} dueAt={callBackAt} />}
      {!callBackAt && callBackDoneAt && (
        <p className={styles.hint}>
          {text('intake.report.called-at', { time: formatDateTime(callBackDoneAt, language) })}
        </p>
      )}
      {!callBackAt && maySet && <SetCallBack report={report} />}
    </Card>
  );
};
