import { expect, test } from 'vitest';
import { createWorkingCalendar } from '../../calendar/public.ts';
import { addHours, monthBounds, payOf, workHoursOf } from './work-hours.ts';

const calendar = createWorkingCalendar([
  { day: '2026-09-02', kind: 'holiday', nameVi: 'Quốc khánh', nameEn: 'National Day' },
]);
const spell = (from: string, to: string) => ({
  from: new Date(`${from}:00+07:00`),
  to: new Date(`${to}:00+07:00`),
});

test('a night over the end of a Friday is split at midnight and between 22 and 6', () => {
  expect(workHoursOf(spell('2026-11-20T20:00', '2026-11-21T07:30'), calendar)).toEqual({
    workday: 4,
    weekend: 7.5,
    holiday: 0,
    night: 8,
    total: 11.5,
  });
});
test('a holiday is neither working day nor day of rest', () => {
  expect(workHoursOf(spell('2026-09-02T08:00', '2026-09-02T12:15'), calendar)).toMatchObject({
    holiday: 4.25,
    workday: 0,
    weekend: 0,
    night: 0,
  });
});
test('an empty spell has no hours, and sums do not drift', () => {
  const none = workHoursOf(spell('2026-11-20T20:00', '2026-11-20T20:00'), calendar);
  expect(none.total).toBe(0);
  const tenth = { workday: 0.1, weekend: 0, holiday: 0, night: 0, total: 0.1 };
  expect(addHours(Array.from({ length: 30 }, () => tenth)).total).toBe(3);
});
test('a month begins and ends at midnight in Viet Nam', () => {
  expect(monthBounds('2026-12')).toEqual(spell('2026-12-01T00:00', '2027-01-01T00:00'));
});
test('pay follows the factors of the Labour Code', () => {
  expect(payOf({ workday: 2, weekend: 1, holiday: 1, night: 2, total: 4 }, 100_000)).toBe(860_000);
});
