import { type Expression, type ExpressionBuilder, type SqlBool, sql } from 'kysely';
import type { Actor, Reach } from '../../platform/access/actor.ts';
import type { Tables } from '../../platform/db/tables.ts';
import { type Role, type RoleGrants, roles } from './roles.ts';

const everybody = Object.fromEntries(roles.map((role) => [role, 'participant'])) as Record<Role, Reach>;

/** Who manages people, keys and the profile, and who may look. Only administrators give rights to others. */
export const accountGrants = {
  'person.read': {
    administrator: 'any',
    'team-leader': 'any',
    'deputy-leader': 'any',
    'duty-officer': 'any',
    auditor: 'any',
    'agency-head': 'own-organisation',
    'agency-focal-point': 'own-organisation',
  },
  'person.invite': { administrator: 'any' },
  'person.update': { administrator: 'any' },
  'person.set-roles': { administrator: 'any' },
  'person.disable': { administrator: 'any' },
  'person.reset-password': { administrator: 'any' },
  'person.recover': { administrator: 'any' },
  'person.approve-recovery': { administrator: 'any', 'team-leader': 'any' },
  'api-key.read': { administrator: 'any', auditor: 'any' },
  'api-key.create': { administrator: 'any' },
  'api-key.revoke': { administrator: 'any' },
  'organisation.update': { administrator: 'any' },
  'settings.read': { administrator: 'any' },
  'audit.read': {
    administrator: 'any',
    auditor: 'any',
    'team-leader': 'any',
    'agency-head': 'own-organisation',
  },
  /** Hears that the own access has changed; ends live streams. */
  'session.hear': everybody,
} as const satisfies RoleGrants;

/** The people whom the actor may see: all, those with a role in an own agency, always oneself. */
export const visiblePeople =
  (actor: Actor) =>
  (eb: ExpressionBuilder<Tables, 'people'>): Expression<SqlBool> => {
    const reach = actor.kind === 'system' ? 'any' : actor.permissions.get('person.read');
    if (reach === 'any') return sql<SqlBool>`true`;
    const self = eb('people.id', '=', actor.kind === 'person' ? actor.id : null);
    if (reach !== 'own-organisation' || actor.organisationIds.length === 0) return self;
    return eb.or([
      self,
      eb.exists(
        eb
          .selectFrom('person_roles')
          .select('person_roles.id')
          .whereRef('person_roles.person_id', '=', 'people.id')
          .where('person_roles.agency_id', 'in', [...actor.organisationIds]),
      ),
    ]);
  };
