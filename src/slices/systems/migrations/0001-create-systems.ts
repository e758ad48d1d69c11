import { sql } from 'kysely';
import type { Migration } from '../../../platform/db/migrate.ts';
import {
  createWideQuestion,
  ofOwnOrganisation,
  protectWrites,
  reachOf,
} from '../../../platform/db/row-security.ts';

/** The register of information systems, as far as the national incident forms ask for it. */
export const createSystems: Migration = {
  id: 'systems/0001-create-systems',
  up: async (db) => {
    await sql`create table systems (
      id uuid primary key,
      agency_id uuid not null references agencies,
      name text not null,
      code text unique,
      purpose text,
      level int check (level between 1 and 5),
      operator_name text,
      owner_name text,
      domains text[] not null default '{}',
      public_addresses inet[] not null default '{}',
      operating_system text,
      version_text text,
      services text[] not null default '{}',
      services_other text,
      protections text[] not null default '{}',
      protections_other text,
      isp text,
      hosting text,
      security_provider text,
      retired_on date,
      search_text text not null,
      is_demo boolean not null default false,
      created_at timestamptz not null,
      version int not null default 1
    )`.execute(db);
    await sql`create index systems_name on systems (name collate "vi-x-icu", id)`.execute(db);
    await sql`create index systems_agency on systems (agency_id)`.execute(db);
    await sql`create index systems_search on systems using gin (search_text gin_trgm_ops)`.execute(db);
    await sql`create index systems_domains on systems using gin (domains)`.execute(db);
    await sql`create index systems_addresses on systems using gin (public_addresses)`.execute(db);
    await protectWrites(
      db,
      'systems',
      sql<boolean>`${ofOwnOrganisation('agency_id')} or ${reachOf('system.read')} = 'any'`,
    );
    // A participant of an incident learns the name of the system concerned, and nothing else of the register.
    await createWideQuestion(
      db,
      'system_names(ids uuid[]) returns table (id uuid, name text, level int, agency_id uuid)',
      'select s.id, s.name, s.level, s.agency_id from systems s where s.id = any (ids)',
    );
    await createWideQuestion(
      db,
      `systems_of_traces(wanted_domains text[], wanted_addresses inet[])
       returns table (id uuid, name text, agency_id uuid, domains text[], public_addresses inet[])`,
      `select s.id, s.name, s.agency_id, s.domains, s.public_addresses from systems s
       where s.retired_on is null and (s.domains && wanted_domains or s.public_addresses && wanted_addresses)
       order by s.name, s.id limit 200`,
    );
  },
};
