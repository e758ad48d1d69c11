import { AppLink } from '../../../ui/app-link.tsx';
import { Card } from '../../../ui/card.tsx';
import { formatDate, formatDateTime } from '../../../ui/format-date.ts';
import { Page } from '../../../ui/page.tsx';
import { ErrorPage, PageLoading } from '../../../ui/state-pages.tsx';
import { StatusBadge } from '../../../ui/status-badge.tsx';
import { useRouteParam } from '../../../ui/use-address.ts';
import { useLanguage, useText } from '../../../ui/use-text.ts';
import { useAnswer, useLiveRefresh } from '../../agencies/web/public/use-call.ts';
import {
  causeFigures,
  overviewFigures,
  reportFigures,
  severityFigures,
  teamFigures,
  timeFigures,
} from '../contract/figures.ts';
import { getPeriodicReportRoute, periodicReportChanged } from '../contract.ts';
import { AgencyCard } from './agency-card.tsx';
import { AttackChart } from './attack-chart.tsx';
import { FigureContext, useFigures, useFigureValue } from './figure-context.ts';
import { FigureLines, FigureTiles } from './figure-link.tsx';
import { Form05Table } from './form05-table.tsx';
import { RemarksCard } from './remarks-card.tsx';
import styles from './report.module.css';
import { ReportActions } from './report-actions.tsx';
import { RestatedCard } from './restated-card.tsx';
import { sayPeriod, toneOf } from './say-report.ts';

const Standing = () => {
  const text = useText();
  const language = useLanguage();
  const { report } = useFigures();
  const { from, to } = report.comparedWith;
  const lines = [
    report.approvedAt
      ? text('reports.frozen', {
          time: formatDateTime(report.approvedAt, language),
          person: report.approvedBy ?? '',
        })
      : text('reports.live'),
    text('reports.compared-with', { from: formatDate(from, language), to: formatDate(to, language) }),
    report.state === 'submitted' &&
      report.submittedAt &&
      text('reports.submitted-line', {
        person: report.submittedBy ?? '',
        time: formatDateTime(report.submittedAt, language),
      }),
    report.state === 'submitted' && !report.can.approve && text('reports.approve-second'),
    report.state === 'draft' &&
      report.returnReason &&
      text('reports.returned', { reason: report.returnReason }),
  ].filter(Boolean);
  const other = report.supersededById ?? report.supersedesId;
  return (
    <div className={styles.standing}>
      {lines.map((line) => (
        <p key={String(line)}>{line}</p>
      ))}
      {report.documents.length > 0 && (
        <p>
          {text('reports.documents')}:{' '}
          {report.documents.map((document) => (
            <AppLink key={document.id} to={`/documents/${document.id}`}>
              {document.number ?? document.title}
            </AppLink>
          ))}
        </p>
      )}
      {other && (
        <p>
          {text(report.supersededById ? 'reports.superseded' : 'reports.supersedes')}{' '}
          <AppLink to={`/periodic-reports/${other}`}>{text('reports.open-other')}</AppLink>
        </p>
      )}
    </div>
  );
};

const LinesCard = ({ title, names }: { title: string; names: readonly string[] }) => (
  <Card title={title}>
    <FigureLines names={names} label={title} />
  </Card>
);

const Parts = () => {
  const text = useText();
  const { report } = useFigures();
  return (
    <div className={styles.parts}>
      <Standing />
      <RestatedCard />
      <Card title={text('reports.overview')}>
        <FigureTiles names={overviewFigures} />
      </Card>
      <Card title={text('reports.form05')}>
        <Form05Table />
      </Card>
      <div className={styles.pair}>
        <Card title={text('reports.attack-chart')}>
          <AttackChart />
        </Card>
        <RemarksCard />
      </div>
      <div className={styles.pair}>
        <LinesCard title={text('reports.severity')} names={severityFigures} />
        <LinesCard title={text('reports.channel')} names={reportFigures} />
        <LinesCard title={text('reports.cause')} names={causeFigures} />
        <div className={styles.stack}>
          <LinesCard title={text('reports.time')} names={timeFigures} />
          <LinesCard title={text('reports.team')} names={teamFigures} />
        </div>
      </div>
      {!report.agency && report.agencies.length > 0 && <AgencyCard />}
    </div>
  );
};

/** One periodic report: its figures, each of which opens, the written parts, and the way to approval. */
export const ReportPage = () => {
  const text = useText();
  const language = useLanguage();
  const id = useRouteParam('reportId');
  const { data: report, error } = useAnswer(getPeriodicReportRoute, { params: { id } });
  useLiveRefresh([periodicReportChanged], getPeriodicReportRoute.path);
  const figures = useFigureValue(report);
  if (error) return <ErrorPage error={error} />;
  if (!report || !figures) return <PageLoading />;
  const period = sayPeriod(text, language, report);
  return (
    <FigureContext value={figures}>
      <Page
        title={`${text('reports.title')}: ${period}`}
        lead={
          <span className={styles.marks}>
            {report.agency?.name ?? text('reports.whole-province')}
            {report.edition > 1 && ` · ${text('reports.edition', { edition: report.edition })}`}
            <StatusBadge tone={toneOf(report.state)} label={text(`reports.state.${report.state}`)} />
          </span>
        }
        actions={<ReportActions />}
        printNote={period}
      >
        <Parts />
      </Page>
    </FigureContext>
  );
};
