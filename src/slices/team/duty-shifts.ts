import './tables.ts';
import { sql } from 'kysely';
import type { Ctx } from '../../platform/ctx/ctx.ts';
import type { Tx } from '../../platform/db/tables.ts';
import { platformErrors } from '../../platform/errors/platform-errors.ts';
import { uuid7 } from '../../platform/ids/uuid7.ts';
import { addDays, DAY_MS, startOfVietnamDate, vietnamDateOf } from '../../platform/time/vietnam-time.ts';
import { dutyAbilities } from './access.ts';
import type { ShiftKind } from './contract/codes.ts';
import { type AddShift, dutyChanged, type Shift } from './contract/duty.ts';
import { teamErrors } from './contract.ts';

/** Nobody stays awake longer; a longer entry is a typing error. */
const SHIFT_HOURS_MAX = 72;
const NEXT_WITHIN_DAYS = 14;

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
};

/** Shifts that touch the half-open span, for every caller: the names and numbers on a duty list are for everybody on it. */
export const listShiftRows = async (tx: Tx, from: Date, to: Date): Promise<ShiftRow[]> => {
  const { rows } =
    await sql<ShiftRow>`select * from duty_officers(${from}::timestamptz, ${to}::timestamptz)`.execute(tx);
  return rows;
};

const toShift = (row: ShiftRow): Shift => ({
  id: row.shift_id,
  member: { id: row.member_id, fullName: row.full_name },
  phone: row.phone,
  backupPhone: row.backup_phone,
  place: row.place,
  kind: row.kind,
  startsAt: row.starts_at.toISOString(),
  endsAt: row.ends_at.toISOString(),
});

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

/** Shifts of whole days of Viet Nam time. */
export const listShifts = (ctx: Ctx, query: { from?: string | undefined; days: number }) =>
  ctx.tx(async (tx) => {
    const from = query.from ?? vietnamDateOf(ctx.now());
    const to = addDays(from, query.days);
    const rows = await listShiftRows(tx, startOfVietnamDate(from), startOfVietnamDate(to));
    return { from, to, items: rows.map(toShift), can: dutyAbilities(ctx) };
  });

const refuseWrongTimes = (input: AddShift) => {
  const lengthMs = Date.parse(input.endsAt) - Date.parse(input.startsAt);
  const reason = lengthMs <= 0 ? 'team.endBeforeStart' : 'team.tooLong';
  if (lengthMs <= 0 || lengthMs > SHIFT_HOURS_MAX * 3_600_000) {
    throw platformErrors.invalid(undefined, { fields: [{ field: 'endsAt', reason }] });
  }
};

const refuseOverlap = async (tx: Tx, input: AddShift): Promise<void> => {
  const rows = await listShiftRows(tx, new Date(input.startsAt), new Date(input.endsAt));
  const own = rows.find((row) => row.member_id === input.memberId);
  if (own) throw teamErrors.memberOverlaps({ name: own.full_name });
  const primary = rows.find((row) => row.kind === 'primary' && row.place === input.place);
  if (input.kind === 'primary' && primary) throw teamErrors.primaryOverlaps({ name: primary.full_name });
};

/** Puts a member on duty. */
export const addShift = (ctx: Ctx, input: AddShift): Promise<Shift> =>
  ctx.tx(async (tx) => {
    ctx.require('duty.update');
    refuseWrongTimes(input);
    const member = await tx
      .selectFrom('members')
      .selectAll()
      .where('id', '=', input.memberId)
      .executeTakeFirst();
    if (!member) {
      throw platformErrors.invalid(undefined, { fields: [{ field: 'memberId', reason: 'invalid' }] });
    }
    await sql`select pg_advisory_xact_lock(hashtextextended('khien/duty-shifts', 0))`.execute(tx);
    await refuseOverlap(tx, input);
    const shift = {
      shift_id: uuid7(ctx.now().getTime()),
      ...member,
      member_id: member.id,
      place: input.place,
      kind: input.kind,
      starts_at: new Date(input.startsAt),
      ends_at: new Date(input.endsAt),
    };
    await tx
      .insertInto('duty_shifts')
      .values({
        id: shift.shift_id,
        member_id: member.id,
        place: input.place,
        kind: input.kind,
        starts_at: shift.starts_at,
        ends_at: shift.ends_at,
        created_at: ctx.now(),
      })
      .execute();
    await recordChange(ctx, tx, 'duty.shift-added', toShift(shift));
    return toShift(shift);
  });

/** Takes a shift off the list; the audit log keeps it. */
export const removeShift = (ctx: Ctx, id: string): Promise<undefined> =>
  ctx.tx(async (tx) => {
    ctx.require('duty.update');
    const row = await tx
      .selectFrom('duty_shifts as s')
      .innerJoin('members as m', 'm.id', 's.member_id')
      .selectAll('s')
      .select(['s.id as shift_id', 'm.full_name', 'm.phone', 'm.backup_phone', 'm.person_id'])
      .where('s.id', '=', id)
      .executeTakeFirst();
    if (!row) throw platformErrors.notFound();
    await tx.deleteFrom('duty_shifts').where('id', '=', id).execute();
    await recordChange(ctx, tx, 'duty.shift-removed', toShift(row));
    return undefined;
  });

const recordChange = async (ctx: Ctx, tx: Tx, action: string, shift: Shift): Promise<void> => {
  const { member, kind, place, startsAt, endsAt } = shift;
  const subject = { kind: 'duty-shift', id: shift.id, label: member.fullName };
  await ctx.audit(tx, action, subject, { memberId: member.id, kind, place, startsAt, endsAt });
  await ctx.publish(tx, { type: dutyChanged, data: { id: shift.id }, permission: 'duty.read' });
};
