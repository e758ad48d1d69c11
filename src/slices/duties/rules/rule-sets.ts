import '../tables.ts';
import type { Selectable } from 'kysely';
import type { Tx } from '../../../platform/db/tables.ts';
import type { DutyRule, RuleSetContent } from '../contract/rules.ts';
import type { DutyRuleSetsTable } from '../tables.ts';

export type RuleSetRow = Selectable<DutyRuleSetsTable>;
export type RuleSet = { id: string; number: number; validFrom: string; content: RuleSetContent };

const toRuleSet = (row: Pick<RuleSetRow, 'id' | 'number' | 'valid_from' | 'content'>): RuleSet => ({
  id: row.id,
  number: row.number ?? 0,
  validFrom: row.valid_from,
  content: row.content,
});

/** The approved rule set that applies on a day: of those in force the one with the highest number. */
export const getRuleSetOn = async (tx: Tx, day: string): Promise<RuleSet> => {
  const row = await tx
    .selectFrom('duty_rule_sets')
    .select(['id', 'number', 'valid_from', 'content'])
    .where('state', '=', 'approved')
    .where('valid_from', '<=', day)
    .orderBy('valid_from', 'desc')
    .orderBy('number', 'desc')
    .limit(1)
    .executeTakeFirst();
  if (row) return toRuleSet(row);
  const oldest = await tx
    .selectFrom('duty_rule_sets')
    .select(['id', 'number', 'valid_from', 'content'])
    .where('state', '=', 'approved')
    .orderBy('valid_from')
    .orderBy('number')
    .limit(1)
    .executeTakeFirstOrThrow();
  return toRuleSet(oldest);
};

/** Rule sets by id. */
export const getRuleSets = async (tx: Tx, ids: readonly string[]): Promise<ReadonlyMap<string, RuleSet>> => {
  if (ids.length === 0) return new Map();
  const rows = await tx
    .selectFrom('duty_rule_sets')
    .select(['id', 'number', 'valid_from', 'content'])
    .where('id', 'in', [...new Set(ids)])
    .execute();
  return new Map(rows.map((row) => [row.id, toRuleSet(row)]));
};

/** The rule of a set, or undefined. */
export const findRule = (set: RuleSet | undefined, ruleId: string): DutyRule | undefined =>
  set?.content.rules.find(({ id }) => id === ruleId);
