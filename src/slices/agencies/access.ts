import type { Ctx } from '../../platform/ctx/ctx.ts';
import type { RoleGrants } from '../accounts/roles.ts';

/** Names and public contacts of every agency come with any reach; networks and people only where the reach covers the agency. */
export const agencyGrants = {
  'agency.read': {
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
  'agency.create': {
    administrator: 'any',
    'team-leader': 'any',
    'deputy-leader': 'any',
    'duty-officer': 'any',
  },
  'agency.update': {
    administrator: 'any',
    'team-leader': 'any',
    'deputy-leader': 'any',
    'duty-officer': 'any',
  },
  /** Asking the team for a change of the own agency's data. */
  'agency.propose': { 'agency-focal-point': 'own-organisation', 'agency-head': 'own-organisation' },
  'agency.confirm': {
    administrator: 'any',
    'team-leader': 'any',
    'deputy-leader': 'any',
    'duty-officer': 'any',
    'agency-focal-point': 'own-organisation',
    'agency-head': 'own-organisation',
  },
} as const satisfies RoleGrants;

/** May the caller see the networks and all contacts of this agency? */
export const readsFully = (ctx: Pick<Ctx, 'can'>, agencyId: string): boolean =>
  ctx.can('agency.read', { organisationId: agencyId });

/** What the caller may do with an agency; answers carry it. */
export const agencyAbilities = (ctx: Pick<Ctx, 'can'>, agencyId: string) => ({
  update: ctx.can('agency.update', { organisationId: agencyId }),
  propose: ctx.can('agency.propose', { organisationId: agencyId }),
  confirm: ctx.can('agency.confirm', { organisationId: agencyId }),
});

/** What the caller may do with the register as a whole. */
export const registerAbilities = (ctx: Pick<Ctx, 'can'>) => ({
  create: ctx.can('agency.create'),
  update: ctx.can('agency.update'),
});
