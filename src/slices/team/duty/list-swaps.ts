import './tables.ts';
import { sql } from 'kysely';
import type { Ctx } from '../../../platform/ctx/ctx.ts';
import { decodeCursor, isSortedInstant, toPage } from '../../../platform/db/keyset.ts';
import { platformErrors } from '../../../platform/errors/platform-errors.ts';
import { dutyAbilities } from '../access.ts';
import { findMyMember } from './my-member.ts';
import { toSwaps } from './swap-records.ts';

type Query = { state: 'waiting' | 'closed'; cursor?: string | undefined; limit: number };

/** Swaps that wait for somebody, or those that are closed; the newest first. */
export const listSwaps = (ctx: Ctx, query: Query) =>
  ctx.tx(async (tx) => {
    const me = await findMyMember(ctx, tx);
    const isWaiting = query.state === 'waiting';
    let select = tx
      .selectFrom('duty_swaps')
      .selectAll()
      .select(sql<string>`(requested_at at time zone 'utc')::text || '+00'`.as('requested_text'))
      .where('state', isWaiting ? 'in' : 'not in', ['requested', 'accepted']);
    if (query.cursor) {
      const [at, id] = decodeCursor(query.cursor, 2);
      if (typeof at !== 'string' || !isSortedInstant(at)) {
        throw platformErrors.invalid(undefined, { fields: [{ field: 'cursor', reason: 'malformed' }] });
      }
      select = select.where(sql<boolean>`(requested_at, id) < (${at}::timestamptz, ${id}::uuid)`);
    }
    const rows = await select
      .orderBy('requested_at', 'desc')
      .orderBy('id', 'desc')
      .limit(query.limit + 1)
      .execute();
    const page = toPage(
      rows,
      query.limit,
      (row) => row,
      (row) => [row.requested_text, row.id],
    );
    return {
      items: await toSwaps(ctx, tx, page.items, me),
      nextCursor: page.nextCursor,
      myMemberId: me?.id ?? null,
      can: dutyAbilities(ctx),
    };
  });
