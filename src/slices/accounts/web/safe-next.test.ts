import { expect, test } from 'vitest';
import { safeNext } from './safe-next.ts';

test.each([
  'https://evil.example',
  '//evil.example',
  '/\\evil.example',
  'javascript:alert(1)',
  '/a\nb',
  '',
  undefined,
  '/sign-out',
])('does not follow %j after signing in', (next) => {
  expect(safeNext(next)).toBe('/');
});

test('goes to a page of the application with its filters', () => {
  expect(safeNext('/incidents?status=open#log')).toBe('/incidents?status=open#log');
});
