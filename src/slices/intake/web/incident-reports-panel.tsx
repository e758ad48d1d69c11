import { AppLink } from '../../../ui/app-link.tsx';
import { Card } from '../../../ui/card.tsx';
import { formatDateTime } from '../../../ui/format-date.ts';
import { useLanguage, useText } from '../../../ui/use-text.ts';
import { ChannelSign } from './channel-sign.tsx';
import styles from './report.module.css';
import { reportAddress } from './report-address.ts';
import { useFreshReports, useIncidentReports } from './report-queries.ts';

/** Reports behind an incident, for its page; `id` is the incident's. */
export const IncidentReportsPanel = ({ id }: { id: string }) => {
  const text = useText();
  const language = useLanguage();
  const { data } = useIncidentReports(id);
  useFreshReports();
  if (!data) return null;
  return (
    <Card title={text('intake.panel.title')} count={data.items.length || undefined}>
      {data.items.length === 0 && <p className={styles.hint}>{text('intake.panel.none')}</p>}
      <ul className={styles.list}>
        {data.items.map((report) => (
          <li key={report.id} className={styles.similar}>
            <AppLink to={reportAddress(report.id)} className={styles.similarTitle}>
              <span className={styles.similarNumber}>{report.number}</span> {report.title}
            </AppLink>
            <span className={styles.signLine}>
              <ChannelSign channel={report.channel} /> ·{' '}
              {report.reporterName ?? text('intake.web.reporter-unknown')} ·{' '}
              {formatDateTime(report.receivedAt, language)}
            </span>
          </li>
        ))}
      </ul>
    </Card>
  );
};
