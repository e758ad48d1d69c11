import type { Ctx } from '../../../platform/ctx/ctx.ts';
import type { Tx } from '../../../platform/db/tables.ts';
import type { FieldError } from '../../../platform/errors/app-error.ts';
import { platformErrors } from '../../../platform/errors/platform-errors.ts';
import { uuid7 } from '../../../platform/ids/uuid7.ts';
import { dutyErrors } from '../contract/duty-errors.ts';
import type { RequestSwap, Swap } from '../contract/duty-swaps.ts';
import { listShiftRowsByIds, type ShiftRow } from '../list-shift-rows.ts';
import { getMyMember } from './my-member.ts';
import { checkMember, lockDutyList, refuseOverlap } from './shift-rules.ts';
import { mailSwap } from './swap-mails.ts';
import { recordSwap } from './swap-records.ts';

const refuseFields = (fields: readonly FieldError[]): void => {
  if (fields.length > 0) throw platformErrors.invalid(undefined, { fields });
};

/** What is asked for has to be possible on the day it is asked: nobody should agree to what can never be approved. */
const checkRequest = async (
  ctx: Ctx,
  tx: Tx,
  input: RequestSwap,
  one: ShiftRow,
  other: ShiftRow | undefined,
) => {
  const { toMemberId, returnShiftId } = input;
  if (toMemberId === one.member_id) refuseFields([{ field: 'toMemberId', reason: 'team.sameMember' }]);
  if (returnShiftId) {
    if (!toMemberId) refuseFields([{ field: 'toMemberId', reason: 'required' }]);
    if (other?.member_id !== toMemberId) {
      refuseFields([{ field: 'returnShiftId', reason: 'team.notTheirShift' }]);
    }
    if (other && other.starts_at <= ctx.now()) throw dutyErrors.shiftPast({ name: other.full_name });
  }
  if (!toMemberId) return;
  const span = { startsAt: one.starts_at, endsAt: one.ends_at };
  refuseFields(await checkMember(tx, { memberId: toMemberId, ...span }, 'toMemberId'));
  const ids = [one, other].flatMap((row) => (row ? [row.shift_id] : []));
  await refuseOverlap(tx, { memberId: toMemberId, place: one.place, kind: one.kind, ...span }, ids);
  if (!other) return;
  const back = { memberId: one.member_id, startsAt: other.starts_at, endsAt: other.ends_at };
  refuseFields(await checkMember(tx, back, 'returnShiftId'));
  await refuseOverlap(tx, { ...back, place: other.place, kind: other.kind }, ids);
};

/** Asks a member to exchange a shift or to take it over, or offers it to everybody. */
export const requestSwap = (ctx: Ctx, input: RequestSwap): Promise<Swap> =>
  ctx.tx(async (tx) => {
    ctx.require('duty.swap');
    const me = await getMyMember(ctx, tx);
    await lockDutyList(tx);
    const ids = input.returnShiftId ? [input.shiftId, input.returnShiftId] : [input.shiftId];
    const shifts = await listShiftRowsByIds(tx, ids);
    const one = shifts.get(input.shiftId);
    if (!one) throw platformErrors.invalid(undefined, { fields: [{ field: 'shiftId', reason: 'invalid' }] });
    if (one.member_id !== me.id) throw dutyErrors.notYourShift({ name: one.full_name });
    if (one.starts_at <= ctx.now()) throw dutyErrors.shiftPast({ name: one.full_name });
    const other = input.returnShiftId ? shifts.get(input.returnShiftId) : undefined;
    await checkRequest(ctx, tx, input, one, other);
    const open = await tx
      .selectFrom('duty_swaps')
      .select('id')
      .where('state', 'in', ['requested', 'accepted'])
      .where((where) => where.or([where('shift_id', 'in', ids), where('return_shift_id', 'in', ids)]))
      .executeTakeFirst();
    if (open) throw dutyErrors.swapOpen();
    const row = await tx
      .insertInto('duty_swaps')
      .values({
        id: uuid7(ctx.now().getTime()),
        shift_id: one.shift_id,
        from_member_id: me.id,
        to_member_id: input.toMemberId,
        return_shift_id: input.returnShiftId,
        shift_version: one.version,
        return_shift_version: other?.version ?? null,
        reason: input.reason,
        state: 'requested',
        is_open_offer: input.toMemberId === null,
        requested_at: ctx.now(),
        answer_note: null,
        decided_by_label: null,
        decision_note: null,
      })
      .returningAll()
      .executeTakeFirstOrThrow();
    const swap = await recordSwap(ctx, tx, 'duty.swap-requested', row, me);
    await mailSwap(ctx, tx, 'asked', swap);
    return swap;
  });
