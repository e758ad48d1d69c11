import { Button } from '@mantine/core';
import { useMemo } from 'react';
import { useGo } from '../../../ui/app-link.tsx';
import { type Column, DataTable } from '../../../ui/data-table.tsx';
import { EmptyState } from '../../../ui/empty-state.tsx';
import { type Filter, FilterChips } from '../../../ui/filter-chips.tsx';
import { formatDate, formatDateTime, formatRelative, formatTime } from '../../../ui/format-date.ts';
import { IconAlert, IconPlus } from '../../../ui/icons.tsx';
import { Page } from '../../../ui/page.tsx';
import { PrintButton } from '../../../ui/print-button.tsx';
import { useMay } from '../../../ui/session.ts';
import { useAddressFilters } from '../../../ui/use-address.ts';
import { type Text, useLanguage, useText } from '../../../ui/use-text.ts';
import { groups, severities, statuses, tlps } from '../contract/codes.ts';
import type { IncidentRow } from '../contract/schemas.ts';
import { incidentAddress } from './incident-address.ts';
import { useFreshIncidents, useIncidentList } from './incident-queries.ts';
import { SeveritySign, StatusSign, TlpSign } from './incident-signs.tsx';
import styles from './incidents.module.css';
import { periods, sortOf, toListFilters } from './list-filters.ts';
import { AgencySelect } from './register-select.tsx';

const filtersOf = (text: Text): readonly Filter[] => [
  {
    key: 'status',
    label: text('incidents.status'),
    isMultiple: true,
    options: statuses.map((value) => ({ value, label: text(`incidents.status.${value}`) })),
  },
  {
    key: 'severity',
    label: text('incidents.severity'),
    isMultiple: true,
    options: severities.map((value) => ({ value, label: text(`incidents.severity.${value}`) })),
  },
  {
    key: 'group',
    label: text('incidents.group'),
    options: groups.map((value) => ({ value, label: text(`incidents.group.${value}`) })),
  },
  {
    key: 'tlp',
    label: 'TLP',
    options: tlps.map((value) => ({ value, label: text(`incidents.tlp.${value}`) })),
  },
  {
    key: 'period',
    label: text('incidents.detected'),
    options: periods.map((value) => ({ value, label: text(`incidents.period-${value}`) })),
  },
];

const viewsOf = (text: Text) => [
  { label: text('incidents.view-all'), query: '' },
  { label: text('incidents.view-open'), query: 'state=open' },
  { label: text('incidents.view-mine'), query: 'lead=me&state=open' },
  { label: text('incidents.view-new'), query: 'status=received,confirmed,verifying' },
  { label: text('incidents.view-review'), query: 'status=awaiting-review' },
  { label: text('incidents.view-ended'), query: 'state=ended' },
];

const useColumns = (): readonly Column<IncidentRow>[] => {
  const text = useText();
  const language = useLanguage();
  return useMemo(
    () => [
      {
        key: 'number',
        label: text('incidents.number'),
        width: '10rem',
        isSortable: true,
        onPhone: 'title',
        render: ({ number, tlp }) => (
          <>
            <span className={styles.line}>{number}</span>
            <TlpSign tlp={tlp} />
          </>
        ),
      },
      {
        key: 'title',
        label: text('incidents.incident'),
        onPhone: 'text',
        render: ({ title }) => <strong className={styles.title}>{title}</strong>,
      },
      {
        key: 'severity',
        label: text('incidents.severity-and-status'),
        width: '10.5rem',
        isSortable: true,
        onPhone: 'mark',
        render: ({ severity, status }) => (
          <span className={styles.signs}>
            <SeveritySign severity={severity} isShort />
            <StatusSign status={status} />
          </span>
        ),
      },
      {
        key: 'agency',
        label: text('incidents.agency-and-lead'),
        width: '13rem',
        render: ({ agency, lead }) => (
          <>
            <span className={styles.cut} title={agency?.name}>
              {agency?.name ?? text('incidents.no-agency')}
            </span>
            <span className={`${styles.cut} ${styles.sub}`}>
              {lead?.fullName ?? text('incidents.no-lead')}
            </span>
          </>
        ),
      },
      {
        key: 'detected',
        label: text('incidents.detected'),
        width: '7.5rem',
        isSortable: true,
        render: ({ detectedAt }) => (
          <time className={styles.stamp} dateTime={detectedAt}>
            <span className={styles.line}>{formatDate(detectedAt, language)}</span>
            <span className={styles.sub}>{formatTime(detectedAt)}</span>
          </time>
        ),
      },
      {
        key: 'updated',
        label: text('incidents.updated'),
        width: '7.5rem',
        isSortable: true,
        render: ({ updatedAt }) => (
          <time className={styles.line} dateTime={updatedAt} title={formatDateTime(updatedAt, language)}>
            {formatRelative(updatedAt, language)}
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
  return (
    <AgencySelect
      size="xs"
      className={styles.agency}
      aria-label={text('incidents.agency')}
      placeholder={text('incidents.agency')}
      value={address.values.agency ?? null}
      onChange={(id) => address.set({ agency: id ?? undefined })}
    />
  );
};

/** Every incident that the person may see, filtered and sorted by what stands in the address. */
export const IncidentsPage = () => {
  const text = useText();
  const go = useGo();
  const mayOpen = useMay('incident.open');
  const mayReadAgencies = useMay('agency.read');
  const address = useAddressFilters();
  const key = JSON.stringify(address.values);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the start of a period is fixed when the address changes
  const filters = useMemo(() => toListFilters(address.values, Date.now()), [key]);
  const list = useIncidentList(filters);
  useFreshIncidents();
  const columns = useColumns();
  const total = list.data?.pages[0]?.total;
  const sort = sortOf(address.values.sort);
  const open = (
    <Button leftSection={<IconPlus size="1rem" />} onClick={() => go('/incidents/new')}>
      {text('incidents.open')}
    </Button>
  );
  return (
    <Page
      title={text('incidents.title')}
      {...(total?.isExact ? { count: total.count } : {})}
      lead={total && !total.isExact ? text('incidents.more-than', { count: total.count }) : undefined}
      actions={
        <>
          <PrintButton />
          {mayOpen && open}
        </>
      }
    >
      <FilterChips filters={filtersOf(text)} views={viewsOf(text)} searchKey="q">
        {mayReadAgencies && <AgencyFilter />}
      </FilterChips>
      <DataTable
        label={text('incidents.title')}
        columns={columns}
        rows={list.data?.pages.flatMap(({ items }) => items) ?? []}
        rowKey={({ id }) => id}
        rowTo={({ id }) => incidentAddress(id)}
        rowTone={({ status }) => (status === 'received' ? 'new' : undefined)}
        sort={{ key: sort.sort, isDescending: sort.isDescending }}
        onSort={(next) => address.set({ sort: `${next.isDescending ? '-' : ''}${next.key}` })}
        isLoading={list.isPending}
        hasMore={list.hasNextPage}
        isLoadingMore={list.isFetchingNextPage}
        onMore={() => void list.fetchNextPage()}
        empty={
          <EmptyState
            icon={IconAlert}
            title={text('incidents.empty-title')}
            text={text('incidents.empty-text')}
            action={mayOpen ? open : undefined}
          />
        }
      />
    </Page>
  );
};
