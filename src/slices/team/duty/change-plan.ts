import './tables.ts';
import type { Ctx } from '../../../platform/ctx/ctx.ts';
import type { Tx } from '../../../platform/db/tables.ts';
import { platformErrors } from '../../../platform/errors/platform-errors.ts';
import { uuid7 } from '../../../platform/ids/uuid7.ts';
import { dutyChanged } from '../contract/duty.ts';
import { dutyErrors } from '../contract/duty-errors.ts';
import type { DutyPlan } from '../contract/duty-plans.ts';
import {
  describePlan,
  findConflicts,
  getDraft,
  isBlocking,
  listAround,
  listPlanShifts,
  type PlanRow,
  replacedRows,
} from './plan-records.ts';
import { lockDutyList, requireMember } from './shift-rules.ts';

const SHOWN_CONFLICTS_MAX = 20;

const save = async (ctx: Ctx, tx: Tx, plan: PlanRow, action: string, changes: Partial<PlanRow> = {}) => {
  const row = await tx
    .updateTable('duty_plans')
    .set({ ...changes, version: plan.version + 1 })
    .where('id', '=', plan.id)
    .returningAll()
    .executeTakeFirstOrThrow();
  const label = `${plan.from_on} – ${plan.to_on}`;
  await ctx.audit(tx, action, { kind: 'duty-plan', id: plan.id, label });
  return describePlan(ctx, tx, row);
};

/** Gives one shift of a draft to another member, or to nobody. */
export const setPlanShift = (
  ctx: Ctx,
  id: string,
  input: { planShiftId: string; memberId: string | null; version: number },
): Promise<DutyPlan> =>
  ctx.tx(async (tx) => {
    ctx.require('duty.plan');
    const plan = await getDraft(ctx, tx, id, input.version);
    const shift = (await listPlanShifts(tx, id)).find((one) => one.id === input.planShiftId);
    if (!shift) {
      throw platformErrors.invalid(undefined, { fields: [{ field: 'planShiftId', reason: 'invalid' }] });
    }
    if (input.memberId) {
      await requireMember(tx, { memberId: input.memberId, startsAt: shift.starts_at, endsAt: shift.ends_at });
    }
    await tx
      .updateTable('duty_plan_shifts')
      .set({ member_id: input.memberId })
      .where('id', '=', shift.id)
      .execute();
    return save(ctx, tx, plan, 'duty.plan-changed');
  });

/**
 * Puts every shift of a draft that has not begun on the list, or none. Without `replace` what stands on the list stands in
 * the way.
 * @throws AppError team.planConflicts with the shifts concerned
 */
export const publishPlan = (
  ctx: Ctx,
  id: string,
  input: { replace: boolean; version: number },
): Promise<DutyPlan> =>
  ctx.tx(async (tx) => {
    ctx.require('duty.plan');
    await lockDutyList(tx);
    const plan = await getDraft(ctx, tx, id, input.version);
    const shifts = (await listPlanShifts(tx, id)).filter((shift) => shift.starts_at > ctx.now());
    const onList = await listAround(tx, plan);
    const replaced = input.replace ? replacedRows(ctx, plan, onList) : [];
    const standing = onList.filter((row) => !replaced.includes(row));
    const conflicts = await findConflicts(tx, { plan, shifts, standing, restHours: 0 });
    const blocked = shifts.filter((shift) => conflicts.get(shift.id)?.some(isBlocking));
    if (blocked.length > 0 || shifts.length === 0) {
      const details = blocked.slice(0, SHOWN_CONFLICTS_MAX).map((shift) => ({
        planShiftId: shift.id,
        startsAt: shift.starts_at.toISOString(),
        conflicts: conflicts.get(shift.id)?.filter(isBlocking),
      }));
      throw dutyErrors.planConflicts({ count: blocked.length }, { details: { conflicts: details } });
    }
    if (replaced.length > 0) {
      const ids = replaced.map((row) => row.shift_id);
      await tx.deleteFrom('duty_shifts').where('id', 'in', ids).execute();
    }
    await tx
      .insertInto('duty_shifts')
      .values(
        shifts.map((shift) => ({
          id: uuid7(ctx.now().getTime()),
          member_id: shift.member_id as string,
          place: plan.place,
          kind: shift.kind,
          starts_at: shift.starts_at,
          ends_at: shift.ends_at,
          created_at: ctx.now(),
        })),
      )
      .execute();
    await ctx.publish(tx, { type: dutyChanged, data: { id }, permission: 'duty.read' });
    const published = {
      state: 'published' as const,
      published_at: ctx.now(),
      published_by_label: ctx.actor.label,
    };
    return save(ctx, tx, plan, 'duty.plan-published', published);
  });

/** Gives up a draft. */
export const discardPlan = (ctx: Ctx, id: string, version: number): Promise<DutyPlan> =>
  ctx.tx(async (tx) => {
    ctx.require('duty.plan');
    const plan = await getDraft(ctx, tx, id, version);
    return save(ctx, tx, plan, 'duty.plan-discarded', { state: 'discarded' });
  });
