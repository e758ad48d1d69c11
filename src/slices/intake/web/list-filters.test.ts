import { describe, expect, test } from 'vitest';
import { startOfPeriod, toListFilters } from './list-filters.ts';

/** 23/11/2026 02:10 in Vietnam, still 22 November in UTC. */
const now = Date.parse('2026-11-22T19:10:00Z');

describe('filters of the list', () => {
  test('periods begin at midnight in Vietnam', () => {
    expect(startOfPeriod('today', now)).toBe('2026-11-22T17:00:00.000Z');
    expect(startOfPeriod('7d', now)).toBe('2026-11-16T17:00:00.000Z');
    expect(startOfPeriod('30d', now)).toBe('2026-10-24T17:00:00.000Z');
    expect(startOfPeriod('year', now)).toBe('2025-12-31T17:00:00.000Z');
  });

  test('an address becomes a query, and unknown words in it are left out', () => {
    expect(
      toListFilters({ state: 'received,verifying,nonsense', kind: 'ransomware', channel: 'fax' }, now),
    ).toEqual({ order: 'newest', state: ['received', 'verifying'], kind: 'ransomware' });
    expect(toListFilters({ order: 'oldest', q: 'cá độ', period: 'today' }, now)).toEqual({
      order: 'oldest',
      q: 'cá độ',
      from: '2026-11-22T17:00:00.000Z',
    });
    expect(toListFilters({}, now)).toEqual({ order: 'newest' });
  });
});
