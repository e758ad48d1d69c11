import { describe, expect, test } from 'vitest';
import { clockState } from './clock-state.ts';
import { formatSpan } from './format-span.ts';
import { vi } from './texts/vi.ts';
import type { Text } from './use-text.ts';

const hour = 3_600_000;
const text: Text = (key, params = {}) =>
  (vi as Record<string, string>)[key]?.replace(/\{\{(\w+)\}\}/g, (_, name: string) => String(params[name])) ??
  key;

describe('clocks', () => {
  test('a clock is calm, amber under a fifth, red from the due moment on, at rest when fulfilled', () => {
    expect(clockState(0, 24 * hour, 0)).toBe('calm');
    expect(clockState(20 * hour, 24 * hour, 0)).toBe('soon');
    expect(clockState(24 * hour, 24 * hour, 0)).toBe('late');
    expect(clockState(30 * hour, 24 * hour, 0, 20 * hour)).toBe('done');
  });

  test('without a start the last hour is amber', () => {
    expect(clockState(0, 2 * hour)).toBe('calm');
    expect(clockState(1.5 * hour, 2 * hour)).toBe('soon');
  });

  test('spans read in two units at most', () => {
    expect(formatSpan(3.2 * hour, text)).toBe('3 giờ 12 phút');
    expect(formatSpan(-2 * hour, text)).toBe('2 giờ');
    expect(formatSpan(53 * hour, text)).toBe('2 ngày 5 giờ');
    expect(formatSpan(10_000, text)).toBe('dưới 1 phút');
  });
});
