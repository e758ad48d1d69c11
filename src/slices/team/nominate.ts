import type { Ctx } from '../../platform/ctx/ctx.ts';
import type { Tx } from '../../platform/db/tables.ts';
import { platformErrors } from '../../platform/errors/platform-errors.ts';
import type { UploadedFile } from '../../platform/http/handle.ts';
import type { RawReply } from '../../platform/http/route.ts';
import { uuid7 } from '../../platform/ids/uuid7.ts';
import { vietnamDateOf } from '../../platform/time/vietnam-time.ts';
import { addFiles, fileReply, listFiles } from '../documents/public.ts';
import { checkFacts } from './check-facts.ts';
import type { Nominate, Replacement } from './contract/replacements.ts';
import { describeReplacement } from './describe-replacement.ts';
import { dropFromProposal } from './drop-from-proposal.ts';
import { mailAgency } from './replacement-mails.ts';
import {
  findNominee,
  getReplacementRow,
  moveReplacement,
  type NomineeRow,
  type ReplacementRow,
  recordStep,
  requireStep,
} from './replacement-rows.ts';
import { requireAgency } from './save-member.ts';

/** Loads the replacement for a writer and refuses a version that is not the newest. */
export const takeReplacement = async (
  ctx: Ctx,
  tx: Tx,
  id: string,
  version: number,
  permission: 'replacement.nominate' | 'member.update',
): Promise<ReplacementRow> => {
  const row = await getReplacementRow(ctx, tx, id);
  ctx.require(permission, permission === 'member.update' ? undefined : { organisationId: row.agency_id });
  if (row.version !== version) {
    const current = await describeReplacement(ctx, tx, row);
    throw platformErrors.stale(undefined, { details: { current } });
  }
  return row;
};

const saveChecks = async (ctx: Ctx, tx: Tx, row: ReplacementRow, nominee: NomineeRow): Promise<void> => {
  const checks = await checkFacts(ctx, tx, row, nominee);
  await tx
    .updateTable('team_nominees')
    .set({ checks: JSON.stringify(checks) })
    .where('id', '=', nominee.id)
    .execute();
};

/** The agency names who follows. */
export const nominate = (ctx: Ctx, id: string, input: Nominate): Promise<Replacement> =>
  ctx.tx(async (tx) => {
    const row = await takeReplacement(ctx, tx, id, input.version, 'replacement.nominate');
    requireStep(row, ['reported']);
    const agencyId = input.agencyId ?? row.agency_id;
    await requireAgency(tx, agencyId);
    if (input.letterOn !== null && input.letterOn > vietnamDateOf(ctx.now())) {
      throw platformErrors.invalid(undefined, { fields: [{ field: 'letterOn', reason: 'team.inFuture' }] });
    }
    const nominee = await tx
      .insertInto('team_nominees')
      .values({
        id: uuid7(ctx.now().getTime()),
        replacement_id: row.id,
        state: 'nominated',
        full_name: input.fullName,
        agency_id: agencyId,
        post: input.post,
        email: input.email?.toLowerCase() ?? null,
        phone: input.phone,
        backup_phone: input.backupPhone,
        letter_number: input.letterNumber,
        letter_on: input.letterOn,
        note: input.note,
        checks: '[]',
        nominated_at: ctx.now(),
        nominated_by_label: ctx.actor.label,
      })
      .returningAll()
      .executeTakeFirstOrThrow();
    await saveChecks(ctx, tx, row, nominee);
    const moved = await moveReplacement(ctx, tx, row, { state: 'nominated' });
    await recordStep(ctx, tx, moved, 'nominated', input.fullName);
    return describeReplacement(ctx, tx, moved);
  });

/** Attaches the letter to the nominee under way; a later letter counts instead of an earlier one. */
export const attachLetter = (ctx: Ctx, id: string, files: readonly UploadedFile[]): Promise<Replacement> =>
  ctx.tx(async (tx) => {
    const row = await getReplacementRow(ctx, tx, id);
    ctx.require('replacement.nominate', { organisationId: row.agency_id });
    requireStep(row, ['nominated', 'checked']);
    const [file] = files;
    if (!file) throw platformErrors.invalid(undefined, { fields: [{ field: 'file', reason: 'required' }] });
    const nominee = await findNominee(tx, row.id);
    if (!nominee) throw platformErrors.notFound();
    await addFiles(ctx, tx, [
      {
        blob: file,
        name: file.name,
        contentType: file.contentType,
        subjectKind: 'team-nominee',
        subjectId: nominee.id,
        agencyId: row.agency_id,
        isFromOutside: false,
      },
    ]);
    await saveChecks(ctx, tx, row, nominee);
    await recordStep(ctx, tx, row, 'letter-attached', file.name);
    return describeReplacement(ctx, tx, row);
  });

/** The letter of the nominee under way. */
export const downloadLetter = (ctx: Ctx, id: string): Promise<RawReply> =>
  ctx.tx(async (tx) => {
    const row = await getReplacementRow(ctx, tx, id);
    const nominee = await findNominee(tx, row.id);
    const letter = nominee && (await listFiles(tx, 'team-nominee', nominee.id)).at(-1);
    if (!letter) throw platformErrors.notFound();
    return fileReply(ctx, letter);
  });

type Closing = { version: number; why: 'withdrawn' | 'left'; reason: string };

/**
 * A nomination is withdrawn, or the nominee has left before the decision: the place waits for a new nominee. A proposal that
 * named the nominee goes on without this place, and its papers have to be drawn up again.
 */
export const closeNominee = (
  ctx: Ctx,
  path: { id: string; nomineeId: string },
  input: Closing,
): Promise<Replacement> =>
  ctx.tx(async (tx) => {
    const row = await takeReplacement(ctx, tx, path.id, input.version, 'replacement.nominate');
    const nominee = await findNominee(tx, row.id);
    if (nominee?.id !== path.nomineeId) throw platformErrors.notFound();
    requireStep(row, ['nominated', 'checked', 'proposed']);
    await tx
      .updateTable('team_nominees')
      .set((eb) => ({ state: input.why, closed_reason: input.reason, version: eb('version', '+', 1) }))
      .where('id', '=', nominee.id)
      .execute();
    if (row.proposal_id) await dropFromProposal(tx, row.proposal_id);
    const moved = await moveReplacement(ctx, tx, row, { state: 'reported', proposal_id: null });
    await recordStep(ctx, tx, moved, `nominee-${input.why}`, `${nominee.full_name}: ${input.reason}`);
    await mailAgency(ctx, tx, moved, 'reopened', `${nominee.full_name}: ${input.reason}`);
    return describeReplacement(ctx, tx, moved);
  });
