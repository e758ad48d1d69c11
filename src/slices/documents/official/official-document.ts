import '../tables.ts';
import type { Selectable } from 'kysely';
import type { Ctx } from '../../../platform/ctx/ctx.ts';
import type { Tx } from '../../../platform/db/tables.ts';
import { platformErrors } from '../../../platform/errors/platform-errors.ts';
import { uuid7 } from '../../../platform/ids/uuid7.ts';
import { subjectOf, visibleDocuments } from '../access.ts';
import { type OfficialStep, officialDocumentChanged } from '../contract/official.ts';
import type { OfficialContent } from '../contract/official-content.ts';
import { numberAndSign } from '../contract/official-types.ts';
import type { OfficialDocumentsTable } from '../tables.ts';

export type OfficialDocumentRow = Selectable<OfficialDocumentsTable>;

/** @throws AppError platform.notFound for a hidden and for a missing document alike; platform.notAllowed */
export const getVisibleDocument = async (
  ctx: Ctx,
  tx: Tx,
  id: string,
  permission = 'official-document.read',
  options: { isForUpdate?: boolean } = {},
): Promise<OfficialDocumentRow> => {
  const query = tx
    .selectFrom('official_documents')
    .selectAll()
    .where('id', '=', id)
    .where(visibleDocuments(ctx.actor));
  const row = await (options.isForUpdate ? query.forUpdate() : query).executeTakeFirst();
  if (!row) throw platformErrors.notFound();
  ctx.require(permission, subjectOf(row));
  return row;
};

/** "05/QĐ-UBND", or the title while there is no number. */
export const labelOf = (row: Pick<OfficialDocumentRow, 'number' | 'sign' | 'title'>): string =>
  row.number === null ? row.title : numberAndSign(row.number, row.sign);

/** Who the change is told to. */
const audience = (row: OfficialDocumentRow) => ({
  permission: row.required_permission ?? 'official-document.read',
  organisationId: null,
  personIds: row.participant_ids,
});

/** Tells live pages and later slices of a change. */
export const tellDocument = (
  ctx: Ctx,
  tx: Tx,
  row: OfficialDocumentRow,
  type: string = officialDocumentChanged,
  data: Readonly<Record<string, string | number>> = {},
): Promise<void> =>
  ctx.publish(tx, {
    type,
    data: { id: row.id, subjectKind: row.subject_kind, subjectId: row.subject_id, type: row.type, ...data },
    ...audience(row),
  });

/** Writes a step with its actor and time, in the document's own history and in the audit log. */
export const recordStep = async (
  ctx: Ctx,
  tx: Tx,
  row: OfficialDocumentRow,
  step: OfficialStep,
  extras: { note?: string; content?: OfficialContent; data?: Readonly<Record<string, unknown>> } = {},
): Promise<void> => {
  const at = ctx.now();
  await tx
    .insertInto('official_document_steps')
    .values({
      id: uuid7(at.getTime()),
      document_id: row.id,
      step,
      at,
      actor_id: ctx.actor.kind === 'person' ? ctx.actor.id : null,
      actor_label: ctx.actor.label,
      note: extras.note ?? null,
      content: extras.content ? JSON.stringify(extras.content) : null,
    })
    .execute();
  await ctx.audit(
    tx,
    `official-document.${step}`,
    { kind: 'official-document', id: row.id, label: labelOf(row), organisationId: null },
    { type: row.type, ...(extras.note ? { reason: extras.note } : {}), ...extras.data },
  );
};
