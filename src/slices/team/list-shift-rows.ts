import { sql } from 'kysely';
import type { Tx } from '../../platform/db/tables.ts';
import type { ShiftKind } from './contract/codes.ts';
import type { Shift } from './contract/duty.ts';
import type { HandOverState } from './contract/duty-codes.ts';

export type ShiftRow = {
  shift_id: string;
  member_id: string;
  person_id: string | null;
  full_name: string;
  phone: string | null;
  backup_phone: string | null;
  place: string;
  kind: ShiftKind;
  starts_at: Date;
  ends_at: Date;
  version: number;
  /** State of the hand-over note, null while there is none. */
  hand_over: HandOverState | null;
};

/** Shifts that touch the half-open span, for every caller: the names and numbers on a duty list are for everybody on it. */
export const listShiftRows = async (tx: Tx, from: Date, to: Date): Promise<ShiftRow[]> => {
  const { rows } =
    await sql<ShiftRow>`select * from duty_officers(${from}::timestamptz, ${to}::timestamptz)`.execute(tx);
  return rows;
};

/** Shifts by id, as far as they exist. */
export const listShiftRowsByIds = async (tx: Tx, ids: readonly string[]): Promise<Map<string, ShiftRow>> => {
  if (ids.length === 0) return new Map();
  const { rows } = await sql<ShiftRow>`
    select listed.* from (select min(starts_at) as from_at, max(ends_at) as to_at from duty_shifts
      where id = any (${[...ids]}::uuid[])) span,
      lateral duty_officers(span.from_at, span.to_at) listed
    where listed.shift_id = any (${[...ids]}::uuid[])`.execute(tx);
  return new Map(rows.map((row) => [row.shift_id, row]));
};

export const toShift = (row: ShiftRow): Shift => ({
  id: row.shift_id,
  member: { id: row.member_id, fullName: row.full_name },
  phone: row.phone,
  backupPhone: row.backup_phone,
  place: row.place,
  kind: row.kind,
  startsAt: row.starts_at.toISOString(),
  endsAt: row.ends_at.toISOString(),
  version: row.version,
  handOver: row.hand_over,
});
