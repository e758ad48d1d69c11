import type { RoleGrants } from '../../accounts/roles.ts';

const command = { 'team-leader': 'any', 'deputy-leader': 'any' } as const;

export const skillGrants = {
  'skill.read': {
    administrator: 'any',
    'peoples-committee-leader': 'any',
    'steering-committee': 'any',
    auditor: 'any',
    ...command,
    'duty-officer': 'any',
    responder: 'any',
    'agency-head': 'own-organisation',
  },
  /** Catalogue, targets and the rule for qualified experts. */
  'skill.update': { administrator: 'any', ...command },
  /** Levels of members. */
  'skill.assess': command,
  /** Evidence: the command for everybody, members for themselves. */
  'skill.evidence': {
    administrator: 'any',
    ...command,
    'duty-officer': 'participant',
    responder: 'participant',
  },
} as const satisfies RoleGrants;
