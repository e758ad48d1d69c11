export {
  addDocumentVersion,
  type DocumentRow,
  type DocumentVersion,
  type FoundDocument,
  findDocument,
  findDocumentOfKind,
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
export { listMissingForm03, listMissingForm04, listRemarksForm03 } from './forms/list-missing.ts';
export type { Block, ChartBar, DocumentTree, Table } from './render/document-tree.ts';
export { drawDocx, drawPages, drawPdf } from './rendering.ts';
