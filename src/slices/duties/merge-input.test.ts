import { expect, test } from 'vitest';
import { dropBlank, mergeInput } from './merge-input.ts';

test('blank values are left out at any depth, false and zero are values', () => {
  expect(
    dropBlank({ a: ' ', b: [], c: { d: '', e: undefined }, f: false, g: { hour: 0, minute: undefined } }),
  ).toEqual({ f: false, g: { hour: 0 } });
});

test('the first value counts where it says something, the second one else', () => {
  const typed = { name: 'gõ tay', contact: { post: 'Trưởng phòng', phone: '1' }, domains: ['a'] };
  const filled = { name: 'hồ sơ', contact: { phone: '' }, domains: [] };
  expect(mergeInput<object>(filled, typed)).toEqual({
    name: 'hồ sơ',
    contact: { post: 'Trưởng phòng', phone: '1' },
    domains: ['a'],
  });
});
