import '../tables.ts';
import { type RawBuilder, sql } from 'kysely';
import type { Ctx } from '../../../platform/ctx/ctx.ts';
import type { Tx } from '../../../platform/db/tables.ts';
import { uuid7 } from '../../../platform/ids/uuid7.ts';
import { documentErrors } from '../contract/errors.ts';
import type { NumberState } from '../contract/official.ts';
import { numberAndSign, type OfficialType } from '../contract/official-types.ts';
import type { OfficialDocumentRow } from './official-document.ts';

/** One register: the numbers of one issuer, type and year, which start at 01 on the first of January. */
export type RegisterKey = { issuerAgencyId: string | null; type: OfficialType; year: number };

/**
 * The highest number of a register, its row locked until the transaction ends: two documents that are issued at the same
 * moment get two numbers, and none is lost.
 */
export const lockRegister = async (tx: Tx, key: RegisterKey, atMs: number): Promise<number> => {
  const row = await tx
    .insertInto('document_registers')
    .values({
      id: uuid7(atMs),
      issuer_agency_id: key.issuerAgencyId,
      type: key.type,
      year: key.year,
      last_number: 0,
    })
    .onConflict((conflict) =>
      conflict
        .columns(['issuer_agency_id', 'type', 'year'])
        .doUpdateSet((eb) => ({ last_number: eb.ref('document_registers.last_number') })),
    )
    .returning('last_number')
    .executeTakeFirstOrThrow();
  return row.last_number;
};

export const setLastNumber = async (tx: Tx, key: RegisterKey, last: number): Promise<void> => {
  await tx.updateTable('document_registers').set({ last_number: last }).where(inRegister(key)).execute();
};

/** The rows of one register. */
export const inRegister = (key: RegisterKey): RawBuilder<boolean> =>
  sql<boolean>`(issuer_agency_id is not distinct from ${key.issuerAgencyId}::uuid
    and type = ${key.type} and year = ${key.year})`;

export type NumberEntry = {
  number: number;
  state: NumberState;
  documentId?: string;
  sign?: string;
  title?: string;
  issuedOn?: string;
  reason?: string;
  isManual: boolean;
};

/** Writes numbers into the register. @throws AppError documents.numberTaken naming what holds the number */
export const enterNumbers = async (
  ctx: Ctx,
  tx: Tx,
  key: RegisterKey,
  entries: readonly NumberEntry[],
): Promise<void> => {
  const at = ctx.now();
  const written = await tx
    .insertInto('document_numbers')
    .values(
      entries.map((entry) => ({
        id: uuid7(at.getTime()),
        issuer_agency_id: key.issuerAgencyId,
        type: key.type,
        year: key.year,
        number: entry.number,
        state: entry.state,
        document_id: entry.documentId ?? null,
        sign: entry.sign ?? null,
        title: entry.title ?? null,
        issued_on: entry.issuedOn ?? null,
        reason: entry.reason ?? null,
        is_manual: entry.isManual,
        given_at: at,
        given_by_label: ctx.actor.label,
      })),
    )
    .onConflict((conflict) => conflict.columns(['issuer_agency_id', 'type', 'year', 'number']).doNothing())
    .returning('number')
    .execute();
  if (written.length === entries.length) return;
  const taken = entries.find((entry) => !written.some((row) => row.number === entry.number))?.number ?? 0;
  const holder = await tx
    .selectFrom('document_numbers')
    .selectAll()
    .where(inRegister(key))
    .where('number', '=', taken)
    .executeTakeFirst();
  throw documentErrors.numberTaken(
    { number: numberAndSign(taken, holder?.sign ?? ''), heldBy: holder?.title ?? holder?.reason ?? '' },
    {
      fields: [{ field: 'number', reason: 'taken' }],
      details: { heldBy: holder?.title ?? holder?.reason ?? null, documentId: holder?.document_id ?? null },
    },
  );
};

/** The next number of the register, or the one that was named, noted for this document. */
export const giveNumber = async (
  ctx: Ctx,
  tx: Tx,
  row: OfficialDocumentRow,
  wish: { issuedOn: string; number?: number | undefined },
): Promise<number> => {
  const key = {
    issuerAgencyId: row.issuer_agency_id,
    type: row.type,
    year: Number(wish.issuedOn.slice(0, 4)),
  };
  const last = await lockRegister(tx, key, ctx.now().getTime());
  const number = wish.number ?? last + 1;
  await enterNumbers(ctx, tx, key, [
    {
      number,
      state: 'issued',
      documentId: row.id,
      sign: row.sign,
      title: row.title,
      issuedOn: wish.issuedOn,
      isManual: wish.number !== undefined,
    },
  ]);
  if (number > last) await setLastNumber(tx, key, number);
  return number;
};
