import { expect, test } from 'vitest';
import { dutyRuleSchema } from '../contract/rules.ts';
import { firstRuleSet } from '../data/first-rule-set.ts';
import { fieldOfPath, toRule, toRuleValues } from './rule-values.ts';

test('every shipped rule comes back from its form unchanged', () => {
  for (const rule of firstRuleSet.rules)
    expect(dutyRuleSchema.parse(toRule(toRuleValues(rule)))).toEqual(rule);
});

test('a fault inside a rule is shown at the field that holds it', () => {
  expect(fieldOfPath('limit.value')).toBe('amount');
  expect(fieldOfPath('recipients.0.role')).toBe('recipients');
  expect(fieldOfPath('trigger.window.to')).toBe('windowTo');
  expect(fieldOfPath('nothing.known')).toBe('id');
});
