import { sql } from 'kysely';
import type { Ctx } from '../../platform/ctx/ctx.ts';
import type { Tx } from '../../platform/db/tables.ts';
import { platformErrors } from '../../platform/errors/platform-errors.ts';
import { type Agency, agencyChanged, agencyErrors, type UpdateAgency } from './contract.ts';
import { requireParent, toColumns } from './create-agency.ts';
import { describeAgency } from './describe-agency.ts';
import { getAgencyRow } from './queries.ts';
import { requireReach, setReach } from './set-reach.ts';

/** The chain of parents above `parentId` must not contain the agency itself. */
const refuseCycle = async (tx: Tx, id: string, parentId: string | null): Promise<void> => {
  if (!parentId) return;
  const { rows } = await sql<{ id: string }>`
    with recursive above (id, parent_id) as (
      select id, parent_id from agencies where id = ${parentId}
      union select a.id, a.parent_id from agencies a join above on a.id = above.parent_id
    ) select id from above where id = ${id}`.execute(tx);
  if (rows.length > 0) {
    throw platformErrors.invalid(undefined, {
      fields: [{ field: 'parentId', reason: 'agencies.ownParent' }],
    });
  }
};

const refuseTakenCode = async (tx: Tx, id: string, code: string): Promise<void> => {
  const other = await tx
    .selectFrom('agencies')
    .select('id')
    .where('code', '=', code)
    .where('id', '<>', id)
    .executeTakeFirst();
  if (other) throw agencyErrors.codeTaken({ code });
};

const refuseStartAfterEnd = (validFrom: string, validTo: string | null) => {
  if (validTo !== null && validFrom >= validTo) {
    throw platformErrors.invalid(undefined, {
      fields: [{ field: 'validFrom', reason: 'agencies.afterEnd' }],
    });
  }
};

/** Corrects or completes an agency. @throws AppError platform.stale with the record as it stands */
export const updateAgency = (ctx: Ctx, id: string, input: UpdateAgency): Promise<Agency> =>
  ctx.tx(async (tx) => {
    const before = await getAgencyRow(tx, id);
    ctx.require('agency.update', { organisationId: id });
    const { version, ...facts } = input;
    const reach = requireReach(input);
    await requireParent(tx, input.parentId);
    await refuseCycle(tx, id, input.parentId);
    await refuseTakenCode(tx, id, input.code);
    refuseStartAfterEnd(input.validFrom, before.valid_to);
    const saved = await tx
      .updateTable('agencies')
      .set({ ...toColumns(facts), version: version + 1 })
      .where('id', '=', id)
      .where('version', '=', version)
      .returningAll()
      .executeTakeFirst();
    if (!saved) {
      const current = await describeAgency(ctx, tx, await getAgencyRow(tx, id));
      throw platformErrors.stale(undefined, { details: { current } });
    }
    await setReach(tx, id, reach);
    await ctx.audit(
      tx,
      'agency.updated',
      { kind: 'agency', id, label: saved.name, organisationId: id },
      { ...facts, ...reach },
    );
    await ctx.publish(tx, {
      type: agencyChanged,
      data: { id },
      permission: 'agency.read',
      organisationId: id,
    });
    return describeAgency(ctx, tx, saved);
  });
