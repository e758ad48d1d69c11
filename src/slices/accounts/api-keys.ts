import './tables.ts';
import type { Selectable } from 'kysely';
import type { Ctx } from '../../platform/ctx/ctx.ts';
import type { Tx } from '../../platform/db/tables.ts';
import { platformErrors } from '../../platform/errors/platform-errors.ts';
import { uuid7 } from '../../platform/ids/uuid7.ts';
import { createKeySecret, forgetKeys } from './authenticate-key.ts';
import type { ApiKey } from './contract/api-keys.ts';
import type { ApiScope } from './contract/api-scopes.ts';
import { accountErrors } from './contract.ts';
import { listNames } from './queries.ts';
import { requireRecentSecondFactor } from './session-of.ts';
import { publishAccessChange } from './sessions.ts';
import type { ApiKeysTable } from './tables.ts';

type Row = Selectable<ApiKeysTable>;

const toAnswers = async (ctx: Ctx, tx: Tx, rows: readonly Row[]): Promise<ApiKey[]> => {
  const names = await listNames(
    tx,
    rows.map((row) => row.created_by),
  );
  return rows.map((row) => ({
    id: row.id,
    name: row.name,
    prefix: row.prefix,
    scopes: row.scopes,
    agencyId: row.agency_id,
    createdAt: row.created_at.toISOString(),
    createdBy: { id: row.created_by, fullName: names.get(row.created_by) ?? '' },
    expiresAt: row.expires_at?.toISOString() ?? null,
    lastUsedAt: row.last_used_at?.toISOString() ?? null,
    revokedAt: row.revoked_at?.toISOString() ?? null,
    can: { revoke: row.revoked_at === null && ctx.can('api-key.revoke') },
  }));
};

const toAnswer = async (ctx: Ctx, tx: Tx, row: Row): Promise<ApiKey> => {
  const [answer] = await toAnswers(ctx, tx, [row]);
  if (!answer) throw platformErrors.notFound();
  return answer;
};

const cursorPattern = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

/** Keys, newest first. */
export const listApiKeys = (ctx: Ctx, input: { cursor?: string | undefined; limit: number }) =>
  ctx.tx(async (tx) => {
    ctx.require('api-key.read');
    let query = tx.selectFrom('api_keys').selectAll();
    if (input.cursor) {
      if (!cursorPattern.test(input.cursor)) {
        throw platformErrors.invalid(undefined, { fields: [{ field: 'cursor', reason: 'invalid' }] });
      }
      query = query.where('id', '<', input.cursor);
    }
    const rows = await query
      .orderBy('id', 'desc')
      .limit(input.limit + 1)
      .execute();
    const page = rows.slice(0, input.limit);
    const items = await toAnswers(ctx, tx, page);
    return { items, nextCursor: rows.length > input.limit ? (page.at(-1)?.id ?? null) : null };
  });

type CreateApiKey = { name: string; scopes: ApiScope[]; agencyId: string | null; expiresAt: string | null };

/** Makes a key. The secret is in the answer and nowhere else: the database keeps its hash. */
export const createApiKey = (ctx: Ctx, input: CreateApiKey) =>
  ctx.tx(async (tx) => {
    ctx.require('api-key.create');
    requireRecentSecondFactor(ctx);
    if (input.expiresAt && new Date(input.expiresAt) <= ctx.now()) {
      throw platformErrors.invalid(undefined, { fields: [{ field: 'expiresAt', reason: 'invalid' }] });
    }
    const { prefix, secret, hash } = createKeySecret();
    const row = await tx
      .insertInto('api_keys')
      .values({
        id: uuid7(ctx.now().getTime()),
        name: input.name,
        prefix,
        secret_hash: hash,
        scopes: [...new Set(input.scopes)],
        agency_id: input.agencyId,
        created_at: ctx.now(),
        created_by: ctx.actor.id ?? '',
        expires_at: input.expiresAt,
      })
      .returningAll()
      .executeTakeFirstOrThrow();
    await ctx.audit(
      tx,
      'api-key.created',
      { kind: 'api-key', id: row.id, label: row.name, organisationId: row.agency_id },
      { prefix, scopes: row.scopes, expiresAt: input.expiresAt },
    );
    return { apiKey: await toAnswer(ctx, tx, row), secret };
  });

/** Ends a key for ever: at once in this process, within a second in others. */
export const revokeApiKey = (ctx: Ctx, id: string): Promise<ApiKey> =>
  ctx.tx(async (tx) => {
    ctx.require('api-key.revoke');
    requireRecentSecondFactor(ctx);
    const row = await tx
      .selectFrom('api_keys')
      .selectAll()
      .where('id', '=', id)
      .forUpdate()
      .executeTakeFirst();
    if (!row) throw platformErrors.notFound();
    if (row.revoked_at) throw accountErrors.keyRevoked();
    const revoked = await tx
      .updateTable('api_keys')
      .set({ revoked_at: ctx.now(), revoked_by: ctx.actor.id })
      .where('id', '=', id)
      .returningAll()
      .executeTakeFirstOrThrow();
    await ctx.audit(tx, 'api-key.revoked', {
      kind: 'api-key',
      id,
      label: row.name,
      organisationId: row.agency_id,
    });
    await publishAccessChange(ctx, tx, id);
    ctx.afterCommit(() => forgetKeys(ctx.services));
    return toAnswer(ctx, tx, revoked);
  });
