import { Button, Modal } from '@mantine/core';
import { useState } from 'react';
import { Card } from '../../../ui/card.tsx';
import { formatDate } from '../../../ui/format-date.ts';
import { IconChevronLeft, IconChevronRight, IconPlus } from '../../../ui/icons.tsx';
import { Page } from '../../../ui/page.tsx';
import { PrintButton } from '../../../ui/print-button.tsx';
import { ErrorPage, PageLoading } from '../../../ui/state-pages.tsx';
import { useAddressFilters } from '../../../ui/use-address.ts';
import { useLanguage, useText } from '../../../ui/use-text.ts';
import { useAnswer, useLiveRefresh } from '../../agencies/web/public/use-call.ts';
import { dutyChanged, dutyNowRoute, listShiftsRoute } from '../contract/duty.ts';
import { DutyDay } from './duty-day.tsx';
import styles from './duty-page.module.css';
import { ShiftForm } from './shift-form.tsx';
import { ShiftLine } from './shift-line.tsx';
import { addDays, mondayOf, vietnamToday } from './week-days.ts';

const DAYS = 7;

const Now = () => {
  const text = useText();
  const { data } = useAnswer(dutyNowRoute, {}, { refetchMs: 60_000 });
  if (!data) return null;
  return (
    <div className={styles.now}>
      <Card title={text('team.duty-now-title')}>
        {data.isCovered ? null : <p className={styles.uncovered}>{text('team.duty-nobody-text')}</p>}
        <ul className={styles.list}>
          {data.current.map((shift) => (
            <ShiftLine key={shift.id} shift={shift} hasNumbers />
          ))}
        </ul>
      </Card>
      <Card title={text('team.duty-next-title')}>
        {data.next.length === 0 && <p className={styles.quiet}>{text('team.duty-next-none')}</p>}
        <ul className={styles.list}>
          {data.next.map((shift) => (
            <ShiftLine key={shift.id} shift={shift} hasNumbers hasDate />
          ))}
        </ul>
      </Card>
    </div>
  );
};

/** The duty list of a week, with who is on duty now above it. */
export const DutyPage = () => {
  const text = useText();
  const language = useLanguage();
  const { values, set } = useAddressFilters();
  const [isAdding, setAdding] = useState(false);
  const from = mondayOf(values.from ?? vietnamToday());
  const { data, error } = useAnswer(listShiftsRoute, { query: { from, days: DAYS } });
  useLiveRefresh([dutyChanged], '/api/v1/duty');
  if (error) return <ErrorPage error={error} />;
  if (!data) return <PageLoading />;
  const week = text('team.duty-week', {
    from: formatDate(from, language),
    to: formatDate(addDays(from, DAYS - 1), language),
  });
  return (
    <Page
      title={text('team.duty')}
      lead={week}
      printNote={week}
      actions={
        <>
          <PrintButton />
          {data.can.update && (
            <Button leftSection={<IconPlus size="1rem" />} onClick={() => setAdding(true)}>
              {text('team.shift-add')}
            </Button>
          )}
        </>
      }
    >
      <Now />
      <nav className={`ui-screen-only ${styles.weeks}`} aria-label={text('team.duty-weeks')}>
        <Button
          variant="default"
          size="xs"
          leftSection={<IconChevronLeft size="1rem" />}
          onClick={() => set({ from: addDays(from, -DAYS) })}
        >
          {text('team.week-before')}
        </Button>
        <Button variant="default" size="xs" onClick={() => set({ from: '' })}>
          {text('team.week-this')}
        </Button>
        <Button
          variant="default"
          size="xs"
          rightSection={<IconChevronRight size="1rem" />}
          onClick={() => set({ from: addDays(from, DAYS) })}
        >
          {text('team.week-after')}
        </Button>
      </nav>
      <ol className={styles.days}>
        {Array.from({ length: DAYS }, (_, at) => addDays(from, at)).map((day) => (
          <DutyDay key={day} day={day} shifts={data.items} mayUpdate={data.can.update ?? false} />
        ))}
      </ol>
      <Modal
        opened={isAdding}
        onClose={() => setAdding(false)}
        title={<strong>{text('team.shift-add')}</strong>}
        closeButtonProps={{ 'aria-label': text('ui.close') }}
      >
        <ShiftForm onDone={() => setAdding(false)} />
      </Modal>
    </Page>
  );
};
