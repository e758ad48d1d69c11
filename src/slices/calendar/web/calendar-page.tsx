import { Button, Modal } from '@mantine/core';
import { useState } from 'react';
import { Card } from '../../../ui/card.tsx';
import { formatDate } from '../../../ui/format-date.ts';
import { IconChevronLeft, IconChevronRight, IconPlus } from '../../../ui/icons.tsx';
import { Page } from '../../../ui/page.tsx';
import { ErrorPage } from '../../../ui/state-pages.tsx';
import { useAddressFilters } from '../../../ui/use-address.ts';
import { useLanguage, useText } from '../../../ui/use-text.ts';
import { createWorkingCalendar, dayKinds } from '../contract/working-calendar.ts';
import type { CalendarDayAnswer } from '../contract.ts';
import styles from './calendar.module.css';
import { DayForm } from './day-form.tsx';
import { DayTable } from './day-table.tsx';
import { datesOf, MonthGrid } from './month-grid.tsx';
import { useCalendarYear } from './use-calendar.ts';

const VIETNAM_OFFSET_MS = 7 * 3_600_000;
const thisYear = (): number => new Date(Date.now() + VIETNAM_OFFSET_MS).getUTCFullYear();
const months = Array.from({ length: 12 }, (_, at) => String(at + 1).padStart(2, '0'));

type MonthsProps = {
  year: number;
  days: readonly CalendarDayAnswer[];
  onDay: ((day: string) => void) | undefined;
};

const Months = ({ year, days, onDay }: MonthsProps) => {
  const text = useText();
  const language = useLanguage();
  const calendar = createWorkingCalendar(days);
  const unverified = new Set(days.filter(({ isVerified }) => !isVerified).map(({ day }) => day));
  const toDay = (date: string) => ({
    date,
    kind: calendar.kindOf(date),
    name: calendar.nameOf(date, language),
    isUnverified: unverified.has(date),
  });
  return (
    <>
      <ul className={styles.legend}>
        {dayKinds.map((kind) => (
          <li key={kind}>
            <span className={`${styles.day} ${styles.swatch}`} data-kind={kind}>
              7
            </span>
            {text(`calendar.kind.${kind}`)}
          </li>
        ))}
        <li>
          <span className={`${styles.day} ${styles.swatch}`} data-unverified>
            7
          </span>
          {text('calendar.not-verified')}
        </li>
      </ul>
      <div className={styles.months}>
        {months.map((month) => (
          <MonthGrid
            key={month}
            month={`${year}-${month}`}
            days={datesOf(`${year}-${month}`).map(toDay)}
            onDay={onDay}
          />
        ))}
      </div>
    </>
  );
};

/** The working calendar of one year: months at a glance, the days that differ, and their basis. */
export const CalendarPage = () => {
  const text = useText();
  const language = useLanguage();
  const { values, set } = useAddressFilters();
  const [edited, setEdited] = useState<string>();
  const year = Number(values.year) || thisYear();
  const { data, error, isPending, refresh } = useCalendarYear(year);
  if (error) return <ErrorPage error={error} />;
  const days = (data?.items ?? []).filter(({ day }) => day.startsWith(String(year)));
  const mayUpdate = data?.can.update ?? false;
  const count = createWorkingCalendar(days).countWorkingDays(`${year - 1}-12-31`, `${year}-12-31`);
  const unverified = days.filter(({ isVerified }) => !isVerified).length;
  const close = () => {
    setEdited(undefined);
    refresh();
  };
  return (
    <Page
      title={text('calendar.title')}
      lead={text('calendar.lead')}
      actions={
        mayUpdate && (
          <Button leftSection={<IconPlus size="1rem" />} onClick={() => setEdited('')}>
            {text('calendar.add')}
          </Button>
        )
      }
    >
      <nav className={styles.bar} aria-label={text('calendar.year', { year: String(year) })}>
        <Button variant="default" size="xs" onClick={() => set({ year: String(year - 1) })}>
          <IconChevronLeft size="1rem" />
          {year - 1}
        </Button>
        <span className={styles.year}>{text('calendar.year', { year: String(year) })}</span>
        <Button variant="default" size="xs" onClick={() => set({ year: String(year + 1) })}>
          {year + 1}
          <IconChevronRight size="1rem" />
        </Button>
        <span className={styles.note}>{text('calendar.working-days', { count })}</span>
        {unverified > 0 && (
          <span className={styles.unverified}>
            {text('calendar.unverified-count', { count: unverified })}
          </span>
        )}
      </nav>
      {data?.yearsNotCovered.includes(year) && (
        <p className={styles.warning} role="status">
          {text('calendar.not-covered', { year: String(year) })}
        </p>
      )}
      <Months year={year} days={days} onDay={mayUpdate ? setEdited : undefined} />
      <Card title={text('calendar.days')} count={days.length} padding="flush">
        <DayTable
          rows={days}
          isLoading={isPending}
          mayUpdate={mayUpdate}
          onEdit={setEdited}
          onRemoved={refresh}
        />
      </Card>
      <Modal
        opened={edited !== undefined}
        onClose={() => setEdited(undefined)}
        title={
          <strong>
            {edited ? text('calendar.edit', { date: formatDate(edited, language) }) : text('calendar.new')}
          </strong>
        }
        closeButtonProps={{ 'aria-label': text('ui.close') }}
      >
        {edited !== undefined && (
          <DayForm held={days.find(({ day }) => day === edited)} day={edited} onDone={close} />
        )}
      </Modal>
    </Page>
  );
};
