import type { Ctx } from '../../../platform/ctx/ctx.ts';
import type { Tx } from '../../../platform/db/tables.ts';
import { platformErrors } from '../../../platform/errors/platform-errors.ts';
import { uuid7 } from '../../../platform/ids/uuid7.ts';
import { foldText } from '../../../platform/search/fold.ts';
import { vietnamDateOf } from '../../../platform/time/vietnam-time.ts';
import { type OfficialContent, officialContentSchema } from '../contract/official-content.ts';
import { type OfficialType, signOf } from '../contract/official-types.ts';
import { clearSubject } from '../files.ts';
import type { DocumentTree } from '../render/document-tree.ts';
import { findIssuer, type Issuer } from './issuers.ts';
import { type OfficialDocumentRow, recordStep, tellDocument } from './official-document.ts';
import { toContent } from './tree-of-document.ts';

export type NewOfficialDocument = {
  type: OfficialType;
  /** The content; number, date and properties of it are not taken: the register gives them at issue. */
  tree: DocumentTree | OfficialContent;
  /** Null: the team itself, under its own number series. */
  issuerAgencyId: string | null;
  /** The record that the document belongs to; null for one that stands for itself. */
  subjectKind: string | null;
  subjectId: string | null;
  /** The agency that it concerns, if one. */
  agencyId: string | null;
  title: string;
  /** People who read it besides those who read all documents; the drafter is always one. */
  participantIds?: readonly string[];
  /** A permission that readers must hold too, such as `incident.read-red` for papers of a TLP:RED incident. */
  requiredPermission?: string;
};

/** The words by which a document is found. */
export const searchTextOf = (row: {
  title: string;
  sign: string;
  number?: number | null;
  issuingBody: string;
}): string => foldText(`${row.title} ${row.number ?? ''} ${row.sign} ${row.issuingBody}`);

/** The sign on the page: the one that was typed, else built from type and issuer. */
export const signFor = (type: OfficialType, content: OfficialContent, issuer: Issuer): string =>
  content.head.sign?.trim() || signOf(type, issuer.abbreviation, issuer.unit ?? undefined);

/**
 * Drafts an official document in the caller's transaction. The caller has checked its own rights to the record.
 * @throws AppError platform.invalid for an unknown issuer or a content beyond the limits
 */
export const draftOfficialDocument = async (
  ctx: Ctx,
  tx: Tx,
  document: NewOfficialDocument,
): Promise<{ id: string }> => {
  const at = ctx.now();
  const id = uuid7(at.getTime());
  const issuer = await findIssuer(tx, document.issuerAgencyId, vietnamDateOf(at));
  if (!issuer) {
    throw platformErrors.invalid(undefined, { fields: [{ field: 'issuerAgencyId', reason: 'unknown' }] });
  }
  const checked = officialContentSchema.safeParse(toContent(document.tree));
  if (!checked.success) {
    const fields = checked.error.issues.slice(0, 20);
    throw platformErrors.invalid(undefined, {
      fields: fields.map((issue) => ({ field: `content.${issue.path.join('.')}`, reason: 'invalid' })),
    });
  }
  const content = checked.data;
  const person = ctx.actor.kind === 'person' ? ctx.actor.id : null;
  const sign = signFor(document.type, content, issuer);
  const participants = [...new Set([...(document.participantIds ?? []), ...(person ? [person] : [])])];
  await clearSubject(tx, id);
  const row: OfficialDocumentRow = await tx
    .insertInto('official_documents')
    .values({
      id,
      type: document.type,
      issuer_agency_id: document.issuerAgencyId,
      subject_kind: document.subjectKind ?? 'document',
      subject_id: document.subjectId ?? id,
      agency_id: document.agencyId,
      title: document.title.normalize('NFC').slice(0, 500),
      content: JSON.stringify(content),
      state: 'draft',
      sign,
      number: null,
      signer_name: null,
      signer_post: null,
      pdf_file_id: null,
      docx_file_id: null,
      participant_ids: participants,
      required_permission: document.requiredPermission ?? null,
      withdrawn_reason: null,
      search_text: searchTextOf({ title: document.title, sign, issuingBody: content.head.issuingBody }),
      created_at: at,
      created_by_person_id: person,
      created_by_label: ctx.actor.label,
      updated_at: at,
    })
    .returningAll()
    .executeTakeFirstOrThrow();
  await recordStep(ctx, tx, row, 'drafted', { content });
  await tellDocument(ctx, tx, row);
  return { id };
};
