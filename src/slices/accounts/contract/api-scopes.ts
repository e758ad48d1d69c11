/**
 * What a key for a program may do. A key never gets a person's role: each scope is a short list of permissions,
 * whose reach is the key's agency, or everything where the key has none.
 */
export const apiScopePermissions = {
  'report-create': ['report.create'],
  'report-read': ['report.read'],
  'incident-read': ['incident.read'],
  'directory-read': ['agency.read', 'member.read', 'system.read'],
} as const satisfies Record<string, readonly string[]>;

export type ApiScope = keyof typeof apiScopePermissions;

export const apiScopes = Object.keys(apiScopePermissions) as [ApiScope, ...ApiScope[]];
