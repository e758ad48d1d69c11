import type { Ctx } from '../../platform/ctx/ctx.ts';
import type { Tx } from '../../platform/db/tables.ts';
import { platformErrors } from '../../platform/errors/platform-errors.ts';
import { uuid7 } from '../../platform/ids/uuid7.ts';
import { vietnamDateOf } from '../../platform/time/vietnam-time.ts';
import { findAgency } from '../agencies/public.ts';
import { daysOf } from './contract/period.ts';
import {
  type CreatePeriodicReport,
  type PeriodicReport,
  periodicReportChanged,
  type Remarks,
  remarksSchema,
  reportErrors,
} from './contract.ts';
import { describeReport } from './read-report.ts';
import { getReportRow, lockReport, type ReportRow } from './report-rows.ts';

/** A report over more than this is a statistic of years, not a periodic report. */
const daysMax = 3 * 366;

const checkPeriod = async (ctx: Ctx, tx: Tx, input: CreatePeriodicReport): Promise<void> => {
  const fault = (field: string, reason: string) =>
    platformErrors.invalid(undefined, { fields: [{ field, reason }] });
  if (input.to < input.from) throw fault('to', 'reports.periodTurned');
  if (daysOf(input) > daysMax) throw fault('to', 'reports.periodTooLong');
  if (input.from < '2000-01-01') throw fault('from', 'reports.periodTooEarly');
  if (input.from > vietnamDateOf(ctx.now())) throw fault('from', 'reports.periodAhead');
  if (input.agencyId !== null && !(await findAgency(tx, input.agencyId))) throw fault('agencyId', 'invalid');
};

const periodLabel = (row: Pick<ReportRow, 'from_date' | 'to_date'>): string =>
  `${row.from_date} – ${row.to_date}`;

/** Writes down what happened to a report. */
export const auditReport = (
  ctx: Ctx,
  tx: Tx,
  action: string,
  row: ReportRow,
  data: Record<string, unknown> = {},
): Promise<void> =>
  ctx.audit(
    tx,
    action,
    { kind: 'periodic-report', id: row.id, label: periodLabel(row), organisationId: row.agency_id },
    data,
  );

/** Writes down what happened to a report and tells the live pages. */
export const recordReport = async (
  ctx: Ctx,
  tx: Tx,
  action: string,
  row: ReportRow,
  data: Record<string, unknown> = {},
): Promise<void> => {
  await auditReport(ctx, tx, action, row, data);
  await ctx.publish(tx, {
    type: periodicReportChanged,
    data: { id: row.id },
    permission: 'periodic-report.read',
    organisationId: row.agency_id,
  });
};

const insertReport = async (
  ctx: Ctx,
  tx: Tx,
  input: CreatePeriodicReport,
  more: { edition?: number; supersedesId?: string; remarks?: Remarks } = {},
): Promise<ReportRow> => {
  const row = await tx
    .insertInto('periodic_reports')
    .values({
      id: uuid7(ctx.now().getTime()),
      kind: input.kind,
      from_date: input.from,
      to_date: input.to,
      agency_id: input.agencyId,
      state: 'draft',
      edition: more.edition ?? 1,
      supersedes_id: more.supersedesId ?? null,
      remarks: JSON.stringify(more.remarks ?? remarksSchema.parse({})),
      created_at: ctx.now(),
      created_by_person_id: ctx.actor.id,
      created_by_label: ctx.actor.label,
      edited_by_person_id: ctx.actor.id,
    })
    .returningAll()
    .executeTakeFirstOrThrow();
  await recordReport(ctx, tx, 'periodic-report.created', row, { edition: row.edition });
  return row;
};

/** Starts a report over a period, for the province or one agency. @throws AppError platform.invalid */
export const createReport = (ctx: Ctx, input: CreatePeriodicReport): Promise<PeriodicReport> =>
  ctx.tx(async (tx) => {
    ctx.require('periodic-report.write');
    await checkPeriod(ctx, tx, input);
    return describeReport(ctx, tx, await insertReport(ctx, tx, input));
  });

/**
 * Starts the next edition of an approved report: the same question, counted anew; the written parts are carried over.
 * @throws AppError reports.wrongState where it is not approved or has a next edition already
 */
export const replaceReport = (ctx: Ctx, id: string): Promise<PeriodicReport> =>
  ctx.tx(async (tx) => {
    const row = await getReportRow(tx, ctx.actor, id);
    ctx.require('periodic-report.write');
    await lockReport(tx, id);
    const next = await tx
      .selectFrom('periodic_reports')
      .select('id')
      .where('supersedes_id', '=', id)
      .executeTakeFirst();
    if (row.state !== 'approved' || next) throw reportErrors.wrongState();
    const input = { kind: row.kind, from: row.from_date, to: row.to_date, agencyId: row.agency_id };
    const edition = { edition: row.edition + 1, supersedesId: id, remarks: row.remarks };
    return describeReport(ctx, tx, await insertReport(ctx, tx, input, edition));
  });

/** The row as it stands, for the answer to a stale save. */
export const staleReport = async (ctx: Ctx, tx: Tx, row: ReportRow) =>
  platformErrors.stale(undefined, { details: { current: await describeReport(ctx, tx, row) } });

/** Saves the written parts of a draft. @throws AppError platform.stale, reports.wrongState */
export const saveRemarks = (
  ctx: Ctx,
  id: string,
  input: { version: number; remarks: Remarks },
): Promise<PeriodicReport> =>
  ctx.tx(async (tx) => {
    const before = await getReportRow(tx, ctx.actor, id);
    ctx.require('periodic-report.write');
    if (before.state !== 'draft') throw reportErrors.wrongState();
    const row = await tx
      .updateTable('periodic_reports')
      .set({
        remarks: JSON.stringify(input.remarks),
        edited_by_person_id: ctx.actor.id,
        version: input.version + 1,
      })
      .where('id', '=', id)
      .where('version', '=', input.version)
      .where('state', '=', 'draft')
      .returningAll()
      .executeTakeFirst();
    if (!row) throw await staleReport(ctx, tx, await getReportRow(tx, ctx.actor, id));
    await recordReport(ctx, tx, 'periodic-report.remarks-saved', row);
    return describeReport(ctx, tx, row);
  });
