import type { Ctx } from '../../platform/ctx/ctx.ts';
import type { RoleGrants } from '../accounts/roles.ts';
import { dutyRosterGrants } from './duty/access.ts';
import { skillGrants } from './skills/access.ts';

export const teamGrants = {
  'member.read': {
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
  'member.update': { administrator: 'any', 'team-leader': 'any', 'deputy-leader': 'any' },
  'duty.read': {
    administrator: 'any',
    'peoples-committee-leader': 'any',
    'steering-committee': 'any',
    'team-leader': 'any',
    'deputy-leader': 'any',
    'duty-officer': 'any',
    responder: 'any',
    auditor: 'any',
    'agency-focal-point': 'any',
    'agency-head': 'any',
  },
  'duty.update': {
    administrator: 'any',
    'team-leader': 'any',
    'deputy-leader': 'any',
    'duty-officer': 'any',
  },
  ...dutyRosterGrants,
  ...skillGrants,
  /** Proposals to the People's Committee name people of several agencies. */
  'team-proposal.read': {
    administrator: 'any',
    'peoples-committee-leader': 'any',
    'steering-committee': 'any',
    'team-leader': 'any',
    'deputy-leader': 'any',
    'duty-officer': 'any',
    responder: 'any',
    auditor: 'any',
  },
  /** That a member leaves: oneself, one's agency, or the team. */
  'replacement.report': {
    administrator: 'any',
    'team-leader': 'any',
    'deputy-leader': 'any',
    'duty-officer': 'any',
    responder: 'participant',
    'agency-focal-point': 'own-organisation',
    'agency-head': 'own-organisation',
  },
  /** The agency's own head or focal point with the head's letter; the team for a letter on paper. */
  'replacement.nominate': {
    administrator: 'any',
    'team-leader': 'any',
    'deputy-leader': 'any',
    'agency-focal-point': 'own-organisation',
    'agency-head': 'own-organisation',
  },
} as const satisfies RoleGrants;

export const memberAbilities = (ctx: Pick<Ctx, 'can'>) => ({ update: ctx.can('member.update') });
export const dutyAbilities = (ctx: Pick<Ctx, 'can'>) => ({
  update: ctx.can('duty.update'),
  swap: ctx.can('duty.swap'),
  approve: ctx.can('duty.approve'),
  plan: ctx.can('duty.plan'),
});
