import type { Ctx } from '../../../platform/ctx/ctx.ts';
import { platformErrors } from '../../../platform/errors/platform-errors.ts';
import type { BodyOf } from '../../../platform/http/route.ts';
import { vietnamDateOf } from '../../../platform/time/vietnam-time.ts';
import type { draftOfficialDocumentRoute, OfficialDocument } from '../contract/official.ts';
import { describeDocument } from './describe-document.ts';
import { draftOfficialDocument } from './draft-official-document.ts';
import { findIssuer } from './issuers.ts';
import { getVisibleDocument } from './official-document.ts';
import { skeletonOf } from './skeletons.ts';

/** A new document that stands for itself, begun from the skeleton of its type. */
export const createOfficialDocument = (
  ctx: Ctx,
  body: BodyOf<typeof draftOfficialDocumentRoute>,
): Promise<OfficialDocument> =>
  ctx.tx(async (tx) => {
    const issuer = await findIssuer(tx, body.issuerAgencyId, vietnamDateOf(ctx.now()));
    if (!issuer) {
      throw platformErrors.invalid(undefined, { fields: [{ field: 'issuerAgencyId', reason: 'unknown' }] });
    }
    const { id } = await draftOfficialDocument(ctx, tx, {
      type: body.type,
      title: body.title,
      tree: skeletonOf(body.type, issuer, { title: body.title, isIndirect: body.isIndirect }),
      issuerAgencyId: body.issuerAgencyId,
      subjectKind: null,
      subjectId: null,
      agencyId: null,
    });
    return describeDocument(ctx, tx, await getVisibleDocument(ctx, tx, id));
  });
