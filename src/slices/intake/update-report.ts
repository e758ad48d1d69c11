import type { Ctx } from '../../platform/ctx/ctx.ts';
import type { Tx } from '../../platform/db/tables.ts';
import { platformErrors } from '../../platform/errors/platform-errors.ts';
import type { BodyOf } from '../../platform/http/route.ts';
import { findAgency } from '../agencies/public.ts';
import { findSystem } from '../systems/public.ts';
import { changeReport, writeReport } from './change-report.ts';
import type { Report } from './contract/report.ts';
import type { updateReportRoute } from './contract/triage.ts';
import { describeReport, type ReportRecord } from './queries/get-report.ts';
import { tellReportChange } from './triage-steps.ts';

type Input = BodyOf<typeof updateReportRoute>;

const missing = (field: string) =>
  platformErrors.invalid(undefined, { fields: [{ field, reason: 'invalid' }] });

/** Fields that were sent, as columns; undefined means unchanged. */
const toColumns = (input: Input) =>
  Object.fromEntries(
    Object.entries({
      kind: input.kind,
      agency_id: input.agencyId,
      system_id: input.systemId,
      system_name: input.systemName,
      detected_at: input.detectedAt && new Date(input.detectedAt),
      detected_precision: input.detectedPrecision,
      call_back_at: input.callBackAt && new Date(input.callBackAt),
      ...(input.detectedAt === null ? { detected_at: null } : {}),
      ...(input.callBackAt === null ? { call_back_at: null } : {}),
      // A new promise: an earlier call does not fulfil it.
      ...(input.callBackAt ? { call_back_done_at: null } : {}),
    }).filter(([, value]) => value !== undefined),
  );

const changesOf = (before: ReportRecord, after: ReportRecord) =>
  Object.fromEntries(
    (Object.keys(after) as (keyof ReportRecord)[])
      .filter((key) => key !== 'version' && String(before[key]) !== String(after[key]))
      .map((key) => [key, { from: before[key], to: after[key] }]),
  );

/**
 * The system concerned is one of the agency concerned: another is refused, and one that was noted before goes when the
 * agency changes.
 */
const keepSystemOfAgency = async (tx: Tx, report: ReportRecord, input: Input): Promise<Input> => {
  const agencyId = input.agencyId === undefined ? report.agency_id : input.agencyId;
  const systemId =
    input.systemId ?? (input.agencyId && input.systemId === undefined ? report.system_id : null);
  if (!systemId) return input;
  const system = await findSystem(tx, systemId);
  if (system && (!agencyId || system.agency.id === agencyId)) return input;
  if (input.systemId) throw missing('systemId');
  return { ...input, systemId: null };
};

/** Corrects a report's facts. @throws AppError platform.stale with the current record when somebody was faster */
export const updateReport = (ctx: Ctx, id: string, input: Input): Promise<Report> =>
  changeReport(ctx, id, async (tx, report) => {
    if (report.version !== input.version) {
      throw platformErrors.stale(undefined, { details: { current: await describeReport(ctx, tx, report) } });
    }
    if (input.agencyId && !(await findAgency(tx, input.agencyId))) throw missing('agencyId');
    const kept = await keepSystemOfAgency(tx, report, input);
    const updated = await writeReport(tx, id, toColumns(kept));
    await tellReportChange(ctx, tx, updated, 'report.updated', { changes: changesOf(report, updated) });
    return updated;
  });
