import { AppLink } from '../../../ui/app-link.tsx';
import { Card } from '../../../ui/card.tsx';
import { ClockBadge } from '../../../ui/clock-badge.tsx';
import { useText } from '../../../ui/use-text.ts';
import type { ReportRow } from '../contract/report.ts';
import styles from './desk.module.css';
import { reportAddress } from './report-address.ts';

/** Promised calls, the most urgent first. */
export const CallBacksCard = ({ reports }: { reports: readonly ReportRow[] }) => {
  const text = useText();
  return (
    <Card
      title={text('intake.duty.call-backs')}
      count={reports.length || undefined}
      padding={reports.length > 0 ? 'flush' : 'normal'}
    >
      {reports.length === 0 && <p className={styles.quiet}>{text('intake.duty.call-backs-none')}</p>}
      <ul className={styles.calls}>
        {reports.map((report) => (
          <li key={report.id} className={styles.callBack}>
            <AppLink to={reportAddress(report.id)} className={styles.subject}>
              {report.reporterName ?? report.title}
            </AppLink>
            <span className={styles.personLine}>
              {report.callBackAt && <ClockBadge dueAt={report.callBackAt} startedAt={report.receivedAt} />}
              <span>{text(`intake.kind.${report.kind}`)}</span>
            </span>
          </li>
        ))}
      </ul>
    </Card>
  );
};
