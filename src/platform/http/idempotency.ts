import { createHash } from 'node:crypto';
import { sql } from 'kysely';
import type { Ctx } from '../ctx/ctx.ts';
import { platformErrors } from '../errors/platform-errors.ts';

declare module '../db/tables.ts' {
  interface Tables {
    idempotency_keys: {
      actor_key: string;
      key: string;
      request_hash: string;
      status: number | null;
      answer: import('../db/tables.ts').JsonOrNull<unknown>;
      created_at: import('../db/tables.ts').Instant;
    };
  }
}

const hashRequest = (route: string, body: unknown): string =>
  createHash('sha256')
    .update(`${route}\n${JSON.stringify(body ?? null)}`)
    .digest('hex');

/**
 * Runs a creating request once per key (draft-ietf-httpapi-idempotency-key-header-07): the key, the change and the
 * answer are one transaction, and a second request at the same moment waits for the first one's row.
 * @throws AppError platform.idempotencyMismatch when the key was used for another request
 */
export const runOnce = async <Answer>(
  ctx: Ctx,
  request: { key: string; route: string; body: unknown; status: number },
  work: () => Promise<Answer>,
): Promise<{ answer: Answer; isReplay: boolean }> => {
  const actorKey = ctx.actor.id ?? `${ctx.actor.kind}:${ctx.clientAddress ?? ''}`;
  const requestHash = hashRequest(request.route, request.body);
  return ctx.tx(async (tx) => {
    await sql`select set_config('khien.caller', ${actorKey}, true)`.execute(tx);
    const inserted = await tx
      .insertInto('idempotency_keys')
      .values({ actor_key: actorKey, key: request.key, request_hash: requestHash, created_at: ctx.now() })
      .onConflict((conflict) => conflict.doNothing())
      .returning('key')
      .executeTakeFirst();
    if (!inserted) {
      const earlier = await tx
        .selectFrom('idempotency_keys')
        .select(['request_hash', 'answer'])
        .where('actor_key', '=', actorKey)
        .where('key', '=', request.key)
        .executeTakeFirstOrThrow();
      if (earlier.request_hash !== requestHash) throw platformErrors.idempotencyMismatch();
      return { answer: earlier.answer as Answer, isReplay: true };
    }
    const answer = await work();
    await tx
      .updateTable('idempotency_keys')
      .set({ status: request.status, answer: JSON.stringify(answer ?? null) })
      .where('actor_key', '=', actorKey)
      .where('key', '=', request.key)
      .execute();
    return { answer, isReplay: false };
  });
};
