import { sql } from 'kysely';
import type { Migration } from '../../../platform/db/migrate.ts';
import { actingPerson, makeAppendOnly, protectRows, reachOf } from '../../../platform/db/row-security.ts';

const actingSubject = sql`(select nullif(current_setting('khien.subject', true), '')::uuid)`;
const reads = reachOf('official-document.read');

/**
 * Official documents, their steps, and the registers of outgoing numbers. A document is read by those whose permission
 * reaches every document, by those who take part in it, and through the record it hangs on once that was cleared.
 * An issuer of null is the team itself, which has number series of its own.
 */
export const createOfficialDocuments: Migration = {
  id: 'documents/0002-create-official-documents',
  up: async (db) => {
    await sql`create table official_documents (
      id uuid primary key,
      type text not null,
      issuer_agency_id uuid,
      subject_kind text not null,
      subject_id uuid not null,
      agency_id uuid,
      title text not null,
      content jsonb not null,
      state text not null default 'draft',
      sign text not null,
      number int check (number > 0),
      issued_on date,
      signer_name text,
      signer_post text,
      signed_on date,
      pdf_file_id uuid,
      docx_file_id uuid,
      participant_ids uuid[] not null default '{}',
      required_permission text,
      withdrawn_reason text,
      search_text text not null,
      created_at timestamptz not null,
      created_by_person_id uuid,
      created_by_label text not null,
      updated_at timestamptz not null,
      version int not null default 1,
      check ((number is null) = (issued_on is null))
    )`.execute(db);
    await sql`create index official_documents_subject on official_documents (subject_kind, subject_id)`.execute(
      db,
    );
    await sql`create index official_documents_search on official_documents using gin (search_text gin_trgm_ops)`.execute(
      db,
    );
    await sql`create index official_documents_updated on official_documents (updated_at desc, id desc)`.execute(
      db,
    );
    await protectRows(
      db,
      'official_documents',
      sql`(id = ${actingSubject} or subject_id = ${actingSubject} or participant_ids @> array[${actingPerson}]
        or (${reads} = 'any' and required_permission is null))`,
    );

    await sql`create table official_document_steps (
      id uuid primary key,
      document_id uuid not null references official_documents (id),
      step text not null,
      at timestamptz not null,
      actor_id uuid,
      actor_label text not null,
      note text,
      content jsonb
    )`.execute(db);
    await sql`create index official_document_steps_document on official_document_steps (document_id, id)`.execute(
      db,
    );
    await makeAppendOnly(db, 'official_document_steps');
    const ofDocument = sql<boolean>`exists (select from official_documents d where d.id = document_id)`;
    await protectRows(db, 'official_document_steps', ofDocument);

    await sql`create table signed_copies (
      id uuid primary key,
      document_id uuid not null references official_documents (id),
      file_id uuid not null references files (id),
      added_at timestamptz not null,
      added_by_label text not null,
      verdict text not null,
      result jsonb not null
    )`.execute(db);
    await sql`create index signed_copies_document on signed_copies (document_id, id)`.execute(db);
    await makeAppendOnly(db, 'signed_copies');
    await protectRows(db, 'signed_copies', ofDocument);

    await sql`create table document_registers (
      id uuid primary key,
      issuer_agency_id uuid,
      type text not null,
      year int not null,
      last_number int not null,
      unique nulls not distinct (issuer_agency_id, type, year)
    )`.execute(db);
    await sql`create table document_numbers (
      id uuid primary key,
      issuer_agency_id uuid,
      type text not null,
      year int not null,
      number int not null check (number > 0),
      state text not null,
      document_id uuid,
      sign text,
      title text,
      issued_on date,
      reason text,
      is_manual boolean not null,
      given_at timestamptz not null,
      given_by_label text not null,
      unique nulls not distinct (issuer_agency_id, type, year, number)
    )`.execute(db);
    await sql`create table document_issuers (
      id uuid primary key,
      agency_id uuid,
      abbreviation text not null,
      unit text,
      governing_body text,
      issuing_body text not null,
      place text,
      archive text,
      contact_line text,
      version int not null default 1,
      unique nulls not distinct (agency_id)
    )`.execute(db);
    const staff = sql<boolean>`${reads} is not null`;
    await protectRows(db, 'document_registers', staff);
    await protectRows(db, 'document_numbers', staff);
    await protectRows(db, 'document_issuers', staff);
  },
};
