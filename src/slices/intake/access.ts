import type { ExpressionBuilder, ExpressionWrapper, SqlBool } from 'kysely';
import type { Actor } from '../../platform/access/actor.ts';
import type { Tables } from '../../platform/db/tables.ts';
import type { RoleGrants } from '../accounts/roles.ts';

/**
 * Who may see and work on reports. Agencies see what concerns them and may file; the duty desk triages.
 * A responder sees reports only through the incidents in which they take part (there, not here).
 */
export const intakeGrants = {
  'report.read': {
    administrator: 'any',
    'team-leader': 'any',
    'deputy-leader': 'any',
    'duty-officer': 'any',
    auditor: 'any',
    'steering-committee': 'any',
    'peoples-committee-leader': 'any',
    'agency-head': 'own-organisation',
    'agency-focal-point': 'own-organisation',
  },
  'report.create': {
    'team-leader': 'any',
    'deputy-leader': 'any',
    'duty-officer': 'any',
    responder: 'any',
    'agency-head': 'any',
    'agency-focal-point': 'any',
  },
  'report.triage': { 'team-leader': 'any', 'deputy-leader': 'any', 'duty-officer': 'any' },
} as const satisfies RoleGrants;

/** Permissions that an API key may carry. */
export const apiKeyPermissions = ['report.create', 'report.read'] as const;

/** Reports that the actor may see: the first wall; row-level security says the same. */
export const visibleReports =
  (actor: Actor) =>
  (where: ExpressionBuilder<Tables, 'reports'>): ExpressionWrapper<Tables, 'reports', SqlBool> => {
    if (actor.reach === 'all') return where.lit(true);
    if (actor.organisationIds.length === 0) return where.lit(false);
    return where('reports.agency_id', 'in', [...actor.organisationIds]);
  };
