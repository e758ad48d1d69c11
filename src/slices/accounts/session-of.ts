import type { Actor } from '../../platform/access/actor.ts';
import type { Ctx } from '../../platform/ctx/ctx.ts';
import { platformErrors } from '../../platform/errors/platform-errors.ts';
import { accountErrors } from './contract.ts';
import type { Role } from './roles.ts';

/** The session behind a request; kept beside the actor, which knows nothing of cookies. */
export type RequestSession = {
  id: string;
  personId: string;
  secondFactorAt: Date;
  roles: readonly Role[];
};

/** How long a second factor counts for sensitive actions. */
export const secondFactorValidMs = 15 * 60_000;

const sessions = new WeakMap<Actor, RequestSession>();

export const rememberSession = (actor: Actor, session: RequestSession): void => {
  sessions.set(actor, session);
};

/** The session that the actor came with; undefined for keys, jobs and the public. */
export const findSession = (actor: Actor): RequestSession | undefined => sessions.get(actor);

/** For what only a signed-in person may do with the own account: a key has none. */
export const requireSession = (ctx: Ctx): RequestSession => {
  const session = findSession(ctx.actor);
  if (!session) throw platformErrors.notAllowed(undefined, { internal: 'needs a session of a person' });
  return session;
};

/** @throws AppError accounts.secondFactorNeeded when the last second factor is too long ago */
export const requireRecentSecondFactor = (ctx: Ctx): void => {
  if (ctx.actor.kind === 'system') return;
  const session = requireSession(ctx);
  if (ctx.now().getTime() - session.secondFactorAt.getTime() > secondFactorValidMs) {
    throw accountErrors.secondFactorNeeded();
  }
};

/** After the second factor was confirmed again within this request. */
export const noteSecondFactor = (ctx: Ctx): void => {
  sessions.set(ctx.actor, { ...requireSession(ctx), secondFactorAt: ctx.now() });
};
