import '../tables.ts';
import type { Ctx } from '../../../platform/ctx/ctx.ts';
import type { Tx } from '../../../platform/db/tables.ts';
import { vietnamDateOf } from '../../../platform/time/vietnam-time.ts';
import { getAgencyRefs } from '../../agencies/public.ts';
import { subjectOf } from '../access.ts';
import { checkOfficialContent } from '../contract/check-official-content.ts';
import type { OfficialDocument, OfficialDocumentRef, OfficialItem } from '../contract/official.ts';
import { numberAndSign, signOf } from '../contract/official-types.ts';
import { listFiles } from '../files.ts';
import { findIssuer } from './issuers.ts';
import type { OfficialDocumentRow } from './official-document.ts';

export const toRef = (row: OfficialDocumentRow): OfficialDocumentRef => ({
  id: row.id,
  type: row.type,
  title: row.title,
  state: row.state,
  number: row.number === null ? null : numberAndSign(row.number, row.sign),
  issuedOn: row.issued_on,
});

/** Rows as lists show them. */
export const toItems = async (tx: Tx, rows: readonly OfficialDocumentRow[]): Promise<OfficialItem[]> => {
  const ids = rows.map((row) => row.id);
  const issuers = await getAgencyRefs(
    tx,
    rows.flatMap((row) => row.issuer_agency_id ?? []),
  );
  const signed = new Set(
    ids.length === 0
      ? []
      : (
          await tx
            .selectFrom('signed_copies')
            .select('document_id')
            .distinct()
            .where('document_id', 'in', ids)
            .execute()
        ).map((copy) => copy.document_id),
  );
  return rows.map((row) => ({
    ...toRef(row),
    issuer: (row.issuer_agency_id && issuers.get(row.issuer_agency_id)) || null,
    subjectKind: row.subject_kind,
    subjectId: row.subject_id,
    sign: row.sign,
    signerName: row.signer_name,
    hasSignedCopy: signed.has(row.id),
    updatedAt: row.updated_at.toISOString(),
    version: row.version,
  }));
};

const abilitiesOf = (ctx: Ctx, row: OfficialDocumentRow): OfficialDocument['can'] => {
  const may = (verb: string) => ctx.can(`official-document.${verb}`, subjectOf(row));
  const { state } = row;
  return {
    update: state === 'draft' && may('draft'),
    initial: state === 'draft' && may('initial'),
    sign: (state === 'draft' || state === 'initialled') && may('sign'),
    issue: state === 'signed' && may('issue'),
    return: (state === 'initialled' || state === 'signed') && (may('initial') || may('sign')),
    withdraw: state !== 'withdrawn' && (state === 'issued' ? may('issue') : may('draft')),
    addSignedCopy: (state === 'signed' || state === 'issued') && may('issue'),
  };
};

const listSignedCopies = async (tx: Tx, id: string): Promise<OfficialDocument['signedCopies']> => {
  const copies = await tx
    .selectFrom('signed_copies')
    .selectAll()
    .where('document_id', '=', id)
    .orderBy('id', 'desc')
    .limit(100)
    .execute();
  if (copies.length === 0) return [];
  const files = new Map((await listFiles(tx, 'document', id)).map((file) => [file.id, file]));
  return copies.map((copy) => {
    const file = files.get(copy.file_id);
    return {
      id: copy.id,
      name: file?.name ?? '',
      sha256: file?.sha256 ?? '',
      sizeBytes: Number(file?.size_bytes ?? 0),
      addedAt: copy.added_at.toISOString(),
      addedBy: copy.added_by_label,
      verdict: copy.verdict,
      report: copy.result,
    };
  });
};

/** The whole document as its page shows it. */
export const describeDocument = async (
  ctx: Ctx,
  tx: Tx,
  row: OfficialDocumentRow,
): Promise<OfficialDocument> => {
  const steps = await tx
    .selectFrom('official_document_steps')
    .select(['id', 'step', 'at', 'actor_label', 'note'])
    .where('document_id', '=', row.id)
    .orderBy('id', 'desc')
    .limit(200)
    .execute();
  const [item] = await toItems(tx, [row]);
  const issuer = await findIssuer(tx, row.issuer_agency_id, vietnamDateOf(ctx.now()));
  const saved = steps.find((step) => step.step === 'saved' || step.step === 'drafted');
  return {
    ...(item as OfficialItem),
    content: row.content,
    builtSign: issuer ? signOf(row.type, issuer.abbreviation, issuer.unit ?? undefined) : row.sign,
    signerPost: row.signer_post,
    signedOn: row.signed_on,
    withdrawnReason: row.withdrawn_reason,
    createdAt: row.created_at.toISOString(),
    createdBy: row.created_by_label,
    savedBy: saved?.actor_label ?? row.created_by_label,
    gaps: checkOfficialContent(row.type, row.content, row.sign),
    steps: steps.map((step) => ({
      id: step.id,
      step: step.step,
      at: step.at.toISOString(),
      actor: step.actor_label,
      note: step.note,
    })),
    signedCopies: await listSignedCopies(tx, row.id),
    can: abilitiesOf(ctx, row),
  };
};
