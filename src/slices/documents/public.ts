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
