import { AppLink } from '../../../ui/app-link.tsx';
import { type Column, DataTable } from '../../../ui/data-table.tsx';
import { EmptyState } from '../../../ui/empty-state.tsx';
import { formatDate, formatDateTime } from '../../../ui/format-date.ts';
import { IconList, IconLock } from '../../../ui/icons.tsx';
import { Page } from '../../../ui/page.tsx';
import { ErrorPage } from '../../../ui/state-pages.tsx';
import { useAddressFilters, useRouteParam } from '../../../ui/use-address.ts';
import { useLanguage, useText } from '../../../ui/use-text.ts';
import { useAnswer, usePages } from '../../agencies/web/public/use-call.ts';
import { type CountedRecord, getPeriodicReportRoute, listCountedRecordsRoute } from '../contract.ts';
import styles from './report.module.css';
import { addressOfRecord, sayFigure, sayPeriod } from './say-report.ts';

const RecordName = ({ record }: { record: CountedRecord }) => {
  const text = useText();
  if (record.isVisible) {
    return (
      <AppLink className={styles.record} to={addressOfRecord(record)}>
        <strong>{record.label}</strong> {record.title}
      </AppLink>
    );
  }
  return (
    <span className={styles.record}>
      <strong>{record.label}</strong>{' '}
      <span className={styles.earlier}>
        <IconLock size="0.875rem" /> {text('reports.record-hidden')}
      </span>
    </span>
  );
};

/** The facts by which a record was counted, in words. */
const useFacts = () => {
  const text = useText();
  const codes: Readonly<Record<string, string>> = {
    status: 'incidents.status',
    severity: 'incidents.severity',
    attackType: 'incidents.attackType',
    handledBy: 'incidents.handledBy',
    channel: 'reports.figure.channel',
  };
  return (facts: CountedRecord['facts']): string =>
    Object.entries(facts)
      .flatMap(([name, value]) =>
        codes[name] && value ? [text(`${codes[name]}.${value}` as Parameters<typeof text>[0])] : [],
      )
      .join(' · ');
};

const useColumns = (): Column<CountedRecord>[] => {
  const text = useText();
  const language = useLanguage();
  const sayFacts = useFacts();
  return [
    {
      key: 'record',
      label: text('reports.records'),
      width: '38%',
      render: (record) => <RecordName record={record} />,
    },
    {
      key: 'at',
      label: text('reports.counted-at'),
      width: '12rem',
      render: ({ at }) => (at.length > 10 ? formatDateTime(at, language) : formatDate(at, language)),
    },
    {
      key: 'agency',
      label: text('reports.record-agency'),
      width: '22%',
      render: ({ agency }) => agency?.name,
    },
    {
      key: 'facts',
      label: text('reports.counted-by'),
      onPhone: 'text',
      render: ({ facts }) => sayFacts(facts),
    },
  ];
};

/** The records that one figure of a report counts. */
export const RecordsPage = () => {
  const text = useText();
  const language = useLanguage();
  const id = useRouteParam('reportId');
  const { values } = useAddressFilters();
  const figure = values.figure ?? 'incident.received';
  const { data: report, error } = useAnswer(getPeriodicReportRoute, { params: { id } });
  const list = usePages(listCountedRecordsRoute, { figure }, { id });
  const columns = useColumns();
  if (error) return <ErrorPage error={error} />;
  const hasHidden = list.rows.some((record) => !record.isVisible);
  return (
    <Page
      title={sayFigure(text, figure, report?.agencies)}
      {...(list.first ? { count: list.first.total } : {})}
      lead={
        <>
          <AppLink to={`/periodic-reports/${id}`}>{text('reports.back-to-report')}</AppLink>
          {report && ` · ${sayPeriod(text, language, report)}`}
          {hasHidden && ` · ${text('reports.record-why')}`}
        </>
      }
    >
      <DataTable
        {...list}
        label={text('reports.records')}
        columns={columns}
        rowKey={(record) => `${record.source}${record.id}${record.at}`}
        empty={<EmptyState icon={IconList} title={text('reports.records-none')} />}
      />
    </Page>
  );
};
