import { sql } from 'kysely';
import type { Migration } from '../../../platform/db/migrate.ts';
import { actingPerson, protectRows } from '../../../platform/db/row-security.ts';

/**
 * People and their roles. Whoever is signed in may read names (a case shows who leads it); only those who see every
 * agency, or the person, may write. What proves an identity stands in tables of its own.
 */
export const createPeople: Migration = {
  id: 'accounts/0001-create-people',
  up: async (db) => {
    await sql`create table people (
      id uuid primary key,
      full_name text not null,
      email text not null,
      phone text,
      language text not null default 'vi' check (language in ('vi', 'en')),
      state text not null check (state in ('invited', 'active', 'disabled')),
      search_text text not null,
      created_at timestamptz not null,
      disabled_at timestamptz,
      version int not null default 1
    )`.execute(db);
    await sql`create unique index people_email on people (lower(email))`.execute(db);
    await sql`create index people_search on people using gin (search_text gin_trgm_ops)`.execute(db);
    await sql`create index people_order on people (full_name collate "vi-x-icu", id)`.execute(db);
    await protectRows(db, 'people', sql<boolean>`id = ${actingPerson}`);
    await sql`create policy readable on people for select using (${actingPerson} is not null)`.execute(db);

    await sql`create table person_roles (
      id uuid primary key,
      person_id uuid not null references people (id),
      role text not null,
      agency_id uuid,
      unique nulls not distinct (person_id, role, agency_id)
    )`.execute(db);
    await sql`create index person_roles_role on person_roles (role)`.execute(db);
    await sql`create index person_roles_agency on person_roles (agency_id)`.execute(db);
    await protectRows(db, 'person_roles', sql<boolean>`false`);
    await sql`create policy readable on person_roles for select using (${actingPerson} is not null)`.execute(
      db,
    );
  },
};
