import type { Ctx } from '../../platform/ctx/ctx.ts';
import { platformErrors } from '../../platform/errors/platform-errors.ts';
import type { UploadedFile } from '../../platform/http/handle.ts';
import type { RawReply } from '../../platform/http/route.ts';
import type { FileAnswer } from '../documents/contract.ts';
import { addFiles, fileReply, getFile, listFiles, toFileAnswer } from '../documents/public.ts';
import { subjectOf } from './access.ts';
import { addSystemLogEntry } from './add-log-entry.ts';
import { incidentEvents } from './contract/errors.ts';
import { getIncidentForInsider, getVisibleIncident } from './queries/visible-incident.ts';
import { auditIncident, tellChange } from './tell-change.ts';

/** Files of an incident, for those inside. */
export const listIncidentFiles = (ctx: Ctx, id: string): Promise<{ items: FileAnswer[] }> =>
  ctx.tx(async (tx) => {
    await getIncidentForInsider(tx, ctx.actor, id);
    return { items: (await listFiles(tx, 'incident', id)).map(toFileAnswer) };
  });

/** Adds uploaded files; each leaves a line with its SHA-256 in the log. */
export const addIncidentFiles = (
  ctx: Ctx,
  id: string,
  files: readonly UploadedFile[],
  note: string | undefined,
): Promise<{ items: FileAnswer[] }> =>
  ctx.tx(async (tx) => {
    const incident = await getVisibleIncident(tx, ctx.actor, id);
    ctx.require('incident.file', subjectOf(incident));
    if (files.length === 0) {
      throw platformErrors.invalid(undefined, { fields: [{ field: 'file', reason: 'required' }] });
    }
    const rows = await addFiles(
      ctx,
      tx,
      files.map((file) => ({
        blob: { sha256: file.sha256, sizeBytes: file.sizeBytes },
        name: file.name,
        contentType: file.contentType,
        subjectKind: 'incident' as const,
        subjectId: id,
        // Heads of agencies read the files of their agency; those of an incident belong to its insiders.
        agencyId: null,
        isFromOutside: false,
        ...(note ? { note } : {}),
      })),
    );
    for (const row of rows) {
      await addSystemLogEntry(ctx, tx, id, 'incidents.log.fileAdded', { name: row.name, sha256: row.sha256 });
    }
    await auditIncident(ctx, tx, 'incident.files-added', incident, {
      files: rows.map((row) => ({ id: row.id, name: row.name, sha256: row.sha256 })),
    });
    await tellChange(ctx, tx, incidentEvents.changed, incident, { isInternal: true });
    return { items: rows.map(toFileAnswer) };
  });

/** Content of a file as a download. Reading it is recorded. */
export const getIncidentFile = (ctx: Ctx, id: string, fileId: string): Promise<RawReply> =>
  ctx.tx(async (tx) => {
    const incident = await getIncidentForInsider(tx, ctx.actor, id);
    const file = await getFile(tx, fileId, 'incident', id);
    await auditIncident(ctx, tx, 'incident.file-read', incident, { fileId, name: file.name });
    return fileReply(ctx, file);
  });
