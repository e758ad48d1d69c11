import { expect, test } from 'vitest';
import { daysOf, isCalendarPeriod, periodAround, periodBefore } from './period.ts';

test('calendar periods hold their date and end on their last day', () => {
  expect(periodAround('month', '2028-02-11')).toEqual({
    kind: 'month',
    from: '2028-02-01',
    to: '2028-02-29',
  });
  expect(periodAround('quarter', '2026-11-23')).toEqual({
    kind: 'quarter',
    from: '2026-10-01',
    to: '2026-12-31',
  });
  expect(periodAround('half-year', '2026-06-30')).toEqual({
    kind: 'half-year',
    from: '2026-01-01',
    to: '2026-06-30',
  });
  expect(periodAround('year', '2026-01-01')).toEqual({ kind: 'year', from: '2026-01-01', to: '2026-12-31' });
});

test('a period is compared with the one before, across the turn of the year', () => {
  expect(periodBefore(periodAround('month', '2027-01-05'))).toEqual({
    kind: 'month',
    from: '2026-12-01',
    to: '2026-12-31',
  });
  expect(periodBefore(periodAround('quarter', '2026-02-01'))).toMatchObject({
    from: '2025-10-01',
    to: '2025-12-31',
  });
});

test('a year with its own cut-off days keeps them', () => {
  const year = { kind: 'year', from: '2025-12-15', to: '2026-12-14' } as const;
  expect(isCalendarPeriod(year)).toBe(false);
  expect(periodBefore(year)).toEqual({ kind: 'year', from: '2024-12-15', to: '2025-12-14' });
});

test('a free range is compared with as many days before it', () => {
  const range = { kind: 'range', from: '2026-03-10', to: '2026-03-12' } as const;
  expect(daysOf(range)).toBe(3);
  expect(periodBefore(range)).toEqual({ kind: 'range', from: '2026-03-07', to: '2026-03-09' });
});
