import { describe, expect, it } from 'vitest';
import { seededRandom } from '../../testing/seeded-random.ts';
import { holdsSequence, literalSequence } from './literal-sequence.ts';

describe('expressions that are texts with .* between them', () => {
  it('are recognised, and nothing else is', () => {
    expect(literalSequence('\\+.*\\+.*\\+', '')).toEqual(['+', '+', '+']);
    expect(literalSequence('.*a\\.b.*c.*', '')).toEqual(['a.b', 'c']);
    expect(literalSequence('a-b.*c', '')).toEqual(['a-b', 'c']);
    for (const other of [
      'a',
      'a.*?b',
      'a.+b',
      'a|b.*c',
      '^a.*b',
      'a\\d.*b',
      '(a.*b)',
      'a.*b{2}',
      'a.**b',
      'a*.*b',
    ])
      expect(literalSequence(other, '')).toBeUndefined();
    expect(literalSequence('a.*b', 'i')).toBeUndefined();
  });

  it('hold exactly where the regular expression holds', () => {
    const random = seededRandom(11);
    const letters = ['a', 'b', '+', '{', '\n', '\r', '\u2028', 'x'];
    const word = (length: number, kinds: number): string =>
      Array.from({ length }, () => letters[random(kinds)]).join('');
    let held = 0;
    for (let i = 0; i < 20_000; i++) {
      const texts = Array.from({ length: 2 + random(3) }, () => word(1 + random(2), 4));
      const source = texts.map((text) => text.replace(/[+{]/g, '\\$&')).join('.*');
      const value = word(random(14), 8);
      for (const flags of ['', 's']) {
        const expected = new RegExp(source, flags).test(value);
        expect(literalSequence(source, flags)).toEqual(texts);
        expect(holdsSequence(value, texts, flags === 's')).toBe(expected);
        held += expected ? 1 : 0;
      }
    }
    expect(held).toBeGreaterThan(500);
  });
});
