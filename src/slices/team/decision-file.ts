import type { Ctx } from '../../platform/ctx/ctx.ts';
import { platformErrors } from '../../platform/errors/platform-errors.ts';
import type { UploadedFile } from '../../platform/http/handle.ts';
import type { RawReply } from '../../platform/http/route.ts';
import { addFiles, fileReply, listFiles } from '../documents/public.ts';
import { type Decision, memberChanged } from './contract.ts';
import { toDecision } from './queries.ts';

/** Attaches the scan of a decision. Earlier scans are kept; the newest counts. */
export const attachDecisionFile = (ctx: Ctx, id: string, files: readonly UploadedFile[]): Promise<Decision> =>
  ctx.tx(async (tx) => {
    ctx.require('member.update');
    const [file] = files;
    const known = await tx.selectFrom('team_decisions').select('id').where('id', '=', id).executeTakeFirst();
    if (!known) throw platformErrors.notFound();
    if (!file) throw platformErrors.invalid(undefined, { fields: [{ field: 'file', reason: 'required' }] });
    const row = await tx
      .updateTable('team_decisions')
      .set((eb) => ({ file_name: file.name, version: eb('version', '+', 1) }))
      .where('id', '=', id)
      .returningAll()
      .executeTakeFirstOrThrow();
    await addFiles(ctx, tx, [
      {
        blob: file,
        name: file.name,
        contentType: file.contentType,
        subjectKind: 'team-decision',
        subjectId: id,
        agencyId: null,
        isFromOutside: false,
      },
    ]);
    const subject = { kind: 'team-decision', id, label: row.number };
    await ctx.audit(tx, 'team-decision.file-attached', subject, { name: file.name, sha256: file.sha256 });
    await ctx.publish(tx, { type: memberChanged, data: { id: null }, permission: 'member.read' });
    return toDecision(row);
  });

/** The newest scan. */
export const downloadDecisionFile = (ctx: Ctx, id: string): Promise<RawReply> =>
  ctx.tx(async (tx) => {
    const row = await tx.selectFrom('team_decisions').select('id').where('id', '=', id).executeTakeFirst();
    const file = row && (await listFiles(tx, 'team-decision', id)).at(-1);
    if (!file) throw platformErrors.notFound();
    return fileReply(ctx, file);
  });
