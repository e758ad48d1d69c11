import type { Ctx } from '../../../platform/ctx/ctx.ts';
import type { Tx } from '../../../platform/db/tables.ts';
import { platformErrors } from '../../../platform/errors/platform-errors.ts';
import type { ExchangeShifts, Shift, UpdateShift } from '../contract/duty.ts';
import { dutyErrors } from '../contract/duty-errors.ts';
import { recordShift } from '../duty-shifts.ts';
import { listShiftRowsByIds, type ShiftRow, toShift } from '../list-shift-rows.ts';
import { exchangeMembers } from './reassign-shifts.ts';
import { lockDutyList, refuseOverlap, refuseWrongTimes, requireMember } from './shift-rules.ts';

/** The shift as the caller last saw it, not yet begun. @throws AppError platform.notFound, platform.stale, team.shiftPast */
const getOpenShift = async (ctx: Ctx, tx: Tx, id: string, version: number): Promise<ShiftRow> => {
  const row = (await listShiftRowsByIds(tx, [id])).get(id);
  if (!row) throw platformErrors.notFound();
  if (row.version !== version) throw platformErrors.stale(undefined, { details: { current: toShift(row) } });
  if (row.starts_at <= ctx.now()) throw dutyErrors.shiftPast({ name: row.full_name });
  return row;
};

/** Moves a shift that has not begun. @throws AppError platform.stale with the shift as it stands */
export const updateShift = (ctx: Ctx, id: string, input: UpdateShift): Promise<Shift> =>
  ctx.tx(async (tx) => {
    ctx.require('duty.update');
    await lockDutyList(tx);
    const before = await getOpenShift(ctx, tx, id, input.version);
    const shift = { ...input, startsAt: new Date(input.startsAt), endsAt: new Date(input.endsAt) };
    refuseWrongTimes(shift);
    if (shift.startsAt <= ctx.now()) {
      throw platformErrors.invalid(undefined, { fields: [{ field: 'startsAt', reason: 'team.inThePast' }] });
    }
    await requireMember(tx, shift);
    await refuseOverlap(tx, shift, [id]);
    await tx
      .updateTable('duty_shifts')
      .set({
        member_id: shift.memberId,
        place: shift.place,
        kind: shift.kind,
        starts_at: shift.startsAt,
        ends_at: shift.endsAt,
        version: input.version + 1,
      })
      .where('id', '=', id)
      .execute();
    const after = (await listShiftRowsByIds(tx, [id])).get(id) as ShiftRow;
    await recordShift(ctx, tx, 'duty.shift-moved', toShift(after), { before: toShift(before) });
    return toShift(after);
  });

/** Lets the members of two shifts change places at once, by who plans the list. */
export const exchangeShifts = (ctx: Ctx, input: ExchangeShifts): Promise<{ items: Shift[] }> =>
  ctx.tx(async (tx) => {
    ctx.require('duty.update');
    if (input.shiftId === input.otherId) {
      throw platformErrors.invalid(undefined, { fields: [{ field: 'otherId', reason: 'invalid' }] });
    }
    await lockDutyList(tx);
    const one = await getOpenShift(ctx, tx, input.shiftId, input.shiftVersion);
    const other = await getOpenShift(ctx, tx, input.otherId, input.otherVersion);
    const items = await exchangeMembers(tx, one, other);
    for (const shift of items) await recordShift(ctx, tx, 'duty.shift-moved', shift);
    return { items };
  });
