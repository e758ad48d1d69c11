import { sql } from 'kysely';
import type { Tx } from '../../../platform/db/tables.ts';
import type { FieldError } from '../../../platform/errors/app-error.ts';
import { platformErrors } from '../../../platform/errors/platform-errors.ts';
import { vietnamDateOf } from '../../../platform/time/vietnam-time.ts';
import type { ShiftKind } from '../contract/codes.ts';
import { teamErrors } from '../contract.ts';
import { listShiftRows } from '../list-shift-rows.ts';

/** Nobody stays awake longer; a longer entry is a typing error. */
export const SHIFT_HOURS_MAX = 72;

export type ShiftFacts = {
  memberId: string;
  place: string;
  kind: ShiftKind;
  startsAt: Date;
  endsAt: Date;
};

/** One change of the duty list at a time, so that what was checked still holds when it is written. */
export const lockDutyList = async (tx: Tx): Promise<void> => {
  await sql`select pg_advisory_xact_lock(hashtextextended('khien/duty-shifts', 0))`.execute(tx);
};

/** @throws AppError platform.invalid naming `endsAt` */
export const refuseWrongTimes = ({ startsAt, endsAt }: Pick<ShiftFacts, 'startsAt' | 'endsAt'>): void => {
  const lengthMs = endsAt.getTime() - startsAt.getTime();
  if (lengthMs > 0 && lengthMs <= SHIFT_HOURS_MAX * 3_600_000) return;
  const reason = lengthMs <= 0 ? 'team.endBeforeStart' : 'team.tooLong';
  throw platformErrors.invalid(undefined, { fields: [{ field: 'endsAt', reason }] });
};

/** Members with the days of their stays, for asking whether somebody is in the team on a day. */
export const loadStays = async (tx: Tx, memberIds: readonly string[]) => {
  const names = new Map<string, string>();
  const stays = new Map<string, { from: string; to: string | null }[]>();
  if (memberIds.length > 0) {
    const { rows } = await sql<{
      id: string;
      full_name: string;
      valid_from: string | null;
      valid_to: string | null;
    }>`
      select m.id, m.full_name, stay.valid_from, stay.valid_to
      from members m left join team_memberships stay on stay.member_id = m.id
      where m.id = any (${[...new Set(memberIds)]}::uuid[])`.execute(tx);
    for (const row of rows) {
      names.set(row.id, row.full_name);
      const known = stays.get(row.id) ?? [];
      if (row.valid_from) known.push({ from: row.valid_from, to: row.valid_to });
      stays.set(row.id, known);
    }
  }
  const isOn = (id: string, day: string) =>
    (stays.get(id) ?? []).some((stay) => stay.from <= day && (stay.to === null || day < stay.to));
  return {
    nameOf: (id: string): string | undefined => names.get(id),
    /** First day of the span on which the member is not in the team, or null. */
    dayOutside: (id: string, startsAt: Date, endsAt: Date): string | null => {
      const days = [vietnamDateOf(startsAt), vietnamDateOf(new Date(endsAt.getTime() - 1))];
      return days.find((day) => !isOn(id, day)) ?? null;
    },
  };
};

/** What is wrong with the member of a shift: unknown, or not in the team on one of its days. */
export const checkMember = async (
  tx: Tx,
  shift: Pick<ShiftFacts, 'memberId' | 'startsAt' | 'endsAt'>,
  field = 'memberId',
): Promise<FieldError[]> => {
  const stays = await loadStays(tx, [shift.memberId]);
  const name = stays.nameOf(shift.memberId);
  if (name === undefined) return [{ field, reason: 'invalid' }];
  const day = stays.dayOutside(shift.memberId, shift.startsAt, shift.endsAt);
  const [year, month, date] = (day ?? '').split('-');
  return day
    ? [{ field, reason: 'team.notInTeamThatDay', params: { name, date: `${date}/${month}/${year}` } }]
    : [];
};

/** @throws AppError platform.invalid naming the field */
export const requireMember = async (
  tx: Tx,
  shift: Pick<ShiftFacts, 'memberId' | 'startsAt' | 'endsAt'>,
  field?: string,
): Promise<void> => {
  const fields = await checkMember(tx, shift, field);
  if (fields.length > 0) throw platformErrors.invalid(undefined, { fields });
};

/**
 * A member keeps one shift at a time, and a place has one primary at a time. `exceptIds` are shifts about to change.
 * @throws AppError team.memberOverlaps, team.primaryOverlaps
 */
export const refuseOverlap = async (
  tx: Tx,
  shift: ShiftFacts,
  exceptIds: readonly string[] = [],
): Promise<void> => {
  const rows = (await listShiftRows(tx, shift.startsAt, shift.endsAt)).filter(
    (row) => !exceptIds.includes(row.shift_id),
  );
  const own = rows.find((row) => row.member_id === shift.memberId);
  if (own) throw teamErrors.memberOverlaps({ name: own.full_name });
  const primary = rows.find((row) => row.kind === 'primary' && row.place === shift.place);
  if (shift.kind === 'primary' && primary) throw teamErrors.primaryOverlaps({ name: primary.full_name });
};
