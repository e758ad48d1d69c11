import { sql } from 'kysely';
import type { Migration } from '../db/migrate.ts';
import { makeAppendOnly, ofOwnOrganisation, protectRows } from '../db/row-security.ts';

/** Audit, events, outbox, number series, idempotency keys: what every slice writes with its changes. */
export const createPlatform: Migration = {
  id: 'platform/0001-create-platform',
  up: async (db) => {
    await sql`create extension if not exists pg_trgm`.execute(db);
    await sql`create table audit_entries (
      id uuid primary key,
      at timestamptz not null,
      actor_kind text not null,
      actor_id uuid,
      actor_label text not null,
      action text not null,
      subject_kind text not null,
      subject_id uuid,
      subject_label text,
      organisation_id uuid,
      data jsonb not null default '{}',
      request_id text
    )`.execute(db);
    await sql`create index audit_entries_subject on audit_entries (subject_kind, subject_id, id)`.execute(db);
    await sql`create index audit_entries_actor on audit_entries (actor_id, id)`.execute(db);
    await sql`create index audit_entries_action on audit_entries (action, id)`.execute(db);
    await makeAppendOnly(db, 'audit_entries');
    await protectRows(db, 'audit_entries', ofOwnOrganisation('organisation_id'), sql<boolean>`true`);

    await sql`create table events (
      id bigint generated always as identity primary key,
      xid xid8 not null default pg_current_xact_id(),
      at timestamptz not null,
      type text not null,
      data jsonb not null,
      permission text not null,
      organisation_id uuid,
      person_ids uuid[] not null default '{}'
    )`.execute(db);
    await sql`create index events_order on events (xid, id)`.execute(db);

    await sql`create table outbox_messages (
      id uuid primary key,
      created_at timestamptz not null,
      state text not null check (state in ('waiting', 'sending', 'sent', 'failed')),
      recipient text not null,
      mail jsonb not null,
      message_id text not null unique,
      attempts int not null default 0,
      next_attempt_at timestamptz not null,
      accepted_at timestamptz,
      response text,
      last_error text,
      subject_kind text,
      subject_id uuid
    )`.execute(db);
    await sql`create index outbox_messages_due on outbox_messages (next_attempt_at) where state in ('waiting', 'sending')`.execute(
      db,
    );
    await sql`create index outbox_messages_subject on outbox_messages (subject_id)`.execute(db);

    // Whoever acts may cause a mail; only the sender and those who see everything read one.
    await protectRows(db, 'outbox_messages', sql<boolean>`false`, sql<boolean>`true`);
    await sql`create table number_series (
      series text not null, year int not null, last_number int not null, primary key (series, year)
    )`.execute(db);

    await sql`create table idempotency_keys (
      actor_key text not null,
      key text not null,
      request_hash text not null,
      status int,
      answer jsonb,
      created_at timestamptz not null,
      primary key (actor_key, key)
    )`.execute(db);
    await sql`create index idempotency_keys_age on idempotency_keys (created_at)`.execute(db);
    // First answers hold whole records: they are for the caller who got them.
    await protectRows(
      db,
      'idempotency_keys',
      sql<boolean>`actor_key = (select current_setting('khien.caller', true))`,
    );
  },
};
