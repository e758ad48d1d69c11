import type { RoleGrants } from '../accounts/roles.ts';

const desk = { 'team-leader': 'any', 'deputy-leader': 'any', 'duty-officer': 'any' } as const;
const overseers = {
  administrator: 'any',
  'peoples-committee-leader': 'any',
  'steering-committee': 'any',
  auditor: 'any',
} as const;

/** Who calls up and who watches. Members answer for themselves without a permission: the call-up itself names them. */
export const mobilisationGrants = {
  'call-up.read': { ...desk, ...overseers },
  'call-up.create': desk,
  'order.read': { ...desk, ...overseers },
  'order.update': desk,
} as const satisfies RoleGrants;
