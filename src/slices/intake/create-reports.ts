import type { Ctx } from '../../platform/ctx/ctx.ts';
import type { NewReportBody, Receipt } from './contract/new-report.ts';
import { fileReports } from './file-reports.ts';
import type { FiledReport } from './filed-report.ts';
import { toFiledReport } from './from-api.ts';
import { fileReport } from './report-batcher.ts';

/** One report by the API. A repeat with the same Idempotency-Key or externalId gets the first receipt. */
export const createReport = async (
  ctx: Ctx,
  body: NewReportBody,
  idempotencyKey: string | null,
): Promise<Receipt> => fileReport(ctx.services, await toFiledReport(ctx, body, idempotencyKey));

/** Up to 1,000 reports: all or none. */
export const createReports = async (
  ctx: Ctx,
  bodies: readonly NewReportBody[],
): Promise<{ receipts: Receipt[] }> => {
  const filed: FiledReport[] = [];
  for (const [index, body] of bodies.entries()) {
    filed.push(await toFiledReport(ctx, body, null, `reports.${index}.`));
  }
  return { receipts: await fileReports(ctx.asSystem('intake'), filed) };
};
