import type { Insertable } from 'kysely';
import type { Ctx } from '../../platform/ctx/ctx.ts';
import type { Tx } from '../../platform/db/tables.ts';
import { platformErrors } from '../../platform/errors/platform-errors.ts';
import { uuid7 } from '../../platform/ids/uuid7.ts';
import { foldText } from '../../platform/search/fold.ts';
import { type Agency, agencyChanged, agencyErrors, type CreateAgency } from './contract.ts';
import { describeAgency } from './describe-agency.ts';
import { getAgencyRow } from './queries.ts';
import { requireReach, setReach } from './set-reach.ts';
import type { AgenciesTable } from './tables.ts';

type Facts = Omit<CreateAgency, 'domains' | 'networks'>;

/** The columns that come from a request. */
export const toColumns = (facts: Facts) => ({
  code: facts.code,
  name: facts.name,
  short_name: facts.shortName,
  kind: facts.kind,
  parent_id: facts.parentId,
  address: facts.address,
  phone: facts.phone,
  email: facts.email?.toLowerCase() ?? null,
  website: facts.website,
  valid_from: facts.validFrom,
  search_text: foldText(`${facts.code} ${facts.name} ${facts.shortName}`),
});

/** A new row of the register. */
export const toRow = (id: string, facts: Facts, at: Date, isDemo = false): Insertable<AgenciesTable> => ({
  id,
  ...toColumns(facts),
  is_demo: isDemo,
  created_at: at,
});

/** @throws AppError platform.invalid naming `parentId` */
export const requireParent = async (tx: Tx, parentId: string | null): Promise<void> => {
  if (!parentId) return;
  const parent = await tx.selectFrom('agencies').select('id').where('id', '=', parentId).executeTakeFirst();
  if (!parent)
    throw platformErrors.invalid(undefined, { fields: [{ field: 'parentId', reason: 'invalid' }] });
};

/** Adds one agency. A name that continues an older one is recorded by `succeedAgencies` afterwards. */
export const createAgency = (ctx: Ctx, input: CreateAgency): Promise<Agency> =>
  ctx.tx(async (tx) => {
    ctx.require('agency.create');
    const reach = requireReach(input);
    await requireParent(tx, input.parentId);
    const id = uuid7(ctx.now().getTime());
    const added = await tx
      .insertInto('agencies')
      .values(toRow(id, input, ctx.now()))
      .onConflict((conflict) => conflict.column('code').doNothing())
      .returning('id')
      .executeTakeFirst();
    if (!added) throw agencyErrors.codeTaken({ code: input.code });
    await setReach(tx, id, reach);
    await ctx.audit(
      tx,
      'agency.created',
      { kind: 'agency', id, label: input.name, organisationId: id },
      { ...input, ...reach },
    );
    await ctx.publish(tx, {
      type: agencyChanged,
      data: { id },
      permission: 'agency.read',
      organisationId: id,
    });
    return describeAgency(ctx, tx, await getAgencyRow(tx, id));
  });
