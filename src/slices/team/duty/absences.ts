import './tables.ts';
import type { Ctx } from '../../../platform/ctx/ctx.ts';
import type { Tx } from '../../../platform/db/tables.ts';
import { platformErrors } from '../../../platform/errors/platform-errors.ts';
import { uuid7 } from '../../../platform/ids/uuid7.ts';
import { addDays, vietnamDateOf } from '../../../platform/time/vietnam-time.ts';
import type { AbsenceKind } from '../contract/duty-codes.ts';
import { toPatterns } from './save-pattern.ts';

const ABSENCE_DAYS_MAX = 366;
const PLANS_SHOWN = 12;

type NewAbsence = { memberId: string; fromOn: string; toOn: string; kind: AbsenceKind };

const listAbsences = async (ctx: Ctx, tx: Tx) => {
  const rows = await tx
    .selectFrom('duty_absences')
    .innerJoin('members', 'members.id', 'duty_absences.member_id')
    .selectAll('duty_absences')
    .select('members.full_name')
    .where('to_on', '>=', vietnamDateOf(ctx.now()))
    .orderBy('from_on')
    .orderBy('duty_absences.id')
    .limit(200)
    .execute();
  return rows.map((row) => ({
    id: row.id,
    member: { id: row.member_id, fullName: row.full_name },
    fromOn: row.from_on,
    toOn: row.to_on,
    kind: row.kind,
  }));
};

/** What planning needs on one page: patterns, the latest plans, who is away. */
export const getPlanning = (ctx: Ctx) =>
  ctx.tx(async (tx) => {
    const patterns = await tx
      .selectFrom('duty_patterns')
      .selectAll()
      .orderBy('is_active', 'desc')
      .orderBy('name')
      .limit(100)
      .execute();
    const plans = await tx
      .selectFrom('duty_plans')
      .innerJoin('duty_patterns', 'duty_patterns.id', 'duty_plans.pattern_id')
      .selectAll('duty_plans')
      .select('duty_patterns.name')
      .where('state', '!=', 'discarded')
      .orderBy('duty_plans.created_at', 'desc')
      .limit(PLANS_SHOWN)
      .execute();
    return {
      items: await toPatterns(tx, patterns),
      plans: plans.map((plan) => ({
        id: plan.id,
        pattern: { id: plan.pattern_id, name: plan.name },
        fromOn: plan.from_on,
        toOn: plan.to_on,
        state: plan.state,
        createdAt: plan.created_at.toISOString(),
        createdBy: plan.created_by_label,
      })),
      absences: await listAbsences(ctx, tx),
    };
  });

/** Notes days on which a member takes no shift. */
export const addAbsence = (ctx: Ctx, input: NewAbsence) =>
  ctx.tx(async (tx) => {
    ctx.require('duty.plan');
    const member = await tx
      .selectFrom('members')
      .select(['id', 'full_name as fullName'])
      .where('id', '=', input.memberId)
      .executeTakeFirst();
    if (!member)
      throw platformErrors.invalid(undefined, { fields: [{ field: 'memberId', reason: 'invalid' }] });
    if (input.toOn < input.fromOn) {
      throw platformErrors.invalid(undefined, { fields: [{ field: 'toOn', reason: 'team.endBeforeStart' }] });
    }
    if (input.toOn > addDays(input.fromOn, ABSENCE_DAYS_MAX)) {
      throw platformErrors.invalid(undefined, {
        fields: [{ field: 'toOn', reason: 'team.spanTooLong', params: { days: ABSENCE_DAYS_MAX } }],
      });
    }
    const id = uuid7(ctx.now().getTime());
    const { memberId, fromOn, toOn, kind } = input;
    await tx
      .insertInto('duty_absences')
      .values({ id, member_id: memberId, from_on: fromOn, to_on: toOn, kind, created_at: ctx.now() })
      .execute();
    await ctx.audit(
      tx,
      'duty.absence-added',
      { kind: 'member', id: memberId, label: member.fullName },
      {
        fromOn,
        toOn,
      },
    );
    return { id, member, fromOn, toOn, kind };
  });

export const removeAbsence = (ctx: Ctx, id: string): Promise<undefined> =>
  ctx.tx(async (tx) => {
    ctx.require('duty.plan');
    const row = await tx.deleteFrom('duty_absences').where('id', '=', id).returningAll().executeTakeFirst();
    if (!row) throw platformErrors.notFound();
    await ctx.audit(
      tx,
      'duty.absence-removed',
      { kind: 'member', id: row.member_id },
      {
        fromOn: row.from_on,
        toOn: row.to_on,
      },
    );
    return undefined;
  });
