import type { Ctx } from '../../platform/ctx/ctx.ts';
import type { Session } from './contract.ts';
import { findPersonRow } from './queries.ts';
import { isPasskeyPossible } from './relying-party.ts';
import { findSession, secondFactorValidMs } from './session-of.ts';

/** What the page needs to know of its reader before it shows anything. */
export const getSession = (ctx: Ctx): Promise<Session> =>
  ctx.tx(async (tx) => {
    const profile = await tx.selectFrom('organisation_profile').selectAll().executeTakeFirstOrThrow();
    const session = findSession(ctx.actor);
    const person = session ? await findPersonRow(tx, session.personId) : undefined;
    const englishName = ctx.language === 'en' ? profile.team_name_en : '';
    return {
      isSetUp: profile.is_set_up,
      organisationName: englishName || profile.team_name_vi,
      person: person
        ? { id: person.id, name: person.full_name, email: person.email, language: person.language }
        : null,
      roles: [...(session?.roles ?? [])],
      permissions: [...ctx.actor.permissions.keys()].sort(),
      secondFactorUntil: session
        ? new Date(session.secondFactorAt.getTime() + secondFactorValidMs).toISOString()
        : null,
      isPasskeyPossible: isPasskeyPossible(ctx.services),
    };
  });
