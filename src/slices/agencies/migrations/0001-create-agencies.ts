import { sql } from 'kysely';
import type { Migration } from '../../../platform/db/migrate.ts';
import {
  createWideQuestion,
  ofOwnOrganisation,
  protectWrites,
  reachOf,
} from '../../../platform/db/row-security.ts';

/**
 * The register of organisations over time. Names, domains and successions are public knowledge and readable by every
 * session; networks and contacts that are not public belong to the agency itself and to those who read the register.
 */
export const createAgencies: Migration = {
  id: 'agencies/0001-create-agencies',
  up: async (db) => {
    await sql`create extension if not exists btree_gist`.execute(db);
    await sql`create table agencies (
      id uuid primary key,
      code text not null unique,
      name text not null,
      short_name text not null,
      kind text not null,
      parent_id uuid references agencies,
      address text,
      phone text,
      email text,
      website text,
      valid_from date not null,
      valid_to date check (valid_to > valid_from),
      search_text text not null,
      is_demo boolean not null default false,
      created_at timestamptz not null,
      version int not null default 1,
      check (parent_id <> id)
    )`.execute(db);
    await sql`create index agencies_name on agencies (name collate "vi-x-icu", id)`.execute(db);
    await sql`create index agencies_search on agencies using gin (search_text gin_trgm_ops)`.execute(db);
    await sql`create index agencies_parent on agencies (parent_id)`.execute(db);

    await sql`create table agency_domains (
      agency_id uuid not null references agencies, domain text not null, primary key (agency_id, domain)
    )`.execute(db);
    await sql`create index agency_domains_domain on agency_domains (domain)`.execute(db);
    await sql`create table agency_networks (
      agency_id uuid not null references agencies, network cidr not null, primary key (agency_id, network)
    )`.execute(db);
    await sql`create index agency_networks_network on agency_networks using gist (network inet_ops)`.execute(
      db,
    );

    await sql`create table agency_contacts (
      id uuid primary key,
      agency_id uuid not null references agencies,
      kind text not null,
      full_name text not null,
      title text,
      phone text,
      email text,
      person_id uuid,
      is_public boolean not null default false,
      valid_from date not null,
      valid_to date check (valid_to > valid_from),
      version int not null default 1
    )`.execute(db);
    await sql`create index agency_contacts_agency on agency_contacts (agency_id, kind)`.execute(db);
    await sql`create index agency_contacts_email on agency_contacts (lower(email))`.execute(db);

    await sql`create table agency_successions (
      predecessor_id uuid not null references agencies,
      successor_id uuid not null references agencies,
      on_date date not null,
      kind text not null,
      primary key (predecessor_id, successor_id),
      check (predecessor_id <> successor_id)
    )`.execute(db);
    await sql`create index agency_successions_successor on agency_successions (successor_id)`.execute(db);

    await sql`create table organisation_roles (
      id uuid primary key,
      role text not null,
      agency_id uuid not null references agencies,
      valid_from date not null,
      valid_to date check (valid_to > valid_from),
      constraint organisation_roles_one_holder
        exclude using gist (role with =, daterange(valid_from, valid_to, '[)') with &&)
    )`.execute(db);
    await sql`create index organisation_roles_agency on organisation_roles (agency_id)`.execute(db);

    const everybody = sql<boolean>`true`;
    const inRegister = sql<boolean>`${ofOwnOrganisation('agency_id')} or ${reachOf('agency.read')} = 'any'`;
    await protectWrites(db, 'agencies', everybody);
    await protectWrites(db, 'agency_domains', everybody);
    await protectWrites(db, 'agency_successions', everybody);
    await protectWrites(db, 'organisation_roles', everybody);
    await protectWrites(db, 'agency_networks', inRegister);
    await protectWrites(db, 'agency_contacts', sql<boolean>`is_public or ${inRegister}`);

    // The whole register answers two narrow questions, also to callers who may not read it.
    await createWideQuestion(
      db,
      'agencies_of_addresses(addresses inet[]) returns table (agency_id uuid, address inet, network cidr)',
      `select n.agency_id, a.address, n.network
       from unnest(addresses) as a (address) join agency_networks n on n.network >>= a.address`,
    );
    await createWideQuestion(
      db,
      'agencies_of_emails(emails text[]) returns table (agency_id uuid, email text)',
      `select distinct c.agency_id, lower(c.email) from agency_contacts c
       where lower(c.email) = any (emails) and c.valid_to is null`,
    );
  },
};
