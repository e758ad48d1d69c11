import { describe, expect, test } from 'vitest';
import { formatDate, formatDateTime, formatRelative, parseDate, parseDateTime } from './format-date.ts';

describe('dates on screen', () => {
  test('an instant shows in Vietnam time in both languages', () => {
    expect(formatDateTime('2026-11-22T19:10:00Z', 'vi')).toBe('23/11/2026 02:10');
    expect(formatDateTime('2026-11-22T19:10:00Z', 'en')).toBe('23 Nov 2026 02:10');
  });

  test('a bare date stays that day', () => {
    expect(formatDate('2026-02-05', 'vi')).toBe('05/02/2026');
  });

  test('distances read as words and turn into the date after a week', () => {
    const now = new Date('2026-11-23T00:00:00Z');
    expect(formatRelative('2026-11-22T23:57:00Z', 'vi', now)).toBe('3 phút trước');
    expect(formatRelative('2026-11-23T02:00:00Z', 'en', now)).toBe('in 2 hours');
    expect(formatRelative('2026-11-23T00:00:20Z', 'vi', now)).toBe('vừa xong');
    expect(formatRelative('2026-11-01T00:00:00Z', 'en', now)).toBe('1 Nov 2026');
  });
});

describe('dates as typed', () => {
  test.each(['23/11/2026 02:10', '23-11-2026 2h10', ' 23.11.2026, 02:10 '])(
    '%s is a moment in Vietnam time',
    (typed) => {
      expect(parseDateTime(typed)).toBe('2026-11-22T19:10:00.000Z');
    },
  );

  test.each(['31/02/2026 10:00', '23/11/2026', '23/11/2026 24:00', '23/13/2026 10:00', 'hôm qua'])(
    '%s is no moment',
    (typed) => {
      expect(parseDateTime(typed)).toBeUndefined();
    },
  );

  test('a day comes back as an ISO date and an impossible day as nothing', () => {
    expect(parseDate('5/2/2026')).toBe('2026-02-05');
    expect(parseDate('30/02/2026')).toBeUndefined();
  });
});
