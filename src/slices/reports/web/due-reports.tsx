import { Button } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { AppLink, useGo } from '../../../ui/app-link.tsx';
import { Card } from '../../../ui/card.tsx';
import { formatDate } from '../../../ui/format-date.ts';
import { useLanguage, useText } from '../../../ui/use-text.ts';
import { forget, useAnswer, useCall } from '../../agencies/web/public/use-call.ts';
import {
  createPeriodicReportRoute,
  type DueReport,
  listDueReportsRoute,
  listPeriodicReportsRoute,
} from '../contract.ts';
import styles from './report.module.css';

const DueLine = ({ due }: { due: DueReport }) => {
  const text = useText();
  const language = useLanguage();
  const go = useGo();
  const send = useCall();
  const client = useQueryClient();
  const [isBusy, setBusy] = useState(false);
  const start = async () => {
    setBusy(true);
    try {
      const { kind, from, to } = due;
      const report = await send(createPeriodicReportRoute, { body: { kind, from, to } });
      await forget(client, listPeriodicReportsRoute.path, listDueReportsRoute.path);
      go(`/periodic-reports/${report.id}`);
    } finally {
      setBusy(false);
    }
  };
  // The due instant is the first that is too late: the day before is the last in time.
  const lastDay = new Date(Date.parse(due.dueAt) - 1);
  return (
    <li className={styles.due}>
      <span>
        <strong>{language === 'vi' ? due.titleVi : due.titleEn}</strong>{' '}
        <span className={styles.change}>
          {text('reports.due-line', {
            from: formatDate(due.from, language),
            to: formatDate(due.to, language),
            day: formatDate(lastDay, language),
          })}
        </span>
      </span>
      {due.reportId ? (
        <AppLink to={`/periodic-reports/${due.reportId}`}>{text('reports.due-open')}</AppLink>
      ) : (
        <Button size="xs" variant="default" loading={isBusy} onClick={start}>
          {text('reports.new')}
        </Button>
      )}
    </li>
  );
};

/** Summary reports that the law asks for next. */
export const DueReports = () => {
  const text = useText();
  const { data } = useAnswer(listDueReportsRoute);
  if (!data || data.items.length === 0) return null;
  return (
    <Card title={text('reports.due')}>
      <ul className={styles.dues}>
        {data.items.map((due) => (
          <DueLine key={due.ruleId} due={due} />
        ))}
      </ul>
    </Card>
  );
};
