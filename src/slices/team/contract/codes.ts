/** Roles in the team, in the order in which an official list names them. */
export const teamRoles = [
  'leader',
  'standing-deputy',
  'deputy',
  'group-head',
  'secretary',
  'member',
  'invited-expert',
] as const;
export type TeamRole = (typeof teamRoles)[number];

export const decisionKinds = ['founding', 'change'] as const;
export type DecisionKind = (typeof decisionKinds)[number];

export const shiftKinds = ['primary', 'backup'] as const;
export type ShiftKind = (typeof shiftKinds)[number];
