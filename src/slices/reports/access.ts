import { type ExpressionBuilder, sql } from 'kysely';
import type { Actor } from '../../platform/access/actor.ts';
import type { Ctx } from '../../platform/ctx/ctx.ts';
import type { Tables } from '../../platform/db/tables.ts';
import type { RoleGrants } from '../accounts/roles.ts';
import type { PeriodicReportState } from './contract.ts';

const command = { 'team-leader': 'any', 'deputy-leader': 'any' } as const;

/** Drafts are inner work of the team; an agency reads what was approved about itself. */
export const reportGrants = {
  'periodic-report.read': {
    ...command,
    'duty-officer': 'any',
    administrator: 'any',
    'peoples-committee-leader': 'any',
    'steering-committee': 'any',
    auditor: 'any',
    'agency-head': 'own-organisation',
    'agency-focal-point': 'own-organisation',
  },
  'periodic-report.write': { ...command, 'duty-officer': 'any' },
  'periodic-report.approve': command,
} as const satisfies RoleGrants;

/** The reports that the actor may see. */
export const visibleReports = (actor: Actor) => (eb: ExpressionBuilder<Tables, 'periodic_reports'>) => {
  const reach = actor.kind === 'system' ? 'any' : actor.permissions.get('periodic-report.read');
  if (reach === 'any') return sql<boolean>`true`;
  if (reach !== 'own-organisation' || actor.organisationIds.length === 0) return sql<boolean>`false`;
  return eb.and([eb('state', '=', 'approved'), eb('agency_id', 'in', [...actor.organisationIds])]);
};

type Stage = {
  state: PeriodicReportState;
  created_by_person_id: string | null;
  edited_by_person_id: string | null;
  submitted_by_person_id: string | null;
};

/** Whoever had a hand in a report does not approve it. */
export const hadAHandIn = (actor: Actor, report: Stage): boolean =>
  actor.id === null ||
  [report.created_by_person_id, report.edited_by_person_id, report.submitted_by_person_id].includes(actor.id);

export const reportAbilities = (ctx: Ctx, report: Stage, isNewest: boolean) => ({
  write: report.state === 'draft' && ctx.can('periodic-report.write'),
  submit: report.state === 'draft' && ctx.can('periodic-report.write'),
  return:
    report.state === 'submitted' && (ctx.can('periodic-report.approve') || ctx.can('periodic-report.write')),
  approve:
    report.state === 'submitted' && ctx.can('periodic-report.approve') && !hadAHandIn(ctx.actor, report),
  document:
    report.state === 'approved' && ctx.can('periodic-report.write') && ctx.can('official-document.draft'),
  replace: report.state === 'approved' && isNewest && ctx.can('periodic-report.write'),
});
