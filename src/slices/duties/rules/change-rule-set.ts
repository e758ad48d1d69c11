import '../tables.ts';
import type { Updateable } from 'kysely';
import type { Ctx } from '../../../platform/ctx/ctx.ts';
import type { Tx } from '../../../platform/db/tables.ts';
import { platformErrors } from '../../../platform/errors/platform-errors.ts';
import type { BodyOf } from '../../../platform/http/route.ts';
import { uuid7 } from '../../../platform/ids/uuid7.ts';
import { vietnamDateOf } from '../../../platform/time/vietnam-time.ts';
import { dutyErrors } from '../contract/errors.ts';
import {
  type importRuleSetRoute,
  type RuleSetAnswer,
  ruleSetChanged,
  type saveRuleSetRoute,
} from '../contract/rule-sets.ts';
import type { RuleSetContent } from '../contract/rules.ts';
import type { DutyRuleSetsTable } from '../tables.ts';
import { describeRuleSet, findDifferences, findRuleSetRow, hasHandIn } from './read-rule-sets.ts';
import { getRuleSetOn, type RuleSetRow } from './rule-sets.ts';

const today = (ctx: Ctx): string => vietnamDateOf(ctx.now());
const personId = (ctx: Ctx): string | null => (ctx.actor.kind === 'person' ? ctx.actor.id : null);

const record = async (
  ctx: Ctx,
  tx: Tx,
  action: string,
  row: RuleSetRow,
  data: object = {},
): Promise<void> => {
  const label = row.number === null ? row.note : String(row.number);
  await ctx.audit(tx, action, { kind: 'duty-rule-set', id: row.id, label }, { ...data });
  await ctx.publish(tx, { type: ruleSetChanged, data: {}, permission: 'duty-rule.read' });
};

/** A new version never reaches back: what happened before its first day keeps the rules of then. */
const refusePast = (ctx: Ctx, validFrom: string): void => {
  if (validFrom < today(ctx)) {
    throw platformErrors.invalid(undefined, { fields: [{ field: 'validFrom', reason: 'duties.validFrom' }] });
  }
};

const insertDraft = async (
  ctx: Ctx,
  tx: Tx,
  draft: { validFrom: string; note: string; content: RuleSetContent; basedOnId: string },
): Promise<RuleSetRow> =>
  tx
    .insertInto('duty_rule_sets')
    .values({
      id: uuid7(ctx.now().getTime()),
      number: null,
      state: 'draft',
      valid_from: draft.validFrom,
      note: draft.note,
      content: JSON.stringify(draft.content),
      based_on_id: draft.basedOnId,
      created_at: ctx.now(),
      created_by_person_id: personId(ctx),
      created_by_label: ctx.actor.label,
      changed_at: ctx.now(),
      changed_by_person_id: personId(ctx),
      changed_by_label: ctx.actor.label,
    })
    .returningAll()
    .executeTakeFirstOrThrow();

/** Drafts a new version from the one in force. */
export const createRuleSet = (ctx: Ctx, input: { validFrom: string; note: string }): Promise<RuleSetAnswer> =>
  ctx.tx(async (tx) => {
    ctx.require('duty-rule.update');
    refusePast(ctx, input.validFrom);
    const base = await getRuleSetOn(tx, today(ctx));
    const row = await insertDraft(ctx, tx, { ...input, content: base.content, basedOnId: base.id });
    await record(ctx, tx, 'rule-set.drafted', row);
    return describeRuleSet(ctx, tx, row);
  });

/** Checks an exported rule set against the one in force and, unless it is a dry run, keeps it as a draft. */
export const importRuleSet = (ctx: Ctx, input: BodyOf<typeof importRuleSetRoute>) =>
  ctx.tx(async (tx) => {
    ctx.require('duty-rule.update');
    refusePast(ctx, input.validFrom);
    const base = await getRuleSetOn(tx, today(ctx));
    const differences = findDifferences(base.content, input.content);
    const ruleCount = input.content.rules.length;
    if (input.isDryRun) return { differences, ruleCount, id: null };
    const row = await insertDraft(ctx, tx, { ...input, basedOnId: base.id });
    await record(ctx, tx, 'rule-set.imported', row, { differences });
    return { differences, ruleCount, id: row.id };
  });

const change = (
  ctx: Ctx,
  id: string,
  version: number,
  work: (
    tx: Tx,
    row: RuleSetRow,
  ) => Promise<{ set: Updateable<DutyRuleSetsTable>; action: string; data?: object }>,
): Promise<RuleSetAnswer> =>
  ctx.tx(async (tx) => {
    const row = await tx
      .selectFrom('duty_rule_sets')
      .selectAll()
      .where('id', '=', id)
      .forUpdate()
      .executeTakeFirst();
    if (!row) throw platformErrors.notFound();
    if (row.version !== version) {
      throw platformErrors.stale(undefined, { details: { current: await describeRuleSet(ctx, tx, row) } });
    }
    const { set, action, data } = await work(tx, row);
    await tx
      .updateTable('duty_rule_sets')
      .set({ ...set, version: version + 1 })
      .where('id', '=', id)
      .execute();
    const saved = await findRuleSetRow(tx, id);
    await record(ctx, tx, action, saved, data);
    return describeRuleSet(ctx, tx, saved);
  });

const refuseState = (row: RuleSetRow, wanted: RuleSetRow['state']): void => {
  if (row.state !== wanted) throw dutyErrors.ruleSetStateWrong();
};

const byHand = (ctx: Ctx) => ({
  changed_at: ctx.now(),
  changed_by_person_id: personId(ctx),
  changed_by_label: ctx.actor.label,
});

/** Saves a draft. */
export const saveRuleSet = (
  ctx: Ctx,
  id: string,
  input: BodyOf<typeof saveRuleSetRoute>,
): Promise<RuleSetAnswer> =>
  change(ctx, id, input.version, async (_tx, row) => {
    ctx.require('duty-rule.update');
    refuseState(row, 'draft');
    refusePast(ctx, input.validFrom);
    return {
      set: {
        ...byHand(ctx),
        valid_from: input.validFrom,
        note: input.note,
        content: JSON.stringify(input.content),
      },
      action: 'rule-set.saved',
      data: { differences: findDifferences(row.content, input.content) },
    };
  });

type Step = { version: number; note: string };

/** Lays a draft before a second person. Whoever does so has a hand in it. */
export const proposeRuleSet = (ctx: Ctx, id: string, input: Step): Promise<RuleSetAnswer> =>
  change(ctx, id, input.version, async (_tx, row) => {
    ctx.require('duty-rule.update');
    refuseState(row, 'draft');
    refusePast(ctx, row.valid_from);
    return { set: { state: 'proposed', ...byHand(ctx) }, action: 'rule-set.proposed' };
  });

/** Takes a proposed version back to drafting. */
export const returnRuleSet = (ctx: Ctx, id: string, input: Step): Promise<RuleSetAnswer> =>
  change(ctx, id, input.version, async (_tx, row) => {
    ctx.require('duty-rule.update');
    refuseState(row, 'proposed');
    return { set: { state: 'draft' }, action: 'rule-set.returned', data: { note: input.note } };
  });

const requireSecondPerson = (ctx: Ctx, row: RuleSetRow): void => {
  ctx.require('duty-rule.approve');
  refuseState(row, 'proposed');
  if (ctx.actor.kind !== 'person' || hasHandIn(ctx, row)) throw dutyErrors.secondPersonNeeded();
};

const decision = (ctx: Ctx, note: string) => ({
  decided_at: ctx.now(),
  decided_by_person_id: personId(ctx),
  decided_by_label: ctx.actor.label,
  decision_note: note || null,
});

/** Approves a version: it gets its number, and is never changed again. @throws AppError duties.secondPersonNeeded */
export const approveRuleSet = (ctx: Ctx, id: string, input: Step): Promise<RuleSetAnswer> =>
  change(ctx, id, input.version, async (tx, row) => {
    requireSecondPerson(ctx, row);
    refusePast(ctx, row.valid_from);
    const { last } = await tx
      .selectFrom('duty_rule_sets')
      .select((eb) => eb.fn.max('number').as('last'))
      .executeTakeFirstOrThrow();
    return {
      set: { state: 'approved', number: (last ?? 0) + 1, ...decision(ctx, input.note) },
      action: 'rule-set.approved',
      data: { validFrom: row.valid_from },
    };
  });

/** Refuses a proposed version; the reason stays. */
export const refuseRuleSet = (ctx: Ctx, id: string, input: Step): Promise<RuleSetAnswer> =>
  change(ctx, id, input.version, async (_tx, row) => {
    requireSecondPerson(ctx, row);
    if (input.note.length < 3) {
      throw platformErrors.invalid(undefined, { fields: [{ field: 'note', reason: 'required' }] });
    }
    return {
      set: { state: 'refused', ...decision(ctx, input.note) },
      action: 'rule-set.refused',
      data: { note: input.note },
    };
  });
