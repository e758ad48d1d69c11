import { z } from 'zod';
import type { Ctx } from '../../platform/ctx/ctx.ts';
import { decodeCursor, toPage } from '../../platform/db/keyset.ts';
import type { Tx } from '../../platform/db/tables.ts';
import { platformErrors } from '../../platform/errors/platform-errors.ts';
import type { QueryOf } from '../../platform/http/route.ts';
import { vietnamDateOf } from '../../platform/time/vietnam-time.ts';
import { type AgencyRef, followSuccessors, getAgencyRefs } from '../agencies/public.ts';
import { listOfficialDocuments } from '../documents/public.ts';
import { reportAbilities, visibleReports } from './access.ts';
import { compileFigures, type Figures } from './compile-report.ts';
import {
  type listPeriodicReportsRoute,
  type PeriodicReport,
  type PeriodicReportItem,
  type RemarkField,
  remarkFields,
} from './contract.ts';
import { type Fact, readFacts } from './facts.ts';
import { getReportRow, type ReportRow, readFrozenFacts, remarksOf, spanOf } from './report-rows.ts';
import { restate } from './restate.ts';

const malformedCursor = () =>
  platformErrors.invalid(undefined, { fields: [{ field: 'cursor', reason: 'malformed' }] });

export const toItem = (row: ReportRow, agencies: ReadonlyMap<string, AgencyRef>): PeriodicReportItem => ({
  id: row.id,
  kind: row.kind,
  from: row.from_date,
  to: row.to_date,
  agency: row.agency_id === null ? null : (agencies.get(row.agency_id) ?? null),
  state: row.state,
  edition: row.edition,
  createdAt: row.created_at.toISOString(),
  createdBy: row.created_by_label,
  approvedAt: row.approved_at?.toISOString() ?? null,
  approvedBy: row.approved_by_label,
});

/** Written parts that are still empty; who helped is asked for only where somebody did. */
const listMissing = (row: ReportRow, figures: Figures): RemarkField[] => {
  const remarks = remarksOf(row);
  const isAsked = (field: RemarkField): boolean => {
    if (field === 'helpers') return (figures.get('form05.total.other-organisation') ?? 0) > 0;
    if (field === 'foreignHelpers') return (figures.get('form05.total.foreign-organisation') ?? 0) > 0;
    return true;
  };
  return remarkFields.filter((field) => isAsked(field) && !remarks[field].trim());
};

/** Facts of a report for one of its periods: what was approved, or what holds now. */
export const factsOf = (ctx: Ctx, tx: Tx, row: ReportRow, period: 'own' | 'previous'): Promise<Fact[]> =>
  row.state === 'approved'
    ? readFrozenFacts(tx, row.id, period)
    : readFacts(ctx.services, ctx, spanOf(row, period));

export type CompiledReport = {
  row: ReportRow;
  facts: readonly Fact[];
  figures: Figures;
  previous: Figures;
  agencies: ReadonlyMap<string, AgencyRef>;
};

/** A report with everything that screens and papers show of it. */
export const compileReport = async (ctx: Ctx, tx: Tx, row: ReportRow): Promise<CompiledReport> => {
  const facts = await factsOf(ctx, tx, row, 'own');
  const figures = compileFigures(facts, spanOf(row));
  const previous = compileFigures(await factsOf(ctx, tx, row, 'previous'), spanOf(row, 'previous'));
  const ids = [...figures.keys()]
    .filter((key) => key.startsWith('agency.') && key !== 'agency.none')
    .map((key) => key.slice('agency.'.length));
  const agencies = await getAgencyRefs(tx, row.agency_id === null ? ids : [...ids, row.agency_id]);
  return { row, facts, figures, previous, agencies };
};

/** The report as it is answered. */
export const describeReport = async (ctx: Ctx, tx: Tx, row: ReportRow): Promise<PeriodicReport> => {
  const compiled = await compileReport(ctx, tx, row);
  const { figures, previous, agencies, facts } = compiled;
  const before = spanOf(row, 'previous');
  const next = await tx
    .selectFrom('periodic_reports')
    .select('id')
    .where('supersedes_id', '=', row.id)
    .executeTakeFirst();
  const ids = [...agencies.keys()];
  const successors = await followSuccessors(tx, ids, vietnamDateOf(ctx.now()));
  const now = row.state === 'approved' ? await readFacts(ctx.services, ctx, spanOf(row)) : null;
  return {
    ...toItem(row, agencies),
    comparedWith: { from: before.from, to: before.to },
    remarks: remarksOf(row),
    missing: listMissing(row, figures),
    figures: [...figures].map(([key, value]) => ({
      key,
      value,
      previous: previous.get(key) ?? (key.startsWith('agency.') ? 0 : null),
    })),
    agencies: [...figures.keys()]
      .filter((key) => key.startsWith('agency.'))
      .map((key) => {
        const id = key.slice('agency.'.length);
        return { key, agency: agencies.get(id) ?? null, now: successors.get(id) ?? [] };
      }),
    submittedAt: row.submitted_at?.toISOString() ?? null,
    submittedBy: row.submitted_by_label,
    returnReason: row.return_reason,
    documents: await listOfficialDocuments(tx, { subjectKind: 'periodic-report', subjectId: row.id }),
    supersedesId: row.supersedes_id,
    supersededById: next?.id ?? null,
    restated: now && restate(facts, now, spanOf(row)),
    version: row.version,
    can: reportAbilities(ctx, row, !next),
  };
};

export const readReport = (ctx: Ctx, id: string): Promise<PeriodicReport> =>
  ctx.tx(async (tx) => describeReport(ctx, tx, await getReportRow(tx, ctx.actor, id)));

/** Reports by their last day, newest first. */
export const listReports = (ctx: Ctx, query: QueryOf<typeof listPeriodicReportsRoute>) =>
  ctx.tx(async (tx) => {
    let rows = tx
      .selectFrom('periodic_reports')
      .selectAll()
      .where((eb) => visibleReports(ctx.actor)(eb));
    if (query.state) rows = rows.where('state', '=', query.state);
    if (query.kind) rows = rows.where('kind', '=', query.kind);
    if (query.agencyId) rows = rows.where('agency_id', '=', query.agencyId);
    if (query.cursor) {
      const [to, id] = decodeCursor(query.cursor, 2).map(String) as [string, string];
      if (!z.iso.date().safeParse(to).success) throw malformedCursor();
      rows = rows.where((eb) =>
        eb.or([eb('to_date', '<', to), eb.and([eb('to_date', '=', to), eb('id', '<', id)])]),
      );
    }
    const found = await rows
      .orderBy('to_date', 'desc')
      .orderBy('id', 'desc')
      .limit(query.limit + 1)
      .execute();
    const agencies = await getAgencyRefs(
      tx,
      found.flatMap((row) => row.agency_id ?? []),
    );
    const page = toPage(
      found,
      query.limit,
      (row) => toItem(row, agencies),
      (row) => [row.to_date, row.id],
    );
    return { ...page, can: { create: ctx.can('periodic-report.write') } };
  });
