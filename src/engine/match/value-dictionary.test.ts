import { describe, expect, it } from 'vitest';
import { RecordView } from '../source/record-view.ts';
import { ValueText } from '../source/value-text.ts';
import { seededRandom } from '../testing/seeded-random.ts';
import { FieldMatcher } from './field-matcher.ts';
import { ValueDictionary } from './value-dictionary.ts';

const test = (number: number, op: 'contains' | 'equals' | 'startswith' | 'endswith', value: string) =>
  ({ number, test: { type: 'text', op, value, cased: false } }) as const;

describe('what is remembered of values', () => {
  it('gives the answers of the matcher, also after everything was forgotten many times', () => {
    const random = seededRandom(51);
    const tests = [
      test(3, 'contains', 'ab'),
      test(7, 'equals', 'abc'),
      test(9, 'endswith', 'cab'),
      test(11, 'contains', 'b'),
    ];
    const matchers = [new FieldMatcher(1, tests), new FieldMatcher(2, tests.slice(0, 2))];
    const expected = (value: string, matcher: number): number[] =>
      (matcher === 0 ? tests : tests.slice(0, 2))
        .filter(({ test: { op, value: part } }) =>
          op === 'equals' ? value === part : op === 'endswith' ? value.endsWith(part) : value.includes(part),
        )
        .map(({ number }) => number);
    const dictionary = new ValueDictionary(new ValueText(), 1 << 20);
    const view = new RecordView();
    for (let round = 0; round < 60_000; round++) {
      const length = random(3) === 0 ? 60 + random(60) : random(8);
      const value = Array.from({ length }, () => 'abcd'[random(4)]).join('');
      view.reset();
      view.addMade(1, value);
      const which = random(2);
      const result = dictionary.look(matchers[which]!, view, 0);
      expect([...dictionary.list(result)].sort((a, b) => a - b)).toEqual(expected(value, which));
      if (random(20_000) === 0) dictionary.forget();
    }
  });
});
