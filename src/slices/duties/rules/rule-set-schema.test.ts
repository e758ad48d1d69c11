import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { ruleSetContentSchema } from '../contract/rules.ts';
import { firstRuleSet } from '../data/first-rule-set.ts';
import { ruleSetJsonSchema } from './rule-set-schema.ts';

describe('rules as data', () => {
  test('the published JSON Schema is that of the program', () => {
    const published = readFileSync(
      new URL('../../../../docs/duty-rules.schema.json', import.meta.url),
      'utf8',
    );
    expect(JSON.parse(published)).toEqual(ruleSetJsonSchema());
  });

  test('the shipped rules fit their own schema and come back from an export unchanged', () => {
    const copy = JSON.parse(JSON.stringify(firstRuleSet));
    expect(ruleSetContentSchema.parse(copy)).toEqual(firstRuleSet);
  });

  test('every row of the table of duties is shipped, and what nobody read in the text says so', () => {
    const rows = new Set(firstRuleSet.rules.map(({ id }) => id.split('.')[0]));
    const wanted = [
      ...Array.from({ length: 10 }, (_, at) => `A${at + 1}`),
      ...Array.from({ length: 11 }, (_, at) => `B${at + 1}`),
    ];
    expect([...rows].sort()).toEqual(wanted.sort());
    const statusOf = (id: string) => firstRuleSet.rules.find((rule) => rule.id === id)?.basis.status;
    expect(['A5', 'A6'].map(statusOf)).toEqual(['recalled-low', 'recalled-low']);
    expect(['A9', 'A10', 'B6', 'B7'].map(statusOf)).toEqual(Array(4).fill('paraphrase'));
    for (const { basis } of firstRuleSet.rules) expect(basis.noteVi.length > 0).toBe(basis.noteEn.length > 0);
  });
});
