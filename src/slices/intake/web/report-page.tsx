import { type ReactNode, useEffect, useState } from 'react';
import { AppLink } from '../../../ui/app-link.tsx';
import { formatDateTime } from '../../../ui/format-date.ts';
import { RecordPage } from '../../../ui/record-page.tsx';
import { PageLoading } from '../../../ui/state-pages.tsx';
import { useAddressFilters, useRouteParam } from '../../../ui/use-address.ts';
import { useLanguage, useText } from '../../../ui/use-text.ts';
import type { Report } from '../contract/report.ts';
import { AccountCard } from './account-card.tsx';
import { AgeSign } from './age-sign.tsx';
import { clearArrival } from './arrivals.ts';
import { CallBackCard } from './call-back-card.tsx';
import { ChannelSign } from './channel-sign.tsx';
import { ChecklistCard } from './checklist-card.tsx';
import { Conversation, ReportFiles } from './conversation.tsx';
import { LinkDialog } from './link-dialog.tsx';
import { ObservablesCard } from './observables-card.tsx';
import { OpenIncidentDialog } from './open-incident-dialog.tsx';
import { RecognitionCard } from './recognition-card.tsx';
import { RejectDialog } from './reject-dialog.tsx';
import styles from './report.module.css';
import { ReportActions, type ReportDialog } from './report-actions.tsx';
import { ReportFacts } from './report-facts.tsx';
import { useFreshReports, useReport } from './report-queries.ts';
import { ReportSlip } from './report-slip.tsx';
import { SimilarCard } from './similar-card.tsx';
import { StateSign } from './state-sign.tsx';

/** Where the report stands and what comes next; nothing while it simply waits. */
const useNotice = (report: Report): ReactNode => {
  const text = useText();
  const language = useLanguage();
  const at = report.settledAt
    ? ` ${text('intake.report.settled-at', { time: formatDateTime(report.settledAt, language) })}`
    : '';
  if (report.incident)
    return (
      <>
        {text('intake.report.linked-to')}{' '}
        <AppLink to={`/incidents/${report.incident.id}`} className={styles.link}>
          <strong>{report.incident.number}</strong> {report.incident.title}
        </AppLink>
        {at}
      </>
    );
  if (report.rejectReason)
    return (
      <>
        {text('intake.report.rejected-because', { reason: text(`intake.reject.${report.rejectReason}`) })}{' '}
        {report.rejectNote}
        {at && <span className={styles.because}>{at}</span>}
      </>
    );
  return report.state === 'verifying' ? text('intake.report.verifying-notice') : undefined;
};

const Badges = ({ report }: { report: Report }) => {
  const text = useText();
  return (
    <>
      <StateSign state={report.state} />
      <strong>{text(`intake.kind.${report.kind}`)}</strong>
      <ChannelSign channel={report.channel} />
      <AgeSign at={report.receivedAt} isWaiting={report.state === 'received'} />
    </>
  );
};

const isDialog = (value: string | undefined): value is ReportDialog =>
  value === 'open-incident' || value === 'link' || value === 'reject';

const LoadedReport = ({ report }: { report: Report }) => {
  const text = useText();
  const address = useAddressFilters();
  const asked = address.values.do;
  const [dialog, setDialog] = useState<ReportDialog | undefined>(isDialog(asked) ? asked : undefined);
  const close = () => {
    setDialog(undefined);
    if (asked) address.set({ do: undefined });
  };
  const notice = useNotice(report);
  return (
    <>
      <RecordPage
        number={report.number}
        title={report.title}
        badges={<Badges report={report} />}
        actions={<ReportActions report={report} onDialog={setDialog} />}
        notice={notice}
        conversationLabel={text('intake.report.left')}
        factsLabel={text('intake.report.right')}
        conversation={
          <div className={styles.stack}>
            <AccountCard report={report} />
            <ReportFiles report={report} />
            <Conversation report={report} />
          </div>
        }
        facts={
          <>
            <RecognitionCard report={report} />
            <SimilarCard report={report} />
            <CallBackCard report={report} />
            <ReportFacts report={report} />
            <ChecklistCard report={report} />
            <ObservablesCard report={report} />
          </>
        }
      />
      <ReportSlip {...report} />
      {dialog === 'open-incident' && report.can.openIncident && (
        <OpenIncidentDialog report={report} onClose={close} />
      )}
      {dialog === 'link' && report.can.link && <LinkDialog report={report} onClose={close} />}
      {dialog === 'reject' && report.can.reject && <RejectDialog report={report} onClose={close} />}
    </>
  );
};

/** One report: what was told, the conversation, and everything that settles it. */
export const ReportPage = () => {
  const id = useRouteParam('reportId');
  const { data } = useReport(id);
  useFreshReports();
  useEffect(() => clearArrival(id), [id]);
  return data ? <LoadedReport key={data.id} report={data} /> : <PageLoading />;
};
