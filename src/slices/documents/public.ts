export {
  addDocumentVersion,
  type DocumentRow,
  type DocumentVersion,
  type FoundDocument,
  findDocument,
  findDocumentOfKind,
  listDocumentHomes,
  listDocuments,
} from './document-versions.ts';
export {
  addFiles,
  clearSubject,
  type FileRow,
  fileReply,
  getFile,
  listFiles,
  type NewFile,
  toFileAnswer,
} from './files.ts';
export { buildForm03 } from './forms/form-03.ts';
export { buildForm04 } from './forms/form-04.ts';
export {
  buildForm05,
  buildForm05Table,
  type Form05Counts,
  type Form05Input,
  form05Input,
  sumForm05,
} from './forms/form-05.ts';
export { listMissingForm03, listMissingForm04, listRemarksForm03 } from './forms/list-missing.ts';
export { buildSpecForm, listMissingSpec } from './forms/spec-form.ts';
export { draftOfficialDocument, type NewOfficialDocument } from './official/draft-official-document.ts';
export { drawDocument, issueOfficialDocument } from './official/draw-official-document.ts';
export { findIssuer, type Issuer } from './official/issuers.ts';
export {
  initialOfficialDocument,
  issueInTx,
  returnOfficialDocument,
  signOfficialDocument,
  withdrawOfficialDocument,
} from './official/move-official-document.ts';
export type { OfficialDocumentRow } from './official/official-document.ts';
export { getOfficialDocument, listOfficialDocuments } from './official/read-official-documents.ts';
export type { Block, ChartBar, DocumentTree, Table } from './render/document-tree.ts';
export { drawDocx, drawPages, drawPdf } from './rendering.ts';
