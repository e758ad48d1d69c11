import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Actor } from '../../platform/access/actor.ts';
import type { Ctx } from '../../platform/ctx/ctx.ts';
import type { Tx } from '../../platform/db/tables.ts';
import { actorOfPerson } from './authenticate-session.ts';
import { listRoles } from './queries.ts';
import { rememberSession } from './session-of.ts';
import { type IssuedSession, insertSession, revokeToken, sessionCookie } from './sessions.ts';
import type { SignInMethod } from './tables.ts';

/** The raw request, for its cookie and browser, and the reply that gets the new cookie. */
export type Exchange = { request: FastifyRequest; reply: FastifyReply };

type SignedIn = { session: IssuedSession; actor: Actor };

/**
 * Ends the session that the browser came with and starts a new one, in the transaction of the last step.
 * The caller sets the cookie once that transaction has been committed.
 */
export const startSession = async (
  ctx: Ctx,
  tx: Tx,
  exchange: Exchange,
  person: { id: string; fullName: string },
  proof: { method: SignInMethod; with: string },
): Promise<SignedIn> => {
  await revokeToken(ctx, tx, exchange.request.cookies[sessionCookie]);
  const at = ctx.now();
  const session = await insertSession(tx, {
    personId: person.id,
    method: proof.method,
    at,
    clientAddress: ctx.clientAddress,
    userAgent: exchange.request.headers['user-agent'] ?? null,
  });
  const roles = (await listRoles(tx, [person.id])).get(person.id) ?? [];
  const actor = actorOfPerson(ctx.services, { ...person, roles });
  rememberSession(actor, {
    id: session.id,
    personId: person.id,
    secondFactorAt: at,
    roles: [...new Set(roles.map((held) => held.role))],
  });
  await ctx
    .withActor(actor)
    .audit(
      tx,
      'session.started',
      { kind: 'person', id: person.id, label: person.fullName },
      { with: proof.with, address: ctx.clientAddress },
    );
  return { session, actor };
};
