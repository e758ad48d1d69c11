/**
 * The roles of a provincial team and of those around it. A person may hold several; a role is held for the whole
 * province or for one agency. `external-expert` and `responder` reach only the incidents in which they take part.
 */
export const roles = [
  'administrator',
  'peoples-committee-leader',
  'steering-committee',
  'team-leader',
  'deputy-leader',
  'duty-officer',
  'responder',
  'agency-focal-point',
  'agency-head',
  'auditor',
  'external-expert',
] as const;

export type Role = (typeof roles)[number];

/** Roles that see every agency. The others see their own agencies and what they take part in. */
export const rolesThatSeeAll: readonly Role[] = [
  'administrator',
  'peoples-committee-leader',
  'steering-committee',
  'team-leader',
  'deputy-leader',
  'duty-officer',
  'auditor',
];

/** Grants of a slice: every name is checked against the roles. */
export type RoleGrants = Readonly<
  Record<string, Partial<Readonly<Record<Role, 'any' | 'own-organisation' | 'participant'>>>>
>;

/** Roles that are held for one agency; the others are held for the whole province. */
export const agencyRoles: readonly Role[] = ['agency-focal-point', 'agency-head'];
