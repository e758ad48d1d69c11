import './tables.ts';
import type { Ctx } from '../../platform/ctx/ctx.ts';
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

/** One household of IPv6 has a /64: counting single addresses there would count nothing. */
export const networkOf = (address: string): string => {
  if (!address.includes(':') || /^::ffff:\d+\.\d+\.\d+\.\d+$/i.test(address)) return address;
  const [head = '', tail] = address.toLowerCase().split('%')[0]?.split('::') ?? [];
  const left = head.split(':').filter(Boolean);
  const right = tail === undefined ? [] : tail.split(':').filter(Boolean);
  const zeros =
    tail === undefined ? [] : Array<string>(Math.max(0, 8 - left.length - right.length)).fill('0');
  return `${[...left, ...zeros, ...right].slice(0, 4).join(':')}::/64`;
};

const pauseMs = (kind: Subject['kind'], failures: number): number => {
  const limit = limits[kind];
  const over = failures - limit.free;
  return over < 0 ? 0 : Math.min(limit.longestPauseMs, limit.firstPauseMs * 2 ** Math.min(over, 20));
};

/**
 * Counts a try to sign in before it is judged, so that a hundred tries at once count a hundred. The account is the
 * address that was typed, known or not, so that the answer tells nothing. Success takes the count back.
 * @throws AppError accounts.tooManyAttempts
 */
export const countAttempt = async (ctx: Ctx, email: string | null): Promise<void> => {
  const at = ctx.now();
  const waitMs = await ctx.asSystem('sign-in').tx(async (tx) => {
    let longest = 0;
    for (const { kind, key } of subjectsOf(ctx, email)) {
      const fresh = { key, failures: 0, blocked_until: null, last_at: at };
      await tx
        .insertInto('sign_in_failures')
        .values(fresh)
        .onConflict((conflict) => conflict.doNothing())
        .execute();
      const row = await tx
        .selectFrom('sign_in_failures')
        .selectAll()
        .where('key', '=', key)
        .forUpdate()
        .executeTakeFirstOrThrow();
      const blockedMs = (row.blocked_until?.getTime() ?? 0) - at.getTime();
      longest = Math.max(longest, blockedMs);
      if (blockedMs > 0) continue;
      const isForgotten = at.getTime() - row.last_at.getTime() > limits[kind].forgottenAfterMs;
      const failures = (isForgotten ? 0 : row.failures) + 1;
      const pause = pauseMs(kind, failures);
      await tx
        .updateTable('sign_in_failures')
        .set({
          failures,
          blocked_until: pause > 0 ? new Date(at.getTime() + pause) : null,
          last_at: at,
        })
        .where('key', '=', key)
        .execute();
    }
    return longest;
  });
  if (waitMs > 0) throw accountErrors.tooManyAttempts({ seconds: Math.ceil(waitMs / 1000) });
};

/** After a complete sign-in: forgets the account's failures; from the address only the tries of this sign-in. */
export const forgiveAttempts = async (ctx: Ctx, email: string | null, tries: number): Promise<void> => {
  await ctx.asSystem('sign-in').tx(async (tx) => {
    for (const { kind, key } of subjectsOf(ctx, email)) {
      if (kind === 'account') {
        await tx.deleteFrom('sign_in_failures').where('key', '=', key).execute();
      } else {
        await tx
          .updateTable('sign_in_failures')
          .set((eb) => ({
            failures: eb.fn<number>('greatest', [eb('failures', '-', tries), eb.val(0)]),
          }))
          .where('key', '=', key)
          .execute();
      }
    }
  });
};
