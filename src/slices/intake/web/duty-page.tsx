import { Button, Skeleton } from '@mantine/core';
import { useRef } from 'react';
import { AppLink, useGo } from '../../../ui/app-link.tsx';
import { Card } from '../../../ui/card.tsx';
import { EmptyState } from '../../../ui/empty-state.tsx';
import { formatSpan } from '../../../ui/format-span.ts';
import { IconCheck, IconPhone } from '../../../ui/icons.tsx';
import { Page } from '../../../ui/page.tsx';
import { PanelSlot } from '../../../ui/panel-slot.tsx';
import { useMay } from '../../../ui/session.ts';
import { useNow } from '../../../ui/use-now.ts';
import { useText } from '../../../ui/use-text.ts';
import type { ReportRow } from '../contract/report.ts';
import { CallBacksCard } from './call-backs-card.tsx';
import styles from './desk.module.css';
import { DeskCard } from './desk-card.tsx';
import { MailLine } from './mail-line.tsx';
import { OnDutyCard } from './on-duty-card.tsx';
import { OpenIncidentsCard } from './open-incidents-card.tsx';
import { useDesk, useFreshReports } from './report-queries.ts';
import { useDeskKeys } from './use-desk-keys.ts';

const useLead = (received: readonly ReportRow[], isKnown: boolean): string => {
  const text = useText();
  const now = useNow();
  const oldest = received[0];
  if (!isKnown) return '\u00a0';
  if (!oldest) return text('intake.duty.lead-none');
  const span = formatSpan(Math.max(0, now - Date.parse(oldest.receivedAt)), text);
  return text('intake.duty.lead', { count: received.length, span });
};

const CardList = ({ reports }: { reports: readonly ReportRow[] }) => (
  <ul className={styles.cards}>
    {reports.map((report) => (
      <DeskCard key={report.id} report={report} />
    ))}
  </ul>
);

type InboxProps = { received: readonly ReportRow[]; hidden: number; isLoading: boolean };

const Inbox = ({ received, hidden, isLoading }: InboxProps) => {
  const text = useText();
  return (
    <Card
      title={text('intake.duty.inbox')}
      count={received.length}
      action={<span className={styles.goal}>{text('intake.duty.goal')}</span>}
      padding="flush"
    >
      {isLoading && <Skeleton height="9rem" radius={0} />}
      {!isLoading && received.length === 0 && (
        <EmptyState
          icon={IconCheck}
          title={text('intake.duty.empty-title')}
          text={text('intake.duty.empty-text')}
        />
      )}
      <CardList reports={received} />
      {hidden > 0 && (
        <AppLink to="/reports?state=received,verifying&order=oldest" className={styles.more}>
          {text('intake.duty.more', { count: hidden })}
        </AppLink>
      )}
    </Card>
  );
};

/**
 * The first page: what came in, who answers, whom to call back, and whether mail gets out. Later slices add what is due
 * in the slots `desk.top`, `desk.main` and `desk.side` (their `id` is empty).
 */
export const DutyPage = () => {
  const text = useText();
  const go = useGo();
  const mayTriage = useMay('report.triage');
  const { data } = useDesk();
  const main = useRef<HTMLDivElement>(null);
  useFreshReports();
  const takeCall = () => mayTriage && go('/calls/new');
  useDeskKeys(main, takeCall);
  const received = data?.waiting.filter(({ state }) => state === 'received') ?? [];
  const verifying = data?.waiting.filter(({ state }) => state === 'verifying') ?? [];
  return (
    <Page
      title={text('intake.duty.title')}
      lead={useLead(received, data !== undefined)}
      actions={
        mayTriage && (
          <Button leftSection={<IconPhone size="1rem" />} onClick={takeCall}>
            {text('intake.web.call')}
          </Button>
        )
      }
    >
      {data && mayTriage && <MailLine mail={data.mail} />}
      <PanelSlot slot="desk.top" id="" />
      <div className={styles.columns}>
        <div className={styles.main} ref={main}>
          <Inbox
            received={received}
            hidden={data ? data.waitingTotal - data.waiting.length : 0}
            isLoading={!data}
          />
          {verifying.length > 0 && (
            <Card title={text('intake.duty.verifying')} count={verifying.length} padding="flush">
              <CardList reports={verifying} />
            </Card>
          )}
          <PanelSlot slot="desk.main" id="" />
          {mayTriage && <p className={styles.keys}>{text('intake.duty.keys')}</p>}
        </div>
        <div className={styles.side}>
          <OnDutyCard />
          <CallBacksCard reports={data?.callBacks ?? []} />
          <OpenIncidentsCard />
          <PanelSlot slot="desk.side" id="" />
        </div>
      </div>
    </Page>
  );
};
