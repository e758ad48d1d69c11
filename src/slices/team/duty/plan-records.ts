import './tables.ts';
import type { Selectable } from 'kysely';
import type { Ctx } from '../../../platform/ctx/ctx.ts';
import type { Tx } from '../../../platform/db/tables.ts';
import { platformErrors } from '../../../platform/errors/platform-errors.ts';
import { addDays, DAY_MS, startOfVietnamDate, vietnamDateOf } from '../../../platform/time/vietnam-time.ts';
import { loadWorkingCalendar } from '../../calendar/public.ts';
import type { PlanConflict } from '../contract/duty-codes.ts';
import { dutyErrors } from '../contract/duty-errors.ts';
import type { DutyPlan } from '../contract/duty-plans.ts';
import { listShiftRows, type ShiftRow } from '../list-shift-rows.ts';
import { toFigures } from './fairness.ts';
import { loadStays } from './shift-rules.ts';
import type { DutyPlanShiftsTable, DutyPlansTable } from './tables.ts';

export type PlanRow = Selectable<DutyPlansTable>;
export type PlanShiftRow = Selectable<DutyPlanShiftsTable>;
type Conflict = { kind: PlanConflict; name: string | null };

const HOUR_MS = 3_600_000;

/** Days of absence of members around a span, for asking whether a shift falls into them. */
export const loadAbsences = async (tx: Tx, from: string, to: string) => {
  const rows = await tx
    .selectFrom('duty_absences')
    .select(['member_id', 'from_on', 'to_on'])
    .where('to_on', '>=', from)
    .where('from_on', '<=', to)
    .execute();
  return (memberId: string, startsAt: Date, endsAt: Date): boolean => {
    const [first, last] = [vietnamDateOf(startsAt), vietnamDateOf(new Date(endsAt.getTime() - 1))];
    return rows.some((row) => row.member_id === memberId && row.from_on <= last && row.to_on >= first);
  };
};

/** @throws AppError platform.notFound, platform.stale, team.planClosed */
export const getDraft = async (ctx: Ctx, tx: Tx, id: string, version: number): Promise<PlanRow> => {
  const row = await tx
    .selectFrom('duty_plans')
    .selectAll()
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst();
  if (!row) throw platformErrors.notFound();
  if (row.state !== 'draft') throw dutyErrors.planClosed({ state: row.state });
  if (row.version !== version) {
    throw platformErrors.stale(undefined, { details: { current: await describePlan(ctx, tx, row) } });
  }
  return row;
};

/** Shifts of a plan by their beginning. */
export const listPlanShifts = (tx: Tx, planId: string): Promise<PlanShiftRow[]> =>
  tx
    .selectFrom('duty_plan_shifts')
    .selectAll()
    .where('plan_id', '=', planId)
    .orderBy('starts_at')
    .orderBy('kind', 'desc')
    .orderBy('id')
    .execute();

/** Shifts on the list that begin within the plan's days at its place and have not begun: what `replace` takes off. */
export const replacedRows = (ctx: Ctx, plan: PlanRow, onList: readonly ShiftRow[]): ShiftRow[] => {
  const from = startOfVietnamDate(plan.from_on);
  const to = startOfVietnamDate(addDays(plan.to_on, 1));
  return onList.filter(
    (row) =>
      row.place === plan.place && row.starts_at >= from && row.starts_at < to && row.starts_at > ctx.now(),
  );
};

/** The list around a plan, with a margin for rest. */
export const listAround = (tx: Tx, plan: Pick<PlanRow, 'from_on' | 'to_on'>): Promise<ShiftRow[]> =>
  listShiftRows(
    tx,
    new Date(startOfVietnamDate(plan.from_on).getTime() - 4 * DAY_MS),
    new Date(startOfVietnamDate(plan.to_on).getTime() + 5 * DAY_MS),
  );

type Scene = {
  plan: PlanRow;
  shifts: readonly PlanShiftRow[];
  /** Shifts that stay on the list beside the plan. */
  standing: readonly ShiftRow[];
  restHours: number;
};

const touches = (one: { starts_at: Date; ends_at: Date }, other: { starts_at: Date; ends_at: Date }) =>
  one.starts_at < other.ends_at && other.starts_at < one.ends_at;

/** What stands in the way of each shift of a plan. */
export const findConflicts = async (tx: Tx, scene: Scene): Promise<Map<string, Conflict[]>> => {
  const { plan, shifts, standing, restHours } = scene;
  const stays = await loadStays(
    tx,
    shifts.map((shift) => shift.member_id).filter((id) => id !== null),
  );
  const isAbsent = await loadAbsences(tx, addDays(plan.from_on, -1), addDays(plan.to_on, 3));
  const restMs = restHours * HOUR_MS;
  const found = new Map<string, Conflict[]>();
  for (const shift of shifts) {
    const list: Conflict[] = [];
    const { member_id: id } = shift;
    if (id === null) {
      found.set(shift.id, [{ kind: 'nobody-free', name: null }]);
      continue;
    }
    const name = stays.nameOf(id) ?? '';
    if (stays.dayOutside(id, shift.starts_at, shift.ends_at)) list.push({ kind: 'not-in-team', name });
    if (isAbsent(id, shift.starts_at, shift.ends_at)) list.push({ kind: 'absent', name });
    const own = shifts.filter((other) => other.member_id === id && other.id !== shift.id);
    if (own.some((other) => touches(shift, other))) list.push({ kind: 'overlaps-plan', name });
    if (standing.some((other) => other.member_id === id && touches(shift, other))) {
      list.push({ kind: 'overlaps-list', name });
    }
    const primary = standing.find(
      (other) => other.kind === 'primary' && other.place === plan.place && touches(shift, other),
    );
    if (shift.kind === 'primary' && primary) list.push({ kind: 'primary-taken', name: primary.full_name });
    const desk = [...own, ...standing.filter((other) => other.member_id === id)].filter(
      (other) => other.kind === 'primary',
    );
    const isTired = desk.some((other) => {
      const pauseMs = shift.starts_at.getTime() - other.ends_at.getTime();
      return pauseMs >= 0 && pauseMs < restMs;
    });
    if (shift.kind === 'primary' && isTired) list.push({ kind: 'too-little-rest', name });
    found.set(shift.id, list);
  }
  return found;
};

/** Rest is the team's own rule: a draft that breaks it is shown so, and may be published all the same. */
export const isBlocking = (conflict: Conflict): boolean => conflict.kind !== 'too-little-rest';

/** A plan with its shifts, what stands in their way if the list stays, and how the load is shared. */
export const describePlan = async (ctx: Ctx, tx: Tx, plan: PlanRow): Promise<DutyPlan> => {
  const pattern = await tx
    .selectFrom('duty_patterns')
    .select(['id', 'name', 'rest_hours'])
    .where('id', '=', plan.pattern_id)
    .executeTakeFirstOrThrow();
  const shifts = await listPlanShifts(tx, plan.id);
  const onList = plan.state === 'draft' ? await listAround(tx, plan) : [];
  const replaced = replacedRows(ctx, plan, onList);
  const standing = onList.filter((row) => !replaced.includes(row));
  const conflicts =
    plan.state === 'draft'
      ? await findConflicts(tx, { plan, shifts, standing, restHours: pattern.rest_hours })
      : new Map<string, Conflict[]>();
  const stays = await loadStays(
    tx,
    shifts.map((shift) => shift.member_id).filter((id) => id !== null),
  );
  const spans = shifts.flatMap((shift) =>
    shift.member_id === null
      ? []
      : [{ memberId: shift.member_id, kind: shift.kind, startsAt: shift.starts_at, endsAt: shift.ends_at }],
  );
  return {
    id: plan.id,
    pattern: { id: pattern.id, name: pattern.name },
    fromOn: plan.from_on,
    toOn: plan.to_on,
    state: plan.state,
    shifts: shifts.map((shift) => ({
      id: shift.id,
      member: shift.member_id ? { id: shift.member_id, fullName: stays.nameOf(shift.member_id) ?? '' } : null,
      kind: shift.kind,
      startsAt: shift.starts_at.toISOString(),
      endsAt: shift.ends_at.toISOString(),
      conflicts: conflicts.get(shift.id) ?? [],
    })),
    conflictCount: [...conflicts.values()].filter((list) => list.length > 0).length,
    figures: toFigures(spans, await loadWorkingCalendar(tx), (id) => stays.nameOf(id) ?? ''),
    onListCount: replaced.length,
    createdAt: plan.created_at.toISOString(),
    createdBy: plan.created_by_label,
    publishedAt: plan.published_at?.toISOString() ?? null,
    publishedBy: plan.published_by_label,
    version: plan.version,
  };
};

/** @throws AppError platform.notFound */
export const getPlan = (ctx: Ctx, id: string): Promise<DutyPlan> =>
  ctx.tx(async (tx) => {
    const row = await tx.selectFrom('duty_plans').selectAll().where('id', '=', id).executeTakeFirst();
    if (!row) throw platformErrors.notFound();
    return describePlan(ctx, tx, row);
  });
