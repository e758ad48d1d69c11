import '../tables.ts';
import type { Ctx } from '../../../platform/ctx/ctx.ts';
import type { Tx } from '../../../platform/db/tables.ts';
import { platformErrors } from '../../../platform/errors/platform-errors.ts';
import type { RawReply } from '../../../platform/http/route.ts';
import { vietnamDateOf } from '../../../platform/time/vietnam-time.ts';
import type { RuleDifference, RuleSetAnswer, RuleSetItem } from '../contract/rule-sets.ts';
import type { RuleSetContent } from '../contract/rules.ts';
import { isValidOn } from './incident-state.ts';
import { ruleSetJsonSchema } from './rule-set-schema.ts';
import { getRuleSetOn, type RuleSetRow } from './rule-sets.ts';

/** Did this person write or propose the set? Such a person does not approve it. */
export const hasHandIn = (ctx: Ctx, row: RuleSetRow): boolean =>
  ctx.actor.id === null ||
  ctx.actor.id === row.created_by_person_id ||
  ctx.actor.id === row.changed_by_person_id;

const toItem = (ctx: Ctx, row: RuleSetRow, inForceId: string): RuleSetItem => {
  const mayApprove = row.state === 'proposed' && ctx.can('duty-rule.approve') && !hasHandIn(ctx, row);
  const mayUpdate = ctx.can('duty-rule.update');
  return {
    id: row.id,
    number: row.number,
    state: row.state,
    validFrom: row.valid_from,
    note: row.note,
    ruleCount: row.content.rules.length,
    unverifiedCount: row.content.rules.filter(({ basis }) => basis.status !== 'verified').length,
    createdAt: row.created_at.toISOString(),
    createdBy: row.created_by_label,
    changedAt: row.changed_at.toISOString(),
    changedBy: row.changed_by_label,
    decidedAt: row.decided_at?.toISOString() ?? null,
    decidedBy: row.decided_by_label,
    decisionNote: row.decision_note,
    isInForce: row.id === inForceId,
    version: row.version,
    can: {
      update: mayUpdate && row.state === 'draft',
      propose: mayUpdate && row.state === 'draft',
      return: mayUpdate && row.state === 'proposed',
      approve: mayApprove,
      refuse: mayApprove,
    },
  };
};

/** Paths of values that differ, `trigger.all`, `limit.value`; lists as a whole. */
const changedPaths = (before: unknown, after: unknown, path = ''): string[] => {
  if (JSON.stringify(before) === JSON.stringify(after)) return [];
  const isPlain = (value: unknown): value is Record<string, unknown> =>
    typeof value === 'object' && value !== null && !Array.isArray(value);
  if (!isPlain(before) || !isPlain(after)) return [path];
  return [...new Set([...Object.keys(before), ...Object.keys(after)])].flatMap((name) =>
    changedPaths(before[name], after[name], path ? `${path}.${name}` : name),
  );
};

/** How one content differs from another, rule by rule; the ladder counts as a rule of that name. */
export const findDifferences = (before: RuleSetContent, after: RuleSetContent): RuleDifference[] => {
  const found: RuleDifference[] = [];
  for (const rule of before.rules) {
    const other = after.rules.find(({ id }) => id === rule.id);
    if (!other) found.push({ ruleId: rule.id, kind: 'removed', fields: [] });
    else {
      const fields = changedPaths(rule, other);
      if (fields.length > 0) found.push({ ruleId: rule.id, kind: 'changed', fields });
    }
  }
  for (const rule of after.rules) {
    if (!before.rules.some(({ id }) => id === rule.id))
      found.push({ ruleId: rule.id, kind: 'added', fields: [] });
  }
  const ladder = changedPaths(before.ladder, after.ladder, 'ladder');
  return ladder.length > 0 ? [...found, { ruleId: 'ladder', kind: 'changed', fields: ladder }] : found;
};

export const findRuleSetRow = async (tx: Tx, id: string): Promise<RuleSetRow> => {
  const row = await tx.selectFrom('duty_rule_sets').selectAll().where('id', '=', id).executeTakeFirst();
  if (!row) throw platformErrors.notFound();
  return row;
};

const today = (ctx: Ctx): string => vietnamDateOf(ctx.now());

export const describeRuleSet = async (ctx: Ctx, tx: Tx, row: RuleSetRow): Promise<RuleSetAnswer> => {
  const inForce = await getRuleSetOn(tx, today(ctx));
  const base = row.based_on_id ? await findRuleSetRow(tx, row.based_on_id) : null;
  return {
    ...toItem(ctx, row, inForce.id),
    content: row.content,
    basedOnNumber: base?.number ?? null,
    differences: base ? findDifferences(base.content, row.content) : [],
  };
};

export const readRuleSet = (ctx: Ctx, id: string): Promise<RuleSetAnswer> =>
  ctx.tx(async (tx) => describeRuleSet(ctx, tx, await findRuleSetRow(tx, id)));

/** Versions, the newest first. */
export const listRuleSets = (ctx: Ctx) =>
  ctx.tx(async (tx) => {
    const rows = await tx.selectFrom('duty_rule_sets').selectAll().orderBy('id', 'desc').limit(200).execute();
    const inForce = await getRuleSetOn(tx, today(ctx));
    return {
      items: rows.map((row) => toItem(ctx, row, inForce.id)),
      can: { create: ctx.can('duty-rule.update') },
    };
  });

/** The rules that apply on a day. */
export const listRules = (ctx: Ctx, on: string | undefined) =>
  ctx.tx(async (tx) => {
    const day = on ?? today(ctx);
    const set = await getRuleSetOn(tx, day);
    return {
      number: set.number,
      validFrom: set.validFrom,
      items: set.content.rules.map((rule) => ({ ...rule, isValid: isValidOn(rule, day) })),
      can: { readSets: ctx.can('duty-rule.read') },
    };
  });

/** A version as a file; `import` takes it in elsewhere. */
export const exportRuleSet = (ctx: Ctx, id: string): Promise<RawReply> =>
  ctx.tx(async (tx) => {
    const row = await findRuleSetRow(tx, id);
    return {
      contentType: 'application/json; charset=utf-8',
      fileName: `khien-duty-rules-${row.number ?? 'draft'}.json`,
      body: `${JSON.stringify(row.content, null, 2)}\n`,
    };
  });

export const serveRuleSetSchema = (): RawReply => ({
  contentType: 'application/schema+json; charset=utf-8',
  body: `${JSON.stringify(ruleSetJsonSchema(), null, 2)}\n`,
});
