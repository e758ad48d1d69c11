import './tables.ts';
import { sql } from 'kysely';
import type { Actor } from '../../platform/access/actor.ts';
import { createSystemActor } from '../../platform/access/actor.ts';
import { permissionsOfRoles } from '../../platform/access/policy.ts';
import type { Services } from '../../platform/ctx/services.ts';
import { openTransaction } from '../../platform/ctx/transaction.ts';
import { type Role, rolesThatSeeAll } from './roles.ts';
import { rememberSession } from './session-of.ts';
import { sessionIdleMs } from './sessions.ts';
import { hashToken } from './tokens.ts';

/** How exactly the last use of a session is kept. */
const touchEveryMs = 60_000;

type HeldRole = { role: Role; agencyId: string | null };

type Row = {
  id: string;
  person_id: string;
  full_name: string;
  last_seen_at: Date;
  second_factor_at: Date;
  roles: HeldRole[];
};

export const reader = createSystemActor('sign-in');

/** The person as an actor: abilities of all roles, rows of the agencies for which a role is held. */
export const actorOfPerson = (
  services: Pick<Services, 'grants'>,
  person: { id: string; fullName: string; roles: readonly HeldRole[] },
): Actor => {
  const names = person.roles.map((held) => held.role);
  return {
    kind: 'person',
    id: person.id,
    label: person.fullName,
    reach: names.some((role) => rolesThatSeeAll.includes(role)) ? 'all' : 'own',
    organisationIds: [...new Set(person.roles.flatMap((held) => (held.agencyId ? [held.agencyId] : [])))],
    permissions: permissionsOfRoles(services.grants, names),
  };
};

/**
 * The person behind a session cookie, or null when it is unknown, ended, idle for too long, or the account is closed.
 * `isUse` false looks without counting as use, as for a stream that merely stays open.
 */
export const authenticateSession = async (
  services: Services,
  token: string,
  isUse: boolean,
): Promise<Actor | null> => {
  const at = services.clock.now();
  const row = await openTransaction(services, reader, async (tx) => {
    const { rows } = await sql<Row>`
      select s.id, s.person_id, p.full_name, s.last_seen_at, s.second_factor_at,
        coalesce((select json_agg(json_build_object('role', r.role, 'agencyId', r.agency_id))
          from person_roles r where r.person_id = p.id), '[]') as roles
      from sessions s join people p on p.id = s.person_id
      where s.token_hash = ${hashToken(token)} and s.revoked_at is null and s.expires_at > ${at}
        and s.last_seen_at > ${new Date(at.getTime() - sessionIdleMs)} and p.state = 'active'`.execute(tx);
    const found = rows[0];
    if (found && isUse && at.getTime() - found.last_seen_at.getTime() > touchEveryMs) {
      await tx.updateTable('sessions').set({ last_seen_at: at }).where('id', '=', found.id).execute();
    }
    return found;
  });
  if (!row) return null;
  const actor = actorOfPerson(services, { id: row.person_id, fullName: row.full_name, roles: row.roles });
  rememberSession(actor, {
    id: row.id,
    personId: row.person_id,
    secondFactorAt: row.second_factor_at,
    roles: [...new Set(row.roles.map((held) => held.role))],
  });
  return actor;
};
