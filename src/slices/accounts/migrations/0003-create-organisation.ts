import { sql } from 'kysely';
import type { Migration } from '../../../platform/db/migrate.ts';
import { ofOwnOrganisation, protectRows } from '../../../platform/db/row-security.ts';

/** The organisation that runs the system (one row for ever), the link of the first start, and keys for programs. */
export const createOrganisation: Migration = {
  id: 'accounts/0003-create-organisation',
  up: async (db) => {
    await sql`create table organisation_profile (
      is_only boolean primary key default true check (is_only),
      is_set_up boolean not null default false,
      team_name_vi text not null default '',
      team_name_en text not null default '',
      standing_agency_name text not null default '',
      governing_body text not null default '',
      province text not null default '',
      place_name text not null default '',
      address text not null default '',
      hotline text not null default '',
      email text not null default '',
      website text not null default '',
      paper_procedure_vi text not null default '',
      paper_procedure_en text not null default '',
      updated_at timestamptz,
      version int not null default 1
    )`.execute(db);
    await sql`insert into organisation_profile default values`.execute(db);
    await protectRows(db, 'organisation_profile', sql<boolean>`false`);
    await sql`create policy readable on organisation_profile for select using (true)`.execute(db);

    await sql`create table setup_links (
      is_only boolean primary key default true check (is_only),
      token_hash text not null,
      expires_at timestamptz not null
    )`.execute(db);
    await protectRows(db, 'setup_links', sql<boolean>`false`);

    await sql`create table api_keys (
      id uuid primary key,
      name text not null,
      prefix text not null unique,
      secret_hash text not null,
      scopes text[] not null,
      agency_id uuid,
      created_at timestamptz not null,
      created_by uuid not null references people (id),
      expires_at timestamptz,
      last_used_at timestamptz,
      revoked_at timestamptz,
      revoked_by uuid references people (id)
    )`.execute(db);
    await protectRows(db, 'api_keys', ofOwnOrganisation('agency_id'));
  },
};
