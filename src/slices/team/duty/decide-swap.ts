import type { Ctx } from '../../../platform/ctx/ctx.ts';
import { dutyErrors } from '../contract/duty-errors.ts';
import type { DecideSwap, Swap } from '../contract/duty-swaps.ts';
import { recordShift } from '../duty-shifts.ts';
import { getShiftsOfOpenSwap, refuseStale } from './answer-swap.ts';
import { findMyMember } from './my-member.ts';
import { reassignShifts } from './reassign-shifts.ts';
import { lockDutyList } from './shift-rules.ts';
import { mailSwap } from './swap-mails.ts';
import { getSwapForUpdate, recordSwap } from './swap-records.ts';

/** Approves or refuses what both have agreed. Nobody approves a swap of an own shift. */
export const decideSwap = (ctx: Ctx, id: string, input: DecideSwap): Promise<Swap> =>
  ctx.tx(async (tx) => {
    ctx.require('duty.approve');
    const me = await findMyMember(ctx, tx);
    await lockDutyList(tx);
    const row = await getSwapForUpdate(tx, id);
    if (row.state !== 'accepted' || !row.to_member_id) throw dutyErrors.swapClosed({ state: row.state });
    if (me && [row.from_member_id, row.to_member_id].includes(me.id)) throw dutyErrors.swapOwnApproval();
    await refuseStale(ctx, tx, row, input.version, me);
    if (input.approve) {
      const { one, other } = await getShiftsOfOpenSwap(ctx, tx, row);
      for (const shift of await reassignShifts(tx, one, row.to_member_id, other)) {
        await recordShift(ctx, tx, 'duty.shift-swapped', shift, { swapId: id });
      }
    }
    const saved = await tx
      .updateTable('duty_swaps')
      .set({
        state: input.approve ? 'approved' : 'refused',
        decided_at: ctx.now(),
        decided_by_label: ctx.actor.label,
        decision_note: input.note || null,
        version: row.version + 1,
      })
      .where('id', '=', id)
      .returningAll()
      .executeTakeFirstOrThrow();
    const action = input.approve ? 'duty.swap-approved' : 'duty.swap-refused';
    const swap = await recordSwap(ctx, tx, action, saved, me);
    await mailSwap(ctx, tx, input.approve ? 'approved' : 'refused', swap);
    return swap;
  });
