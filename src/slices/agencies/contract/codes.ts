/** What an organisation is. `district` exists only in history: the level was abolished on 1 July 2025. */
export const agencyKinds = [
  'peoples-committee',
  'steering-committee',
  'police',
  'military',
  'department',
  'party-body',
  'mass-organisation',
  'public-service-unit',
  'vertical-body',
  'district',
  'commune',
  'ward',
  'special-zone',
  'enterprise',
  'national-body',
  'other',
] as const;
export type AgencyKind = (typeof agencyKinds)[number];

export const contactKinds = ['head', 'focal-point', 'backup-focal-point', 'hotline'] as const;
export type ContactKind = (typeof contactKinds)[number];

/** How one organisation follows another. `abolished`: somebody took over the duties of a body that ended. */
export const successionKinds = ['renamed', 'merged', 'split', 'abolished'] as const;
export type SuccessionKind = (typeof successionKinds)[number];

/** Roles in the response network that an organisation holds for a time; never constants. */
export const organisationRoles = [
  'standing-agency',
  'steering-committee',
  'peoples-committee',
  'national-coordinator',
  'specialised-unit',
] as const;
export type OrganisationRole = (typeof organisationRoles)[number];
