import { expect, test } from 'vitest';
import { startOfPeriod, toListFilters } from './list-filters.ts';

const now = Date.parse('2026-11-23T02:10:00+07:00');

test('the address says the query of the list; unknown words are left out', () => {
  expect(
    toListFilters(
      { status: 'received,nonsense,closed', severity: 'M1', sort: '-detected', lead: 'me', x: '1' },
      now,
    ),
  ).toEqual({
    sort: 'detected',
    direction: 'desc',
    status: ['received', 'closed'],
    severity: ['M1'],
    lead: 'me',
  });
  expect(toListFilters({ sort: 'number' }, now)).toEqual({ sort: 'number', direction: 'asc' });
});

test('periods begin at midnight in Viet Nam', () => {
  expect(startOfPeriod('7d', now)).toBe('2026-11-16T17:00:00.000Z');
  expect(startOfPeriod('year', now)).toBe('2025-12-31T17:00:00.000Z');
});
