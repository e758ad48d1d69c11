import type { Selectable } from 'kysely';
import type { Ctx } from '../../platform/ctx/ctx.ts';
import type { Tx } from '../../platform/db/tables.ts';
import { platformErrors } from '../../platform/errors/platform-errors.ts';
import { readsFully } from './access.ts';
import type { AgencyChange, ChangeState } from './contract/changes.ts';
import { getAgencyRefs } from './queries.ts';
import type { AgencyChangesTable } from './tables.ts';

export type ChangeRow = Selectable<AgencyChangesTable>;

const CHANGES_MAX = 200;

/** Answers about proposed changes, with names and what the caller may do. */
export const describeChanges = async (
  ctx: Ctx,
  tx: Tx,
  rows: readonly ChangeRow[],
): Promise<AgencyChange[]> => {
  const refs = await getAgencyRefs(
    tx,
    rows.map((row) => row.agency_id),
  );
  return rows.map((row) => {
    const isPending = row.state === 'pending';
    const subject = { organisationId: row.agency_id };
    const isOwn = ctx.actor.id !== null && ctx.actor.id === row.proposed_by_person_id;
    return {
      id: row.id,
      agency: refs.get(row.agency_id) ?? { id: row.agency_id, name: '', shortName: '' },
      state: row.state,
      note: row.note,
      difference: row.difference,
      proposedAt: row.proposed_at.toISOString(),
      proposedBy: row.proposed_by_label,
      decidedAt: row.decided_at?.toISOString() ?? null,
      decidedBy: row.decided_by_label,
      decisionNote: row.decision_note,
      version: row.version,
      can: {
        decide: isPending && !isOwn && ctx.can('agency.update', subject),
        withdraw: isPending && ctx.can('agency.propose', subject),
      },
    };
  });
};

/** A change of an agency that the caller reads in full; others' are missing. @throws AppError platform.notFound */
export const getChangeRow = async (ctx: Ctx, tx: Tx, id: string): Promise<ChangeRow> => {
  const row = await tx
    .selectFrom('agency_changes')
    .selectAll()
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst();
  if (!row || !readsFully(ctx, row.agency_id)) throw platformErrors.notFound();
  return row;
};

/** Proposed changes, the newest first: the caller's own agencies, or all for those who read the register. */
export const listAgencyChanges = (
  ctx: Ctx,
  query: { agencyId?: string | undefined; state?: ChangeState | undefined },
) =>
  ctx.tx(async (tx) => {
    let select = tx.selectFrom('agency_changes').selectAll();
    if (query.agencyId) select = select.where('agency_id', '=', query.agencyId);
    if (query.state) select = select.where('state', '=', query.state);
    const rows = await select.orderBy('id', 'desc').limit(CHANGES_MAX).execute();
    const visible = rows.filter((row) => readsFully(ctx, row.agency_id));
    return { items: await describeChanges(ctx, tx, visible) };
  });
