import type { Ctx } from '../../../platform/ctx/ctx.ts';
import type { Tx } from '../../../platform/db/tables.ts';
import { platformErrors } from '../../../platform/errors/platform-errors.ts';
import { dutyErrors } from '../contract/duty-errors.ts';
import type { AnswerSwap, Swap } from '../contract/duty-swaps.ts';
import { getMyMember } from './my-member.ts';
import { lockDutyList, refuseOverlap, requireMember } from './shift-rules.ts';
import { mailSwap } from './swap-mails.ts';
import { getSwapForUpdate, recordSwap, type SwapRow, shiftsOfSwap, toSwaps } from './swap-records.ts';

/**
 * The shifts stand as they stood when the swap was asked for, and have not begun.
 * @throws AppError team.swapVoid, team.shiftPast
 */
export const getShiftsOfOpenSwap = async (ctx: Ctx, tx: Tx, row: SwapRow) => {
  const { one, other } = await shiftsOfSwap(tx, row);
  const isSame =
    one?.version === row.shift_version && (other === null || other?.version === row.return_shift_version);
  if (!one || !isSame || other === undefined) throw dutyErrors.swapVoid();
  for (const shift of [one, other]) {
    if (shift && shift.starts_at <= ctx.now()) throw dutyErrors.shiftPast({ name: shift.full_name });
  }
  return { one, other };
};

/** @throws AppError platform.stale with the swap as it stands */
export const refuseStale = async (
  ctx: Ctx,
  tx: Tx,
  row: SwapRow,
  version: number,
  me: { id: string } | null,
): Promise<void> => {
  if (row.version === version) return;
  const [current] = await toSwaps(ctx, tx, [row], me);
  throw platformErrors.stale(undefined, { details: { current } });
};

/** Accepts or declines; of those who want an open offer the first has it, the others hear that it is taken. */
export const answerSwap = (ctx: Ctx, id: string, input: AnswerSwap): Promise<Swap> =>
  ctx.tx(async (tx) => {
    ctx.require('duty.swap');
    const me = await getMyMember(ctx, tx);
    await lockDutyList(tx);
    const row = await getSwapForUpdate(tx, id);
    const isAsked = row.is_open_offer ? row.from_member_id !== me.id : row.to_member_id === me.id;
    if (!isAsked) throw dutyErrors.notYourShift();
    if (row.state !== 'requested') throw dutyErrors.swapClosed({ state: row.state });
    await refuseStale(ctx, tx, row, input.version, me);
    if (!input.accept && row.is_open_offer) {
      throw platformErrors.invalid(undefined, { fields: [{ field: 'accept', reason: 'invalid' }] });
    }
    const { one, other } = await getShiftsOfOpenSwap(ctx, tx, row);
    if (input.accept) {
      const taken = {
        memberId: me.id,
        place: one.place,
        kind: one.kind,
        startsAt: one.starts_at,
        endsAt: one.ends_at,
      };
      await requireMember(tx, taken, 'toMemberId');
      await refuseOverlap(tx, taken, other ? [one.shift_id, other.shift_id] : [one.shift_id]);
    }
    const saved = await tx
      .updateTable('duty_swaps')
      .set({
        state: input.accept ? 'accepted' : 'declined',
        to_member_id: me.id,
        answered_at: ctx.now(),
        answer_note: input.note || null,
        version: row.version + 1,
      })
      .where('id', '=', id)
      .returningAll()
      .executeTakeFirstOrThrow();
    const action = input.accept ? 'duty.swap-accepted' : 'duty.swap-declined';
    const swap = await recordSwap(ctx, tx, action, saved, me);
    await mailSwap(ctx, tx, input.accept ? 'to-approve' : 'declined', swap);
    return swap;
  });

/** Takes back an own request that nobody has decided yet. */
export const withdrawSwap = (ctx: Ctx, id: string, version: number): Promise<Swap> =>
  ctx.tx(async (tx) => {
    ctx.require('duty.swap');
    const me = await getMyMember(ctx, tx);
    const row = await getSwapForUpdate(tx, id);
    if (row.from_member_id !== me.id) throw dutyErrors.notYourShift();
    if (row.state !== 'requested' && row.state !== 'accepted')
      throw dutyErrors.swapClosed({ state: row.state });
    await refuseStale(ctx, tx, row, version, me);
    const saved = await tx
      .updateTable('duty_swaps')
      .set({ state: 'withdrawn', version: row.version + 1 })
      .where('id', '=', id)
      .returningAll()
      .executeTakeFirstOrThrow();
    return recordSwap(ctx, tx, 'duty.swap-withdrawn', saved, me);
  });
