import type { Expression, ExpressionBuilder, RawBuilder, SqlBool } from 'kysely';
import { expressionBuilder, sql } from 'kysely';
import type { Actor } from '../../platform/access/actor.ts';
import { isAllowed } from '../../platform/access/policy.ts';
import type { Ctx } from '../../platform/ctx/ctx.ts';
import type { Tables } from '../../platform/db/tables.ts';
import type { RoleGrants } from '../accounts/roles.ts';
import { endStatuses, type Status, type Tlp } from './contract/codes.ts';
import type { Abilities } from './contract/schemas.ts';

const command = { 'team-leader': 'any', 'deputy-leader': 'any' } as const;
const desk = { ...command, 'duty-officer': 'any' } as const;
const crew = { ...desk, responder: 'participant', 'external-expert': 'participant' } as const;

/** Who may do what. `incident.read-red` is the clearance for TLP:RED; everybody has it where they take part. */
export const incidentGrants = {
  'incident.read': {
    ...crew,
    administrator: 'any',
    'peoples-committee-leader': 'any',
    'steering-committee': 'any',
    auditor: 'any',
    'agency-head': 'own-organisation',
    'agency-focal-point': 'own-organisation',
  },
  'incident.read-red': {
    ...crew,
    auditor: 'any',
    administrator: 'participant',
    'peoples-committee-leader': 'participant',
    'steering-committee': 'participant',
    'agency-head': 'participant',
    'agency-focal-point': 'participant',
  },
  'incident.open': desk,
  'incident.update': { ...desk, responder: 'participant' },
  'incident.classify': desk,
  'incident.assign': desk,
  'incident.log': crew,
  'incident.task': crew,
  'incident.file': crew,
  'incident.close': desk,
  'incident.close-severe': command,
  'incident.reopen': desk,
} as const satisfies RoleGrants;

/** What decides over access to one incident. */
export type IncidentAccess = { agency_id: string | null; participant_ids: readonly string[]; tlp: Tlp };

/** The incident as the policy sees it. */
export const subjectOf = (incident: IncidentAccess) => ({
  organisationId: incident.agency_id,
  participantIds: incident.participant_ids,
});

/** The condition under which the actor sees an incident; the same rules stand in the policies of the database. */
export const visibleIncidents =
  (actor: Actor) =>
  (eb: ExpressionBuilder<Tables, 'incidents'>): Expression<SqlBool> => {
    if (actor.kind === 'system') return eb.lit(true);
    const reach = actor.permissions.get('incident.read');
    if (!reach) return eb.lit(false);
    const takesPart =
      actor.id === null
        ? eb.lit(false)
        : sql<boolean>`incidents.participant_ids @> array[${actor.id}]::uuid[]`;
    const isCleared =
      actor.permissions.get('incident.read-red') === 'any'
        ? eb.lit(true)
        : eb.or([eb('incidents.tlp', '<>', 'red'), takesPart]);
    if (reach === 'any') return isCleared;
    const isOwn =
      reach === 'own-organisation' && actor.organisationIds.length > 0
        ? eb('incidents.agency_id', 'in', [...actor.organisationIds])
        : eb.lit(false);
    return eb.and([isCleared, eb.or([isOwn, takesPart])]);
  };

/**
 * The same incidents as `visibleIncidents`, written for lists: row-level security lets only leakproof operators use an
 * index, so that the own agencies and the own parts are looked up by equality instead of by arrays.
 */
export const reachableIncidents =
  (actor: Actor) =>
  (eb: ExpressionBuilder<Tables, 'incidents'>): Expression<SqlBool> => {
    const reach = actor.permissions.get('incident.read');
    const visible = visibleIncidents(actor)(eb);
    if (actor.kind === 'system' || !reach || reach === 'any') return visible;
    const agencyIds = reach === 'own-organisation' ? [...actor.organisationIds] : [];
    return eb.and([
      visible,
      sql<boolean>`incidents.id in (
        select own.id from incidents own where own.agency_id = any (${agencyIds}::uuid[])
        union select part.incident_id from incident_people part
          where part.person_id = ${actor.id}::uuid and part.removed_at is null)`,
    ]);
  };

/** Ids of the incidents that the actor sees, as a sub-select for lists of what hangs on incidents. */
export const visibleIncidentIds = (actor: Actor): RawBuilder<string> =>
  sql<string>`(select incidents.id from incidents where ${visibleIncidents(actor)(expressionBuilder<Tables, 'incidents'>())})`;

/** The condition under which the actor sees an incident from inside, for raw queries over `incidents`. */
export const insideIncidents = (actor: Actor): Expression<SqlBool> => {
  const eb = expressionBuilder<Tables, 'incidents'>();
  const overseesAll = actor.kind === 'system' || actor.permissions.get('incident.read') === 'any';
  const takesPart =
    actor.id === null ? eb.lit(false) : sql<boolean>`incidents.participant_ids @> array[${actor.id}]::uuid[]`;
  return eb.and([visibleIncidents(actor)(eb), overseesAll ? eb.lit(true) : takesPart]);
};

/** Works on the incident, or oversees all: sees tasks, observables, files, history and internal log entries. */
export const isInsider = (actor: Actor, incident: IncidentAccess): boolean =>
  actor.kind === 'system' ||
  actor.permissions.get('incident.read') === 'any' ||
  (actor.id !== null && incident.participant_ids.includes(actor.id));

/** May the actor read TLP:RED here? */
export const isClearedForRed = (actor: Actor, incident: IncidentAccess): boolean =>
  isAllowed(actor, 'incident.read-red', { participantIds: incident.participant_ids });

/** What the caller may do with this incident in its present state. */
export const abilitiesOf = (ctx: Ctx, incident: IncidentAccess & { status: Status }): Abilities => {
  const subject = subjectOf(incident);
  const hasEnded = endStatuses.includes(incident.status);
  const can = (permission: string) => ctx.can(permission, subject);
  return {
    update: !hasEnded && can('incident.update'),
    classify: !hasEnded && can('incident.classify'),
    assign: !hasEnded && can('incident.assign'),
    log: can('incident.log'),
    task: can('incident.task'),
    file: can('incident.file'),
    close: !hasEnded && can('incident.close'),
    reopen: hasEnded && can('incident.reopen'),
    seeInternal: isInsider(ctx.actor, incident),
  };
};
