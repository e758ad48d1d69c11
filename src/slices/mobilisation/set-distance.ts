import './tables.ts';
import type { Ctx } from '../../platform/ctx/ctx.ts';
import { platformErrors } from '../../platform/errors/platform-errors.ts';
import { findAgency } from '../agencies/public.ts';

/** How far an agency is. @throws AppError platform.notFound */
export const getDistance = (ctx: Ctx, agencyId: string) =>
  ctx.tx(async (tx) => {
    if (!(await findAgency(tx, agencyId))) throw platformErrors.notFound();
    const row = await tx
      .selectFrom('agency_distances')
      .select('km')
      .where('agency_id', '=', agencyId)
      .executeTakeFirst();
    return { km: row?.km ?? null, can: { update: ctx.can('call-up.create') } };
  });

/** Keeps how far an agency is, for proposals of who is called. */
export const setDistance = (ctx: Ctx, agencyId: string, km: number | null): Promise<void> =>
  ctx.tx(async (tx) => {
    ctx.require('call-up.create');
    const agency = await findAgency(tx, agencyId);
    if (!agency) throw platformErrors.notFound();
    await tx.deleteFrom('agency_distances').where('agency_id', '=', agencyId).execute();
    if (km !== null) await tx.insertInto('agency_distances').values({ agency_id: agencyId, km }).execute();
    const subject = { kind: 'agency', id: agencyId, label: agency.name, organisationId: agencyId };
    await ctx.audit(tx, 'agency.distance-set', subject, { km });
  });
