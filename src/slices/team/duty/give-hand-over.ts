import type { Ctx } from '../../../platform/ctx/ctx.ts';
import { platformErrors } from '../../../platform/errors/platform-errors.ts';
import { dutyErrors } from '../contract/duty-errors.ts';
import type { HandOver } from '../contract/hand-over.ts';
import { recordShift } from '../duty-shifts.ts';
import { listShiftRowsByIds, type ShiftRow, toShift } from '../list-shift-rows.ts';
import { getHandOverScene, getOwnHandOver, maySign, mayWrite, toHandOver } from './hand-over-records.ts';
import { getMyMember } from './my-member.ts';

type Words = { note: string; version: number };

const write = (ctx: Ctx, shiftId: string, input: Words, isGiven: boolean): Promise<HandOver> =>
  ctx.tx(async (tx) => {
    ctx.require('duty.hand-over');
    const scene = await getHandOverScene(ctx, tx, shiftId);
    if (!mayWrite(ctx, scene)) throw dutyErrors.handOverNotYours({ name: scene.shift.full_name });
    const row = await getOwnHandOver(ctx, tx, scene, input.version);
    const given = { state: 'given' as const, given_at: ctx.now(), given_by_label: ctx.actor.label };
    const saved = await tx
      .updateTable('duty_hand_overs')
      .set({
        note: input.note,
        next_member_id: scene.next?.member_id ?? null,
        version: row.version + 1,
        ...(isGiven ? given : {}),
      })
      .where('id', '=', row.id)
      .returningAll()
      .executeTakeFirstOrThrow();
    const action = isGiven ? 'duty.hand-over-given' : 'duty.hand-over-saved';
    await recordShift(ctx, tx, action, toShift(scene.shift));
    return toHandOver(ctx, tx, scene, saved);
  });

/** Saves the words of the officer who leaves. */
export const saveHandOver = (ctx: Ctx, shiftId: string, input: Words): Promise<HandOver> =>
  write(ctx, shiftId, input, false);

/** Gives the note to the next officer, who signs for it. */
export const giveHandOver = (ctx: Ctx, shiftId: string, input: Words): Promise<HandOver> =>
  write(ctx, shiftId, input, true);

/** The officer who takes over signs; the note stays as it was signed. */
export const signHandOver = (
  ctx: Ctx,
  shiftId: string,
  input: { remark: string | null; version: number },
): Promise<HandOver> =>
  ctx.tx(async (tx) => {
    ctx.require('duty.hand-over');
    const me = await getMyMember(ctx, tx);
    const scene = await getHandOverScene(ctx, tx, shiftId);
    if (!maySign(ctx, scene)) throw dutyErrors.handOverNotYours({ name: scene.next?.full_name ?? '' });
    const row = await getOwnHandOver(ctx, tx, scene, input.version);
    if (row.state !== 'given') throw dutyErrors.handOverNotGiven();
    const saved = await tx
      .updateTable('duty_hand_overs')
      .set({
        state: 'signed',
        signed_at: ctx.now(),
        signed_by_member_id: me.id,
        remark: input.remark || null,
        version: row.version + 1,
      })
      .where('id', '=', row.id)
      .returningAll()
      .executeTakeFirst();
    if (!saved) throw platformErrors.notFound();
    const shift = (await listShiftRowsByIds(tx, [shiftId])).get(shiftId) as ShiftRow;
    await recordShift(ctx, tx, 'duty.hand-over-signed', toShift(shift), { signedByMemberId: me.id });
    return toHandOver(ctx, tx, { ...scene, shift }, saved);
  });
