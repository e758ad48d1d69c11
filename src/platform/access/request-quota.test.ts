import { expect, test } from 'vitest';
import { createRequestQuota } from './request-quota.ts';

test('a key is refused beyond its limit, others are not, and the next window begins anew', () => {
  const quota = createRequestQuota({ limit: 2, windowMs: 60_000 });
  expect([quota.take('a', 0), quota.take('a', 1), quota.take('a', 59_999)]).toEqual([true, true, false]);
  expect(quota.take('b', 59_999)).toBe(true);
  expect(quota.take('a', 60_000)).toBe(true);
});
