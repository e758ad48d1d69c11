import './tables.ts';
import { sql } from 'kysely';
import type { Tx } from '../../platform/db/tables.ts';
import type { Role } from './roles.ts';

/** A person as the database holds it. */
export const findPersonRow = (tx: Tx, id: string) =>
  tx.selectFrom('people').selectAll().where('id', '=', id).executeTakeFirst();

/** A person by address; addresses are compared without case. */
export const findPersonByEmail = (tx: Tx, email: string) =>
  tx
    .selectFrom('people')
    .selectAll()
    .where((eb) => eb(eb.fn<string>('lower', ['email']), '=', email.trim().toLowerCase()))
    .executeTakeFirst();

export type HeldRoleRow = { role: Role; agencyId: string | null };

/** The roles of several people, by person. */
export const listRoles = async (
  tx: Tx,
  personIds: readonly string[],
): Promise<ReadonlyMap<string, HeldRoleRow[]>> => {
  const byPerson = new Map<string, HeldRoleRow[]>();
  if (personIds.length === 0) return byPerson;
  const rows = await tx
    .selectFrom('person_roles')
    .selectAll()
    .where('person_id', 'in', [...personIds])
    .orderBy('role')
    .orderBy('id')
    .execute();
  for (const row of rows) {
    const held = byPerson.get(row.person_id) ?? [];
    held.push({ role: row.role, agencyId: row.agency_id });
    byPerson.set(row.person_id, held);
  }
  return byPerson;
};

/** Names of people by id, in one statement. */
export const listNames = async (tx: Tx, ids: readonly string[]): Promise<ReadonlyMap<string, string>> => {
  if (ids.length === 0) return new Map();
  const rows = await tx
    .selectFrom('people')
    .select(['id', 'full_name'])
    .where('id', 'in', [...new Set(ids)])
    .execute();
  return new Map(rows.map((row) => [row.id, row.full_name]));
};

/** Active people with a role, in Vietnamese order of names. */
export const listActiveWithRole = (tx: Tx, role: Role) =>
  tx
    .selectFrom('people')
    .select(['people.id', 'people.full_name', 'people.email', 'people.language'])
    .where('people.state', '=', 'active')
    .where((eb) =>
      eb.exists(
        eb
          .selectFrom('person_roles')
          .select('person_roles.id')
          .whereRef('person_roles.person_id', '=', 'people.id')
          .where('person_roles.role', '=', role),
      ),
    )
    .orderBy(sql`people.full_name collate "vi-x-icu"`)
    .orderBy('people.id')
    .execute();
