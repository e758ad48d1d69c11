import { Button, Modal, SegmentedControl } from '@mantine/core';
import { useEffect, useState } from 'react';
import { formatDate } from '../../../../ui/format-date.ts';
import { IconChevronLeft, IconChevronRight, IconPlus } from '../../../../ui/icons.tsx';
import { Page } from '../../../../ui/page.tsx';
import { PrintButton } from '../../../../ui/print-button.tsx';
import { useMay } from '../../../../ui/session.ts';
import { ErrorPage, PageLoading } from '../../../../ui/state-pages.tsx';
import { useAddressFilters } from '../../../../ui/use-address.ts';
import { useLanguage, useText } from '../../../../ui/use-text.ts';
import { useAnswer, useLiveRefresh } from '../../../agencies/web/public/use-call.ts';
import { dutyChanged, listShiftsRoute, myDutyRoute, type Shift } from '../../contract/duty.ts';
import { swapChanged } from '../../contract/duty-swaps.ts';
import { addDays, mondayOf, vietnamToday } from '../week-days.ts';
import { type Carry, CarryContext } from './carry.ts';
import { DutyDay } from './duty-day.tsx';
import { DutyNow } from './duty-now.tsx';
import styles from './duty-page.module.css';
import { DutyTools } from './duty-tools.tsx';
import { MonthGrid, monthSpan } from './month-grid.tsx';
import { type Move, MoveQuestion } from './move-question.tsx';
import { MyDuty } from './my-duty.tsx';
import { type OpenShift, ShiftDialog } from './shift-dialog.tsx';
import { ShiftForm } from './shift-form.tsx';
import { timeWords } from './shift-words.ts';

const WEEK = 7;
type View = 'month' | 'week';

/** The span on screen, from the address: `?view=month&from=2026-11-23`. On a phone the week is what fits. */
const useSpan = () => {
  const { values, set } = useAddressFilters();
  const isNarrow = window.matchMedia('(max-width: 48em)').matches;
  const view: View =
    values.view === 'week' || values.view === 'month' ? values.view : isNarrow ? 'week' : 'month';
  const day = /^\d{4}-\d\d-\d\d$/.test(values.from ?? '') ? (values.from as string) : vietnamToday();
  const month = day.slice(0, 7);
  const span = view === 'week' ? { from: mondayOf(day), days: WEEK } : monthSpan(month);
  const step = (by: 1 | -1) => {
    if (view === 'week') return set({ from: addDays(mondayOf(day), by * WEEK) });
    const [year, number] = month.split('-').map(Number) as [number, number];
    return set({ from: new Date(Date.UTC(year, number - 1 + by, 1)).toISOString().slice(0, 10) });
  };
  return {
    view,
    month,
    span,
    step,
    setView: (next: string) => set({ view: next }),
    today: () => set({ from: '' }),
  };
};

/** Taking up and laying down shifts; planners change the list, members ask for swaps. */
const useCarryState = (mayUpdate: boolean, open: (opened: OpenShift) => void) => {
  const maySwap = useMay('duty.swap');
  const mine = useAnswer(myDutyRoute, {}, { isOff: !maySwap });
  const [carried, setCarried] = useState<Shift>();
  const [isDragged, setDragged] = useState(false);
  const [move, setMove] = useState<Move>();
  useEffect(() => {
    const stop = (event: KeyboardEvent) => event.key === 'Escape' && setCarried(undefined);
    window.addEventListener('keydown', stop);
    return () => window.removeEventListener('keydown', stop);
  }, []);
  const myMemberId = mine.data?.memberId ?? null;
  const modeFor = (shift: Shift | undefined) => {
    if (!shift || Date.parse(shift.startsAt) <= Date.now()) return undefined;
    if (mayUpdate) return 'plan';
    return maySwap && shift.member.id === myMemberId ? 'own' : undefined;
  };
  const mode = modeFor(carried);
  const carry: Carry = {
    carried,
    mode,
    myMemberId,
    mayCarry: (shift) => modeFor(shift) !== undefined,
    isDragged,
    takeUp: (shift, byMouse = false) => {
      setCarried(shift);
      setDragged(byMouse);
    },
    putDown: () => setCarried(undefined),
    chooseShift: (other) => {
      if (carried && mode === 'plan') setMove({ one: carried, other });
      if (carried && mode === 'own') open({ shift: carried, part: 'swap', wanted: other });
      setCarried(undefined);
    },
    chooseDay: (day) => {
      if (carried) setMove({ one: carried, day });
      setCarried(undefined);
    },
    open: (shift) => open({ shift, part: 'facts' }),
  };
  return { carry, move, closeMove: () => setMove(undefined) };
};

const CarryBanner = ({ carry }: { carry: Carry }) => {
  const text = useText();
  const { carried, mode } = carry;
  return (
    <div aria-live="polite" className={carried ? styles.banner : 'ui-hidden'}>
      {carried && (
        <>
          <span>
            <strong>
              {text('team.carrying', { time: timeWords(carried), name: carried.member.fullName })}
            </strong>{' '}
            {text(mode === 'own' ? 'team.carrying-own' : 'team.carrying-plan')}
          </span>
          <Button size="xs" variant="default" onClick={carry.putDown}>
            {text('team.carry-stop')}
          </Button>
        </>
      )}
    </div>
  );
};

const Steps = ({ place }: { place: ReturnType<typeof useSpan> }) => {
  const text = useText();
  const { view, step, today, setView } = place;
  const words =
    view === 'week'
      ? (['team.week-before', 'team.week-this', 'team.week-after'] as const)
      : (['team.month-before', 'team.month-this', 'team.month-after'] as const);
  return (
    <div className={`ui-screen-only ${styles.weeks}`}>
      <SegmentedControl
        size="xs"
        aria-label={text('team.duty-view')}
        value={view}
        onChange={setView}
        data={(['month', 'week'] as const).map((value) => ({
          value,
          label: text(`team.duty-view.${value}`),
        }))}
      />
      <Button
        variant="default"
        size="xs"
        leftSection={<IconChevronLeft size="1rem" />}
        onClick={() => step(-1)}
      >
        {text(words[0])}
      </Button>
      <Button variant="default" size="xs" onClick={today}>
        {text(words[1])}
      </Button>
      <Button
        variant="default"
        size="xs"
        rightSection={<IconChevronRight size="1rem" />}
        onClick={() => step(1)}
      >
        {text(words[2])}
      </Button>
    </div>
  );
};

/** The duty list of a month or a week, with who is on duty now above it. */
export const DutyPage = () => {
  const text = useText();
  const language = useLanguage();
  const place = useSpan();
  const { view, month, span } = place;
  const [isAdding, setAdding] = useState(false);
  const [opened, setOpened] = useState<OpenShift>();
  const { data, error } = useAnswer(listShiftsRoute, { query: span });
  useLiveRefresh([dutyChanged, swapChanged], '/api/v1/duty');
  const mayUpdate = data?.can.update ?? false;
  const { carry, move, closeMove } = useCarryState(mayUpdate, setOpened);
  if (error) return <ErrorPage error={error} />;
  if (!data) return <PageLoading />;
  const [year, number] = month.split('-') as [string, string];
  const lead =
    view === 'week'
      ? text('team.duty-week', {
          from: formatDate(span.from, language),
          to: formatDate(addDays(span.from, WEEK - 1), language),
        })
      : text('team.duty-month', { month: Number(number), year });
  return (
    <CarryContext value={carry}>
      <Page
        title={text('team.duty')}
        lead={lead}
        printNote={lead}
        actions={
          <>
            <PrintButton />
            {mayUpdate && (
              <Button leftSection={<IconPlus size="1rem" />} onClick={() => setAdding(true)}>
                {text('team.shift-add')}
              </Button>
            )}
          </>
        }
      >
        <div className={styles.now}>
          <DutyNow />
          {carry.myMemberId && <MyDuty />}
        </div>
        <DutyTools />
        <Steps place={place} />
        <CarryBanner carry={carry} />
        {view === 'month' ? (
          <MonthGrid month={month} shifts={data.items} days={data.days} />
        ) : (
          <ol className={styles.days}>
            {Array.from({ length: WEEK }, (_, at) => addDays(span.from, at)).map((day) => (
              <DutyDay
                key={day}
                day={day}
                shifts={data.items}
                special={data.days.find((special) => special.day === day)}
              />
            ))}
          </ol>
        )}
        <ShiftDialog
          opened={opened}
          mayUpdate={mayUpdate}
          onPart={setOpened}
          onClose={() => setOpened(undefined)}
        />
        <MoveQuestion move={move} onClose={closeMove} />
        <Modal
          opened={isAdding}
          onClose={() => setAdding(false)}
          title={<strong>{text('team.shift-add')}</strong>}
          closeButtonProps={{ 'aria-label': text('ui.close') }}
        >
          <ShiftForm onDone={() => setAdding(false)} />
        </Modal>
      </Page>
    </CarryContext>
  );
};
