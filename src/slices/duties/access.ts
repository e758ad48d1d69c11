import type { Ctx } from '../../platform/ctx/ctx.ts';
import type { Tx } from '../../platform/db/tables.ts';
import { platformErrors } from '../../platform/errors/platform-errors.ts';
import type { RoleGrants } from '../accounts/roles.ts';
import { findVisibleIncident } from '../incidents/public.ts';

const desk = { 'team-leader': 'any', 'deputy-leader': 'any', 'duty-officer': 'any' } as const;

/** Forms are inner work of the team until they are issued on paper: heads and focal points of agencies have no part. */
export const dutyGrants = {
  'document.read': {
    ...desk,
    responder: 'participant',
    administrator: 'any',
    auditor: 'any',
    'steering-committee': 'any',
    'peoples-committee-leader': 'any',
  },
  'document.create': { ...desk, responder: 'participant' },
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
 * The incident whose forms are asked for.
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
