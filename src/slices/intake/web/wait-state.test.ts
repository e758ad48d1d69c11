import { describe, expect, test } from 'vitest';
import { waitState } from './wait-state.ts';

const minute = 60_000;

describe('waiting reports', () => {
  test('turn amber after 15 minutes and red at the target of 30 minutes', () => {
    expect(waitState(0, 0)).toBe('calm');
    expect(waitState(15 * minute - 1, 0)).toBe('calm');
    expect(waitState(15 * minute, 0)).toBe('soon');
    expect(waitState(30 * minute - 1, 0)).toBe('soon');
    expect(waitState(30 * minute, 0)).toBe('late');
  });

  test('a clock of the device that lags behind the server is no lateness', () => {
    expect(waitState(0, 5 * minute)).toBe('calm');
  });
});
