import type { Readable } from 'node:stream';
import type { MultipartFile, MultipartValue } from '@fastify/multipart';
import type { FastifyRequest } from 'fastify';
import type { Services } from '../ctx/services.ts';
import { platformErrors } from '../errors/platform-errors.ts';
import type { UploadedFile } from './handle.ts';

type ReadBody = { body: unknown; files: UploadedFile[] };

/** Only the last part of a name, without control or direction characters; it is shown, never used as a path. */
export const safeFileName = (name: string): string =>
  (name.normalize('NFC').split(/[/\\]/).pop() ?? '')
    .replace(/[\p{Cc}\p{Cf}]/gu, '')
    .trim()
    .slice(0, 200) || 'file';

const limitCodes = new Set(['FST_FILES_LIMIT', 'FST_PARTS_LIMIT', 'FST_FIELDS_LIMIT']);

const toLimitError = (error: unknown): unknown => {
  const code = (error as { code?: string }).code ?? '';
  // The parser of multipart bodies knows no codes for what is torn; no fault of ours is an `Error` without a code.
  if (code === 'ECONNRESET' || (code === '' && (error as { name?: string }).name === 'Error')) {
    return platformErrors.malformed(undefined, {
      internal: (error as Error).message,
      fields: [{ field: 'body', reason: 'malformed' }],
    });
  }
  if (!limitCodes.has(code)) return error;
  return platformErrors.tooLarge(undefined, {
    internal: code,
    fields: [{ field: code === 'FST_FIELDS_LIMIT' ? 'body' : 'files', reason: 'tooMany' }],
  });
};

const storePart = async (part: MultipartFile, services: Services): Promise<UploadedFile | null> => {
  const blob = await services.blobs.put(part.file, services.settings.KHIEN_ATTACHMENT_BYTES_MAX);
  if (part.file.truncated) {
    throw platformErrors.tooLarge(undefined, { fields: [{ field: part.fieldname, reason: 'tooLarge' }] });
  }
  // A browser sends a file field in which nothing was chosen as an empty file without a name.
  const given = (part.filename as string | undefined) ?? '';
  if (blob.sizeBytes === 0 && given === '') return null;
  return { ...blob, field: part.fieldname, name: safeFileName(given), contentType: part.mimetype };
};

/**
 * Reads a multipart body: fields into an object (repeated ones into a list), files into the blob store as they come.
 * `mayStore` is asked with the size of each file.
 * @throws AppError platform.tooManyRequests when the caller has stored too much
 */
export const readMultipart = async (
  request: FastifyRequest,
  services: Services,
  mayStore: (sizeBytes: number) => boolean = () => true,
): Promise<ReadBody> => {
  if (!request.isMultipart()) throw platformErrors.unsupportedMedia();
  const fields: Record<string, unknown> = Object.create(null) as Record<string, unknown>;
  const files: UploadedFile[] = [];
  try {
    for await (const part of request.parts()) {
      if (part.type === 'file') {
        const stored = await storePart(part, services);
        if (stored && !mayStore(stored.sizeBytes)) throw platformErrors.tooManyRequests();
        if (stored) files.push(stored);
      } else {
        const { fieldname, value } = part as MultipartValue;
        const earlier = fields[fieldname];
        fields[fieldname] =
          earlier === undefined ? value : Array.isArray(earlier) ? [...earlier, value] : [earlier, value];
      }
    }
  } catch (error) {
    throw toLimitError(error);
  }
  return { body: { ...fields }, files };
};

/** Takes the whole body as one file, e.g. a MIME message. */
export const readRaw = async (
  request: FastifyRequest,
  services: Services,
  bytesMax = services.settings.KHIEN_ATTACHMENT_BYTES_MAX,
): Promise<ReadBody> => {
  const contentType = request.headers['content-type'] ?? 'application/octet-stream';
  if (request.body === undefined || request.body === null) throw platformErrors.malformed();
  const source = request.body as Readable | Buffer;
  const blob = await services.blobs.put(source, bytesMax).catch((error: unknown) => {
    throw (error as { code?: string }).code === platformErrors.tooLarge.code
      ? platformErrors.tooLarge(undefined, { fields: [{ field: 'body', reason: 'tooLarge' }] })
      : error;
  });
  return { body: undefined, files: [{ ...blob, field: 'body', name: 'body', contentType }] };
};
