import './tables.ts';
import { type Selectable, sql } from 'kysely';
import type { Ctx } from '../../platform/ctx/ctx.ts';
import type { Tx } from '../../platform/db/tables.ts';
import { platformErrors } from '../../platform/errors/platform-errors.ts';
import type { StoredBlob } from '../../platform/files/blob-store.ts';
import type { RawReply } from '../../platform/http/route.ts';
import { uuid7 } from '../../platform/ids/uuid7.ts';
import type { FileAnswer } from './contract.ts';
import type { FileSubjectKind, FilesTable } from './tables.ts';

export type FileRow = Selectable<FilesTable>;

export type NewFile = {
  blob: StoredBlob;
  name: string;
  contentType: string;
  subjectKind: FileSubjectKind;
  subjectId: string;
  agencyId: string | null;
  isFromOutside: boolean;
  note?: string;
  /** Who brought it, where that is not the actor: a reporter without an account. */
  uploadedByLabel?: string;
};

/**
 * Lets the transaction read the files of one record. Call it only after the record itself was loaded through its own
 * visibility filter.
 */
export const clearSubject = async (tx: Tx, subjectId: string): Promise<void> => {
  await sql`select set_config('khien.subject', ${subjectId}, true)`.execute(tx);
};

/** Notes files whose contents are already in the blob store. */
export const addFiles = async (ctx: Ctx, tx: Tx, files: readonly NewFile[]): Promise<FileRow[]> => {
  if (files.length === 0) return [];
  const at = ctx.now();
  const first = files[0]?.subjectId ?? '';
  await clearSubject(tx, first);
  return tx
    .insertInto('files')
    .values(
      files.map((file) => ({
        id: uuid7(at.getTime()),
        sha256: file.blob.sha256,
        size_bytes: file.blob.sizeBytes,
        name: file.name.replaceAll('\u0000', '').slice(0, 200),
        content_type: file.contentType.replaceAll('\u0000', '').slice(0, 200),
        uploaded_at: at,
        uploaded_by_person_id: ctx.actor.kind === 'person' ? ctx.actor.id : null,
        uploaded_by_label: file.uploadedByLabel ?? ctx.actor.label,
        agency_id: file.agencyId,
        subject_kind: file.subjectKind,
        subject_id: file.subjectId,
        is_from_outside: file.isFromOutside,
        note: file.note ?? null,
      })),
    )
    .returningAll()
    .execute();
};

/** Files of one record, oldest first. The caller has already seen the record itself. */
export const listFiles = async (
  tx: Tx,
  subjectKind: FileSubjectKind,
  subjectId: string,
): Promise<FileRow[]> => {
  await clearSubject(tx, subjectId);
  return tx
    .selectFrom('files')
    .selectAll()
    .where('subject_kind', '=', subjectKind)
    .where('subject_id', '=', subjectId)
    .orderBy('id')
    .limit(1_000)
    .execute();
};

/** @throws AppError platform.notFound also when the file hangs on another record */
export const getFile = async (
  tx: Tx,
  id: string,
  subjectKind: FileSubjectKind,
  subjectId: string,
): Promise<FileRow> => {
  await clearSubject(tx, subjectId);
  const file = await tx
    .selectFrom('files')
    .selectAll()
    .where('id', '=', id)
    .where('subject_kind', '=', subjectKind)
    .where('subject_id', '=', subjectId)
    .executeTakeFirst();
  if (!file) throw platformErrors.notFound();
  return file;
};

/** The content as a download: never rendered by the browser, whatever the sender called it. */
export const fileReply = (ctx: Ctx, file: FileRow): RawReply => ({
  contentType: 'application/octet-stream',
  fileName: file.name,
  headers: {
    'content-length': String(file.size_bytes),
    'content-security-policy': "default-src 'none'; sandbox",
  },
  body: ctx.services.blobs.stream(file.sha256),
});

export const toFileAnswer = (file: FileRow): FileAnswer => ({
  id: file.id,
  name: file.name,
  sizeBytes: file.size_bytes,
  sha256: file.sha256,
  contentType: file.content_type,
  uploadedAt: file.uploaded_at.toISOString(),
  uploadedBy: file.uploaded_by_label,
  isFromOutside: file.is_from_outside,
  note: file.note,
});
