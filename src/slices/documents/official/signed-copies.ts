import '../tables.ts';
import { readFile } from 'node:fs/promises';
import type { Ctx } from '../../../platform/ctx/ctx.ts';
import { platformErrors } from '../../../platform/errors/platform-errors.ts';
import type { UploadedFile } from '../../../platform/http/handle.ts';
import type { RawReply } from '../../../platform/http/route.ts';
import { uuid7 } from '../../../platform/ids/uuid7.ts';
import { documentErrors } from '../contract/errors.ts';
import type { OfficialDocument } from '../contract/official.ts';
import { addFiles, clearSubject, fileReply, getFile } from '../files.ts';
import { checkSignedPdf } from '../signatures/check-signed-pdf.ts';
import { describeDocument } from './describe-document.ts';
import { getVisibleDocument, recordStep, tellDocument } from './official-document.ts';

/** The trusted roots, or nothing where none are set or the file cannot be read; a fault is logged, never an error. */
const readRootsFile = async (ctx: Ctx): Promise<string> => {
  const path = ctx.services.settings.KHIEN_SIGNATURE_ROOTS;
  if (!path) return '';
  return readFile(path, 'utf8').catch((error: unknown) => {
    ctx.services.log.error({ error, path }, 'the file of trusted roots cannot be read');
    return '';
  });
};

const isPdf = (bytes: Buffer): boolean => bytes.subarray(0, 1_024).includes('%PDF-');

/**
 * Stores the signed PDF that came back, with what its check found: a copy that is not whole is stored too, and says so.
 * @throws AppError documents.notPdf, documents.wrongState before the document is signed
 */
export const addSignedCopy = async (
  ctx: Ctx,
  id: string,
  files: readonly UploadedFile[],
): Promise<OfficialDocument> => {
  const before = await ctx.tx((tx) => getVisibleDocument(ctx, tx, id, 'official-document.issue'));
  const [upload] = files;
  if (!upload) throw platformErrors.invalid(undefined, { fields: [{ field: 'file', reason: 'required' }] });
  if (before.state !== 'signed' && before.state !== 'issued') {
    throw documentErrors.wrongState({ state: before.state });
  }
  const bytes = await ctx.services.blobs.read(upload.sha256);
  if (!isPdf(bytes))
    throw documentErrors.notPdf(undefined, { fields: [{ field: 'file', reason: 'notPdf' }] });
  const issued = await ctx.tx(async (tx) => {
    const row = await getVisibleDocument(ctx, tx, id);
    await clearSubject(tx, id);
    return row.pdf_file_id === null ? undefined : getFile(tx, row.pdf_file_id, 'document', id);
  });
  // Outside the transaction: a check may take seconds.
  const { verdict, report } = await checkSignedPdf(bytes, {
    rootsPem: await readRootsFile(ctx),
    issued: issued && (await ctx.services.blobs.read(issued.sha256)),
  });
  return ctx.tx(async (tx) => {
    const row = await getVisibleDocument(ctx, tx, id, 'official-document.issue', { isForUpdate: true });
    const [file] = await addFiles(ctx, tx, [
      {
        blob: upload,
        name: upload.name,
        contentType: 'application/pdf',
        subjectKind: 'document',
        subjectId: id,
        agencyId: null,
        isFromOutside: true,
      },
    ]);
    const at = ctx.now();
    await tx
      .insertInto('signed_copies')
      .values({
        id: uuid7(at.getTime()),
        document_id: id,
        file_id: file?.id ?? '',
        added_at: at,
        added_by_label: ctx.actor.label,
        verdict,
        result: JSON.stringify(report),
      })
      .execute();
    await recordStep(ctx, tx, row, 'signed-copy-added', { data: { verdict, sha256: upload.sha256 } });
    await tellDocument(ctx, tx, row);
    return describeDocument(ctx, tx, row);
  });
};

/** A signed copy as it was received. Taking it out is recorded. */
export const downloadSignedCopy = (ctx: Ctx, id: string, copyId: string): Promise<RawReply> =>
  ctx.tx(async (tx) => {
    const row = await getVisibleDocument(ctx, tx, id);
    await clearSubject(tx, id);
    const copy = await tx
      .selectFrom('signed_copies')
      .select('file_id')
      .where('id', '=', copyId)
      .where('document_id', '=', id)
      .executeTakeFirst();
    if (!copy) throw platformErrors.notFound();
    const file = await getFile(tx, copy.file_id, 'document', id);
    await ctx.audit(
      tx,
      'official-document.downloaded',
      { kind: 'official-document', id, label: row.title, organisationId: null },
      { format: 'signed', sha256: file.sha256 },
    );
    return fileReply(ctx, file);
  });
