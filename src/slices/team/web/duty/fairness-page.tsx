import { Button } from '@mantine/core';
import { AppLink } from '../../../../ui/app-link.tsx';
import { type Column, DataTable } from '../../../../ui/data-table.tsx';
import { EmptyState } from '../../../../ui/empty-state.tsx';
import { formatDate } from '../../../../ui/format-date.ts';
import { formatNumber } from '../../../../ui/format-number.ts';
import { IconCalendar } from '../../../../ui/icons.tsx';
import { Page } from '../../../../ui/page.tsx';
import { PrintButton } from '../../../../ui/print-button.tsx';
import { ErrorPage } from '../../../../ui/state-pages.tsx';
import { useAddressFilters } from '../../../../ui/use-address.ts';
import { useLanguage, useText } from '../../../../ui/use-text.ts';
import { DayPicker } from '../../../agencies/web/public/day-picker.tsx';
import { useAnswer, useLiveRefresh } from '../../../agencies/web/public/use-call.ts';
import { dutyChanged } from '../../contract/duty.ts';
import { type DutyFigures, fairnessRoute } from '../../contract/duty-plans.ts';
import { addDays, vietnamToday } from '../week-days.ts';
import styles from './duty-page.module.css';

const DEFAULT_DAYS = 30;

/** Columns of the figures, used for a span and for a draft. */
export const useFigureColumns = (): Column<DutyFigures>[] => {
  const text = useText();
  const language = useLanguage();
  const figure = (key: string, label: string, read: (row: DutyFigures) => number): Column<DutyFigures> => ({
    key,
    label,
    align: 'end',
    width: '11%',
    render: (row) => (
      <>
        <span className={styles.onlyNarrow}>{label} </span>
        {formatNumber(read(row), language)}
      </>
    ),
  });
  return [
    { key: 'name', label: text('team.member'), render: (row) => row.member.fullName },
    figure('shifts', text('team.figure.shifts'), (row) => row.shifts),
    figure('hours', text('team.figure.hours'), (row) => row.hours),
    figure('nights', text('team.figure.nights'), (row) => row.nights),
    figure('night-hours', text('team.figure.night-hours'), (row) => row.nightHours),
    figure('weekend', text('team.figure.weekend'), (row) => row.weekendHours),
    figure('holiday', text('team.figure.holiday'), (row) => row.holidayHours),
    figure('backup', text('team.figure.backup'), (row) => row.backupHours),
  ];
};

/** How hours, nights, weekends and holidays are shared over a span of days. */
export const FairnessPage = () => {
  const text = useText();
  const language = useLanguage();
  const columns = useFigureColumns();
  const { values, set } = useAddressFilters();
  const to = values.to || vietnamToday();
  const from = values.from || addDays(to, -DEFAULT_DAYS);
  const { data, error } = useAnswer(fairnessRoute, { query: { from, to } });
  useLiveRefresh([dutyChanged], '/api/v1/duty');
  if (error) return <ErrorPage error={error} />;
  const span = `${formatDate(from, language)} – ${formatDate(to, language)}`;
  return (
    <Page
      title={text('team.fairness')}
      lead={`${text('team.fairness-lead')}, ${span}`}
      printNote={span}
      actions={
        <>
          <PrintButton />
          <Button component={AppLink} to="/duty" variant="default">
            {text('team.to-calendar')}
          </Button>
        </>
      }
    >
      <div className={styles.tools}>
        <DayPicker
          key={`from ${from}`}
          label={text('team.fairness-from')}
          day={from}
          onPick={(day) => set({ from: day })}
        />
        <DayPicker
          key={`to ${to}`}
          label={text('team.fairness-to')}
          day={to}
          onPick={(day) => set({ to: day })}
        />
      </div>
      <DataTable
        label={text('team.fairness')}
        columns={columns}
        rows={data?.items ?? []}
        rowKey={(row) => row.member.id}
        isLoading={!data}
        empty={<EmptyState icon={IconCalendar} title={text('team.fairness-empty')} />}
      />
      <p className={styles.quiet}>{text('team.fairness-formula')}</p>
    </Page>
  );
};
