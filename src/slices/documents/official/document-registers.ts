import '../tables.ts';
import { sql } from 'kysely';
import type { Ctx } from '../../../platform/ctx/ctx.ts';
import type { Tx } from '../../../platform/db/tables.ts';
import type { AnswerInputOf, BodyOf, QueryOf, RawReply } from '../../../platform/http/route.ts';
import { vietnamDateOf } from '../../../platform/time/vietnam-time.ts';
import { getAgencyRefs } from '../../agencies/public.ts';
import { documentErrors } from '../contract/errors.ts';
import { numberAndSign } from '../contract/official-types.ts';
import type {
  DocumentRegister,
  explainNumbersRoute,
  getRegisterRoute,
  listRegistersRoute,
  NumberEntryAnswer,
} from '../contract/registers.ts';
import { enterNumbers, inRegister, lockRegister, type RegisterKey, setLastNumber } from './give-number.ts';

export type Gap = { from: number; to: number };

/** One explanation covers a stretch of a paper register, not a whole one by mistake. */
const explainedMax = 2_000;

/** Numbers up to the last one that no row explains, as stretches. */
const listGaps = async (tx: Tx, key: RegisterKey, last: number): Promise<Gap[]> => {
  const { rows } = await sql<Gap>`
    select min(n)::int as "from", max(n)::int as "to" from (
      select n, n - row_number() over (order by n) as stretch from generate_series(1, ${last}::int) n
      where not exists (select from document_numbers where number = n and ${inRegister(key)})
    ) missing group by stretch order by 1`.execute(tx);
  return rows;
};

const countStates = async (tx: Tx, key: RegisterKey) => {
  const rows = await tx
    .selectFrom('document_numbers')
    .select(['state', (eb) => eb.fn.countAll<string>().as('count')])
    .where(inRegister(key))
    .groupBy('state')
    .execute();
  const of = (state: string) => Number(rows.find((row) => row.state === state)?.count ?? 0);
  return { issued: of('issued'), voided: of('voided'), paper: of('paper') };
};

const describeRegister = async (tx: Tx, key: RegisterKey, lastNumber: number): Promise<DocumentRegister> => {
  const counts = await countStates(tx, key);
  const { issuerAgencyId } = key;
  const refs = await getAgencyRefs(tx, issuerAgencyId ? [issuerAgencyId] : []);
  return {
    ...key,
    ...counts,
    issuer: (issuerAgencyId && refs.get(issuerAgencyId)) || null,
    lastNumber,
    unexplained: lastNumber - counts.issued - counts.voided - counts.paper,
  };
};

const lastNumberOf = async (tx: Tx, key: RegisterKey): Promise<number> => {
  const row = await tx
    .selectFrom('document_registers')
    .select('last_number')
    .where(inRegister(key))
    .executeTakeFirst();
  return row?.last_number ?? 0;
};

export const listRegisters = (
  ctx: Ctx,
  wantedYear: number | undefined,
): Promise<AnswerInputOf<typeof listRegistersRoute>> =>
  ctx.tx(async (tx) => {
    const thisYear = Number(vietnamDateOf(ctx.now()).slice(0, 4));
    const rows = await tx
      .selectFrom('document_registers')
      .selectAll()
      .orderBy('type')
      .orderBy('issuer_agency_id', (order) => order.nullsFirst())
      .limit(5_000)
      .execute();
    const year = wantedYear ?? thisYear;
    const items: DocumentRegister[] = [];
    for (const row of rows.filter((one) => one.year === year)) {
      const key = { issuerAgencyId: row.issuer_agency_id, type: row.type, year };
      items.push(await describeRegister(tx, key, row.last_number));
    }
    const years = [...new Set([thisYear, ...rows.map((row) => row.year)])].sort((a, b) => b - a);
    return { year, years, items, can: { update: ctx.can('document-register.update') } };
  });

const readEntries = async (
  tx: Tx,
  key: RegisterKey,
  below: number,
  limit: number,
): Promise<NumberEntryAnswer[]> => {
  const rows = await tx
    .selectFrom('document_numbers')
    .leftJoin('official_documents', 'official_documents.id', 'document_numbers.document_id')
    .selectAll('document_numbers')
    .select('official_documents.state as document_state')
    .where(
      sql<boolean>`(document_numbers.issuer_agency_id is not distinct from ${key.issuerAgencyId}::uuid
        and document_numbers.type = ${key.type} and document_numbers.year = ${key.year})`,
    )
    .where('document_numbers.number', '<', below)
    .orderBy('document_numbers.number', 'desc')
    .limit(limit)
    .execute();
  return rows.map((row) => {
    // Of a paper that the caller may not read the register shows that the number was given, and nothing of it.
    const isHidden = row.document_id !== null && row.document_state === null;
    return {
      number: row.number,
      state: row.state,
      documentId: isHidden ? null : row.document_id,
      isWithdrawn: row.document_state === 'withdrawn',
      sign: row.sign,
      title: isHidden ? null : row.title,
      issuedOn: row.issued_on,
      reason: isHidden ? null : row.reason,
      isManual: row.is_manual,
      givenAt: row.given_at.toISOString(),
      givenBy: row.given_by_label,
    };
  });
};

type RegisterQuery = Pick<QueryOf<typeof getRegisterRoute>, 'issuerAgencyId' | 'type' | 'year'>;
const keyOf = ({ issuerAgencyId, type, year }: RegisterQuery): RegisterKey => ({
  issuerAgencyId: issuerAgencyId ?? null,
  type,
  year,
});

export const readRegister = (
  ctx: Ctx,
  query: QueryOf<typeof getRegisterRoute>,
): Promise<AnswerInputOf<typeof getRegisterRoute>> =>
  ctx.tx(async (tx) => {
    const key = keyOf(query);
    const last = await lastNumberOf(tx, key);
    const items = await readEntries(tx, key, query.below ?? 100_000, query.limit);
    return {
      register: await describeRegister(tx, key, last),
      gaps: await listGaps(tx, key, last),
      items,
      nextBelow: items.length === query.limit ? (items.at(-1)?.number ?? null) : null,
      can: { update: ctx.can('document-register.update') },
    };
  });

/**
 * Explains numbers of a register: voided, or given on paper. Numbers beyond the last one move it, so that the register
 * here goes on where the paper one stands.
 * @throws AppError documents.numberTaken, documents.gapTooWide
 */
export const explainNumbers = (
  ctx: Ctx,
  body: BodyOf<typeof explainNumbersRoute>,
): Promise<DocumentRegister> =>
  ctx.tx(async (tx) => {
    const { issuerAgencyId, type, year, from, to, state, reason } = body;
    const key = { issuerAgencyId, type, year };
    const count = to - from + 1;
    if (count < 1 || count > explainedMax) {
      throw documentErrors.gapTooWide(
        { max: explainedMax },
        { fields: [{ field: 'to', reason: count < 1 ? 'beforeFrom' : 'tooMany' }] },
      );
    }
    const last = await lockRegister(tx, key, ctx.now().getTime());
    const numbers = Array.from({ length: count }, (_, index) => from + index);
    await enterNumbers(
      ctx,
      tx,
      key,
      numbers.map((number) => ({ number, state, reason, isManual: true })),
    );
    if (to > last) await setLastNumber(tx, key, to);
    await ctx.audit(
      tx,
      'document-register.numbers-explained',
      { kind: 'document-register', id: null, label: `${type} ${year}: ${from}-${to}` },
      { issuerAgencyId, type, year, from, to, state, reason },
    );
    return describeRegister(tx, key, Math.max(last, to));
  });

/** A cell that no spreadsheet takes for a formula. */
const cell = (value: string | number | null): string => {
  const text = String(value ?? '');
  const safe = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\n\r]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
};

const lineOf = (ctx: Ctx, entry: NumberEntryAnswer): readonly (string | number | null)[] => [
  numberAndSign(entry.number, entry.sign ?? ''),
  entry.issuedOn,
  entry.title,
  ctx.t(`documents.number-state.${entry.isWithdrawn ? 'withdrawn' : entry.state}`),
  entry.reason,
  entry.givenAt,
  entry.givenBy,
];

/** The register as CSV in the order of its numbers, every gap with a line of its own. UTF-8 with its mark for Excel. */
export const exportRegister = (ctx: Ctx, query: RegisterQuery): Promise<RawReply> =>
  ctx.tx(async (tx) => {
    const key = keyOf(query);
    const last = await lastNumberOf(tx, key);
    const entries = await readEntries(tx, key, 100_000, 100_000);
    const gaps = (await listGaps(tx, key, last)).map(({ from, to }) => ({
      at: from,
      line: [
        from === to ? from : `${from}-${to}`,
        null,
        null,
        ctx.t('documents.number-state.unexplained'),
        null,
        null,
        null,
      ],
    }));
    const lines = [...entries.map((entry) => ({ at: entry.number, line: lineOf(ctx, entry) })), ...gaps].sort(
      (a, b) => a.at - b.at,
    );
    const head = (['number', 'issued-on', 'title', 'state', 'reason', 'given-at', 'given-by'] as const).map(
      (name) => ctx.t(`documents.register.${name}`),
    );
    const body = [head, ...lines.map(({ line }) => line)]
      .map((line) => line.map(cell).join(','))
      .join('\r\n');
    return {
      contentType: 'text/csv; charset=utf-8',
      fileName: `so-dang-ky-${key.type}-${key.year}.csv`,
      body: `\ufeff${body}\r\n`,
    };
  });
