import type { Ctx } from '../../platform/ctx/ctx.ts';
import type { Tx } from '../../platform/db/tables.ts';
import { hadAHandIn } from './access.ts';
import { type Move, type PeriodicReport, type PeriodicReportState, reportErrors } from './contract.ts';
import { readFacts } from './facts.ts';
import { describeReport } from './read-report.ts';
import { freezeFacts, getReportRow, type ReportRow, spanOf } from './report-rows.ts';
import { recordReport, staleReport } from './save-report.ts';

const startOf: Readonly<Record<Move['move'], PeriodicReportState>> = {
  submit: 'draft',
  return: 'submitted',
  approve: 'submitted',
};

const requireMove = (ctx: Ctx, move: Move['move']): void => {
  if (move === 'approve') ctx.require('periodic-report.approve');
  // Whoever wrote it may take it back; whoever approves may send it back.
  else if (move === 'submit' || !ctx.can('periodic-report.approve')) ctx.require('periodic-report.write');
};

const changesOf = (ctx: Ctx, move: Move) => {
  const { id, label } = ctx.actor;
  if (move.move === 'submit') {
    return {
      state: 'submitted',
      submitted_at: ctx.now(),
      submitted_by_person_id: id,
      submitted_by_label: label,
      return_reason: null,
    } as const;
  }
  if (move.move === 'return') return { state: 'draft', return_reason: move.reason } as const;
  return {
    state: 'approved',
    approved_at: ctx.now(),
    approved_by_person_id: id,
    approved_by_label: label,
  } as const;
};

const freeze = async (ctx: Ctx, tx: Tx, row: ReportRow): Promise<Record<string, number>> => {
  const own = await readFacts(ctx.services, ctx, spanOf(row));
  const previous = await readFacts(ctx.services, ctx, spanOf(row, 'previous'));
  await freezeFacts(tx, row.id, 'own', own);
  await freezeFacts(tx, row.id, 'previous', previous);
  return { records: own.length };
};

/**
 * Moves a report on. Approval takes a second person and keeps every counted record with the facts by which it counted.
 * @throws AppError platform.stale, reports.wrongState, reports.samePerson
 */
export const moveReport = (ctx: Ctx, id: string, move: Move): Promise<PeriodicReport> =>
  ctx.tx(async (tx) => {
    const before = await getReportRow(tx, ctx.actor, id);
    requireMove(ctx, move.move);
    if (before.version !== move.version) throw await staleReport(ctx, tx, before);
    if (before.state !== startOf[move.move]) throw reportErrors.wrongState();
    if (move.move === 'approve' && hadAHandIn(ctx.actor, before)) throw reportErrors.samePerson();
    const row = await tx
      .updateTable('periodic_reports')
      .set({ ...changesOf(ctx, move), version: move.version + 1 })
      .where('id', '=', id)
      .where('version', '=', move.version)
      .returningAll()
      .executeTakeFirst();
    if (!row) throw await staleReport(ctx, tx, await getReportRow(tx, ctx.actor, id));
    const data = move.move === 'approve' ? await freeze(ctx, tx, row) : {};
    await recordReport(ctx, tx, `periodic-report.${move.move}`, row, {
      ...data,
      ...(move.move === 'return' ? { reason: move.reason } : {}),
    });
    return describeReport(ctx, tx, row);
  });
