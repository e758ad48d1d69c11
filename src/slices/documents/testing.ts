/** Tests of later slices look into drawn documents with these. */
export { readDocxPart } from './render/docx-probe.ts';
export { hasPoppler, pdfLines, pdfText } from './render/pdf-probe.ts';
