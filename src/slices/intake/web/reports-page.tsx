import { Button } from '@mantine/core';
import { useMemo } from 'react';
import { useGo } from '../../../ui/app-link.tsx';
import { type Column, DataTable } from '../../../ui/data-table.tsx';
import { EmptyState } from '../../../ui/empty-state.tsx';
import { type Filter, FilterChips } from '../../../ui/filter-chips.tsx';
import { formatDate, formatTime } from '../../../ui/format-date.ts';
import { IconMail, IconPhone } from '../../../ui/icons.tsx';
import { Page } from '../../../ui/page.tsx';
import { useMay } from '../../../ui/session.ts';
import { useAddressFilters } from '../../../ui/use-address.ts';
import { type Text, useLanguage, useText } from '../../../ui/use-text.ts';
import { channels, reportKinds, reportStates } from '../contract/codes.ts';
import type { ReportRow } from '../contract/report.ts';
import { AgeSign } from './age-sign.tsx';
import { AgencySelect } from './agency-select.tsx';
import { ChannelSign } from './channel-sign.tsx';
import styles from './list.module.css';
import { periods, toListFilters } from './list-filters.ts';
import { reportAddress } from './report-address.ts';
import { useFreshReports, useReportList } from './report-queries.ts';
import { StateSign } from './state-sign.tsx';
import { waitState } from './wait-state.ts';

const filtersOf = (text: Text): readonly Filter[] => [
  {
    key: 'state',
    label: text('intake.web.state'),
    isMultiple: true,
    options: reportStates.map((value) => ({ value, label: text(`intake.state.${value}`) })),
  },
  {
    key: 'kind',
    label: text('intake.web.kind'),
    options: reportKinds.map((value) => ({ value, label: text(`intake.kind.${value}`) })),
  },
  {
    key: 'channel',
    label: text('intake.web.channel'),
    options: channels.map((value) => ({ value, label: text(`intake.channel.${value}`) })),
  },
  {
    key: 'period',
    label: text('intake.list.period'),
    options: periods.map((value) => ({ value, label: text(`intake.list.period-${value}`) })),
  },
];

const viewsOf = (text: Text) => [
  { label: text('intake.list.view-all'), query: '' },
  { label: text('intake.list.view-waiting'), query: 'state=received,verifying&order=oldest' },
  { label: text('intake.list.view-linked'), query: 'state=linked' },
  { label: text('intake.list.view-rejected'), query: 'state=rejected' },
];

const useColumns = (): readonly Column<ReportRow>[] => {
  const text = useText();
  const language = useLanguage();
  return useMemo(
    () => [
      {
        key: 'number',
        label: text('intake.web.number'),
        width: '9.75rem',
        onPhone: 'title',
        isOneLine: true,
        render: ({ number }) => number,
      },
      {
        key: 'title',
        label: text('intake.web.title'),
        onPhone: 'text',
        render: ({ title }) => (
          <span className={styles.title} title={title}>
            {title}
          </span>
        ),
      },
      {
        key: 'kind',
        label: text('intake.web.kind'),
        width: '9rem',
        render: ({ kind }) => text(`intake.call.kind-short.${kind}`),
      },
      {
        key: 'agency',
        label: text('intake.list.agency-and-reporter'),
        width: '13rem',
        render: ({ agency, reporterName }) => (
          <>
            <span className={styles.cut} title={agency?.name}>
              {agency?.name ?? <span className={styles.none}>{text('intake.web.agency-unknown')}</span>}
            </span>
            {reporterName && <span className={styles.reporter}>{reporterName}</span>}
          </>
        ),
      },
      {
        key: 'channel',
        label: text('intake.web.channel'),
        width: '4.5rem',
        render: ({ channel }) => <ChannelSign channel={channel} isShort />,
      },
      {
        key: 'state',
        label: text('intake.web.state'),
        width: '9.5rem',
        onPhone: 'mark',
        render: ({ state }) => <StateSign state={state} />,
      },
      {
        key: 'received',
        label: text('intake.web.received'),
        width: '9rem',
        render: ({ receivedAt, state }) =>
          state === 'received' ? (
            <AgeSign at={receivedAt} isWaiting />
          ) : (
            <time dateTime={receivedAt}>
              {formatDate(receivedAt, language)}
              <span className={styles.reporter}>{formatTime(receivedAt)}</span>
            </time>
          ),
      },
    ],
    [text, language],
  );
};

const AgencyFilter = () => {
  const text = useText();
  const address = useAddressFilters();
  const label = text('intake.web.agency');
  return (
    <AgencySelect
      size="xs"
      className={styles.agency}
      aria-label={label}
      placeholder={label}
      value={address.values.agency ?? null}
      onChange={(id) => address.set({ agency: id ?? undefined })}
    />
  );
};

const tone = ({ state, receivedAt }: ReportRow): 'late' | undefined =>
  state === 'received' && waitState(Date.now(), Date.parse(receivedAt)) === 'late' ? 'late' : undefined;

/** Every report, filtered by what stands in the address. */
export const ReportsPage = () => {
  const text = useText();
  const go = useGo();
  const mayTriage = useMay('report.triage');
  const mayReadAgencies = useMay('agency.read');
  const { values } = useAddressFilters();
  const key = JSON.stringify(values);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the start of a period is fixed when the address changes
  const filters = useMemo(() => toListFilters(values, Date.now()), [key]);
  const list = useReportList(filters);
  useFreshReports();
  const columns = useColumns();
  const call = mayTriage && (
    <Button leftSection={<IconPhone size="1rem" />} onClick={() => go('/calls/new')}>
      {text('intake.web.call')}
    </Button>
  );
  return (
    <Page title={text('intake.list.title')} count={list.data?.pages[0]?.total} actions={call}>
      <FilterChips filters={filtersOf(text)} views={viewsOf(text)} searchKey="q">
        {mayReadAgencies && <AgencyFilter />}
      </FilterChips>
      <DataTable
        label={text('intake.list.title')}
        columns={columns}
        rows={list.data?.pages.flatMap(({ items }) => items) ?? []}
        rowKey={({ number }) => number}
        rowTo={({ id }) => reportAddress(id)}
        rowTone={tone}
        isLoading={list.isPending}
        hasMore={list.hasNextPage}
        isLoadingMore={list.isFetchingNextPage}
        onMore={() => void list.fetchNextPage()}
        empty={
          <EmptyState
            icon={IconMail}
            title={text('intake.list.empty-title')}
            text={text('intake.list.empty-text')}
          />
        }
      />
    </Page>
  );
};
