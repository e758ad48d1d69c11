export { addFiles, clearSubject, fileReply, type FileRow, getFile, listFiles, type NewFile, toFileAnswer } from './files.ts';
