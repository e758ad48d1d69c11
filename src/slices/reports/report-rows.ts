import './tables.ts';
import type { Selectable } from 'kysely';
import type { Actor } from '../../platform/access/actor.ts';
import type { Tx } from '../../platform/db/tables.ts';
import { platformErrors } from '../../platform/errors/platform-errors.ts';
import { visibleReports } from './access.ts';
import { type Period, periodBefore } from './contract/period.ts';
import { type Remarks, remarksSchema } from './contract.ts';
import type { Fact, Span } from './facts.ts';
import type { PeriodicReportsTable } from './tables.ts';

export type ReportRow = Selectable<PeriodicReportsTable>;

/** @throws AppError platform.notFound for a missing report and for a hidden one */
export const getReportRow = async (tx: Tx, actor: Actor, id: string): Promise<ReportRow> => {
  const row = await tx
    .selectFrom('periodic_reports')
    .selectAll()
    .where('id', '=', id)
    .where((eb) => visibleReports(actor)(eb))
    .executeTakeFirst();
  if (!row) throw platformErrors.notFound();
  return row;
};

/** Written parts of a report; those that a form asked for later are empty in older ones. */
export const remarksOf = (row: Pick<ReportRow, 'remarks'>): Remarks => remarksSchema.parse(row.remarks);

/** Holds a report until the transaction ends: of two who go on from it at once, the second sees what the first made. */
export const lockReport = (tx: Tx, id: string) =>
  tx.selectFrom('periodic_reports').select('id').where('id', '=', id).forUpdate().execute();

export const periodOf = (row: ReportRow): Period => ({
  kind: row.kind,
  from: row.from_date,
  to: row.to_date,
});

/** The days and the agency that a report asks about, for the period itself and for the one before. */
export const spanOf = (row: ReportRow, period: 'own' | 'previous' = 'own'): Span => {
  const { from, to } = period === 'own' ? periodOf(row) : periodBefore(periodOf(row));
  return { from, to, agencyId: row.agency_id };
};

const batchSize = 1_000;

/** Keeps what was counted, for both periods. */
export const freezeFacts = async (
  tx: Tx,
  reportId: string,
  period: 'own' | 'previous',
  facts: readonly Fact[],
): Promise<void> => {
  for (let start = 0; start < facts.length; start += batchSize) {
    await tx
      .insertInto('periodic_report_facts')
      .values(
        facts.slice(start, start + batchSize).map(({ source, id, label, agencyId, at, values }, index) => ({
          report_id: reportId,
          period,
          source,
          record_id: id,
          position: start + index,
          fact: JSON.stringify({ ...values, '@label': label, '@agency': agencyId, '@at': at }),
        })),
      )
      .execute();
  }
};

/** What an approved report counted, in the order of the count. */
export const readFrozenFacts = async (
  tx: Tx,
  reportId: string,
  period: 'own' | 'previous',
): Promise<Fact[]> => {
  const rows = await tx
    .selectFrom('periodic_report_facts')
    .select(['source', 'record_id', 'fact'])
    .where('report_id', '=', reportId)
    .where('period', '=', period)
    .orderBy('position')
    .execute();
  return rows.map(({ source, record_id: id, fact }) => {
    const { '@label': label, '@agency': agencyId, '@at': at, ...values } = fact;
    return {
      source,
      id,
      label: String(label),
      agencyId: (agencyId as string | null) ?? null,
      at: String(at),
      values,
    };
  });
};
