import type { Ctx } from '../../platform/ctx/ctx.ts';
import type { RoleGrants } from '../accounts/roles.ts';

export const systemGrants = {
  'system.read': {
    administrator: 'any',
    'peoples-committee-leader': 'any',
    'steering-committee': 'any',
    'team-leader': 'any',
    'deputy-leader': 'any',
    'duty-officer': 'any',
    responder: 'any',
    auditor: 'any',
    'agency-focal-point': 'own-organisation',
    'agency-head': 'own-organisation',
  },
  'system.create': {
    administrator: 'any',
    'team-leader': 'any',
    'deputy-leader': 'any',
    'duty-officer': 'any',
  },
  'system.update': {
    administrator: 'any',
    'team-leader': 'any',
    'deputy-leader': 'any',
    'duty-officer': 'any',
  },
} as const satisfies RoleGrants;

export const systemAbilities = (ctx: Pick<Ctx, 'can'>, agencyId: string) => ({
  update: ctx.can('system.update', { organisationId: agencyId }),
});
