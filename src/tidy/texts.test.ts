import { describe, expect, test } from 'vitest';
import { allTexts } from '../apps/texts.ts';
import { textsEn } from '../apps/web/texts-en.ts';
import { textsVi } from '../apps/web/texts-vi.ts';
import { listFiles, readSource } from './source-files.ts';

const vi: Record<string, string> = { ...allTexts.vi, ...textsVi };
const en: Record<string, string> = { ...allTexts.en, ...textsEn };
const placeholders = (text: string) => [...text.matchAll(/\{\{\s*(\w+)/g)].map((match) => match[1]).sort();
/** Plural forms differ by language: Vietnamese has one. */
const baseOf = (key: string) => key.replace(/_(one|other)$/, '');

describe('texts', () => {
  test('every text exists in Vietnamese and in English', () => {
    const viKeys = new Set(Object.keys(vi).map(baseOf));
    const enKeys = new Set(Object.keys(en).map(baseOf));
    expect([...viKeys].filter((key) => !enKeys.has(key))).toEqual([]);
    expect([...enKeys].filter((key) => !viKeys.has(key))).toEqual([]);
  });

  test('both languages name the same values', () => {
    const differing = Object.keys(vi).filter(
      (key) => en[key] !== undefined && `${placeholders(vi[key] ?? '')}` !== `${placeholders(en[key] ?? '')}`,
    );
    expect(differing).toEqual([]);
  });

  test('no text is empty, shouts, or was left in the other language', () => {
    const all = [...Object.entries(vi), ...Object.entries(en)];
    expect(
      all.filter(([, text]) => text.trim() === '' || /!(\s|$)|Oops/.test(text)).map(([key]) => key),
    ).toEqual([]);
    const same = Object.keys(vi).filter(
      (key) => vi[key] === en[key] && /[ăâđêôơưáàảãạéèẻẽẹíìỉĩịóòỏõọúùủũụýỳỷỹỵ]/i.test(en[key] ?? ''),
    );
    expect(same.filter((key) => !/name|language|brand|sample|placeholder/i.test(key))).toEqual([]);
  });

  test('texts are in Unicode form C', () => {
    expect(
      Object.entries(vi)
        .filter(([, text]) => text !== text.normalize('NFC'))
        .map(([key]) => key),
    ).toEqual([]);
  });

  test('visible words stand in the catalogue, not in the components', () => {
    const faults = listFiles('src', ['.tsx'])
      .filter((path) => !/\.test\.tsx$/.test(path))
      .flatMap((path) =>
        [...readSource(path).matchAll(/>\s*([A-ZÀ-Ỹ][\p{L}]+(?: [\p{L}]+)+)\s*</gu)].map(
          (match) => `${path}: ${match[1]}`,
        ),
      );
    expect(faults).toEqual([]);
  });
});
