import { sql } from 'kysely';
import type { Tx } from '../../../platform/db/tables.ts';
import type { Shift } from '../contract/duty.ts';
import { listShiftRowsByIds, type ShiftRow, toShift } from '../list-shift-rows.ts';
import { refuseOverlap, requireMember, type ShiftFacts } from './shift-rules.ts';

const factsOf = (row: ShiftRow, memberId: string): ShiftFacts => ({
  memberId,
  place: row.place,
  kind: row.kind,
  startsAt: row.starts_at,
  endsAt: row.ends_at,
});

/**
 * Gives `one` to `takerId`, and `other` (when there is one) to the former member of `one`. The caller holds the lock of
 * the list and has checked state and version.
 * @throws AppError platform.invalid, team.memberOverlaps
 */
export const reassignShifts = async (
  tx: Tx,
  one: ShiftRow,
  takerId: string,
  other: ShiftRow | null,
): Promise<Shift[]> => {
  const ids = other ? [one.shift_id, other.shift_id] : [one.shift_id];
  const changes = [factsOf(one, takerId), ...(other ? [factsOf(other, one.member_id)] : [])];
  for (const change of changes) {
    await requireMember(tx, change, 'toMemberId');
    await refuseOverlap(tx, change, ids);
  }
  // Exchanged shifts may overlap: the database looks at them when both have changed.
  await sql`set constraints duty_shifts_one_place deferred`.execute(tx);
  for (const [at, change] of changes.entries()) {
    await tx
      .updateTable('duty_shifts')
      .set((row) => ({ member_id: change.memberId, version: row('version', '+', 1) }))
      .where('id', '=', ids[at] as string)
      .execute();
  }
  await sql`set constraints duty_shifts_one_place immediate`.execute(tx);
  const rows = await listShiftRowsByIds(tx, ids);
  return ids.map((id) => toShift(rows.get(id) as ShiftRow));
};

/** The members of two shifts change places. */
export const exchangeMembers = (tx: Tx, one: ShiftRow, other: ShiftRow): Promise<Shift[]> =>
  reassignShifts(tx, one, other.member_id, other);
