import type { AccessSubject, Actor, Reach } from './actor.ts';

/** Who holds each permission and how far: `{ 'incident.close': { leader: 'any', responder: 'participant' } }`. */
export type PermissionGrants = Readonly<Record<string, Readonly<Record<string, Reach>>>>;

const rank: Record<Reach, number> = { participant: 1, 'own-organisation': 2, any: 3 };

/** The permissions of a person who holds several roles: per permission the widest reach. */
export const permissionsOfRoles = (
  grants: PermissionGrants,
  roles: readonly string[],
): ReadonlyMap<string, Reach> => {
  const permissions = new Map<string, Reach>();
  for (const [permission, holders] of Object.entries(grants)) {
    for (const role of roles) {
      const reach = holders[role];
      const held = permissions.get(permission);
      if (reach && (!held || rank[reach] > rank[held])) permissions.set(permission, reach);
    }
  }
  return permissions;
};

/** The one decision: may the actor do this, to this record? Without a record: may the actor do it to any record at all? */
export const isAllowed = (actor: Actor, permission: string, subject?: AccessSubject): boolean => {
  if (actor.kind === 'system') return true;
  const reach = actor.permissions.get(permission);
  if (!reach) return false;
  if (reach === 'any' || !subject) return true;
  const takesPart = actor.id !== null && (subject.participantIds ?? []).includes(actor.id);
  if (reach === 'participant') return takesPart;
  return takesPart || (!!subject.organisationId && actor.organisationIds.includes(subject.organisationId));
};
