import type { Ctx } from '../../platform/ctx/ctx.ts';
import type { Tx } from '../../platform/db/tables.ts';
import { platformErrors } from '../../platform/errors/platform-errors.ts';
import type { QueryOf } from '../../platform/http/route.ts';
import { type AgencyRef, getAgencyRefs } from '../agencies/public.ts';
import { getIncidentRefs } from '../incidents/public.ts';
import { listFactsOf } from './compile-report.ts';
import type { CountedRecord, listCountedRecordsRoute } from './contract.ts';
import type { Fact } from './facts.ts';
import { factsOf } from './read-report.ts';
import { getReportRow, spanOf } from './report-rows.ts';

/** The facts shown of a record; instants of its course are left to its page. */
const shownValues = new Set([
  'status',
  'group',
  'severity',
  'cause',
  'attackType',
  'handledBy',
  'damage',
  'personalData',
  'channel',
  'state',
  'kind',
  'from',
  'to',
]);

/** Which of the records the reader may open, with the title where there is one. */
const readTitles = async (ctx: Ctx, tx: Tx, facts: readonly Fact[]): Promise<Map<string, string | null>> => {
  const idsOf = (source: Fact['source']) =>
    facts.filter((fact) => fact.source === source).map((fact) => fact.id);
  const titles = new Map<string, string | null>();
  for (const [id, ref] of await getIncidentRefs(tx, ctx.actor, idsOf('incident'))) titles.set(id, ref.title);
  if (ctx.can('report.read')) for (const id of idsOf('report')) titles.set(id, null);
  if (ctx.can('member.read')) for (const id of idsOf('stay')) titles.set(id, null);
  return titles;
};

const toRecord = (
  fact: Fact,
  titles: ReadonlyMap<string, string | null>,
  agencies: ReadonlyMap<string, AgencyRef>,
): CountedRecord => ({
  source: fact.source,
  id: fact.source === 'stay' ? String(fact.values.memberId) : fact.id,
  label: fact.label,
  title: titles.get(fact.id) ?? null,
  agency: fact.agencyId === null ? null : (agencies.get(fact.agencyId) ?? null),
  at: fact.at,
  facts: Object.fromEntries(Object.entries(fact.values).filter(([name]) => shownValues.has(name))),
  isVisible: titles.has(fact.id),
});

const cursorPattern = /^\d{1,9}$/;

/** The records that a figure counts, newest first. @throws AppError platform.invalid for a figure that no report has */
export const listCountedRecords = (ctx: Ctx, id: string, query: QueryOf<typeof listCountedRecordsRoute>) =>
  ctx.tx(async (tx) => {
    const row = await getReportRow(tx, ctx.actor, id);
    const facts = await factsOf(ctx, tx, row, query.period);
    const counted = listFactsOf(query.figure, facts, spanOf(row, query.period));
    if (!counted)
      throw platformErrors.invalid(undefined, { fields: [{ field: 'figure', reason: 'invalid' }] });
    if (query.cursor !== undefined && !cursorPattern.test(query.cursor)) {
      throw platformErrors.invalid(undefined, { fields: [{ field: 'cursor', reason: 'malformed' }] });
    }
    const start = Number(query.cursor ?? 0);
    const page = counted.slice(start, start + query.limit);
    const titles = await readTitles(ctx, tx, page);
    const agencies = await getAgencyRefs(
      tx,
      page.flatMap((fact) => fact.agencyId ?? []),
    );
    return {
      items: page.map((fact) => toRecord(fact, titles, agencies)),
      total: counted.length,
      nextCursor: start + query.limit < counted.length ? String(start + query.limit) : null,
    };
  });
