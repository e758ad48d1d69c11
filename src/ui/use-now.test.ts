import { afterEach, expect, test, vi } from 'vitest';
import { shownMoment } from './use-now.ts';

afterEach(() => {
  vi.restoreAllMocks();
});

test('the moment stays the same while it is asked for again and again, however slow the machine is', () => {
  let at = Date.parse('2026-11-29T10:00:14.990Z');
  const clock = vi.spyOn(Date, 'now').mockImplementation(() => at++);
  const first = shownMoment();
  expect(first).toBe(Date.parse('2026-11-29T10:00:14.990Z'));
  for (let times = 0; times < 1_000; times++) expect(shownMoment()).toBe(first);

  at += 60_000;
  const later = shownMoment();
  expect(later - first).toBeGreaterThan(60_000);
  expect(shownMoment()).toBe(later);
  clock.mockImplementation(() => first);
  expect(shownMoment()).toBe(first);
});
