import { Button } from '@mantine/core';
import { call } from '../../../platform/http/client.ts';
import { AppLink, useGo } from '../../../ui/app-link.tsx';
import { IconBuilding, IconCheck, IconFlag, IconUser } from '../../../ui/icons.tsx';
import { useMay } from '../../../ui/session.ts';
import { useNow } from '../../../ui/use-now.ts';
import { useText } from '../../../ui/use-text.ts';
import type { ReportRow } from '../contract/report.ts';
import { verifyReportRoute } from '../contract/triage.ts';
import { AgeSign } from './age-sign.tsx';
import { clearArrival, useArrivals } from './arrivals.ts';
import { ChannelSign } from './channel-sign.tsx';
import styles from './desk.module.css';
import { reportAddress } from './report-address.ts';
import { useQuickAction } from './report-queries.ts';
import { waitState } from './wait-state.ts';

const CardActions = ({ report }: { report: ReportRow }) => {
  const text = useText();
  const go = useGo();
  const { run, isRunning } = useQuickAction();
  const verify = () =>
    run(() => call(verifyReportRoute, { params: { id: report.id }, body: {} })).then(() =>
      clearArrival(report.id),
    );
  return (
    <div className={styles.actions}>
      {report.state === 'received' && (
        <Button
          size="compact-sm"
          variant="default"
          data-key="v"
          leftSection={<IconCheck size="0.875rem" />}
          loading={isRunning}
          aria-label={`${text('intake.web.verify')} ${report.number}`}
          onClick={verify}
        >
          {text('intake.web.verify')}
        </Button>
      )}
      <Button
        size="compact-sm"
        variant="default"
        data-key="i"
        leftSection={<IconFlag size="0.875rem" />}
        aria-label={`${text('intake.web.open-incident')} ${report.number}`}
        onClick={() => go(reportAddress(report.id, 'open-incident'))}
      >
        {text('intake.web.open-incident')}
      </Button>
    </div>
  );
};

/** One waiting report: what, where, who, how long; urgent ones by colour and word. */
export const DeskCard = ({ report }: { report: ReportRow }) => {
  const text = useText();
  const now = useNow();
  const mayTriage = useMay('report.triage');
  const isNew = useArrivals().has(report.id) && report.state === 'received';
  const isWaiting = report.state === 'received';
  const tone = isWaiting ? waitState(now, Date.parse(report.receivedAt)) : 'calm';
  return (
    <li className={styles.card} data-report={report.id} data-tone={isNew ? 'new' : tone} tabIndex={-1}>
      <span className={styles.tile}>
        <ChannelSign channel={report.channel} isShort />
      </span>
      <div className={styles.line}>
        <AppLink to={reportAddress(report.id)} className={styles.subject} data-open>
          {report.title}
        </AppLink>
        <AgeSign at={report.receivedAt} isWaiting={isWaiting} />
      </div>
      <div className={styles.facts}>
        {isNew && <span className={styles.newMark}>{text('intake.web.new')}</span>}
        <span className={styles.number}>{report.number}</span>
        <strong className={styles.kind}>{text(`intake.call.kind-short.${report.kind}`)}</strong>
        <span className={styles.fact} data-missing={!report.agency || undefined}>
          <IconBuilding size="1rem" />
          {report.agency?.name ?? text('intake.web.agency-unknown')}
        </span>
        <span className={styles.fact}>
          <IconUser size="1rem" />
          {report.reporterName ?? text('intake.web.reporter-unknown')}
        </span>
      </div>
      {mayTriage && <CardActions report={report} />}
    </li>
  );
};
