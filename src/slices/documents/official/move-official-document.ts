import '../tables.ts';
import type { Updateable } from 'kysely';
import type { Ctx } from '../../../platform/ctx/ctx.ts';
import type { Tx } from '../../../platform/db/tables.ts';
import { platformErrors } from '../../../platform/errors/platform-errors.ts';
import { vietnamDateOf } from '../../../platform/time/vietnam-time.ts';
import type { documentGrants } from '../access.ts';
import { type ContentGap, checkOfficialContent } from '../contract/check-official-content.ts';
import { documentErrors } from '../contract/errors.ts';
import { type OfficialDocument, type OfficialStep, officialDocumentIssued } from '../contract/official.ts';
import type { OfficialContent } from '../contract/official-content.ts';
import type { OfficialState } from '../contract/official-types.ts';
import { clearSubject } from '../files.ts';
import type { OfficialDocumentsTable } from '../tables.ts';
import { describeDocument } from './describe-document.ts';
import { searchTextOf, signFor } from './draft-official-document.ts';
import { giveNumber } from './give-number.ts';
import { findIssuer } from './issuers.ts';
import {
  getVisibleDocument,
  type OfficialDocumentRow,
  recordStep,
  tellDocument,
} from './official-document.ts';
import { toContent } from './tree-of-document.ts';

type Versioned = { version: number };
type Change = Updateable<OfficialDocumentsTable>;

/** The document, locked and in one of the states from which the step may start. */
const takeForMove = async (
  ctx: Ctx,
  tx: Tx,
  id: string,
  { version }: Versioned,
  permission: keyof typeof documentGrants,
  from: readonly OfficialState[],
): Promise<OfficialDocumentRow> => {
  const row = await getVisibleDocument(ctx, tx, id, permission, { isForUpdate: true });
  if (row.version !== version) {
    throw platformErrors.stale(undefined, { details: { current: await describeDocument(ctx, tx, row) } });
  }
  if (!from.includes(row.state)) throw documentErrors.wrongState({ state: row.state });
  return row;
};

const change = async (
  tx: Tx,
  row: OfficialDocumentRow,
  at: Date,
  values: Change,
): Promise<OfficialDocumentRow> => {
  await clearSubject(tx, row.id);
  return tx
    .updateTable('official_documents')
    .set({ ...values, version: row.version + 1, updated_at: at })
    .where('id', '=', row.id)
    .returningAll()
    .executeTakeFirstOrThrow();
};

type Moved = { values: Change; step: OfficialStep; note?: string; data?: Readonly<Record<string, unknown>> };

const finish = async (
  ctx: Ctx,
  tx: Tx,
  row: OfficialDocumentRow,
  moved: Moved,
): Promise<OfficialDocumentRow> => {
  const next = await change(tx, row, ctx.now(), moved.values);
  await recordStep(ctx, tx, next, moved.step, {
    content: next.content,
    ...(moved.note ? { note: moved.note } : {}),
    ...(moved.data ? { data: moved.data } : {}),
  });
  await tellDocument(ctx, tx, next);
  return next;
};

/** Every gap by its place, in the words of the catalogue: `error.documents.notReady` heads the list. */
const refuse = (gaps: readonly ContentGap[]): void => {
  if (gaps.length === 0) return;
  throw documentErrors.notReady(
    { count: gaps.length },
    {
      fields: gaps.map(({ field, fault }) => ({ field: `content.${field}`, reason: `lacks-${fault}` })),
      details: { gaps },
    },
  );
};

/** Saves the content of a draft. Saves of one person that follow each other make one line of history. */
export const saveOfficialDocument = (
  ctx: Ctx,
  id: string,
  body: Versioned & { title: string; content: OfficialContent },
): Promise<OfficialDocument> =>
  ctx.tx(async (tx) => {
    const row = await takeForMove(ctx, tx, id, body, 'official-document.draft', ['draft']);
    const content = toContent(body.content);
    const issuer = await findIssuer(tx, row.issuer_agency_id, vietnamDateOf(ctx.now()));
    const sign = issuer ? signFor(row.type, content, issuer) : row.sign;
    const next = await change(tx, row, ctx.now(), {
      title: body.title,
      content: JSON.stringify(content),
      sign,
      search_text: searchTextOf({ title: body.title, sign, issuingBody: content.head.issuingBody }),
    });
    await tellDocument(ctx, tx, next);
    const last = await tx
      .selectFrom('official_document_steps')
      .select(['step', 'actor_id'])
      .where('document_id', '=', id)
      .orderBy('id', 'desc')
      .limit(1)
      .executeTakeFirst();
    const isSameHand = last?.step === 'saved' && last.actor_id === ctx.actor.id;
    if (!isSameHand) await recordStep(ctx, tx, next, 'saved');
    return describeDocument(ctx, tx, next);
  });

export const initialOfficialDocument = (ctx: Ctx, id: string, body: Versioned): Promise<OfficialDocument> =>
  ctx.tx(async (tx) => {
    const row = await takeForMove(ctx, tx, id, body, 'official-document.initial', ['draft']);
    const next = await finish(ctx, tx, row, { values: { state: 'initialled' }, step: 'initialled' });
    return describeDocument(ctx, tx, next);
  });

const notLater = (ctx: Ctx, field: string, date: string): void => {
  if (date <= vietnamDateOf(ctx.now())) return;
  throw platformErrors.invalid(undefined, { fields: [{ field, reason: 'inFuture' }] });
};

/** @throws AppError documents.notReady naming everything that the document lacks */
export const signOfficialDocument = (
  ctx: Ctx,
  id: string,
  body: Versioned & { signedOn: string },
): Promise<OfficialDocument> =>
  ctx.tx(async (tx) => {
    const row = await takeForMove(ctx, tx, id, body, 'official-document.sign', ['draft', 'initialled']);
    notLater(ctx, 'signedOn', body.signedOn);
    refuse(checkOfficialContent(row.type, row.content, row.sign));
    const { signature } = row.content;
    const parties = row.content.body.flatMap((block) => (block.kind === 'signatures' ? block.parties : []));
    const signer = signature ?? parties.at(-1);
    const next = await finish(ctx, tx, row, {
      values: {
        state: 'signed',
        signed_on: body.signedOn,
        signer_name: signer?.name ?? null,
        signer_post: signer?.post ?? signer?.authority.at(-1) ?? null,
      },
      step: 'signed',
      data: { signer: signer?.name ?? null, signedOn: body.signedOn },
    });
    return describeDocument(ctx, tx, next);
  });

/**
 * Gives a signed document its number and date. The caller then has the files drawn: see `keepIssuedFiles`.
 * @throws AppError documents.notReady, documents.numberTaken
 */
export const issueInTx = async (
  ctx: Ctx,
  tx: Tx,
  id: string,
  body: Versioned & { issuedOn: string; number?: number | undefined },
): Promise<OfficialDocumentRow> => {
  const row = await takeForMove(ctx, tx, id, body, 'official-document.issue', ['signed']);
  notLater(ctx, 'issuedOn', body.issuedOn);
  if (row.signed_on !== null && body.issuedOn < row.signed_on) {
    throw platformErrors.invalid(undefined, { fields: [{ field: 'issuedOn', reason: 'beforeSigning' }] });
  }
  refuse(checkOfficialContent(row.type, row.content, row.sign));
  const number = await giveNumber(ctx, tx, row, body);
  const next = await finish(ctx, tx, row, {
    values: {
      state: 'issued',
      number,
      issued_on: body.issuedOn,
      search_text: searchTextOf({ ...row, number, issuingBody: row.content.head.issuingBody }),
    },
    step: 'issued',
    data: { number, sign: row.sign, issuedOn: body.issuedOn, isManual: body.number !== undefined },
  });
  await tellDocument(ctx, tx, next, officialDocumentIssued, {
    number,
    sign: next.sign,
    issuedOn: body.issuedOn,
  });
  return next;
};

/** Back to the drafter, with the reason: initialled or signed, but without a number yet. */
export const returnOfficialDocument = (
  ctx: Ctx,
  id: string,
  body: Versioned & { reason: string },
): Promise<OfficialDocument> =>
  ctx.tx(async (tx) => {
    const row = await takeForMove(ctx, tx, id, body, 'official-document.read', ['initialled', 'signed']);
    if (!ctx.can('official-document.initial') && !ctx.can('official-document.sign')) {
      ctx.require('official-document.initial');
    }
    const next = await finish(ctx, tx, row, {
      values: { state: 'draft', signed_on: null, signer_name: null, signer_post: null },
      step: 'returned',
      note: body.reason,
    });
    return describeDocument(ctx, tx, next);
  });

/** Gives up a draft, or takes back what was issued; its number stays in the register with the reason. */
export const withdrawOfficialDocument = (
  ctx: Ctx,
  id: string,
  body: Versioned & { reason: string },
): Promise<OfficialDocument> =>
  ctx.tx(async (tx) => {
    const row = await takeForMove(ctx, tx, id, body, 'official-document.draft', [
      'draft',
      'initialled',
      'signed',
      'issued',
    ]);
    if (row.state === 'issued') ctx.require('official-document.issue');
    const next = await finish(ctx, tx, row, {
      values: { state: 'withdrawn', withdrawn_reason: body.reason },
      step: 'withdrawn',
      note: body.reason,
    });
    if (row.number !== null) {
      await tx
        .updateTable('document_numbers')
        .set({ reason: body.reason })
        .where('document_id', '=', row.id)
        .execute();
    }
    return describeDocument(ctx, tx, next);
  });
