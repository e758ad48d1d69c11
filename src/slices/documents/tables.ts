import type { Instant, Json, WithDefault } from '../../platform/db/tables.ts';

/** What a file hangs on; its rights are those of that record. */
export type FileSubjectKind = 'report' | 'incident' | 'document' | 'skill-evidence';

export type FilesTable = {
  id: string;
  sha256: string;
  size_bytes: number;
  name: string;
  content_type: string;
  uploaded_at: Instant;
  uploaded_by_person_id: string | null;
  uploaded_by_label: string;
  agency_id: string | null;
  subject_kind: FileSubjectKind;
  subject_id: string;
  /** Came from a reporter or a mail: never opened in the browser, always downloaded. */
  is_from_outside: boolean;
  note: string | null;
};

export type DocumentsTable = {
  id: string;
  kind: string;
  subject_kind: string;
  subject_id: string;
  agency_id: string | null;
  title: string;
  version: WithDefault<number>;
  /** The filled form as plain data; the pages are drawn from it. */
  input: Json<unknown>;
  created_at: Instant;
  created_by_person_id: string | null;
  created_by_label: string;
};

declare module '../../platform/db/tables.ts' {
  interface Tables {
    files: FilesTable;
    documents: DocumentsTable;
  }
}
