import type { Ctx } from '../../../platform/ctx/ctx.ts';
import { DAY_MS } from '../../../platform/time/vietnam-time.ts';
import { listShiftRows, type ShiftRow, toShift } from '../list-shift-rows.ts';
import { findMyMember } from './my-member.ts';

const AHEAD_DAYS = 45;
/** Longer ago than this nobody asks the outgoing officer any more; the calendar still shows the missing signature. */
const BEHIND_DAYS = 3;
const UPCOMING_MAX = 5;

/** The primary shift at the same place that ended when `row` began, or last before it. */
export const earlierShift = (rows: readonly ShiftRow[], row: ShiftRow): ShiftRow | undefined =>
  rows
    .filter(
      (other) => other.place === row.place && other.kind === 'primary' && other.ends_at <= row.starts_at,
    )
    .at(-1);

/** What a member sees first: the own shifts, the note to give, the note to sign, swaps that wait. */
export const getMyDuty = (ctx: Ctx) =>
  ctx.tx(async (tx) => {
    const me = await findMyMember(ctx, tx);
    const nothing = {
      memberId: null,
      current: null,
      upcoming: [],
      toHandOver: null,
      toSign: null,
      swapsWaiting: 0,
    };
    if (!me) return nothing;
    const now = ctx.now();
    const rows = await listShiftRows(
      tx,
      new Date(now.getTime() - BEHIND_DAYS * DAY_MS),
      new Date(now.getTime() + AHEAD_DAYS * DAY_MS),
    );
    const mine = rows.filter((row) => row.member_id === me.id);
    const begun = mine.filter((row) => row.starts_at <= now);
    const current = begun.find((row) => row.ends_at > now) ?? null;
    const keptDesk = begun.filter((row) => row.kind === 'primary').at(-1);
    const isOpen = (row: ShiftRow | undefined) =>
      row && row.hand_over !== 'given' && row.hand_over !== 'signed';
    const atDesk = mine.find((row) => row.kind === 'primary' && row.ends_at > now);
    const before = atDesk && earlierShift(rows, atDesk);
    const { count } = await tx
      .selectFrom('duty_swaps')
      .innerJoin('duty_shifts', 'duty_shifts.id', 'duty_swaps.shift_id')
      .select((where) => where.fn.countAll<string>().as('count'))
      .where('duty_swaps.state', '=', 'requested')
      .where('duty_swaps.from_member_id', '!=', me.id)
      .where('duty_shifts.starts_at', '>', now)
      .where((where) =>
        where.or([
          where('duty_swaps.to_member_id', '=', me.id),
          where('duty_swaps.is_open_offer', '=', true),
        ]),
      )
      .executeTakeFirstOrThrow();
    return {
      memberId: me.id,
      current: current && toShift(current),
      upcoming: mine
        .filter((row) => row.starts_at > now)
        .slice(0, UPCOMING_MAX)
        .map(toShift),
      toHandOver: keptDesk && isOpen(keptDesk) ? toShift(keptDesk) : null,
      toSign: before?.hand_over === 'given' ? toShift(before) : null,
      swapsWaiting: Number(count),
    };
  });
