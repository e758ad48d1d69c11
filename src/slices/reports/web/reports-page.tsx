import { Button } from '@mantine/core';
import { AppLink } from '../../../ui/app-link.tsx';
import { type Column, DataTable } from '../../../ui/data-table.tsx';
import { EmptyState } from '../../../ui/empty-state.tsx';
import { FilterChips } from '../../../ui/filter-chips.tsx';
import { formatDateTime } from '../../../ui/format-date.ts';
import { IconFile, IconPlus } from '../../../ui/icons.tsx';
import { Page } from '../../../ui/page.tsx';
import { StatusBadge } from '../../../ui/status-badge.tsx';
import { useAddressFilters } from '../../../ui/use-address.ts';
import { useLanguage, useText } from '../../../ui/use-text.ts';
import { useLiveRefresh, usePages } from '../../agencies/web/public/use-call.ts';
import { periodKinds } from '../contract/period.ts';
import {
  listPeriodicReportsRoute,
  type PeriodicReportItem,
  periodicReportChanged,
  reportStates,
} from '../contract.ts';
import { DueReports } from './due-reports.tsx';
import { sayPeriod, toneOf } from './say-report.ts';

const useColumns = (): Column<PeriodicReportItem>[] => {
  const text = useText();
  const language = useLanguage();
  return [
    {
      key: 'period',
      label: text('reports.period'),
      width: '22%',
      render: (row) =>
        `${sayPeriod(text, language, row)}${row.edition > 1 ? `, ${text('reports.edition', { edition: row.edition })}` : ''}`,
    },
    {
      key: 'agency',
      label: text('reports.agency'),
      render: (row) => row.agency?.name ?? text('reports.whole-province'),
    },
    {
      key: 'state',
      label: text('reports.state'),
      width: '13%',
      onPhone: 'mark',
      render: (row) => <StatusBadge tone={toneOf(row.state)} label={text(`reports.state.${row.state}`)} />,
    },
    { key: 'author', label: text('reports.created-by'), width: '18%', render: (row) => row.createdBy },
    {
      key: 'approved',
      label: text('reports.approved-by'),
      width: '22%',
      render: (row) => row.approvedAt && `${row.approvedBy}, ${formatDateTime(row.approvedAt, language)}`,
    },
  ];
};

/** Periodic reports, newest period first. */
export const ReportsPage = () => {
  const text = useText();
  const columns = useColumns();
  const { values } = useAddressFilters();
  const list = usePages(listPeriodicReportsRoute, { state: values.state, kind: values.kind });
  useLiveRefresh([periodicReportChanged], listPeriodicReportsRoute.path);
  return (
    <Page
      title={text('reports.title')}
      actions={
        list.first?.can.create && (
          <Button component={AppLink} to="/periodic-reports/new" leftSection={<IconPlus size="1rem" />}>
            {text('reports.new')}
          </Button>
        )
      }
    >
      {list.first?.can.create && <DueReports />}
      <FilterChips
        filters={[
          {
            key: 'state',
            label: text('reports.state'),
            options: reportStates.map((value) => ({ value, label: text(`reports.state.${value}`) })),
          },
          {
            key: 'kind',
            label: text('reports.kind'),
            options: periodKinds.map((value) => ({ value, label: text(`reports.kind.${value}`) })),
          },
        ]}
      />
      <DataTable
        {...list}
        label={text('reports.title')}
        columns={columns}
        rowKey={(row) => row.id}
        rowTo={(row) => `/periodic-reports/${row.id}`}
        empty={<EmptyState icon={IconFile} title={text('reports.empty')} text={text('reports.empty-text')} />}
      />
    </Page>
  );
};
