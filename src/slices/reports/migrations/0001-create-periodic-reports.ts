import { sql } from 'kysely';
import type { Migration } from '../../../platform/db/migrate.ts';
import {
  makeAppendOnly,
  ofOwnOrganisation,
  protectWrites,
  reachOf,
} from '../../../platform/db/row-security.ts';

/** Periodic reports, and the records that an approved one counted, with the facts by which they were counted. */
export const createPeriodicReports: Migration = {
  id: 'reports/0001-create-periodic-reports',
  up: async (db) => {
    await sql`create table periodic_reports (
      id uuid primary key,
      kind text not null check (kind in ('month', 'quarter', 'half-year', 'year', 'range')),
      from_date date not null,
      to_date date not null check (to_date >= from_date),
      agency_id uuid references agencies,
      state text not null check (state in ('draft', 'submitted', 'approved')),
      edition int not null default 1,
      supersedes_id uuid unique references periodic_reports,
      remarks jsonb not null,
      created_at timestamptz not null,
      created_by_person_id uuid,
      created_by_label text not null,
      edited_by_person_id uuid,
      submitted_at timestamptz,
      submitted_by_person_id uuid,
      submitted_by_label text,
      return_reason text,
      approved_at timestamptz,
      approved_by_person_id uuid,
      approved_by_label text,
      version int not null default 1,
      check ((state = 'approved') = (approved_at is not null))
    )`.execute(db);
    await sql`create index periodic_reports_period on periodic_reports (to_date, id)`.execute(db);
    await sql`create index periodic_reports_agency on periodic_reports (agency_id)`.execute(db);

    await sql`create table periodic_report_facts (
      report_id uuid not null references periodic_reports,
      period text not null check (period in ('own', 'previous')),
      source text not null,
      record_id uuid not null,
      position int not null,
      fact jsonb not null,
      primary key (report_id, period, source, record_id)
    )`.execute(db);
    await makeAppendOnly(db, 'periodic_report_facts');

    // An agency sees what was approved about itself, never a draft and never the whole province.
    const readable = sql<boolean>`${reachOf('periodic-report.read')} = 'any'
      or (state = 'approved' and ${ofOwnOrganisation('agency_id')})`;
    await protectWrites(db, 'periodic_reports', readable);
    await protectWrites(
      db,
      'periodic_report_facts',
      sql<boolean>`exists (select from periodic_reports r where r.id = report_id)`,
    );
  },
};
