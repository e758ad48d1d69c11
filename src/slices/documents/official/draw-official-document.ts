import '../tables.ts';
import type { Ctx } from '../../../platform/ctx/ctx.ts';
import type { AnswerInputOf, RawReply } from '../../../platform/http/route.ts';
import { foldText } from '../../../platform/search/fold.ts';
import { checkOfficialContent } from '../contract/check-official-content.ts';
import type { OfficialDocument, previewOfficialDocumentRoute } from '../contract/official.ts';
import type { OfficialContent } from '../contract/official-content.ts';
import { addFiles, clearSubject, fileReply, getFile } from '../files.ts';
import { drawDocx, drawPages, drawPdf } from '../rendering.ts';
import { describeDocument } from './describe-document.ts';
import { issueInTx } from './move-official-document.ts';
import { getVisibleDocument, labelOf, type OfficialDocumentRow } from './official-document.ts';
import { toContent, treeOf } from './tree-of-document.ts';

export type DrawnFormat = 'pdf' | 'docx';

const contentTypes = {
  pdf: 'application/pdf',
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
} as const;
const columns = { pdf: 'pdf_file_id', docx: 'docx_file_id' } as const;
const drawnBytesMax = 60_000_000;
const previewPagesMax = 12;

/** "05-qd-ubnd.pdf": a name that every system takes. */
export const fileNameOf = (row: OfficialDocumentRow, format: DrawnFormat): string => {
  const name = foldText(labelOf(row))
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '')
    .slice(0, 80);
  return `${name || 'van-ban'}.${format}`;
};

/** The bytes of a document, drawn anew. */
export const drawDocument = async (
  ctx: Ctx,
  row: OfficialDocumentRow,
  format: DrawnFormat,
): Promise<Buffer> => Buffer.from(await (format === 'pdf' ? drawPdf : drawDocx)(ctx.services, treeOf(row)));

/** Draws a file of an issued document once and keeps it: what went out stays what it was, whatever draws pages later. */
const keepFile = async (ctx: Ctx, row: OfficialDocumentRow, format: DrawnFormat): Promise<void> => {
  const blob = await ctx.services.blobs.put(await drawDocument(ctx, row, format), drawnBytesMax);
  await ctx.tx(async (tx) => {
    const [file] = await addFiles(ctx, tx, [
      {
        blob,
        name: fileNameOf(row, format),
        contentType: contentTypes[format],
        subjectKind: 'document',
        subjectId: row.id,
        agencyId: null,
        isFromOutside: false,
      },
    ]);
    await tx
      .updateTable('official_documents')
      .set({ [columns[format]]: file?.id ?? null })
      .where('id', '=', row.id)
      .where(columns[format], 'is', null)
      .execute();
  });
};

/** Issues a document and keeps its PDF and DOCX. Should drawing fail, the first download draws and keeps them. */
export const issueOfficialDocument = async (
  ctx: Ctx,
  id: string,
  body: { version: number; issuedOn: string; number?: number | undefined },
): Promise<OfficialDocument> => {
  const row = await ctx.tx((tx) => issueInTx(ctx, tx, id, body));
  try {
    for (const format of ['pdf', 'docx'] as const) await keepFile(ctx, row, format);
  } catch (error) {
    ctx.services.log.warn({ error, documentId: id }, 'an issued document was not drawn yet');
  }
  return ctx.tx(async (tx) => describeDocument(ctx, tx, await getVisibleDocument(ctx, tx, id)));
};

/** The document as a file; an issued one always as the bytes that were kept at issue. Taking it out is recorded. */
export const downloadDocument = async (ctx: Ctx, id: string, format: DrawnFormat): Promise<RawReply> => {
  const row = await ctx.tx(async (tx) => {
    const found = await getVisibleDocument(ctx, tx, id);
    await ctx.audit(
      tx,
      'official-document.downloaded',
      { kind: 'official-document', id, label: labelOf(found), organisationId: null },
      { format },
    );
    return found;
  });
  if (row.number !== null && row[columns[format]] === null) await keepFile(ctx, row, format);
  const kept = await ctx.tx(async (tx) => {
    const { [columns[format]]: fileId } = await getVisibleDocument(ctx, tx, id);
    await clearSubject(tx, id);
    return fileId === null ? null : getFile(tx, fileId, 'document', id);
  });
  const reply = kept && row.number !== null ? fileReply(ctx, kept) : undefined;
  return {
    contentType: contentTypes[format],
    fileName: fileNameOf(row, format),
    headers: {
      'content-security-policy': "default-src 'none'; style-src 'unsafe-inline'; sandbox",
      'cache-control': 'private, no-store',
    },
    body: reply?.body ?? (await drawDocument(ctx, row, format)),
  };
};

/** What the content in the editor would look like, and what it lacks; nothing is stored. */
export const previewDocument = async (
  ctx: Ctx,
  id: string,
  content: OfficialContent,
): Promise<AnswerInputOf<typeof previewOfficialDocumentRoute>> => {
  const row = await ctx.tx((tx) => getVisibleDocument(ctx, tx, id));
  const clean = toContent(content);
  const sign = content.head.sign?.trim() || row.sign;
  const pages = await drawPages(ctx.services, treeOf({ ...row, content: clean, sign }));
  return {
    pages: pages.slice(0, previewPagesMax),
    pageCount: pages.length,
    gaps: checkOfficialContent(row.type, clean, sign),
  };
};
