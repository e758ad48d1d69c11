import { describe, expect, it } from 'vitest';
import { seededRandom } from '../../testing/seeded-random.ts';
import { leastLength } from './least-length.ts';

describe('the least length of what an expression matches', () => {
  it.each([
    ['.{1000,}', 1000],
    ['abc', 3],
    ['a+b*c?', 1],
    ['(?:ab|c)d', 2],
    ['(?<name>xy){2}z', 5],
    ['(?=abc)d', 1],
    ['\\bcmd\\b', 3],
    ['[^\\]a]{3}', 3],
    ['\\\\[a-z]{1,32}\\.[a-z]{1,6}\\.[ "\']{1}', 6],
    ['\\x41\\u0042\\d', 3],
    ['', 0],
    ['a||b', 0],
  ])('%s', (source, least) => expect(leastLength(source)).toBe(least));

  it('is never more than what really matches', () => {
    const random = seededRandom(11);
    const pieces = [
      'a',
      'b',
      '.',
      '[ab]',
      '\\.',
      '(',
      '(?:',
      ')',
      '|',
      '+',
      '*',
      '?',
      '{2}',
      '{0,2}',
      '^',
      '$',
      '\\b',
    ];
    let compared = 0;
    for (let i = 0; i < 60_000; i++) {
      const source = Array.from({ length: 1 + random(9) }, () => pieces[random(pieces.length)]!).join('');
      let regex: RegExp;
      try {
        regex = new RegExp(source);
      } catch {
        continue;
      }
      const text = Array.from({ length: random(6) }, () => 'ab.'[random(3)]).join('');
      const found = regex.exec(text);
      if (found === null) continue;
      compared++;
      expect(found[0].length, source).toBeGreaterThanOrEqual(leastLength(source));
    }
    expect(compared).toBeGreaterThan(2000);
  });
});
