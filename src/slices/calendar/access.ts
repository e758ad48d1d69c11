import type { RoleGrants } from '../accounts/roles.ts';

/** Deadlines hang on the calendar: everybody of the team and the agencies reads it, few change it. */
export const calendarGrants = {
  'calendar.read': {
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
  'calendar.update': { administrator: 'any', 'team-leader': 'any', 'deputy-leader': 'any' },
} as const satisfies RoleGrants;
