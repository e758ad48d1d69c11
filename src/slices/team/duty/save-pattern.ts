import './tables.ts';
import type { Selectable } from 'kysely';
import type { Ctx } from '../../../platform/ctx/ctx.ts';
import type { Tx } from '../../../platform/db/tables.ts';
import type { FieldError } from '../../../platform/errors/app-error.ts';
import { platformErrors } from '../../../platform/errors/platform-errors.ts';
import { uuid7 } from '../../../platform/ids/uuid7.ts';
import type { ShiftKind } from '../contract/codes.ts';
import type { CreatePattern, Pattern, UpdatePattern } from '../contract/duty-plans.ts';
import { peopleNeeded } from './arrange-shifts.ts';
import { loadStays } from './shift-rules.ts';
import type { DutyPatternsTable, PatternSlot } from './tables.ts';

export type PatternRow = Selectable<DutyPatternsTable>;

const DAY_MINUTES = 1_440;

/** Members of patterns in their order, by pattern. */
export const listPools = async (tx: Tx, patternIds: readonly string[]) => {
  if (patternIds.length === 0) return [];
  return tx
    .selectFrom('duty_pattern_members as pool')
    .innerJoin('members', 'members.id', 'pool.member_id')
    .select(['pool.pattern_id', 'pool.kind', 'members.id', 'members.full_name as fullName'])
    .where('pool.pattern_id', 'in', [...patternIds])
    .orderBy('pool.position')
    .execute();
};

export const toPatterns = async (tx: Tx, rows: readonly PatternRow[]): Promise<Pattern[]> => {
  const pools = await listPools(
    tx,
    rows.map((row) => row.id),
  );
  const poolOf = (id: string, kind: ShiftKind) =>
    pools
      .filter((member) => member.pattern_id === id && member.kind === kind)
      .map(({ id: memberId, fullName }) => ({ id: memberId, fullName }));
  return rows.map((row) => ({
    id: row.id,
    name: row.name,
    place: row.place,
    slots: row.slots,
    restHours: row.rest_hours,
    primaries: poolOf(row.id, 'primary'),
    backups: poolOf(row.id, 'backup'),
    isActive: row.is_active,
    version: row.version,
  }));
};

/** Two primary turns of one rhythm never stand at the desk at once; turns may run over midnight. */
const findOverlaps = (slots: readonly PatternSlot[]): FieldError[] => {
  const turns = slots.flatMap((slot, at) =>
    [-2, -1, 0, 1, 2].map((day) => {
      const start = slot.startMinute + day * DAY_MINUTES;
      return { at, day, kind: slot.kind, start, end: start + slot.hours * 60 };
    }),
  );
  const today = turns.filter((turn) => turn.day === 0 && turn.kind === 'primary');
  const faults = new Map<number, FieldError>();
  for (const turn of today) {
    const other = turns.find(
      (one) =>
        one.kind === 'primary' &&
        (one.at < turn.at || (one.at === turn.at && one.day < 0)) &&
        one.start < turn.end &&
        turn.start < one.end,
    );
    if (other) {
      faults.set(turn.at, {
        field: `slots.${turn.at}.startMinute`,
        reason: 'team.slotOverlaps',
        params: { row: other.at + 1 },
      });
    }
  }
  return [...faults.values()];
};

const findUnknown = async (
  ctx: Ctx,
  tx: Tx,
  field: string,
  ids: readonly string[],
): Promise<FieldError[]> => {
  const stays = await loadStays(tx, ids);
  const now = ctx.now();
  const date = now.toISOString().slice(0, 10).split('-').reverse().join('/');
  return ids.flatMap((id, at): FieldError[] => {
    const name = stays.nameOf(id);
    if (name === undefined) return [{ field: `${field}.${at}`, reason: 'invalid' }];
    if (ids.indexOf(id) !== at)
      return [{ field: `${field}.${at}`, reason: 'team.namedTwice', params: { name } }];
    const isOutside = stays.dayOutside(id, now, new Date(now.getTime() + 1)) !== null;
    return isOutside
      ? [{ field: `${field}.${at}`, reason: 'team.notInTeamThatDay', params: { name, date } }]
      : [];
  });
};

const tooFew = (input: CreatePattern, kind: ShiftKind, field: string, count: number): FieldError[] => {
  const needed = peopleNeeded(input.slots, kind, input.restHours);
  return count < needed ? [{ field, reason: 'team.tooFewMembers', params: { needed, count } }] : [];
};

const check = async (ctx: Ctx, tx: Tx, input: CreatePattern): Promise<void> => {
  const fields = [
    ...(input.slots.some((slot) => slot.kind === 'primary')
      ? []
      : [{ field: 'slots', reason: 'team.noPrimarySlot' }]),
    ...findOverlaps(input.slots),
    ...(await findUnknown(ctx, tx, 'primaryMemberIds', input.primaryMemberIds)),
    ...(await findUnknown(ctx, tx, 'backupMemberIds', input.backupMemberIds)),
    ...tooFew(input, 'primary', 'primaryMemberIds', input.primaryMemberIds.length),
    ...tooFew(input, 'backup', 'backupMemberIds', input.backupMemberIds.length),
  ];
  if (fields.length > 0) throw platformErrors.invalid(undefined, { fields });
};

const setPools = async (tx: Tx, patternId: string, input: CreatePattern): Promise<void> => {
  await tx.deleteFrom('duty_pattern_members').where('pattern_id', '=', patternId).execute();
  const rows = [
    ...input.primaryMemberIds.map((member_id, position) => ({
      member_id,
      position,
      kind: 'primary' as const,
    })),
    ...input.backupMemberIds.map((member_id, position) => ({ member_id, position, kind: 'backup' as const })),
  ].map((row) => ({ ...row, pattern_id: patternId }));
  if (rows.length > 0) await tx.insertInto('duty_pattern_members').values(rows).execute();
};

const toColumns = (input: CreatePattern) => ({
  name: input.name,
  place: input.place,
  slots: JSON.stringify(input.slots),
  rest_hours: input.restHours,
  is_active: input.isActive,
});

const finish = async (ctx: Ctx, tx: Tx, action: string, row: PatternRow, input: CreatePattern) => {
  await setPools(tx, row.id, input);
  await ctx.audit(tx, action, { kind: 'duty-pattern', id: row.id, label: row.name }, { ...input });
  return (await toPatterns(tx, [row]))[0] as Pattern;
};

/** @throws AppError platform.invalid naming turn or member, and how many people the rhythm needs */
export const createPattern = (ctx: Ctx, input: CreatePattern): Promise<Pattern> =>
  ctx.tx(async (tx) => {
    ctx.require('duty.plan');
    await check(ctx, tx, input);
    const row = await tx
      .insertInto('duty_patterns')
      .values({ id: uuid7(ctx.now().getTime()), ...toColumns(input), created_at: ctx.now() })
      .returningAll()
      .executeTakeFirstOrThrow();
    return finish(ctx, tx, 'duty.pattern-created', row, input);
  });

/** @throws AppError platform.stale with the pattern as it stands */
export const updatePattern = (ctx: Ctx, id: string, input: UpdatePattern): Promise<Pattern> =>
  ctx.tx(async (tx) => {
    ctx.require('duty.plan');
    const known = await tx
      .selectFrom('duty_patterns')
      .selectAll()
      .where('id', '=', id)
      .forUpdate()
      .executeTakeFirst();
    if (!known) throw platformErrors.notFound();
    if (known.version !== input.version) {
      throw platformErrors.stale(undefined, { details: { current: (await toPatterns(tx, [known]))[0] } });
    }
    await check(ctx, tx, input);
    const row = await tx
      .updateTable('duty_patterns')
      .set({ ...toColumns(input), version: input.version + 1 })
      .where('id', '=', id)
      .returningAll()
      .executeTakeFirstOrThrow();
    return finish(ctx, tx, 'duty.pattern-updated', row, input);
  });
