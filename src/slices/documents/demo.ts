import './tables.ts';
import type { Ctx } from '../../platform/ctx/ctx.ts';
import type { Tx } from '../../platform/db/tables.ts';
import { addDays, vietnamDateOf } from '../../platform/time/vietnam-time.ts';
import { type DemoDocument, demoDocuments } from './data/demo-documents.ts';
import { explainNumbers } from './official/document-registers.ts';
import { draftOfficialDocument } from './official/draft-official-document.ts';
import { findIssuer } from './official/issuers.ts';
import {
  initialOfficialDocument,
  issueInTx,
  signOfficialDocument,
  withdrawOfficialDocument,
} from './official/move-official-document.ts';
import { skeletonOf } from './official/skeletons.ts';

const findIssuerId = async (tx: Tx, code: string | null): Promise<string | null> => {
  if (code === null) return null;
  const row = await tx.selectFrom('agencies').select('id').where('code', '=', code).executeTakeFirst();
  return row?.id ?? null;
};

/** Draws the wording of the demo over the skeleton of its type. */
const draftDemo = (ctx: Ctx, document: DemoDocument): Promise<{ id: string }> =>
  ctx.tx(async (tx) => {
    const issuerAgencyId = await findIssuerId(tx, document.issuerCode);
    const issuer = await findIssuer(tx, issuerAgencyId, vietnamDateOf(ctx.now()));
    if (!issuer) throw new Error(`no issuer ${document.issuerCode}`);
    const skeleton = skeletonOf(document.type, issuer, { title: document.title });
    return draftOfficialDocument(ctx, tx, {
      type: document.type,
      title: document.title,
      tree: { ...skeleton, ...document.content, head: { ...skeleton.head, ...document.content.head } },
      issuerAgencyId,
      subjectKind: null,
      subjectId: null,
      agencyId: null,
    });
  });

const moveDemo = async (
  ctx: Ctx,
  id: string,
  { reaches, daysAgo, number, withdrawn }: DemoDocument,
): Promise<void> => {
  const on = addDays(vietnamDateOf(ctx.now()), -daysAgo);
  if (reaches === 'draft') return;
  await initialOfficialDocument(ctx, id, { version: 1 });
  if (reaches === 'initialled') return;
  await signOfficialDocument(ctx, id, { version: 2, signedOn: on });
  if (reaches === 'signed') return;
  const wish = number === undefined ? {} : { number };
  await ctx.tx((tx) => issueInTx(ctx, tx, id, { version: 3, issuedOn: on, ...wish }));
  if (withdrawn) await withdrawOfficialDocument(ctx, id, { version: 4, reason: withdrawn });
};

/** Official documents of the invented province in every state, with their numbers and one stretch of a paper register. */
export const fillDocumentsDemo = async (ctx: Ctx): Promise<void> => {
  const year = Number(vietnamDateOf(ctx.now()).slice(0, 4));
  await explainNumbers(ctx, {
    issuerAgencyId: null,
    type: 'official-letter',
    year,
    from: 1,
    to: 17,
    state: 'paper',
    reason: 'Cấp trên sổ giấy trước khi dùng phần mềm',
  });
  for (const document of demoDocuments) {
    const { id } = await draftDemo(ctx, document);
    await moveDemo(ctx, id, document);
  }
};
