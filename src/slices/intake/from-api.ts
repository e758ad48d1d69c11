import { createHash } from 'node:crypto';
import type { Actor } from '../../platform/access/actor.ts';
import type { Ctx } from '../../platform/ctx/ctx.ts';
import { intakeErrors } from './contract/errors.ts';
import type { NewReportBody } from './contract/new-report.ts';
import type { FiledAttachment, FiledReport } from './filed-report.ts';

const BASE64 = /^[A-Za-z0-9+/\s]*={0,2}\s*$/;

const storeAttachments = async (ctx: Ctx, body: NewReportBody, path: string): Promise<FiledAttachment[]> => {
  const stored: FiledAttachment[] = [];
  for (const [index, attachment] of body.attachments.entries()) {
    if (!BASE64.test(attachment.contentBase64)) {
      throw intakeErrors.attachmentNotBase64(undefined, {
        fields: [{ field: `${path}attachments.${index}.contentBase64`, reason: 'invalid' }],
      });
    }
    const content = Buffer.from(attachment.contentBase64, 'base64');
    const blob = await ctx.services.blobs.put(content, ctx.services.settings.KHIEN_ATTACHMENT_BYTES_MAX);
    stored.push({
      blob,
      name: attachment.name,
      contentType: attachment.contentType ?? 'application/octet-stream',
    });
  }
  return stored;
};

/** Offset as the sender wrote it, e.g. `+07:00`: the zone in which the time was stated. */
/** The zone as stated, in a form that `Intl` knows: programs mostly write Z. */
const offsetOf = (iso: string | undefined): string =>
  iso?.endsWith('Z') ? '+00:00' : (iso?.match(/[+-]\d\d:\d\d$/)?.[0] ?? '+07:00');

const hashOf = (body: NewReportBody): string =>
  createHash('sha256').update(JSON.stringify(body)).digest('hex');

const sourceOf = (actor: Actor): string => `${actor.kind}:${actor.id ?? 'public'}`;

/** A report of the HTTP API. `path` names the place in a batch, for faults. */
export const toFiledReport = async (
  ctx: Ctx,
  body: NewReportBody,
  idempotencyKey: string | null,
  path = '',
): Promise<FiledReport> => ({
  channel: 'api',
  kind: body.kind,
  title: body.title,
  description: body.description,
  answers: body.answers,
  systemName: body.systemName,
  reporter: body.reporter,
  language: body.language,
  ...(body.detectedAt ? { detectedAt: new Date(body.detectedAt) } : {}),
  detectedPrecision: body.detectedPrecision,
  detectedZone: offsetOf(body.detectedAt),
  source: sourceOf(ctx.actor),
  ...(body.externalId !== undefined
    ? { externalId: `id:${body.externalId}` }
    : idempotencyKey !== null
      ? { externalId: `key:${idempotencyKey}`, contentHash: hashOf(body) }
      : {}),
  files: await storeAttachments(ctx, body, path),
  filedBy: ctx.actor,
});
