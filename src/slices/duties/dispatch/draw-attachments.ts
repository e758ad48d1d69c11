import type { Ctx } from '../../../platform/ctx/ctx.ts';
import { platformErrors } from '../../../platform/errors/platform-errors.ts';
import type { StoredBlob } from '../../../platform/files/blob-store.ts';
import {
  drawDocument,
  getFile,
  getOfficialDocument,
  type OfficialDocumentRow,
} from '../../documents/public.ts';
import type { ClockRow } from '../clocks/clock-rows.ts';
import type { SendDispatch } from '../contract/dispatches.ts';
import { downloadForm } from '../draw-form.ts';

/** A document as it goes out: drawn once, kept by its content. */
export type DrawnAttachment = {
  kind: 'form' | 'official-document';
  id: string;
  title: string;
  blob: StoredBlob;
  name: string;
  contentType: string;
};

const bytesMax = 60_000_000;
const pdf = 'application/pdf';

const refuse = (at: number): never => {
  throw platformErrors.invalid(undefined, { fields: [{ field: `documents.${at}.id`, reason: 'invalid' }] });
};

/** The PDF of a form of the very incident that the clock hangs on. */
const drawForm = async (ctx: Ctx, clock: ClockRow, id: string, at: number): Promise<DrawnAttachment> => {
  if (clock.subject_kind !== 'incident' || !clock.subject_id) return refuse(at);
  const drawn = await downloadForm(ctx, { id: clock.subject_id, documentId: id }, undefined, 'pdf');
  const name = drawn.fileName ?? `${id}.pdf`;
  const blob = await ctx.services.blobs.put(drawn.body as Buffer, bytesMax);
  return { kind: 'form', id, title: name, blob, name, contentType: pdf };
};

/** A document of another record would let its content out past that record's rights. */
const mayTake = (ctx: Ctx, clock: ClockRow, document: OfficialDocumentRow): boolean => {
  if (document.subject_kind === 'incident') return document.subject_id === clock.subject_id;
  const needed = document.required_permission;
  return ctx.can('official-document.read') && (needed === null || ctx.can(needed));
};

/** The PDF of an official document: the kept one where it was issued, else as it stands. */
const drawOfficial = async (ctx: Ctx, clock: ClockRow, id: string, at: number): Promise<DrawnAttachment> => {
  const { row, kept } = await ctx.tx(async (tx) => {
    const found = await getOfficialDocument(tx, id);
    if (!found) return refuse(at);
    if (!mayTake(ctx, clock, found)) return refuse(at);
    const file = found.pdf_file_id ? await getFile(tx, found.pdf_file_id, 'document', id) : null;
    return { row: found, kept: file };
  });
  const blob = kept
    ? { sha256: kept.sha256, sizeBytes: kept.size_bytes }
    : await ctx.services.blobs.put(await drawDocument(ctx, row, 'pdf'), bytesMax);
  return {
    kind: 'official-document',
    id,
    title: row.title,
    blob,
    name: kept?.name ?? `${id}.pdf`,
    contentType: pdf,
  };
};

/** Draws what a dispatch takes along, before its transaction: drawing takes seconds, and a lock should not. */
export const drawAttachments = async (
  ctx: Ctx,
  clock: ClockRow,
  documents: SendDispatch['documents'],
): Promise<DrawnAttachment[]> => {
  const drawn: DrawnAttachment[] = [];
  for (const [at, { kind, id }] of documents.entries()) {
    drawn.push(await (kind === 'form' ? drawForm : drawOfficial)(ctx, clock, id, at));
  }
  return drawn;
};
