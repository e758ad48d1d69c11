import './tables.ts';
import type { Selectable } from 'kysely';
import type { Ctx } from '../../../platform/ctx/ctx.ts';
import type { Tx } from '../../../platform/db/tables.ts';
import { platformErrors } from '../../../platform/errors/platform-errors.ts';
import { type Swap, swapChanged } from '../contract/duty-swaps.ts';
import { listShiftRowsByIds, type ShiftRow, toShift } from '../list-shift-rows.ts';
import type { DutySwapsTable } from './tables.ts';

export type SwapRow = Selectable<DutySwapsTable>;
type Me = { id: string } | null;

const isWaiting = (row: SwapRow) => row.state === 'requested' || row.state === 'accepted';

const abilities = (ctx: Ctx, row: SwapRow, me: Me, hasBegun: boolean) => {
  const isAsked = row.is_open_offer ? row.from_member_id !== me?.id : row.to_member_id === me?.id;
  const isParty = me !== null && [row.from_member_id, row.to_member_id].includes(me.id);
  return {
    answer: me !== null && row.state === 'requested' && isAsked && !hasBegun && ctx.can('duty.swap'),
    withdraw: me !== null && isWaiting(row) && row.from_member_id === me.id,
    decide: row.state === 'accepted' && !isParty && !hasBegun && ctx.can('duty.approve'),
  };
};

const listNames = async (tx: Tx, ids: readonly string[]): Promise<Map<string, string>> => {
  if (ids.length === 0) return new Map();
  const rows = await tx
    .selectFrom('members')
    .select(['id', 'full_name'])
    .where('id', 'in', [...ids])
    .execute();
  return new Map(rows.map((row) => [row.id, row.full_name]));
};

/** Swaps with their shifts and what the caller may do with each. */
export const toSwaps = async (ctx: Ctx, tx: Tx, rows: readonly SwapRow[], me: Me): Promise<Swap[]> => {
  const shifts = await listShiftRowsByIds(
    tx,
    rows.flatMap((row) => (row.return_shift_id ? [row.shift_id, row.return_shift_id] : [row.shift_id])),
  );
  const names = await listNames(tx, [
    ...new Set(
      rows.flatMap((row) =>
        row.to_member_id ? [row.from_member_id, row.to_member_id] : [row.from_member_id],
      ),
    ),
  ]);
  const ref = (id: string) => ({ id, fullName: names.get(id) ?? '' });
  return rows.flatMap((row) => {
    const shift = shifts.get(row.shift_id);
    if (!shift) return [];
    const given = row.return_shift_id ? shifts.get(row.return_shift_id) : undefined;
    const hasBegun = [shift, given].some((one) => one && one.starts_at <= ctx.now());
    return [
      {
        id: row.id,
        state: row.state,
        isOpenOffer: row.is_open_offer,
        shift: toShift(shift),
        returnShift: given ? toShift(given) : null,
        from: ref(row.from_member_id),
        to: row.to_member_id ? ref(row.to_member_id) : null,
        reason: row.reason,
        requestedAt: row.requested_at.toISOString(),
        answeredAt: row.answered_at?.toISOString() ?? null,
        answerNote: row.answer_note,
        decidedAt: row.decided_at?.toISOString() ?? null,
        decidedBy: row.decided_by_label,
        decisionNote: row.decision_note,
        version: row.version,
        can: abilities(ctx, row, me, hasBegun),
      },
    ];
  });
};

/** @throws AppError platform.notFound */
export const getSwapForUpdate = async (tx: Tx, id: string): Promise<SwapRow> => {
  const row = await tx
    .selectFrom('duty_swaps')
    .selectAll()
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst();
  if (!row) throw platformErrors.notFound();
  return row;
};

/** The two shifts of a swap as they are now. */
export const shiftsOfSwap = async (
  tx: Tx,
  row: SwapRow,
): Promise<{ one: ShiftRow | undefined; other: ShiftRow | null | undefined }> => {
  const found = await listShiftRowsByIds(
    tx,
    row.return_shift_id ? [row.shift_id, row.return_shift_id] : [row.shift_id],
  );
  return { one: found.get(row.shift_id), other: row.return_shift_id ? found.get(row.return_shift_id) : null };
};

/** Audit row and live event; gives the swap as answered. */
export const recordSwap = async (ctx: Ctx, tx: Tx, action: string, row: SwapRow, me: Me): Promise<Swap> => {
  const [swap] = await toSwaps(ctx, tx, [row], me);
  if (!swap) throw platformErrors.notFound();
  const subject = { kind: 'duty-swap', id: row.id, label: swap.from.fullName };
  await ctx.audit(tx, action, subject, {
    shiftId: row.shift_id,
    returnShiftId: row.return_shift_id,
    fromMemberId: row.from_member_id,
    toMemberId: row.to_member_id,
    state: row.state,
  });
  await ctx.publish(tx, { type: swapChanged, data: { id: row.id }, permission: 'duty.swap' });
  return swap;
};
