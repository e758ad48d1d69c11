import './tables.ts';
import type { Ctx } from '../../../platform/ctx/ctx.ts';
import type { Tx } from '../../../platform/db/tables.ts';
import { platformErrors } from '../../../platform/errors/platform-errors.ts';
import { uuid7 } from '../../../platform/ids/uuid7.ts';
import { addDays, DAY_MS, startOfVietnamDate } from '../../../platform/time/vietnam-time.ts';
import { loadWorkingCalendar } from '../../calendar/public.ts';
import { type CreatePlan, type DutyPlan, PLAN_DAYS_MAX } from '../contract/duty-plans.ts';
import { listShiftRows } from '../list-shift-rows.ts';
import { arrangeShifts } from './arrange-shifts.ts';
import { loadByMember } from './duty-load.ts';
import { describePlan, listAround, loadAbsences, type PlanRow, replacedRows } from './plan-records.ts';
import { listPools, type PatternRow } from './save-pattern.ts';
import { loadStays } from './shift-rules.ts';

/** Fairness looks back over a quarter, so that who carried Tết does not carry the next holiday too. */
const LOOK_BACK_DAYS = 92;

const countDays = (from: string, to: string): number =>
  Math.round((startOfVietnamDate(to).getTime() - startOfVietnamDate(from).getTime()) / DAY_MS) + 1;

const checkDays = (input: CreatePlan): void => {
  const days = countDays(input.fromOn, input.toOn);
  const reason = days < 1 ? 'team.endBeforeStart' : 'team.spanTooLong';
  if (days < 1 || days > PLAN_DAYS_MAX) {
    throw platformErrors.invalid(undefined, {
      fields: [{ field: 'toOn', reason, params: { days: PLAN_DAYS_MAX } }],
    });
  }
};

const arrange = async (ctx: Ctx, tx: Tx, pattern: PatternRow, plan: PlanRow) => {
  const pools = await listPools(tx, [pattern.id]);
  const poolOf = (kind: 'primary' | 'backup') =>
    pools.filter((one) => one.kind === kind).map((one) => one.id);
  const stays = await loadStays(
    tx,
    pools.map((one) => one.id),
  );
  const isAbsent = await loadAbsences(tx, addDays(plan.from_on, -1), addDays(plan.to_on, 3));
  const calendar = await loadWorkingCalendar(tx);
  const start = startOfVietnamDate(plan.from_on);
  const toSpan = (row: {
    member_id: string;
    kind: 'primary' | 'backup';
    starts_at: Date;
    ends_at: Date;
  }) => ({
    memberId: row.member_id,
    kind: row.kind,
    startsAt: row.starts_at,
    endsAt: row.ends_at,
  });
  const before = await listShiftRows(tx, new Date(start.getTime() - LOOK_BACK_DAYS * DAY_MS), start);
  const around = await listAround(tx, plan);
  const replaced = replacedRows(ctx, plan, around);
  return arrangeShifts({
    slots: pattern.slots,
    restHours: pattern.rest_hours,
    pools: { primary: poolOf('primary'), backup: poolOf('backup') },
    from: plan.from_on,
    days: countDays(plan.from_on, plan.to_on),
    calendar,
    earlier: loadByMember(before.map(toSpan), calendar),
    standing: around.filter((row) => !replaced.includes(row)).map(toSpan),
    isFree: (id, turn) =>
      stays.dayOutside(id, turn.startsAt, turn.endsAt) === null && !isAbsent(id, turn.startsAt, turn.endsAt),
  });
};

/** Drafts the shifts of some days from a pattern. @throws AppError platform.invalid naming the field */
export const createPlan = (ctx: Ctx, input: CreatePlan): Promise<DutyPlan> =>
  ctx.tx(async (tx) => {
    ctx.require('duty.plan');
    checkDays(input);
    const pattern = await tx
      .selectFrom('duty_patterns')
      .selectAll()
      .where('id', '=', input.patternId)
      .where('is_active', '=', true)
      .executeTakeFirst();
    if (!pattern)
      throw platformErrors.invalid(undefined, { fields: [{ field: 'patternId', reason: 'invalid' }] });
    const plan = await tx
      .insertInto('duty_plans')
      .values({
        id: uuid7(ctx.now().getTime()),
        pattern_id: pattern.id,
        place: pattern.place,
        from_on: input.fromOn,
        to_on: input.toOn,
        state: 'draft',
        created_at: ctx.now(),
        created_by_label: ctx.actor.label,
        published_by_label: null,
      })
      .returningAll()
      .executeTakeFirstOrThrow();
    const turns = await arrange(ctx, tx, pattern, plan);
    await tx
      .insertInto('duty_plan_shifts')
      .values(
        turns.map((turn) => ({
          id: uuid7(ctx.now().getTime()),
          plan_id: plan.id,
          member_id: turn.memberId,
          kind: turn.kind,
          starts_at: turn.startsAt,
          ends_at: turn.endsAt,
        })),
      )
      .execute();
    await ctx.audit(
      tx,
      'duty.plan-drafted',
      { kind: 'duty-plan', id: plan.id, label: pattern.name },
      { ...input },
    );
    return describePlan(ctx, tx, plan);
  });
