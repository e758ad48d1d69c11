import { expect, test } from 'vitest';
import { wallClockMoment } from './wall-clock-moment.ts';

test('an instant is written as the clock in Viet Nam shows it', () => {
  expect(wallClockMoment(new Date('2026-11-22T18:05:59Z'))).toEqual({
    date: '2026-11-23',
    hour: 1,
    minute: 5,
  });
  expect(wallClockMoment(new Date('2026-11-22T16:59:00Z'))).toEqual({
    date: '2026-11-22',
    hour: 23,
    minute: 59,
  });
});

test('what is known to the hour or the day is not written more exactly', () => {
  const at = new Date('2026-11-22T18:05:00Z');
  expect(wallClockMoment(at, 'hour')).toEqual({ date: '2026-11-23', hour: 1 });
  expect(wallClockMoment(at, 'day')).toEqual({ date: '2026-11-23' });
});
