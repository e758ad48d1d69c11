import { type RawBuilder, sql } from 'kysely';
import type { Migration } from '../../../platform/db/migrate.ts';
import { makeAppendOnly, ofOwnOrganisation, protectRows } from '../../../platform/db/row-security.ts';

const ofVisibleReport: RawBuilder<boolean> = sql`exists (select from reports r where r.id = report_id)`;

export const createIntake: Migration = {
  id: 'intake/0001-create-intake',
  up: async (db) => {
    await sql`create table reports (
      id uuid primary key,
      number text not null unique,
      channel text not null,
      state text not null,
      kind text not null,
      title text not null,
      description text not null,
      answers jsonb not null default '{}',
      system_name text,
      reporter_name text,
      reporter_email text,
      reporter_phone text,
      reporter_organisation text,
      reporter_position text,
      language text not null,
      detected_at timestamptz,
      detected_precision text not null,
      detected_zone text not null,
      received_at timestamptz not null,
      agency_id uuid references agencies,
      system_id uuid references systems,
      recognition jsonb not null default '[]',
      recognised_at timestamptz,
      source text not null,
      external_id text,
      content_hash text,
      message_sha256 text,
      reject_reason text,
      reject_note text,
      settled_at timestamptz,
      call_back_at timestamptz,
      call_back_done_at timestamptz,
      created_by_person_id uuid,
      search_text text not null,
      version int not null default 1,
      unique (source, external_id)
    )`.execute(db);
    await sql`create index reports_unsettled on reports (received_at, id) where state in ('received', 'verifying')`.execute(
      db,
    );
    await sql`create index reports_by_time on reports (received_at desc, id desc)`.execute(db);
    await sql`create index reports_by_agency on reports (agency_id, received_at desc)`.execute(db);
    await sql`create index reports_by_person on reports (created_by_person_id) where created_by_person_id is not null`.execute(
      db,
    );
    await sql`create index reports_unrecognised on reports (id) where recognised_at is null`.execute(db);
    await sql`create index reports_call_back on reports (call_back_at) where call_back_at is not null and call_back_done_at is null`.execute(
      db,
    );
    await sql`create index reports_search on reports using gin (search_text gin_trgm_ops) with (fastupdate = on)`.execute(
      db,
    );
    await protectRows(db, 'reports', ofOwnOrganisation('agency_id'));

    await sql`create table report_checklist (
      report_id uuid not null references reports,
      step text not null,
      done_at timestamptz not null,
      done_by_person_id uuid,
      done_by_label text not null,
      note text,
      primary key (report_id, step)
    )`.execute(db);
    await protectRows(db, 'report_checklist', ofVisibleReport);

    await sql`create table report_messages (
      id uuid primary key,
      report_id uuid not null references reports,
      direction text not null,
      channel text not null,
      at timestamptz not null,
      author_person_id uuid,
      author_label text not null,
      subject text,
      text text not null,
      is_visible_to_reporter boolean not null,
      message_id text,
      message_sha256 text,
      mail_facts jsonb not null default '{}',
      outbox_id uuid,
      unique (report_id, message_id)
    )`.execute(db);
    await sql`create index report_messages_thread on report_messages (report_id, id)`.execute(db);
    await makeAppendOnly(db, 'report_messages');
    await protectRows(db, 'report_messages', ofVisibleReport);

    await sql`create table report_links (
      id uuid primary key,
      report_id uuid not null references reports,
      incident_id uuid not null references incidents,
      linked_at timestamptz not null,
      linked_by_person_id uuid,
      reasons jsonb not null default '[]',
      unlinked_at timestamptz,
      unlink_reason text
    )`.execute(db);
    await sql`create unique index report_links_one on report_links (report_id) where unlinked_at is null`.execute(
      db,
    );
    await sql`create index report_links_incident on report_links (incident_id) where unlinked_at is null`.execute(
      db,
    );
    await protectRows(db, 'report_links', ofVisibleReport);

    // Whether a receipt went out is part of the report, also for its agency.
    await sql`create policy of_visible_report on outbox_messages for select
      using (subject_kind = 'report' and exists (select from reports r where r.id = subject_id))`.execute(db);
    await sql`create table mailbox_cursors (mailbox text primary key, cursor jsonb not null)`.execute(db);
  },
};
