import { sql } from 'kysely';
import type { Migration } from '../../../platform/db/migrate.ts';
import { makeAppendOnly, protectRows } from '../../../platform/db/row-security.ts';

/** The record whose files the transaction was cleared to read (set by `clearSubject`). */
const actingSubject = sql`(select nullif(current_setting('khien.subject', true), '')::uuid)`;

/**
 * Files and filled forms. Their rights are those of the record they hang on, which the slice of that record checks;
 * the row policy lets through what hangs on the record that was cleared, and nothing by the agency alone: the record
 * may be TLP:RED.
 */
export const createDocuments: Migration = {
  id: 'documents/0001-create-documents',
  up: async (db) => {
    await sql`create table files (
      id uuid primary key,
      sha256 text not null,
      size_bytes bigint not null,
      name text not null,
      content_type text not null,
      uploaded_at timestamptz not null,
      uploaded_by_person_id uuid,
      uploaded_by_label text not null,
      agency_id uuid,
      subject_kind text not null,
      subject_id uuid not null,
      is_from_outside boolean not null,
      note text
    )`.execute(db);
    await sql`create index files_subject on files (subject_kind, subject_id, id)`.execute(db);
    await sql`create index files_sha256 on files (sha256)`.execute(db);
    await makeAppendOnly(db, 'files');

    await sql`create table documents (
      id uuid primary key,
      kind text not null,
      subject_kind text not null,
      subject_id uuid not null,
      agency_id uuid,
      title text not null,
      version int not null default 1,
      input jsonb not null,
      created_at timestamptz not null,
      created_by_person_id uuid,
      created_by_label text not null,
      unique (subject_kind, subject_id, kind, version)
    )`.execute(db);
    await makeAppendOnly(db, 'documents');
    const ofClearedRecord = sql<boolean>`subject_id = ${actingSubject}`;
    await protectRows(db, 'files', ofClearedRecord);
    await protectRows(db, 'documents', ofClearedRecord);
  },
};
