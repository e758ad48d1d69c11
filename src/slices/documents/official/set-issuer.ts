import '../tables.ts';
import type { Ctx } from '../../../platform/ctx/ctx.ts';
import type { Tx } from '../../../platform/db/tables.ts';
import { platformErrors } from '../../../platform/errors/platform-errors.ts';
import type { BodyOf } from '../../../platform/http/route.ts';
import { uuid7 } from '../../../platform/ids/uuid7.ts';
import { vietnamDateOf } from '../../../platform/time/vietnam-time.ts';
import { getAgencyRefs } from '../../agencies/public.ts';
import type { IssuerAnswer, setIssuerRoute } from '../contract/registers.ts';
import { findIssuer } from './issuers.ts';

const describeIssuer = async (ctx: Ctx, tx: Tx, agencyId: string | null): Promise<IssuerAnswer> => {
  const issuer = await findIssuer(tx, agencyId, vietnamDateOf(ctx.now()));
  if (!issuer) throw platformErrors.notFound();
  const refs = await getAgencyRefs(tx, agencyId ? [agencyId] : []);
  return { ...issuer, agency: (agencyId && refs.get(agencyId)) || null };
};

export const readIssuer = (ctx: Ctx, agencyId: string | null): Promise<IssuerAnswer> =>
  ctx.tx((tx) => describeIssuer(ctx, tx, agencyId));

/** Sets how an issuer stands on documents from now on; what was drafted keeps its head. */
export const setIssuer = (ctx: Ctx, body: BodyOf<typeof setIssuerRoute>): Promise<IssuerAnswer> =>
  ctx.tx(async (tx) => {
    const { agencyId, version } = body;
    const current = await describeIssuer(ctx, tx, agencyId);
    const values = {
      abbreviation: body.abbreviation,
      unit: body.unit,
      governing_body: body.governingBody,
      issuing_body: body.issuingBody,
      place: body.place,
      archive: body.archive,
      contact_line: body.contactLine,
    };
    const written =
      version === 0
        ? await tx
            .insertInto('document_issuers')
            .values({ id: uuid7(ctx.now().getTime()), agency_id: agencyId, ...values })
            .onConflict((conflict) => conflict.column('agency_id').doNothing())
            .returning('id')
            .executeTakeFirst()
        : await tx
            .updateTable('document_issuers')
            .set({ ...values, version: version + 1 })
            .where('agency_id', agencyId === null ? 'is' : '=', agencyId)
            .where('version', '=', version)
            .returning('id')
            .executeTakeFirst();
    if (!written) throw platformErrors.stale(undefined, { details: { current } });
    await ctx.audit(
      tx,
      'document-issuer.set',
      { kind: 'document-issuer', id: agencyId, label: body.issuingBody },
      { ...values },
    );
    return describeIssuer(ctx, tx, agencyId);
  });
