import { Button, Skeleton } from '@mantine/core';
import type { z } from 'zod';
import { call } from '../../../platform/http/client.ts';
import { AppLink } from '../../../ui/app-link.tsx';
import { Card } from '../../../ui/card.tsx';
import { formatDateTime } from '../../../ui/format-date.ts';
import { IconLink } from '../../../ui/icons.tsx';
import { useLanguage, useText } from '../../../ui/use-text.ts';
import type { Report, similarSchema } from '../contract/report.ts';
import { linkReportRoute } from '../contract/triage.ts';
import styles from './report.module.css';
import { reportAddress } from './report-address.ts';
import { useQuickAction, useSimilar } from './report-queries.ts';

type Similar = z.output<typeof similarSchema>;

const SimilarLine = ({ report, item }: { report: Report; item: Similar }) => {
  const text = useText();
  const language = useLanguage();
  const { run, isRunning } = useQuickAction();
  const isIncident = item.kind === 'incident';
  const link = () =>
    run(() => call(linkReportRoute, { params: { id: report.id }, body: { incidentId: item.id } }));
  return (
    <li className={styles.similar}>
      <AppLink
        to={isIncident ? `/incidents/${item.id}` : reportAddress(item.id)}
        className={styles.similarTitle}
      >
        <span className={styles.similarNumber}>{item.number}</span> {item.title}
      </AppLink>
      <span className={styles.because}>
        {item.reasons.map(({ reason, value }) => text(`intake.report.why-${reason}`, { value })).join('; ')}
      </span>
      <span className={styles.because}>{formatDateTime(item.at, language)}</span>
      {isIncident && report.can.link && (
        <Button
          size="compact-sm"
          variant="default"
          leftSection={<IconLink size="0.875rem" />}
          loading={isRunning}
          aria-label={`${text('intake.report.link-this')} ${item.number}`}
          onClick={link}
        >
          {text('intake.report.link-this')}
        </Button>
      )}
    </li>
  );
};

/** Reports and incidents that may be about the same matter, and why. */
export const SimilarCard = ({ report }: { report: Report }) => {
  const text = useText();
  const { data, isPending } = useSimilar(report.id);
  const items = data?.items ?? [];
  return (
    <Card title={text('intake.report.similar')} count={items.length || undefined}>
      {isPending && <Skeleton height="2.5rem" />}
      {data && items.length === 0 && <p className={styles.hint}>{text('intake.report.similar-none')}</p>}
      <ul className={styles.list}>
        {items.map((item) => (
          <SimilarLine key={item.id} report={report} item={item} />
        ))}
      </ul>
    </Card>
  );
};
