import './tables.ts';
import './duty/tables.ts';
import type { Ctx } from '../../platform/ctx/ctx.ts';
import type { Tx } from '../../platform/db/tables.ts';
import { platformErrors } from '../../platform/errors/platform-errors.ts';
import { uuid7 } from '../../platform/ids/uuid7.ts';
import { addDays, DAY_MS, startOfVietnamDate, vietnamDateOf } from '../../platform/time/vietnam-time.ts';
import { loadWorkingCalendar, type WorkingCalendar } from '../calendar/public.ts';
import { dutyAbilities } from './access.ts';
import { type AddShift, dutyChanged, type Shift } from './contract/duty.ts';
import { dutyErrors } from './contract/duty-errors.ts';
import { lockDutyList, refuseOverlap, refuseWrongTimes, requireMember } from './duty/shift-rules.ts';
import { listShiftRows, listShiftRowsByIds, toShift } from './list-shift-rows.ts';

const NEXT_WITHIN_DAYS = 14;

/** Who is on duty now, and the shifts that begin next. */
export const getDutyNow = (ctx: Ctx) =>
  ctx.tx(async (tx) => {
    const now = ctx.now();
    const rows = await listShiftRows(tx, now, new Date(now.getTime() + NEXT_WITHIN_DAYS * DAY_MS));
    const current = rows.filter((row) => row.starts_at <= now);
    const later = rows.filter((row) => row.starts_at > now);
    const nextStart = later[0]?.starts_at.getTime();
    return {
      at: now.toISOString(),
      current: current.map(toShift),
      next: later.filter((row) => row.starts_at.getTime() === nextStart).map(toShift),
      isCovered: current.some((row) => row.kind === 'primary'),
    };
  });

const specialDays = (calendar: WorkingCalendar, from: string, days: number, language: 'vi' | 'en') =>
  Array.from({ length: days }, (_, at) => addDays(from, at)).flatMap((day) => {
    const kind = calendar.kindOf(day);
    return kind === 'workday' ? [] : [{ day, kind, name: calendar.nameOf(day, language) }];
  });

/** Shifts of whole days of Viet Nam time, with the holidays and swap days among them. */
export const listShifts = (ctx: Ctx, query: { from?: string | undefined; days: number }) =>
  ctx.tx(async (tx) => {
    const from = query.from ?? vietnamDateOf(ctx.now());
    const to = addDays(from, query.days);
    const rows = await listShiftRows(tx, startOfVietnamDate(from), startOfVietnamDate(to));
    const calendar = await loadWorkingCalendar(tx);
    return {
      from,
      to,
      items: rows.map(toShift),
      days: specialDays(calendar, from, query.days, ctx.language),
      can: dutyAbilities(ctx),
    };
  });

/** Puts a member on duty. */
export const addShift = (ctx: Ctx, input: AddShift): Promise<Shift> =>
  ctx.tx(async (tx) => {
    ctx.require('duty.update');
    const shift = { ...input, startsAt: new Date(input.startsAt), endsAt: new Date(input.endsAt) };
    refuseWrongTimes(shift);
    await requireMember(tx, shift);
    await lockDutyList(tx);
    await refuseOverlap(tx, shift);
    const id = uuid7(ctx.now().getTime());
    await tx
      .insertInto('duty_shifts')
      .values({
        id,
        member_id: shift.memberId,
        place: shift.place,
        kind: shift.kind,
        starts_at: shift.startsAt,
        ends_at: shift.endsAt,
        created_at: ctx.now(),
      })
      .execute();
    const row = (await listShiftRowsByIds(tx, [id])).get(id);
    if (!row) throw platformErrors.notFound();
    await recordShift(ctx, tx, 'duty.shift-added', toShift(row));
    return toShift(row);
  });

/** Takes a shift off the list; the audit log keeps it. One with a hand-over note stays. */
export const removeShift = (ctx: Ctx, id: string): Promise<undefined> =>
  ctx.tx(async (tx) => {
    ctx.require('duty.update');
    await lockDutyList(tx);
    const row = (await listShiftRowsByIds(tx, [id])).get(id);
    if (!row) throw platformErrors.notFound();
    if (row.hand_over === 'given' || row.hand_over === 'signed') throw dutyErrors.shiftHandedOver();
    await tx.deleteFrom('duty_shifts').where('id', '=', id).execute();
    await recordShift(ctx, tx, 'duty.shift-removed', toShift(row));
    return undefined;
  });

/** Audit row and live event of one changed shift. */
export const recordShift = async (
  ctx: Ctx,
  tx: Tx,
  action: string,
  shift: Shift,
  data: Readonly<Record<string, unknown>> = {},
): Promise<void> => {
  const { member, kind, place, startsAt, endsAt } = shift;
  const subject = { kind: 'duty-shift', id: shift.id, label: member.fullName };
  await ctx.audit(tx, action, subject, { memberId: member.id, kind, place, startsAt, endsAt, ...data });
  await ctx.publish(tx, { type: dutyChanged, data: { id: shift.id }, permission: 'duty.read' });
};
