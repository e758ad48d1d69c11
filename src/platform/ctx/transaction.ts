import { sql } from 'kysely';
import type { Actor } from '../access/actor.ts';
import type { Tx } from '../db/tables.ts';
import type { Services } from './services.ts';

const permissionTexts = new WeakMap<Actor['permissions'], string>();

/** The actor's permissions as JSON for policies that ask `reachOf`; the system holds every one. */
const permissionsText = (actor: Actor): string => {
  if (actor.kind === 'system') return '{"*":"any"}';
  const known = permissionTexts.get(actor.permissions);
  if (known !== undefined) return known;
  const text = JSON.stringify(Object.fromEntries(actor.permissions));
  permissionTexts.set(actor.permissions, text);
  return text;
};

/** Tells the database who acts, for the row-level security of this transaction only. */
const setActor = async (tx: Tx, actor: Actor, appRole: string | null): Promise<void> => {
  const person = actor.kind === 'person' && actor.id ? actor.id : '';
  const role = appRole ? sql`, set_config('role', ${appRole}, true)` : sql``;
  await sql`select set_config('khien.reach', ${actor.reach}, true),
    set_config('khien.organisations', ${actor.organisationIds.join(',')}, true),
    set_config('khien.person', ${person}, true),
    set_config('khien.permissions', ${permissionsText(actor)}, true)${role}`.execute(tx);
};

/** Opens a transaction that sees only the actor's rows. */
export const openTransaction = <Result>(
  services: Pick<Services, 'db' | 'appRole'>,
  actor: Actor,
  work: (tx: Tx) => Promise<Result>,
): Promise<Result> =>
  services.db.transaction().execute(async (tx) => {
    await setActor(tx, actor, services.appRole);
    return work(tx);
  });
