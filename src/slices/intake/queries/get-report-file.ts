import type { Ctx } from '../../../platform/ctx/ctx.ts';
import type { RawReply } from '../../../platform/http/route.ts';
import { fileReply, getFile } from '../../documents/public.ts';
import { getReportRecord } from './get-report.ts';

/** A file of a report that the actor may see; a file of another report is missing. Each download is noted. */
export const getReportFile = (ctx: Ctx, id: string, fileId: string): Promise<RawReply> =>
  ctx.tx(async (tx) => {
    const report = await getReportRecord(tx, ctx.actor, id);
    const file = await getFile(tx, fileId, 'report', id);
    await ctx.audit(
      tx,
      'file.downloaded',
      { kind: 'report', id, label: report.number, organisationId: report.agency_id },
      { file: file.name, sha256: file.sha256 },
    );
    return fileReply(ctx, file);
  });
