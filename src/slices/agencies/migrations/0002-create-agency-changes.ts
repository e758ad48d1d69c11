import { sql } from 'kysely';
import type { Migration } from '../../../platform/db/migrate.ts';
import { ofOwnOrganisation, protectRows, reachOf } from '../../../platform/db/row-security.ts';

/** What agencies ask to change in their own data, and how their data are confirmed every quarter. */
export const createAgencyChanges: Migration = {
  id: 'agencies/0002-create-agency-changes',
  up: async (db) => {
    await sql`create table agency_changes (
      id uuid primary key,
      agency_id uuid not null references agencies,
      state text not null check (state in ('pending', 'approved', 'rejected', 'withdrawn')),
      difference jsonb not null,
      note text not null,
      proposed_at timestamptz not null,
      proposed_by_person_id uuid,
      proposed_by_label text not null,
      decided_at timestamptz,
      decided_by_label text,
      decision_note text,
      version int not null default 1
    )`.execute(db);
    await sql`create index agency_changes_agency on agency_changes (agency_id, id)`.execute(db);
    await sql`create unique index agency_changes_one_pending on agency_changes (agency_id) where state = 'pending'`.execute(
      db,
    );

    await sql`create table agency_confirmations (
      id uuid primary key,
      agency_id uuid not null references agencies,
      state text not null check (state in ('asked', 'confirmed', 'missed', 'ended')),
      asked_at timestamptz not null,
      reminded_at timestamptz,
      confirmed_at timestamptz,
      confirmed_by_label text,
      way text check (way in ('link', 'product', 'team'))
    )`.execute(db);
    await sql`create index agency_confirmations_agency on agency_confirmations (agency_id, asked_at desc)`.execute(
      db,
    );
    await sql`create unique index agency_confirmations_one_open on agency_confirmations (agency_id)
      where state in ('asked', 'missed')`.execute(db);

    await sql`create table agency_confirmation_mails (
      id uuid primary key,
      confirmation_id uuid not null references agency_confirmations,
      agency_id uuid not null references agencies,
      contact_id uuid not null references agency_contacts,
      email text not null,
      outbox_id uuid,
      sent_at timestamptz not null,
      expires_at timestamptz not null,
      bounced_at timestamptz
    )`.execute(db);
    await sql`create index agency_confirmation_mails_of on agency_confirmation_mails (confirmation_id)`.execute(
      db,
    );

    await sql`create table agency_attention (
      id uuid primary key,
      agency_id uuid not null references agencies,
      kind text not null check (kind in ('missed-confirmation', 'bounced-mail', 'no-contact')),
      about text,
      is_with_head boolean not null,
      opened_at timestamptz not null,
      closed_at timestamptz,
      closed_by_label text,
      note text
    )`.execute(db);
    await sql`create unique index agency_attention_one on agency_attention (agency_id, kind, coalesce(about, ''))
      where closed_at is null`.execute(db);

    const own = sql<boolean>`${ofOwnOrganisation('agency_id')}`;
    const inRegister = sql<boolean>`${own} or ${reachOf('agency.read')} = 'any'`;
    await protectRows(db, 'agency_changes', inRegister, own);
    await protectRows(db, 'agency_confirmations', inRegister, own);
    await protectRows(db, 'agency_confirmation_mails', inRegister, own);
    await protectRows(db, 'agency_attention', inRegister, own);
  },
};
