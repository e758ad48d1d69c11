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

/** Approved sets never change, so what was read once need not be read again with every change of an incident. */
const approved = new Map<string, RuleSet>();
const approvedMax = 50;

/** Rule sets by id. */
export const getRuleSets = async (tx: Tx, ids: readonly string[]): Promise<ReadonlyMap<string, RuleSet>> => {
  const missing = [...new Set(ids)].filter((id) => !approved.has(id));
  const read = await readRuleSets(tx, missing);
  if (approved.size + read.size > approvedMax) approved.clear();
  for (const [id, set] of read) if (set.number > 0) approved.set(id, set);
  return new Map(
    ids.flatMap((id) => {
      const set = approved.get(id) ?? read.get(id);
      return set ? [[id, set] as const] : [];
    }),
  );
};

const readRuleSets = async (tx: Tx, ids: readonly string[]): Promise<ReadonlyMap<string, RuleSet>> => {
  if (ids.length === 0) return new Map();
  const rows = await tx
    .selectFrom('duty_rule_sets')
    .select(['id', 'number', 'valid_from', 'content'])
    .where('id', 'in', ids)
    .execute();
  return new Map(rows.map((row) => [row.id, toRuleSet(row)]));
};

/** The rule of a set, or undefined. */
export const findRule = (set: RuleSet | undefined, ruleId: string): DutyRule | undefined =>
  set?.content.rules.find(({ id }) => id === ruleId);
