import type { DateTextOrNull, Instant, Json, JsonOrNull, WithDefault } from '../../platform/db/tables.ts';
import type { NumberState, OfficialStep, SignatureReport, SignatureVerdict } from './contract/official.ts';
import type { OfficialContent } from './contract/official-content.ts';
import type { OfficialState, OfficialType } from './contract/official-types.ts';

/** What a file hangs on; its rights are those of that record. */
export type FileSubjectKind =
  | 'report'
  | 'incident'
  | 'document'
  | 'team-decision'
  | 'team-nominee'
  | 'skill-evidence'
  | 'dispatch'
  | 'coordination-order';

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

export type OfficialDocumentsTable = {
  id: string;
  type: OfficialType;
  /** Null: the team itself, with number series of its own. */
  issuer_agency_id: string | null;
  subject_kind: string;
  subject_id: string;
  agency_id: string | null;
  title: string;
  content: Json<OfficialContent>;
  state: OfficialState;
  sign: string;
  number: number | null;
  issued_on: DateTextOrNull;
  signer_name: string | null;
  signer_post: string | null;
  signed_on: DateTextOrNull;
  pdf_file_id: string | null;
  docx_file_id: string | null;
  /** People who read it besides those who read all: its drafter, members of its case. */
  participant_ids: string[];
  /** A further permission that readers must hold, such as the clearance for TLP:RED. */
  required_permission: string | null;
  withdrawn_reason: string | null;
  search_text: string;
  created_at: Instant;
  created_by_person_id: string | null;
  created_by_label: string;
  updated_at: Instant;
  version: WithDefault<number>;
};

export type OfficialDocumentStepsTable = {
  id: string;
  document_id: string;
  step: OfficialStep;
  at: Instant;
  actor_id: string | null;
  actor_label: string;
  note: string | null;
  /** What was initialled, signed or issued, as it stood then. */
  content: JsonOrNull<OfficialContent>;
};

export type SignedCopiesTable = {
  id: string;
  document_id: string;
  file_id: string;
  added_at: Instant;
  added_by_label: string;
  verdict: SignatureVerdict;
  result: Json<SignatureReport>;
};

export type DocumentRegistersTable = {
  id: string;
  issuer_agency_id: string | null;
  type: OfficialType;
  year: number;
  last_number: number;
};

export type DocumentNumbersTable = {
  id: string;
  issuer_agency_id: string | null;
  type: OfficialType;
  year: number;
  number: number;
  state: NumberState;
  document_id: string | null;
  sign: string | null;
  title: string | null;
  issued_on: DateTextOrNull;
  /** Why a number was voided or belongs to the paper register. */
  reason: string | null;
  is_manual: boolean;
  given_at: Instant;
  given_by_label: string;
};

export type DocumentIssuersTable = {
  id: string;
  agency_id: string | null;
  abbreviation: string;
  unit: string | null;
  governing_body: string | null;
  issuing_body: string;
  place: string | null;
  archive: string | null;
  contact_line: string | null;
  version: WithDefault<number>;
};

declare module '../../platform/db/tables.ts' {
  interface Tables {
    files: FilesTable;
    documents: DocumentsTable;
    official_documents: OfficialDocumentsTable;
    official_document_steps: OfficialDocumentStepsTable;
    signed_copies: SignedCopiesTable;
    document_registers: DocumentRegistersTable;
    document_numbers: DocumentNumbersTable;
    document_issuers: DocumentIssuersTable;
  }
}
