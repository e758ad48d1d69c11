import './tables.ts';
import type { Selectable } from 'kysely';
import type { Ctx } from '../../../platform/ctx/ctx.ts';
import type { Tx } from '../../../platform/db/tables.ts';
import { platformErrors } from '../../../platform/errors/platform-errors.ts';
import { DAY_MS } from '../../../platform/time/vietnam-time.ts';
import { dutyErrors } from '../contract/duty-errors.ts';
import type { HandOver } from '../contract/hand-over.ts';
import { listShiftRows, listShiftRowsByIds, type ShiftRow, toShift } from '../list-shift-rows.ts';
import { findMyMember } from './my-member.ts';
import type { DutyHandOversTable } from './tables.ts';

export type HandOverRow = Selectable<DutyHandOversTable>;
export type HandOverScene = {
  me: { id: string; fullName: string } | null;
  shift: ShiftRow;
  /** The primary shift that follows at the same place, if one is planned. */
  next: ShiftRow | null;
};

const NEXT_WITHIN_DAYS = 3;

/**
 * A primary shift with the one that follows, for those who may read its note: who sees everything, and the two officers.
 * @throws AppError platform.notFound
 */
export const getHandOverScene = async (ctx: Ctx, tx: Tx, shiftId: string): Promise<HandOverScene> => {
  const shift = (await listShiftRowsByIds(tx, [shiftId])).get(shiftId);
  if (shift?.kind !== 'primary') throw platformErrors.notFound();
  const until = new Date(shift.ends_at.getTime() + NEXT_WITHIN_DAYS * DAY_MS);
  const next =
    (await listShiftRows(tx, shift.ends_at, until)).find(
      (row) => row.kind === 'primary' && row.place === shift.place && row.starts_at >= shift.ends_at,
    ) ?? null;
  const me = await findMyMember(ctx, tx);
  const isParty = me !== null && [shift.member_id, next?.member_id].includes(me.id);
  if (ctx.actor.reach !== 'all' && !isParty) throw platformErrors.notFound();
  return { me, shift, next };
};

export const findHandOver = (tx: Tx, shiftId: string): Promise<HandOverRow | undefined> =>
  tx.selectFrom('duty_hand_overs').selectAll().where('shift_id', '=', shiftId).executeTakeFirst();

/** The desk may write for an officer who cannot: the audit log names who did. */
export const mayWrite = (ctx: Ctx, { me, shift }: HandOverScene): boolean =>
  ctx.can('duty.update') || me?.id === shift.member_id;

/** Whoever takes over signs: the officer of the next shift, or another member who stands in, never the one who leaves. */
export const maySign = (ctx: Ctx, { me, shift, next }: HandOverScene): boolean =>
  me !== null && me.id !== shift.member_id && (me.id === next?.member_id || ctx.can('duty.update'));

const abilities = (ctx: Ctx, scene: HandOverScene, row: HandOverRow | undefined) => ({
  write: row?.state !== 'signed' && mayWrite(ctx, scene) && scene.shift.starts_at <= ctx.now(),
  sign: row?.state === 'given' && maySign(ctx, scene),
});

/** The note with its people and what the caller may do. */
export const toHandOver = async (
  ctx: Ctx,
  tx: Tx,
  scene: HandOverScene,
  row: HandOverRow,
): Promise<HandOver> => {
  const ids = [row.next_member_id, row.signed_by_member_id].filter((id) => id !== null);
  const people =
    ids.length === 0
      ? []
      : await tx.selectFrom('members').select(['id', 'full_name']).where('id', 'in', ids).execute();
  const ref = (id: string | null) =>
    id === null ? null : { id, fullName: people.find((person) => person.id === id)?.full_name ?? '' };
  return {
    id: row.id,
    shift: toShift(scene.shift),
    nextShift: scene.next ? toShift(scene.next) : null,
    nextMember: ref(row.next_member_id),
    sinceAt: row.since_at.toISOString(),
    draftedAt: row.drafted_at.toISOString(),
    sections: row.sections,
    note: row.note,
    state: row.state,
    givenAt: row.given_at?.toISOString() ?? null,
    givenBy: row.given_by_label,
    signedAt: row.signed_at?.toISOString() ?? null,
    signedBy: ref(row.signed_by_member_id),
    remark: row.remark,
    version: row.version,
    can: abilities(ctx, scene, row),
  };
};

/**
 * The note for a change by the officer who leaves or the desk.
 * @throws AppError platform.notFound, team.handOverSigned, team.handOverNotYours, platform.stale
 */
export const getOwnHandOver = async (ctx: Ctx, tx: Tx, scene: HandOverScene, version: number) => {
  const row = await tx
    .selectFrom('duty_hand_overs')
    .selectAll()
    .where('shift_id', '=', scene.shift.shift_id)
    .forUpdate()
    .executeTakeFirst();
  if (!row) throw platformErrors.notFound();
  if (row.state === 'signed') throw dutyErrors.handOverSigned();
  if (row.version !== version) {
    throw platformErrors.stale(undefined, { details: { current: await toHandOver(ctx, tx, scene, row) } });
  }
  return row;
};

/** A shift and its note, or the shift alone. */
export const getHandOver = (ctx: Ctx, shiftId: string) =>
  ctx.tx(async (tx) => {
    ctx.require('duty.hand-over');
    const scene = await getHandOverScene(ctx, tx, shiftId);
    const row = await findHandOver(tx, shiftId);
    return {
      shift: toShift(scene.shift),
      handOver: row ? await toHandOver(ctx, tx, scene, row) : null,
      can: abilities(ctx, scene, row),
    };
  });
