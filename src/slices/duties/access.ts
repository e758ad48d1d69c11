import { type Expression, type ExpressionBuilder, type SqlBool, sql } from 'kysely';
import type { Actor } from '../../platform/access/actor.ts';
import type { Ctx } from '../../platform/ctx/ctx.ts';
import type { Tables, Tx } from '../../platform/db/tables.ts';
import { platformErrors } from '../../platform/errors/platform-errors.ts';
import type { RoleGrants } from '../accounts/roles.ts';
import { findVisibleIncident, visibleIncidentIds } from '../incidents/public.ts';

const command = { 'team-leader': 'any', 'deputy-leader': 'any' } as const;
const desk = { ...command, 'duty-officer': 'any' } as const;
const overseers = {
  administrator: 'any',
  auditor: 'any',
  'steering-committee': 'any',
  'peoples-committee-leader': 'any',
} as const;

/**
 * Forms and clocks are inner work of the team until something is issued: heads and focal points of agencies have no
 * part. Rules are changed by two of those who answer for them.
 */
export const dutyGrants = {
  'document.read': { ...desk, ...overseers, responder: 'participant' },
  'document.create': { ...desk, responder: 'participant' },
  'clock.read': { ...desk, ...overseers, responder: 'participant' },
  'clock.update': { ...desk, responder: 'participant' },
  'clock.stop': command,
  'duty-rule.read': { ...desk, ...overseers },
  'duty-rule.update': { ...command, administrator: 'any' },
  'duty-rule.approve': { ...command, administrator: 'any' },
  /** Forms of the organisation itself; they name members and systems of every agency. */
  'yearly-form.read': {
    ...desk,
    administrator: 'any',
    auditor: 'any',
    'steering-committee': 'any',
    'peoples-committee-leader': 'any',
  },
  'yearly-form.update': desk,
} as const satisfies RoleGrants;

export type SeenIncident = NonNullable<Awaited<ReturnType<typeof findVisibleIncident>>>;

/** The incident as the policy sees it. */
export const subjectOf = (incident: SeenIncident) => ({
  organisationId: incident.agency_id,
  participantIds: incident.participant_ids,
});

/**
 * The incident whose forms or clocks are asked for.
 * @throws AppError platform.notFound for a hidden and for a missing incident alike; platform.notAllowed
 */
export const getIncidentWithForms = async (
  ctx: Ctx,
  tx: Tx,
  id: string,
  permission: keyof typeof dutyGrants,
): Promise<SeenIncident> => {
  const incident = await findVisibleIncident(tx, ctx.actor, id);
  if (!incident) throw platformErrors.notFound();
  ctx.require(permission, subjectOf(incident));
  return incident;
};

/**
 * The clocks that the actor sees: those of the incidents that the actor sees, and, with a reach over everything, those
 * of the team and of systems. The policies of the migration say the same.
 */
export const visibleClocks =
  (actor: Actor) =>
  (eb: ExpressionBuilder<Tables, 'duty_clocks'>): Expression<SqlBool> => {
    if (actor.kind === 'system') return eb.lit(true);
    const reach = actor.permissions.get('clock.read');
    if (!reach) return eb.lit(false);
    const ofIncident = eb.and([
      eb('duty_clocks.subject_kind', '=', 'incident'),
      sql<boolean>`duty_clocks.subject_id in ${visibleIncidentIds(actor)}`,
    ]);
    return reach === 'any'
      ? eb.or([eb('duty_clocks.subject_kind', '<>', 'incident'), ofIncident])
      : ofIncident;
  };
