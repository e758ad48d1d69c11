import { sql } from 'kysely';
import type { Ctx } from '../../../platform/ctx/ctx.ts';
import type { Tx } from '../../../platform/db/tables.ts';
import { uuid7 } from '../../../platform/ids/uuid7.ts';
import { DAY_MS } from '../../../platform/time/vietnam-time.ts';
import { dutyErrors } from '../contract/duty-errors.ts';
import { type HandOver, handOverDrafting } from '../contract/hand-over.ts';
import { recordShift } from '../duty-shifts.ts';
import { listShiftRows, toShift } from '../list-shift-rows.ts';
import {
  findHandOver,
  getHandOverScene,
  type HandOverRow,
  type HandOverScene,
  mayWrite,
  toHandOver,
} from './hand-over-records.ts';
import type { HandOverSection } from './tables.ts';

/** Whoever was away longer reads the incidents themselves; the note stays a page. */
const SINCE_DAYS_MAX = 14;

/** From when the next officer has seen nothing: the end of their last shift, at most two weeks back, else this shift's begin. */
const sinceOf = async (tx: Tx, { shift, next }: HandOverScene): Promise<Date> => {
  if (!next) return shift.starts_at;
  const earliest = new Date(shift.starts_at.getTime() - SINCE_DAYS_MAX * DAY_MS);
  const before = (await listShiftRows(tx, earliest, shift.starts_at))
    .filter((row) => row.member_id === next.member_id && row.ends_at <= shift.starts_at)
    .at(-1);
  return before?.ends_at ?? shift.starts_at;
};

const startRow = async (ctx: Ctx, tx: Tx, scene: HandOverScene, since: Date): Promise<HandOverRow> => {
  const { shift, next } = scene;
  const facts = {
    next_member_id: next?.member_id ?? null,
    since_at: since,
    drafted_at: ctx.now(),
    sections: '[]',
  };
  const known = await findHandOver(tx, shift.shift_id);
  if (known?.state === 'signed') throw dutyErrors.handOverSigned();
  if (known) {
    return tx
      .updateTable('duty_hand_overs')
      .set({ ...facts, version: known.version + 1 })
      .where('id', '=', known.id)
      .returningAll()
      .executeTakeFirstOrThrow();
  }
  return tx
    .insertInto('duty_hand_overs')
    .values({
      id: uuid7(ctx.now().getTime()),
      shift_id: shift.shift_id,
      member_id: shift.member_id,
      ...facts,
      note: '',
      state: 'draft',
      given_by_label: null,
      signed_by_member_id: null,
      remark: null,
    })
    .returningAll()
    .executeTakeFirstOrThrow();
};

/**
 * The note tells the desk's view whoever writes it, as the next officer takes over the desk: facts are collected with the
 * reach of the desk, which is put back at once. An error ends the transaction and the setting with it.
 */
const collectFacts = async (ctx: Ctx, tx: Tx, id: string, since: Date): Promise<void> => {
  await sql`select set_config('khien.reach', 'all', true)`.execute(tx);
  await ctx.publish(tx, {
    type: handOverDrafting,
    data: { id, since: since.toISOString(), until: ctx.now().toISOString() },
    permission: 'duty.hand-over',
  });
  await sql`select set_config('khien.reach', ${ctx.actor.reach}, true)`.execute(tx);
};

/**
 * Drafts the note: later slices answer the event with their facts in the same transaction. Drafting again renews the facts
 * and keeps what the officer wrote.
 */
export const draftHandOver = (ctx: Ctx, shiftId: string): Promise<HandOver> =>
  ctx.tx(async (tx) => {
    ctx.require('duty.hand-over');
    const scene = await getHandOverScene(ctx, tx, shiftId);
    if (!mayWrite(ctx, scene)) throw dutyErrors.handOverNotYours({ name: scene.shift.full_name });
    if (scene.shift.starts_at > ctx.now()) throw dutyErrors.handOverNotYours({ name: scene.shift.full_name });
    const since = await sinceOf(tx, scene);
    const row = await startRow(ctx, tx, scene, since);
    await collectFacts(ctx, tx, row.id, since);
    await recordShift(ctx, tx, 'duty.hand-over-drafted', toShift(scene.shift));
    return toHandOver(ctx, tx, scene, (await findHandOver(tx, shiftId)) ?? row);
  });

/**
 * Brings one section into a note that is being drafted; for subscribers of `duty.hand-over-drafting`, in its transaction.
 * Titles stand as the readers of the desk may see them: leave out what is for fewer eyes. `more` counts what is not listed.
 */
export const addHandOverSection = async (
  tx: Tx,
  handOverId: string,
  section: HandOverSection,
): Promise<void> => {
  if (section.items.length === 0 && section.more === 0) return;
  await tx
    .updateTable('duty_hand_overs')
    .set({ sections: sql`sections || ${JSON.stringify([section])}::jsonb` })
    .where('id', '=', handOverId)
    .execute();
};
