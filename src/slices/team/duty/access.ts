import type { RoleGrants } from '../../accounts/roles.ts';

const command = { 'team-leader': 'any', 'deputy-leader': 'any' } as const;
const members = { ...command, 'duty-officer': 'any', responder: 'any' } as const;

export const dutyRosterGrants = {
  /** Patterns, plans, absences, the escalation ladder. */
  'duty.plan': { administrator: 'any', ...command },
  /** Own shifts: ask for a swap, answer one, keep a calendar link. */
  'duty.swap': { administrator: 'any', ...members },
  'duty.approve': command,
  /** Hand-over notes; who sees only the own shifts finds only those of the own shifts. */
  'duty.hand-over': {
    administrator: 'any',
    'peoples-committee-leader': 'any',
    'steering-committee': 'any',
    auditor: 'any',
    ...members,
  },
} as const satisfies RoleGrants;
