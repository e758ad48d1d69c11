import { type Kysely, sql } from 'kysely';
import type { Migration } from '../../../platform/db/migrate.ts';
import { actingPerson, protectRows } from '../../../platform/db/row-security.ts';

const ofOwnPerson = sql<boolean>`person_id = ${actingPerson}`;
const ofNobody = sql<boolean>`false`;

const createFactors = async (db: Kysely<never>) => {
  await sql`create table person_credentials (
    person_id uuid primary key references people (id),
    password_hash text,
    password_changed_at timestamptz,
    totp_secret text,
    totp_last_step bigint
  )`.execute(db);
  await protectRows(db, 'person_credentials', ofOwnPerson);

  await sql`create table passkeys (
    id uuid primary key,
    person_id uuid not null references people (id),
    credential_id text not null unique,
    public_key bytea not null,
    counter bigint not null,
    transports text[] not null default '{}',
    is_backed_up boolean not null,
    name text not null,
    created_at timestamptz not null,
    last_used_at timestamptz
  )`.execute(db);
  await sql`create index passkeys_person on passkeys (person_id)`.execute(db);
  await protectRows(db, 'passkeys', ofOwnPerson);

  await sql`create table recovery_codes (
    id uuid primary key,
    person_id uuid not null references people (id),
    code_hash text not null,
    used_at timestamptz,
    unique (person_id, code_hash)
  )`.execute(db);
  await protectRows(db, 'recovery_codes', ofOwnPerson);
};

/** Factors, sessions, the steps between them, counters of failures, links, and requests for recovery. */
export const createSignIn: Migration = {
  id: 'accounts/0002-create-sign-in',
  up: async (db) => {
    await createFactors(db);
    await sql`create table sessions (
      id uuid primary key,
      token_hash text not null unique,
      person_id uuid not null references people (id),
      created_at timestamptz not null,
      last_seen_at timestamptz not null,
      expires_at timestamptz not null,
      second_factor_at timestamptz not null,
      method text not null check (method in ('password', 'passkey')),
      client_address text,
      user_agent text,
      revoked_at timestamptz
    )`.execute(db);
    await sql`create index sessions_person on sessions (person_id) where revoked_at is null`.execute(db);
    await sql`create index sessions_age on sessions (expires_at)`.execute(db);
    await protectRows(db, 'sessions', ofOwnPerson);

    await sql`create table sign_in_steps (
      id uuid primary key,
      token_hash text not null unique,
      kind text not null check (kind in ('password-passed', 'passkey-sign-in', 'passkey-registration')),
      person_id uuid references people (id),
      challenge text,
      failures int not null default 0,
      expires_at timestamptz not null
    )`.execute(db);
    await sql`create index sign_in_steps_age on sign_in_steps (expires_at)`.execute(db);
    await protectRows(db, 'sign_in_steps', ofNobody);

    await sql`create table sign_in_failures (
      key text primary key,
      failures int not null,
      blocked_until timestamptz,
      last_at timestamptz not null
    )`.execute(db);
    await sql`create index sign_in_failures_age on sign_in_failures (last_at)`.execute(db);
    await protectRows(db, 'sign_in_failures', ofNobody);

    await sql`create table account_links (
      id uuid primary key,
      person_id uuid not null references people (id),
      kind text not null check (kind in ('invitation', 'password-reset', 'recovery')),
      token_hash text not null unique,
      created_at timestamptz not null,
      created_by uuid,
      expires_at timestamptz not null,
      closed_at timestamptz
    )`.execute(db);
    await sql`create index account_links_person on account_links (person_id) where closed_at is null`.execute(
      db,
    );
    await protectRows(db, 'account_links', ofNobody);

    await sql`create table recovery_requests (
      id uuid primary key,
      person_id uuid not null references people (id),
      reason text not null,
      state text not null check (state in ('waiting', 'approved', 'refused')),
      requested_at timestamptz not null,
      requested_by uuid not null references people (id),
      decided_at timestamptz,
      decided_by uuid references people (id),
      expires_at timestamptz not null
    )`.execute(db);
    await sql`create unique index recovery_requests_waiting on recovery_requests (person_id) where state = 'waiting'`.execute(
      db,
    );
    await protectRows(db, 'recovery_requests', ofNobody);
  },
};
