import './tables.ts';
import { createHash, randomBytes } from 'node:crypto';
import type { Ctx } from '../../../platform/ctx/ctx.ts';
import type { Tx } from '../../../platform/db/tables.ts';
import type { RawReply } from '../../../platform/http/route.ts';
import { uuid7 } from '../../../platform/ids/uuid7.ts';
import { DAY_MS } from '../../../platform/time/vietnam-time.ts';
import { findPerson } from '../../accounts/public.ts';
import { dutyErrors } from '../contract/duty-errors.ts';
import { listShiftRows } from '../list-shift-rows.ts';
import { calendarText } from './calendar-text.ts';
import { findMyMember, getMyMember } from './my-member.ts';

const BEHIND_DAYS = 60;
const AHEAD_DAYS = 180;
/** The token has 256 bits, so a plain hash suffices in the database. */
const hashOf = (token: string): string => createHash('sha256').update(token).digest('hex');

const revoke = async (ctx: Ctx, tx: Tx, memberId: string): Promise<boolean> => {
  const rows = await tx
    .updateTable('duty_feeds')
    .set({ revoked_at: ctx.now() })
    .where('member_id', '=', memberId)
    .where('revoked_at', 'is', null)
    .returning('id')
    .execute();
  return rows.length > 0;
};

const record = (ctx: Ctx, tx: Tx, action: string, member: { id: string; fullName: string }) =>
  ctx.audit(tx, action, { kind: 'member', id: member.id, label: member.fullName });

/** When the caller's link was made, or null. */
export const getCalendarLink = (ctx: Ctx): Promise<{ createdAt: string | null }> =>
  ctx.tx(async (tx) => {
    const me = await findMyMember(ctx, tx);
    if (!me) return { createdAt: null };
    const row = await tx
      .selectFrom('duty_feeds')
      .select('created_at')
      .where('member_id', '=', me.id)
      .where('revoked_at', 'is', null)
      .executeTakeFirst();
    return { createdAt: row?.created_at.toISOString() ?? null };
  });

/** Makes the caller's link; the address is told this once and kept nowhere. */
export const createCalendarLink = (ctx: Ctx): Promise<{ createdAt: string; url: string }> =>
  ctx.tx(async (tx) => {
    ctx.require('duty.swap');
    const me = await getMyMember(ctx, tx);
    await revoke(ctx, tx, me.id);
    const token = randomBytes(32).toString('base64url');
    await tx
      .insertInto('duty_feeds')
      .values({
        id: uuid7(ctx.now().getTime()),
        member_id: me.id,
        token_hash: hashOf(token),
        language: ctx.language,
        created_at: ctx.now(),
      })
      .execute();
    await record(ctx, tx, 'duty.calendar-link-created', me);
    return { createdAt: ctx.now().toISOString(), url: `${ctx.services.publicUrl()}/calendar/${token}.ics` };
  });

export const revokeCalendarLink = (ctx: Ctx): Promise<undefined> =>
  ctx.tx(async (tx) => {
    ctx.require('duty.swap');
    const me = await getMyMember(ctx, tx);
    if (await revoke(ctx, tx, me.id)) await record(ctx, tx, 'duty.calendar-link-revoked', me);
    return undefined;
  });

const findFeed = async (tx: Tx, token: string) => {
  const feed = await tx
    .selectFrom('duty_feeds')
    .innerJoin('members', 'members.id', 'duty_feeds.member_id')
    .select(['duty_feeds.member_id', 'duty_feeds.language', 'members.person_id'])
    .where('duty_feeds.token_hash', '=', hashOf(token))
    .where('duty_feeds.revoked_at', 'is', null)
    .executeTakeFirst();
  if (!feed?.person_id) return undefined;
  return (await findPerson(tx, feed.person_id))?.state === 'active' ? feed : undefined;
};

/**
 * The shifts behind a link. Tells when and whether first or backup, nothing of people or incidents. A link that never was,
 * was revoked, or whose owner can no longer sign in is gone alike.
 * @throws AppError team.calendarGone
 */
export const readCalendarFeed = (ctx: Ctx, address: string): Promise<RawReply> =>
  ctx.asSystem('team.calendar-feed').tx(async (tx) => {
    const feed = await findFeed(tx, address.replace(/\.ics$/, ''));
    if (!feed) throw dutyErrors.calendarGone();
    const now = ctx.now();
    const rows = await listShiftRows(
      tx,
      new Date(now.getTime() - BEHIND_DAYS * DAY_MS),
      new Date(now.getTime() + AHEAD_DAYS * DAY_MS),
    );
    const { texts } = ctx.services;
    const events = rows
      .filter((row) => row.member_id === feed.member_id)
      .map((row) => ({
        uid: `${row.shift_id}@khien`,
        startsAt: row.starts_at,
        endsAt: row.ends_at,
        sequence: row.version,
        summary: texts.t(feed.language, `team.shift.${row.kind}`),
      }));
    return {
      contentType: 'text/calendar; charset=utf-8',
      headers: { 'cache-control': 'private, no-store' },
      fileName: 'duty.ics',
      body: calendarText(texts.t(feed.language, 'team.duty'), now, events),
    };
  });
