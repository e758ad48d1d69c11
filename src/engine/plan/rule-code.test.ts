import { expect, it } from 'vitest';
import { ruleOf } from '../match/testing/compare-engines.ts';
import { naiveMatch } from '../match/testing/naive-match.ts';
import { randomExpression, randomRecord } from '../match/testing/random-pairs.ts';
import { seededRandom } from '../testing/seeded-random.ts';
import { decodeRule, encodeRules } from './rule-code.ts';

it('rules mean the same after they were turned into numbers, kept as JSON and turned back', () => {
  const random = seededRandom(11);
  const expressions = Array.from({ length: 300 }, () => randomExpression(random));
  const code = JSON.parse(JSON.stringify(encodeRules(expressions.map(ruleOf)))) as ReturnType<
    typeof encodeRules
  >;
  const records = Array.from({ length: 60 }, () => randomRecord(random));
  for (const [rule, expression] of expressions.entries()) {
    const again = decodeRule(code, rule);
    for (const record of records)
      expect([expression, record, naiveMatch(again, record)]).toEqual([
        expression,
        record,
        naiveMatch(expression, record),
      ]);
  }
});

it('equal questions have one number, unequal ones never', () => {
  const text = (value: string, cased = false) =>
    ({ op: 'test', field: 'F', test: { type: 'text', op: 'contains', value, cased } }) as const;
  const rules = [text('a'), text('a'), text('a', true), text('A'), { ...text('a'), field: null }];
  const { code } = encodeRules(rules.map(ruleOf));
  expect(code).toEqual([0, 0, 2, 4, 6]);
});
