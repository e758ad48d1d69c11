import { expect, test } from 'vitest';
import { mondayOf, spanOf, vietnamToday } from './week-days.ts';

test('a week begins on Monday, also across a year', () => {
  expect(mondayOf('2026-11-23')).toBe('2026-11-23');
  expect(mondayOf('2026-11-29')).toBe('2026-11-23');
  expect(mondayOf('2027-01-01')).toBe('2026-12-28');
  expect(mondayOf('not a date')).toBe(mondayOf(vietnamToday()));
});

test('today and its span are those of Viet Nam', () => {
  expect(vietnamToday(new Date('2026-11-22T17:00:00Z'))).toBe('2026-11-23');
  expect(vietnamToday(new Date('2026-11-22T16:59:59Z'))).toBe('2026-11-22');
  expect(new Date(spanOf('2026-11-23').startMs).toISOString()).toBe('2026-11-22T17:00:00.000Z');
});
