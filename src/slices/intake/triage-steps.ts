import type { Ctx } from '../../platform/ctx/ctx.ts';
import type { Tx } from '../../platform/db/tables.ts';
import type { ChecklistStep } from './contract/codes.ts';
import { intakeErrors } from './contract/errors.ts';
import type { ReportRecord } from './queries/get-report.ts';

/** Notes a duty of Article 12.1 as done; the first time counts and stays. */
export const markStep = async (
  ctx: Ctx,
  tx: Tx,
  reportId: string,
  step: ChecklistStep,
  note: string | null = null,
): Promise<void> => {
  await tx
    .insertInto('report_checklist')
    .values({
      report_id: reportId,
      step,
      done_at: ctx.now(),
      done_by_person_id: ctx.actor.kind === 'person' ? ctx.actor.id : null,
      done_by_label: ctx.actor.label,
      note,
    })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
};

/** @throws AppError intake.alreadySettled */
export const refuseSettled = (report: ReportRecord): void => {
  if (report.state === 'linked' || report.state === 'rejected') {
    throw intakeErrors.alreadySettled({ number: report.number });
  }
};

/** Audit row and live event of a change to a report, in its transaction. */
export const tellReportChange = async (
  ctx: Ctx,
  tx: Tx,
  report: ReportRecord,
  action: string,
  data: Readonly<Record<string, unknown>> = {},
): Promise<void> => {
  await ctx.audit(
    tx,
    action,
    { kind: 'report', id: report.id, label: report.number, organisationId: report.agency_id },
    data,
  );
  await ctx.publish(tx, {
    type: 'report.changed',
    data: { id: report.id },
    permission: 'report.read',
    organisationId: report.agency_id,
  });
};
