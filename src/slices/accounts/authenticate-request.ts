import type { FastifyRequest } from 'fastify';
import { type Actor, publicActor } from '../../platform/access/actor.ts';
import type { Services } from '../../platform/ctx/services.ts';
import { platformErrors } from '../../platform/errors/platform-errors.ts';
import { authenticateKey } from './authenticate-key.ts';
import { authenticateSession } from './authenticate-session.ts';
import { sessionCookie } from './sessions.ts';

/**
 * Finds out who sends a request. An Authorization header always decides alone: whatever it holds, the cookie beside it
 * is not looked at, since the protection against other sites' requests rests on the cookie being the only proof.
 * A cookie that no longer holds makes the caller the public, so that signing in again is possible.
 * @throws AppError platform.notSignedIn for an Authorization header that names no valid key
 */
export const authenticateRequest =
  (services: Services) =>
  async (request: FastifyRequest): Promise<Actor> => {
    const header = request.headers.authorization;
    if (header !== undefined) {
      const key = /^Bearer +(\S+)$/i.exec(header)?.[1];
      const actor = key ? await authenticateKey(services, key) : null;
      if (!actor) throw platformErrors.notSignedIn();
      return actor;
    }
    const token = request.cookies[sessionCookie];
    if (!token || token.length > 100) return publicActor;
    // A request that was let in before only looks again: an open stream is no use of the session.
    return (await authenticateSession(services, token, request.actor === undefined)) ?? publicActor;
  };
