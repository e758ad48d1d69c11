import { sql } from 'kysely';
import type { z } from 'zod';
import type { Ctx } from '../../../platform/ctx/ctx.ts';
import type { Tx } from '../../../platform/db/tables.ts';
import { extractObservables, listIncidentsLike } from '../../incidents/public.ts';
import { visibleReports } from '../access.ts';
import type { similarSchema } from '../contract/report.ts';
import { getReportRecord, type ReportRecord } from './get-report.ts';

type Similar = z.output<typeof similarSchema>;
type Reason = Similar['reasons'][number];

const WINDOW_DAYS = 30;
const SHOWN_MAX = 10;
const LOOKED_AT_MAX = 300;

const wordsOf = (title: string): Set<string> =>
  new Set(
    title
      .toLowerCase()
      .split(/[^\p{L}\p{N}]+/u)
      .filter((word) => word.length > 2),
  );

/** Share of common words: 1 for the same title. */
const likeness = (one: string, other: string): number => {
  const first = wordsOf(one);
  const second = wordsOf(other);
  const common = [...first].filter((word) => second.has(word)).length;
  return common === 0 ? 0 : (2 * common) / (first.size + second.size);
};

const observablesOf = (report: { title: string; description: string }) =>
  new Set(
    extractObservables(`${report.title}\n${report.description.slice(0, 20_000)}`)
      .filter((observable) => observable.type !== 'email')
      .map((observable) => observable.value),
  );

const reasonsOf = (report: ReportRecord, own: Set<string>, other: ReportRecord): Reason[] => {
  const reasons: Reason[] = [];
  for (const value of observablesOf(other)) {
    if (own.has(value) && reasons.length < 3) reasons.push({ reason: 'same-observable', value });
  }
  if (report.agency_id && report.agency_id === other.agency_id && report.kind === other.kind) {
    reasons.push({ reason: 'same-agency-and-kind', value: report.kind });
  }
  if (report.reporter_email && report.reporter_email === other.reporter_email) {
    reasons.push({ reason: 'same-reporter', value: report.reporter_email });
  }
  if (likeness(report.title, other.title) >= 0.6)
    reasons.push({ reason: 'similar-title', value: other.title });
  return reasons;
};

/** A single weak hint (the same reporter alone) says nothing yet. */
const isWorthShowing = (reasons: readonly Reason[]): boolean =>
  reasons.some((reason) => reason.reason !== 'same-reporter') || reasons.length > 1;

const listNeighbours = (ctx: Ctx, tx: Tx, report: ReportRecord): Promise<ReportRecord[]> =>
  tx
    .selectFrom('reports')
    .selectAll()
    .where(visibleReports(ctx.actor))
    .where('id', '!=', report.id)
    .where(
      'received_at',
      '>',
      sql<Date>`${report.received_at}::timestamptz - make_interval(days => ${WINDOW_DAYS})`,
    )
    .where(
      'received_at',
      '<',
      sql<Date>`${report.received_at}::timestamptz + make_interval(days => ${WINDOW_DAYS})`,
    )
    .orderBy('received_at', 'desc')
    .limit(LOOKED_AT_MAX)
    .execute();

/**
 * Reports of the last weeks and open incidents that may be about the same thing, each with its reasons. Obeys the same
 * filter as every list: a hint never tells of a record that the actor may not see.
 */
export const listSimilar = (ctx: Ctx, id: string): Promise<{ items: Similar[] }> =>
  ctx.tx(async (tx) => {
    const report = await getReportRecord(tx, ctx.actor, id);
    const own = observablesOf(report);
    const reports = (await listNeighbours(ctx, tx, report))
      .map((other) => ({ other, reasons: reasonsOf(report, own, other) }))
      .filter(({ reasons }) => isWorthShowing(reasons))
      .sort((a, b) => b.reasons.length - a.reasons.length)
      .slice(0, SHOWN_MAX)
      .map(
        ({ other, reasons }): Similar => ({
          kind: 'report',
          id: other.id,
          number: other.number,
          title: other.title,
          state: other.state,
          at: other.received_at.toISOString(),
          reasons,
        }),
      );
    const incidents = await listIncidentsLike(ctx, tx, {
      agencyId: report.agency_id,
      observables: [...own],
      title: report.title,
    });
    return {
      items: [...incidents.map((incident): Similar => ({ kind: 'incident', ...incident })), ...reports],
    };
  });
