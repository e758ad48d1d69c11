/**
 * Who acts. `reach` says which rows: `all`, or only what belongs to the own organisations and what the person takes part in.
 * `permissions` maps each permission to how far it goes.
 */
export type Actor = {
  kind: 'person' | 'api-key' | 'public' | 'system';
  /** Person or key; null for the public and the system. */
  id: string | null;
  label: string;
  reach: 'all' | 'own';
  organisationIds: readonly string[];
  permissions: ReadonlyMap<string, Reach>;
};

/** How far a permission goes: every record, those of the own organisations, or those the person takes part in. */
export type Reach = 'any' | 'own-organisation' | 'participant';

/** What a policy decision needs to know of a record. */
export type AccessSubject = {
  organisationId?: string | null;
  participantIds?: readonly string[];
};

export const publicActor: Actor = {
  kind: 'public',
  id: null,
  label: 'public',
  reach: 'own',
  organisationIds: [],
  permissions: new Map(),
};

/** The system itself: jobs, mail intake, start. Names what acts, for the audit log. */
export const createSystemActor = (label: string): Actor => ({
  kind: 'system',
  id: null,
  label,
  reach: 'all',
  organisationIds: [],
  permissions: new Map(),
});
