import { describe, expect, it } from 'vitest';
import { foldTable, foldText } from '../rule/meaning/fold.ts';
import { seededRandom } from '../testing/seeded-random.ts';
import { KeywordFilter } from './keyword-filter.ts';

const dataOf = (bytes: Uint8Array): DataView => new DataView(bytes.buffer, bytes.byteOffset, bytes.length);

describe('the filter for keywords', () => {
  it('never misses a keyword, wherever it stands and however it is spelt', () => {
    const random = seededRandom(21);
    const letters = [...'abAB:-. \u212akKé'];
    const word = (length: number): string =>
      Array.from({ length }, () => letters[random(letters.length)]).join('');
    let [held, passed] = [0, 0];
    for (let round = 0; round < 300; round++) {
      const keywords = Array.from({ length: 1 + random(4) }, () => foldText(word(3 + random(7))));
      for (const [unitBytes, encoding] of [
        [1, 'utf8'],
        [2, 'utf16le'],
      ] as const) {
        const filter = KeywordFilter.make(keywords, unitBytes);
        if (filter === undefined) continue;
        for (let i = 0; i < 50; i++) {
          const around = [word(random(20)), word(random(20))];
          const middle = random(2) === 0 ? keywords[random(keywords.length)]!.replaceAll('a', 'A') : word(9);
          const text = around.join(middle);
          const padding = random(3);
          const bytes = Buffer.concat([Buffer.alloc(padding), Buffer.from(text, encoding)]);
          const holds = keywords.some((keyword) => foldText(text).includes(keyword));
          const mayHold = filter.mayHold(dataOf(bytes), 0, bytes.length);
          if (holds) expect(mayHold).toBe(true);
          held += holds ? 1 : 0;
          passed += mayHold ? 0 : 1;
        }
      }
    }
    expect(held).toBeGreaterThan(1000);
    expect(passed).toBeGreaterThan(1000);
  });

  it('rests on the Kelvin sign being the only unit outside ASCII that folds into it', () => {
    const folding = [...foldTable.keys()].filter((unit) => unit > 0x7f && foldTable[unit]! <= 0x7f);
    expect(folding).toEqual([0x212a]);
  });

  it('is not made where a keyword has nothing to search for', () => {
    expect(KeywordFilter.make(['ab'], 1)).toBeUndefined();
    expect(KeywordFilter.make(['é', 'abcdef'], 2)).toBeUndefined();
  });
});
