import './tables.ts';
import { sql } from 'kysely';
import { networkOf } from '../../platform/access/network-of.ts';
import type { Ctx } from '../../platform/ctx/ctx.ts';
import type { Tx } from '../../platform/db/tables.ts';
import { accountErrors } from './contract.ts';
import { hashToken } from './tokens.ts';

/** Tries that are free, and the first pause after them; each further failure doubles it up to the longest. */
const limits = {
  account: { free: 5, firstPauseMs: 15_000, longestPauseMs: 15 * 60_000, forgottenAfterMs: 24 * 3_600_000 },
  address: { free: 40, firstPauseMs: 10_000, longestPauseMs: 60 * 60_000, forgottenAfterMs: 3_600_000 },
} as const;

type Subject = { kind: keyof typeof limits; key: string };

const subjectsOf = (ctx: Ctx, email: string | null): Subject[] => [
  ...(email ? [{ kind: 'account' as const, key: `account:${hashToken(email.trim().toLowerCase())}` }] : []),
  ...(ctx.clientAddress
    ? [{ kind: 'address' as const, key: `address:${networkOf(ctx.clientAddress)}` }]
    : []),
];

const pauseMs = (kind: Subject['kind'], failures: number): number => {
  const limit = limits[kind];
  const over = failures - limit.free;
  return over < 0 ? 0 : Math.min(limit.longestPauseMs, limit.firstPauseMs * 2 ** Math.min(over, 20));
};

/** What a try has counted, so that exactly this can be taken back. */
export type CountedAttempt = readonly { kind: Subject['kind']; key: string; blockedUntil: Date | null }[];

type Counted = { waitMs: number; counted: CountedAttempt };

const countOne = async (tx: Tx, at: Date, { kind, key }: Subject): Promise<Counted> => {
  const fresh = { key, failures: 0, blocked_until: null, last_at: at };
  // Writing the key again locks the row, and leaves no gap in which another request could remove it.
  const row = await tx
    .insertInto('sign_in_failures')
    .values(fresh)
    .onConflict((conflict) => conflict.column('key').doUpdateSet({ key }))
    .returningAll()
    .executeTakeFirstOrThrow();
  const blockedMs = (row.blocked_until?.getTime() ?? 0) - at.getTime();
  if (blockedMs > 0) return { waitMs: blockedMs, counted: [] };
  const isForgotten = at.getTime() - row.last_at.getTime() > limits[kind].forgottenAfterMs;
  const failures = (isForgotten ? 0 : row.failures) + 1;
  const pause = pauseMs(kind, failures);
  const blockedUntil = pause > 0 ? new Date(at.getTime() + pause) : null;
  await tx
    .updateTable('sign_in_failures')
    .set({ failures, blocked_until: blockedUntil, last_at: at })
    .where('key', '=', key)
    .execute();
  return { waitMs: 0, counted: [{ kind, key, blockedUntil }] };
};

/**
 * Counts a try to sign in before it is judged, so that a hundred tries at once count a hundred. The account is the
 * address that was typed, known or not, so that the answer tells nothing. Success takes the count back.
 * @throws AppError accounts.tooManyAttempts
 */
export const countAttempt = async (ctx: Ctx, email: string | null): Promise<CountedAttempt> => {
  const results = await ctx.asSystem('sign-in').tx(async (tx) => {
    const all: Counted[] = [];
    for (const subject of subjectsOf(ctx, email)) all.push(await countOne(tx, ctx.now(), subject));
    return all;
  });
  const waitMs = Math.max(0, ...results.map((result) => result.waitMs));
  if (waitMs > 0) throw accountErrors.tooManyAttempts({ seconds: Math.ceil(waitMs / 1000) });
  return results.flatMap((result) => result.counted);
};

/**
 * Takes a try back that was right, with the pause that it began itself; pauses of other tries stay.
 * With `isComplete` (all factors passed) the failures of the account before it are forgotten too.
 */
export const takeBackAttempt = async (
  ctx: Ctx,
  attempt: CountedAttempt,
  options: { isComplete: boolean },
): Promise<void> => {
  await ctx.asSystem('sign-in').tx(async (tx) => {
    for (const { kind, key, blockedUntil } of attempt) {
      if (kind === 'account' && options.isComplete) {
        await tx.deleteFrom('sign_in_failures').where('key', '=', key).execute();
        continue;
      }
      await sql`update sign_in_failures set failures = greatest(failures - 1, 0),
        blocked_until = case when blocked_until is not distinct from ${blockedUntil}::timestamptz
          then null else blocked_until end
        where key = ${key}`.execute(tx);
    }
  });
};
