import { handle } from '../../platform/http/handle.ts';
import * as contract from './contract/official.ts';
import * as registers from './contract/registers.ts';
import { createOfficialDocument } from './official/create-official-document.ts';
import {
  explainNumbers,
  exportRegister,
  listRegisters,
  readRegister,
} from './official/document-registers.ts';
import {
  downloadDocument,
  issueOfficialDocument,
  previewDocument,
} from './official/draw-official-document.ts';
import * as moves from './official/move-official-document.ts';
import { readOfficialDocument, searchOfficialDocuments } from './official/read-official-documents.ts';
import { readIssuer, setIssuer } from './official/set-issuer.ts';
import { addSignedCopy, downloadSignedCopy } from './official/signed-copies.ts';

export const documentRoutes = [
  handle(contract.listOfficialDocumentsRoute, (ctx, { query }) => searchOfficialDocuments(ctx, query)),
  handle(contract.draftOfficialDocumentRoute, (ctx, { body }) => createOfficialDocument(ctx, body)),
  handle(contract.getOfficialDocumentRoute, (ctx, { params }) => readOfficialDocument(ctx, params.id)),
  handle(contract.saveOfficialDocumentRoute, (ctx, { params, body }) =>
    moves.saveOfficialDocument(ctx, params.id, body),
  ),
  handle(contract.initialOfficialDocumentRoute, (ctx, { params, body }) =>
    moves.initialOfficialDocument(ctx, params.id, body),
  ),
  handle(contract.signOfficialDocumentRoute, (ctx, { params, body }) =>
    moves.signOfficialDocument(ctx, params.id, body),
  ),
  handle(contract.issueOfficialDocumentRoute, (ctx, { params, body }) =>
    issueOfficialDocument(ctx, params.id, body),
  ),
  handle(contract.returnOfficialDocumentRoute, (ctx, { params, body }) =>
    moves.returnOfficialDocument(ctx, params.id, body),
  ),
  handle(contract.withdrawOfficialDocumentRoute, (ctx, { params, body }) =>
    moves.withdrawOfficialDocument(ctx, params.id, body),
  ),
  handle(contract.previewOfficialDocumentRoute, (ctx, { params, body }) =>
    previewDocument(ctx, params.id, body.content),
  ),
  handle(contract.getOfficialPdfRoute, (ctx, { params }) => downloadDocument(ctx, params.id, 'pdf')),
  handle(contract.getOfficialDocxRoute, (ctx, { params }) => downloadDocument(ctx, params.id, 'docx')),
  handle(contract.addSignedCopyRoute, (ctx, { params, files }) => addSignedCopy(ctx, params.id, files)),
  handle(contract.getSignedCopyRoute, (ctx, { params }) => downloadSignedCopy(ctx, params.id, params.copyId)),
  handle(registers.listRegistersRoute, (ctx, { query }) => listRegisters(ctx, query.year)),
  handle(registers.getRegisterRoute, (ctx, { query }) => readRegister(ctx, query)),
  handle(registers.explainNumbersRoute, (ctx, { body }) => explainNumbers(ctx, body)),
  handle(registers.exportRegisterRoute, (ctx, { query }) => exportRegister(ctx, query)),
  handle(registers.getIssuerRoute, (ctx, { query }) => readIssuer(ctx, query.agencyId ?? null)),
  handle(registers.setIssuerRoute, (ctx, { body }) => setIssuer(ctx, body)),
];
