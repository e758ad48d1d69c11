import './tables.ts';
import type { FastifyReply } from 'fastify';
import type { Ctx } from '../../platform/ctx/ctx.ts';
import type { Services } from '../../platform/ctx/services.ts';
import type { Tx } from '../../platform/db/tables.ts';
import { accessChangedEvent } from '../../platform/events/publish.ts';
import { uuid7 } from '../../platform/ids/uuid7.ts';
import type { SignInMethod } from './tables.ts';
import { createToken, hashToken } from './tokens.ts';

export const sessionCookie = 'khien_session';
const hourMs = 3_600_000;
/** A session ends when nobody used it for this long, and in any case after seven days. */
export const sessionIdleMs = 12 * hourMs;
export const sessionLongestMs = 7 * 24 * hourMs;

export type IssuedSession = { id: string; token: string; expiresAt: Date };

/** Makes a session; the token goes into the cookie, the database keeps its hash. */
export const insertSession = async (
  tx: Tx,
  options: {
    personId: string;
    method: SignInMethod;
    at: Date;
    clientAddress: string | null;
    userAgent: string | null;
  },
): Promise<IssuedSession> => {
  const { at } = options;
  const token = createToken();
  const id = uuid7(at.getTime());
  const expiresAt = new Date(at.getTime() + sessionLongestMs);
  await tx
    .insertInto('sessions')
    .values({
      id,
      token_hash: hashToken(token),
      person_id: options.personId,
      created_at: at,
      last_seen_at: at,
      expires_at: expiresAt,
      second_factor_at: at,
      method: options.method,
      client_address: options.clientAddress,
      user_agent: options.userAgent?.slice(0, 300) ?? null,
    })
    .execute();
  return { id, token, expiresAt };
};

const cookieOptions = (services: Services) => ({
  path: '/',
  httpOnly: true,
  sameSite: 'lax' as const,
  secure: services.publicUrl().startsWith('https:'),
});

export const setSessionCookie = (reply: FastifyReply, services: Services, session: IssuedSession): void => {
  reply.setCookie(sessionCookie, session.token, { ...cookieOptions(services), expires: session.expiresAt });
};

export const clearSessionCookie = (reply: FastifyReply, services: Services): void => {
  reply.clearCookie(sessionCookie, cookieOptions(services));
};

/** Tells open streams of a person, or of a key, to check again who they are. */
export const publishAccessChange = (ctx: Ctx, tx: Tx, actorId: string): Promise<void> =>
  ctx.publish(tx, { type: accessChangedEvent, data: {}, permission: 'session.hear', personIds: [actorId] });

/**
 * Ends sessions of a person in the caller's transaction: all, or all but one.
 * @returns how many ended
 */
export const revokeSessions = async (
  ctx: Ctx,
  tx: Tx,
  personId: string,
  options: { exceptId?: string; onlyId?: string } = {},
): Promise<number> => {
  let query = tx
    .updateTable('sessions')
    .set({ revoked_at: ctx.now() })
    .where('person_id', '=', personId)
    .where('revoked_at', 'is', null);
  if (options.exceptId) query = query.where('id', '!=', options.exceptId);
  if (options.onlyId) query = query.where('id', '=', options.onlyId);
  const ended = await query.returning('id').execute();
  if (ended.length > 0) await publishAccessChange(ctx, tx, personId);
  return ended.length;
};

/** Ends the session of a cookie that is about to be replaced, so that no browser holds two. */
export const revokeToken = async (ctx: Ctx, tx: Tx, token: string | undefined): Promise<void> => {
  if (!token) return;
  await tx
    .updateTable('sessions')
    .set({ revoked_at: ctx.now() })
    .where('token_hash', '=', hashToken(token))
    .where('revoked_at', 'is', null)
    .execute();
};
