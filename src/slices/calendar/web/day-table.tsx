import { Button } from '@mantine/core';
import { call } from '../../../platform/http/client.ts';
import { ConfirmAction } from '../../../ui/confirm-action.tsx';
import { type Column, DataTable } from '../../../ui/data-table.tsx';
import { formatDate, formatDateTime } from '../../../ui/format-date.ts';
import { useLanguage, useText } from '../../../ui/use-text.ts';
import { type CalendarDayAnswer, removeCalendarDayRoute } from '../contract.ts';
import styles from './calendar.module.css';

type DayTableProps = {
  rows: readonly CalendarDayAnswer[];
  isLoading: boolean;
  mayUpdate: boolean;
  onEdit: (day: string) => void;
  onRemoved: () => void;
};

/** The days of the year that differ, with their basis and whether somebody read it. */
export const DayTable = ({ rows, isLoading, mayUpdate, onEdit, onRemoved }: DayTableProps) => {
  const text = useText();
  const language = useLanguage();
  const actions: Column<CalendarDayAnswer> = {
    key: 'actions',
    label: text('calendar.actions'),
    width: '13rem',
    align: 'end',
    render: (row) => (
      <span className={styles.rowActions}>
        <Button variant="subtle" size="compact-sm" onClick={() => onEdit(row.day)}>
          {text('ui.edit')}
        </Button>
        <ConfirmAction
          title={text('calendar.remove')}
          confirmLabel={text('calendar.remove')}
          consequence={text('calendar.remove-consequence', { date: formatDate(row.day, language) })}
          isHarmful
          onConfirm={async () => {
            await call(removeCalendarDayRoute, { params: { day: row.day }, language });
            onRemoved();
          }}
          trigger={(open) => (
            <Button variant="subtle" color="gray" size="compact-sm" onClick={open}>
              {text('calendar.remove')}
            </Button>
          )}
        />
      </span>
    ),
  };
  const columns: Column<CalendarDayAnswer>[] = [
    {
      key: 'day',
      label: text('calendar.day'),
      width: '7.5rem',
      render: (row) => formatDate(row.day, language),
    },
    {
      key: 'kind',
      label: text('calendar.kind'),
      width: '11rem',
      render: (row) => text(`calendar.kind.${row.kind}`),
    },
    {
      key: 'name',
      label: text('calendar.name-vi'),
      render: (row) => (language === 'vi' ? row.nameVi : row.nameEn),
    },
    {
      key: 'basis',
      label: text('calendar.basis'),
      width: '34%',
      onPhone: 'text',
      render: (row) => (
        <span
          title={text('calendar.updated', {
            name: row.updatedBy,
            time: formatDateTime(row.updatedAt, language),
          })}
        >
          {row.basis}
          {'. '}
          <span className={row.isVerified ? styles.note : styles.unverified}>
            {text(row.isVerified ? 'calendar.is-verified' : 'calendar.not-verified')}
          </span>
        </span>
      ),
    },
    ...(mayUpdate ? [actions] : []),
  ];
  return (
    <DataTable
      label={text('calendar.days')}
      columns={columns}
      rows={rows}
      rowKey={(row) => row.day}
      isLoading={isLoading}
    />
  );
};
