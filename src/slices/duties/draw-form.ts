import type { Ctx } from '../../platform/ctx/ctx.ts';
import { platformErrors } from '../../platform/errors/platform-errors.ts';
import type { AnswerInputOf, RawReply } from '../../platform/http/route.ts';
import { drawDocx, drawPages, drawPdf } from '../documents/public.ts';
import { getIncidentWithForms } from './access.ts';
import { type FormInput, type FormKind, type previewFormRoute, previewPagesMax } from './contract.ts';
import { buildForm, checkForm, fileNameOf } from './form-of-kind.ts';
import { formOf, getForm, recordForm } from './incident-form.ts';

type Named = { id: string; documentId: string };

/** No script, no address, no part of any page: whatever a viewer makes of the bytes. */
const lonely = {
  'content-security-policy': "default-src 'none'; style-src 'unsafe-inline'; sandbox",
  'cache-control': 'private, no-store',
};
const contentTypes = {
  pdf: 'application/pdf',
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
} as const;

/** The version and its pages as a tree; drawing happens after the transaction, which holds a connection. */
const readTree = (ctx: Ctx, named: Named, version: number | undefined, format?: string) =>
  ctx.tx(async (tx) => {
    const incident = await getIncidentWithForms(ctx, tx, named.id, 'document.read');
    const found = await getForm(tx, incident, named.documentId, version);
    const { kind, version: shown, created_at: createdAt } = found.row;
    if (format) {
      await recordForm(ctx, tx, incident, 'document.downloaded', {
        documentId: found.id,
        kind,
        version: shown,
        format,
      });
    }
    const fileName = fileNameOf(incident.number, kind as FormKind, shown, format ?? '');
    return { tree: buildForm(formOf(found), createdAt), fileName };
  });

/** A version as a file to be saved. Taking it out is recorded. */
export const downloadForm = async (
  ctx: Ctx,
  named: Named,
  version: number | undefined,
  format: 'pdf' | 'docx',
): Promise<RawReply> => {
  const { tree, fileName } = await readTree(ctx, named, version, format);
  const draw = format === 'pdf' ? drawPdf : drawDocx;
  // Fastify sends a Buffer as it is; a bare Uint8Array it would not.
  const body = Buffer.from(await draw(ctx.services, tree));
  return { contentType: contentTypes[format], fileName, headers: lonely, body };
};

/** One page of a version as a picture. */
export const showFormPage = async (
  ctx: Ctx,
  named: Named,
  query: { version?: number | undefined; page: number },
): Promise<RawReply> => {
  const { tree } = await readTree(ctx, named, query.version);
  const page = (await drawPages(ctx.services, tree))[query.page - 1];
  if (!page) throw platformErrors.notFound();
  return { contentType: 'image/svg+xml', headers: lonely, body: page.svg, isInline: true };
};

/** What the values in the editor would look like; nothing is stored. */
export const previewForm = async (
  ctx: Ctx,
  named: Named,
  form: FormInput,
): Promise<AnswerInputOf<typeof previewFormRoute>> => {
  const createdAt = await ctx.tx(async (tx) => {
    const incident = await getIncidentWithForms(ctx, tx, named.id, 'document.read');
    const { row } = await getForm(tx, incident, named.documentId);
    if (row.kind !== form.kind) {
      throw platformErrors.invalid(undefined, { fields: [{ field: 'kind', reason: 'invalid' }] });
    }
    return row.created_at;
  });
  const pages = await drawPages(ctx.services, buildForm(form, createdAt));
  return { pages: pages.slice(0, previewPagesMax), pageCount: pages.length, ...checkForm(form) };
};
