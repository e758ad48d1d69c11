import { expect, test } from 'vitest';
import { addDays, startOfVietnamDate, vietnamDateOf } from './vietnam-time.ts';

test('the date changes at midnight in Viet Nam, in every season', () => {
  expect(vietnamDateOf(new Date('2026-03-29T16:59:59Z'))).toBe('2026-03-29');
  expect(vietnamDateOf(new Date('2026-03-29T17:00:00Z'))).toBe('2026-03-30');
  expect(startOfVietnamDate('2026-10-25').toISOString()).toBe('2026-10-24T17:00:00.000Z');
});

test('every day of a year has 24 hours, whatever the zone of the machine', () => {
  for (let date = '2026-01-01'; date < '2027-01-01'; date = addDays(date, 1)) {
    const length = startOfVietnamDate(addDays(date, 1)).getTime() - startOfVietnamDate(date).getTime();
    expect(length).toBe(86_400_000);
  }
});
