import { Button, Popover, Textarea } from '@mantine/core';
import { useState } from 'react';
import { call } from '../../../platform/http/client.ts';
import { Card } from '../../../ui/card.tsx';
import { formatDateTime } from '../../../ui/format-date.ts';
import { IconCheck } from '../../../ui/icons.tsx';
import { useLanguage, useText } from '../../../ui/use-text.ts';
import type { Report } from '../contract/report.ts';
import { completeChecklistRoute } from '../contract/triage.ts';
import styles from './report.module.css';
import { useQuickAction } from './report-queries.ts';

type Item = Report['checklist'][number];

const MarkDone = ({ report, item, point }: { report: Report; item: Item; point: string }) => {
  const text = useText();
  const [isOpen, setOpen] = useState(false);
  const [note, setNote] = useState('');
  const { run, isRunning } = useQuickAction();
  const mark = async () => {
    const done = await run(() =>
      call(completeChecklistRoute, { params: { id: report.id, step: item.step }, body: { note } }),
    );
    if (done) setOpen(false);
  };
  return (
    <Popover opened={isOpen} onChange={setOpen} position="bottom-end" width={300} shadow="md" trapFocus>
      <Popover.Target>
        <Button
          size="compact-sm"
          variant="subtle"
          aria-label={`${text('intake.step.done')}: ${point}) ${text(`intake.step.${item.step}`)}`}
          onClick={() => setOpen(!isOpen)}
        >
          {text('intake.step.done')}
        </Button>
      </Popover.Target>
      <Popover.Dropdown>
        <Textarea
          label={text('intake.step.note')}
          autosize
          minRows={2}
          data-autofocus
          value={note}
          onChange={(event) => setNote(event.currentTarget.value)}
        />
        <Button mt="xs" size="xs" loading={isRunning} onClick={mark}>
          {text('intake.step.done')}
        </Button>
      </Popover.Dropdown>
    </Popover>
  );
};

const Step = ({ report, item }: { report: Report; item: Item }) => {
  const text = useText();
  const language = useLanguage();
  const point = item.step === 'dd' ? text('intake.step-name.dd') : item.step;
  const by = item.doneBy === 'receipt' ? text('intake.step.by-receipt') : item.doneBy;
  return (
    <li className={styles.step} data-done={item.doneAt ? true : undefined}>
      <span className={styles.stepMark}>{item.doneAt ? <IconCheck size="0.875rem" /> : point}</span>
      <div className={styles.stepWords}>
        <span>
          {item.doneAt && <span className="ui-hidden">{point}) </span>}
          {text(`intake.step.${item.step}`)}
        </span>
        {item.doneAt && (
          <span className={styles.because}>
            {text(by ? 'intake.step.done-by' : 'intake.step.done-at', {
              time: formatDateTime(item.doneAt, language),
              name: by ?? '',
            })}
          </span>
        )}
        {item.note && <span className={styles.because}>{item.note}</span>}
        {item.proof && (
          <span className={styles.proof}>
            {text('intake.step.proof')}: {item.proof}
          </span>
        )}
      </div>
      {!item.doneAt && report.can.triage && <MarkDone {...{ report, item, point }} />}
    </li>
  );
};

/** The seven duties of whoever receives a notification, each with its time. */
export const ChecklistCard = ({ report }: { report: Report }) => {
  const text = useText();
  const done = report.checklist.filter(({ doneAt }) => doneAt).length;
  return (
    <Card
      title={text('intake.report.checklist')}
      action={
        <span className={styles.hint}>
          {done}/{report.checklist.length}
        </span>
      }
    >
      <p className={styles.hint}>{text('intake.report.checklist-law')}</p>
      <ol className={styles.steps}>
        {report.checklist.map((item) => (
          <Step key={item.step} report={report} item={item} />
        ))}
      </ol>
    </Card>
  );
};
