import { describe, expect, test } from 'vitest';
import { foldText } from './fold-text.ts';
import { formatBytes, formatNumber } from './format-number.ts';
import { fieldErrors, problemOf } from './problem.ts';
import { en } from './texts/en.ts';
import { vi } from './texts/vi.ts';

describe('plain functions of the design system', () => {
  test('search ignores tone marks, case and Unicode form', () => {
    expect(foldText('Sự cố ĐIỆN'.normalize('NFC'))).toBe('su co dien');
    expect(foldText('Sự cố ĐIỆN'.normalize('NFD'))).toBe('su co dien');
  });

  test('numbers group by language', () => {
    expect(formatNumber(1284.5, 'vi')).toBe('1.284,5');
    expect(formatNumber(1284.5, 'en')).toBe('1,284.5');
    expect(formatBytes(48_214_881, 'vi')).toBe('48,2 MB');
    expect(formatBytes(0, 'en')).toBe('0 B');
  });

  test('a problem is found in what was thrown, and the first message of a field counts', () => {
    const problem = {
      title: 'x',
      status: 422,
      errors: [
        { field: 'a', message: '1' },
        { field: 'a', message: '2' },
      ],
    };
    expect(problemOf(Object.assign(new Error('x'), { problem }))).toBe(problem);
    expect(problemOf(new Error('x'))).toBeUndefined();
    expect(fieldErrors(problem)).toEqual({ a: '1' });
  });

  test('both languages fill in the same values and raise no voice', () => {
    const values = (text: string) => [...text.matchAll(/\{\{(\w+)\}\}/g)].map(([, name]) => name).sort();
    for (const key of Object.keys(vi) as (keyof typeof vi)[]) {
      expect(values(en[key]), key).toEqual(values(vi[key]));
      expect(`${vi[key]}${en[key]}`, key).not.toContain('!');
    }
  });
});
