import type { Ctx } from '../../platform/ctx/ctx.ts';
import { platformErrors } from '../../platform/errors/platform-errors.ts';
import { checkFacts } from './check-facts.ts';
import type { Replacement } from './contract/replacements.ts';
import { teamErrors } from './contract.ts';
import { describeReplacement } from './describe-replacement.ts';
import { dropFromProposal } from './drop-from-proposal.ts';
import { takeReplacement } from './nominate.ts';
import { mailAgency } from './replacement-mails.ts';
import { findNominee, moveReplacement, recordStep, requireStep } from './replacement-rows.ts';

/**
 * The Standing agency finds the nominee in order. Letter, complete contacts and not being in the team are needed; a nominee
 * of another agency needs a note that says why.
 * @throws AppError team.checkFailed naming each check that is not met
 */
export const checkNominee = (
  ctx: Ctx,
  id: string,
  input: { version: number; note: string },
): Promise<Replacement> =>
  ctx.tx(async (tx) => {
    const row = await takeReplacement(ctx, tx, id, input.version, 'member.update');
    requireStep(row, ['nominated']);
    const nominee = await findNominee(tx, row.id);
    if (!nominee) throw platformErrors.notFound();
    const checks = await checkFacts(ctx, tx, row, nominee);
    const failed = checks.filter(
      ({ check, result }) => result === 'no' && !(check === 'agency' && input.note !== ''),
    );
    if (failed.length > 0) {
      throw teamErrors.checkFailed(undefined, {
        fields: failed.map(({ check }) => ({ field: `checks.${check}`, reason: `team.check-${check}` })),
      });
    }
    await tx
      .updateTable('team_nominees')
      .set((eb) => ({ state: 'checked', checks: JSON.stringify(checks), version: eb('version', '+', 1) }))
      .where('id', '=', nominee.id)
      .execute();
    const moved = await moveReplacement(ctx, tx, row, { state: 'checked' });
    await recordStep(ctx, tx, moved, 'checked', input.note);
    return describeReplacement(ctx, tx, moved);
  });

/** Sends the nomination back: the agency reads what is missing and nominates anew. */
export const returnNominee = (
  ctx: Ctx,
  id: string,
  input: { version: number; reason: string },
): Promise<Replacement> =>
  ctx.tx(async (tx) => {
    const row = await takeReplacement(ctx, tx, id, input.version, 'member.update');
    requireStep(row, ['nominated', 'checked']);
    const nominee = await findNominee(tx, row.id);
    if (!nominee) throw platformErrors.notFound();
    await tx
      .updateTable('team_nominees')
      .set((eb) => ({ state: 'returned', closed_reason: input.reason, version: eb('version', '+', 1) }))
      .where('id', '=', nominee.id)
      .execute();
    const moved = await moveReplacement(ctx, tx, row, { state: 'reported' });
    await recordStep(ctx, tx, moved, 'returned', input.reason);
    await mailAgency(ctx, tx, moved, 'returned', input.reason);
    return describeReplacement(ctx, tx, moved);
  });

/** The member stays after all; a nominee under way is let go. */
export const cancelReplacement = (
  ctx: Ctx,
  id: string,
  input: { version: number; reason: string },
): Promise<Replacement> =>
  ctx.tx(async (tx) => {
    const row = await takeReplacement(ctx, tx, id, input.version, 'member.update');
    requireStep(row, ['reported', 'nominated', 'checked', 'proposed']);
    await tx
      .updateTable('team_nominees')
      .set((eb) => ({ state: 'not-chosen', closed_reason: input.reason, version: eb('version', '+', 1) }))
      .where('replacement_id', '=', row.id)
      .where('state', 'in', ['nominated', 'checked'])
      .execute();
    if (row.proposal_id) await dropFromProposal(tx, row.proposal_id);
    const moved = await moveReplacement(ctx, tx, row, { state: 'cancelled', proposal_id: null });
    await recordStep(ctx, tx, moved, 'cancelled', input.reason);
    return describeReplacement(ctx, tx, moved);
  });
