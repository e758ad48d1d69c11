import type { Ctx } from '../../platform/ctx/ctx.ts';
import type { Tx } from '../../platform/db/tables.ts';
import { platformErrors } from '../../platform/errors/platform-errors.ts';
import type { SuccessionKind } from './contract/codes.ts';
import { agencyChanged, agencyErrors, type SucceedAgencies } from './contract.ts';
import { type AgencyRow, toAgencyItem } from './queries.ts';

/** How many bodies end and follow in each kind, as administrative law uses the words. */
const isShapeRight = (kind: SuccessionKind, before: number, after: number): boolean => {
  if (kind === 'renamed') return before === 1 && after === 1;
  if (kind === 'merged') return before >= 1 && after === 1;
  if (kind === 'split') return before === 1 && after >= 2;
  return true;
};

const loadAll = async (tx: Tx, ids: readonly string[]): Promise<AgencyRow[]> => {
  if (ids.length === 0) return [];
  const rows = await tx.selectFrom('agencies').selectAll().where('id', 'in', ids).forUpdate().execute();
  if (rows.length < ids.length) throw platformErrors.notFound();
  return rows;
};

const refuseWrongDates = (
  input: SucceedAgencies,
  before: readonly AgencyRow[],
  after: readonly AgencyRow[],
) => {
  const ended = before.find((row) => row.valid_to !== null && row.valid_to !== input.onDate);
  if (ended) throw agencyErrors.alreadyEnded({ name: ended.name });
  if (before.some((row) => row.valid_from >= input.onDate)) {
    throw platformErrors.invalid(undefined, {
      fields: [{ field: 'onDate', reason: 'agencies.beforeStart' }],
    });
  }
  const absent = after.find(
    (row) => row.valid_from > input.onDate || (row.valid_to !== null && row.valid_to <= input.onDate),
  );
  if (absent) throw agencyErrors.wrongSuccession();
};

/**
 * Ends agencies on a day and names who follows. Nothing is deleted: the old names keep their contacts, domains and networks,
 * and whatever pointed to them stays as it was. Roles that they held in the response network end with them.
 */
export const succeedAgencies = (ctx: Ctx, input: SucceedAgencies) =>
  ctx.tx(async (tx) => {
    ctx.require('agency.update');
    const predecessorIds = [...new Set(input.predecessorIds)];
    const successorIds = [...new Set(input.successorIds)];
    const isMixed = predecessorIds.some((id) => successorIds.includes(id));
    if (isMixed || !isShapeRight(input.kind, predecessorIds.length, successorIds.length)) {
      throw agencyErrors.wrongSuccession();
    }
    const before = await loadAll(tx, predecessorIds);
    const after = await loadAll(tx, successorIds);
    refuseWrongDates(input, before, after);
    const ended = await tx
      .updateTable('agencies')
      .set((eb) => ({ valid_to: input.onDate, version: eb('version', '+', 1) }))
      .where('id', 'in', predecessorIds)
      .returningAll()
      .execute();
    await tx
      .updateTable('organisation_roles')
      .set({ valid_to: input.onDate })
      .where('agency_id', 'in', predecessorIds)
      .where('valid_to', 'is', null)
      .where('valid_from', '<', input.onDate)
      .execute();
    const pairs = predecessorIds.flatMap((predecessor) =>
      successorIds.map((successor) => ({
        predecessor_id: predecessor,
        successor_id: successor,
        on_date: input.onDate,
        kind: input.kind,
      })),
    );
    if (pairs.length > 0) {
      await tx
        .insertInto('agency_successions')
        .values(pairs)
        .onConflict((conflict) => conflict.doNothing())
        .execute();
    }
    for (const row of ended) {
      const data = { kind: input.kind, onDate: input.onDate, successorIds };
      await ctx.audit(
        tx,
        'agency.ended',
        { kind: 'agency', id: row.id, label: row.name, organisationId: row.id },
        data,
      );
      await ctx.publish(tx, {
        type: agencyChanged,
        data: { id: row.id },
        permission: 'agency.read',
        organisationId: row.id,
      });
    }
    return {
      predecessors: ended.map((row) => toAgencyItem(row)),
      successors: after.map((row) => toAgencyItem(row)),
    };
  });
