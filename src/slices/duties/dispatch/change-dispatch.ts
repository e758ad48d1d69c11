import '../tables.ts';
import type { Ctx } from '../../../platform/ctx/ctx.ts';
import type { Tx } from '../../../platform/db/tables.ts';
import { platformErrors } from '../../../platform/errors/platform-errors.ts';
import type { UploadedFile } from '../../../platform/http/handle.ts';
import type { BodyOf, RawReply } from '../../../platform/http/route.ts';
import { addFiles, fileReply, getFile } from '../../documents/public.ts';
import { auditClock } from '../clocks/change-clock.ts';
import { addClockEvents, type ClockRow } from '../clocks/clock-rows.ts';
import type { DispatchRow } from '../clocks/describe-clocks.ts';
import { getClockForUpdate, getVisibleClock } from '../clocks/read-clocks.ts';
import { settleClock } from '../clocks/settle-clock.ts';
import type { Dispatch, proveDispatchRoute } from '../contract/dispatches.ts';
import { dutyErrors } from '../contract/errors.ts';
import type { Proof } from '../tables.ts';
import { describeDispatches } from './describe-dispatches.ts';

const findDispatch = async (tx: Tx, id: string): Promise<DispatchRow> => {
  const row = await tx.selectFrom('duty_dispatches').selectAll().where('id', '=', id).executeTakeFirst();
  if (!row) throw platformErrors.notFound();
  return row;
};

/** The dispatch with its clock locked; hidden and missing alike. */
const getForUpdate = async (ctx: Ctx, tx: Tx, id: string): Promise<{ row: DispatchRow; clock: ClockRow }> => {
  const { clock_id: clockId } = await findDispatch(tx, id);
  const clock = await getClockForUpdate(ctx, tx, clockId, 'clock.update');
  return { row: await findDispatch(tx, id), clock };
};

const describeOne = async (ctx: Ctx, tx: Tx, id: string): Promise<Dispatch> => {
  const [dispatch] = await describeDispatches(ctx, tx, [await findDispatch(tx, id)]);
  if (!dispatch) throw platformErrors.notFound();
  return dispatch;
};

const keepFile = async (ctx: Ctx, tx: Tx, id: string, file: UploadedFile | undefined) => {
  if (!file) return undefined;
  const [kept] = await addFiles(ctx, tx, [
    {
      blob: { sha256: file.sha256, sizeBytes: file.sizeBytes },
      name: file.name,
      contentType: file.contentType,
      subjectKind: 'dispatch',
      subjectId: id,
      agencyId: null,
      isFromOutside: true,
    },
  ]);
  return kept?.id;
};

/** Adds the proof of a dispatch that people sent: a receipt, the number of the letter, a scan, who took the call. */
export const proveDispatch = (
  ctx: Ctx,
  id: string,
  input: BodyOf<typeof proveDispatchRoute>,
  files: readonly UploadedFile[],
): Promise<Dispatch> =>
  ctx.tx(async (tx) => {
    const { row, clock } = await getForUpdate(ctx, tx, id);
    if (row.state !== 'waiting' || row.outbox_id !== null) throw dutyErrors.dispatchStateWrong();
    const needsFile = input.kind === 'scan';
    if (needsFile && files.length === 0) {
      throw platformErrors.invalid(undefined, { fields: [{ field: 'file', reason: 'required' }] });
    }
    const fileId = await keepFile(ctx, tx, id, files[0]);
    const proof: Proof = {
      kind: input.kind,
      at: ctx.now().toISOString(),
      reference: input.reference,
      ...(fileId ? { fileId } : {}),
      ...(input.note ? { note: input.note } : {}),
    };
    await tx
      .updateTable('duty_dispatches')
      .set({
        state: 'proven',
        proof: JSON.stringify(proof),
        ...(input.sentAt ? { sent_at: new Date(input.sentAt) } : {}),
      })
      .where('id', '=', id)
      .execute();
    const told = { recipient: row.recipient_name, channel: row.channel, dispatchId: id };
    await addClockEvents(ctx, tx, [
      { clockId: clock.id, kind: 'proven', data: { ...told, reference: input.reference } },
    ]);
    await auditClock(ctx, tx, 'clock.proven', clock, {
      ...told,
      kind: input.kind,
      reference: input.reference,
    });
    await settleClock(ctx, tx, clock);
    return describeOne(ctx, tx, id);
  });

/** Withdraws a dispatch and with it its proof; both stay to be read. A duty that it fulfilled is open again. */
export const withdrawDispatch = (ctx: Ctx, id: string, reason: string): Promise<Dispatch> =>
  ctx.tx(async (tx) => {
    const { row, clock } = await getForUpdate(ctx, tx, id);
    if (row.state === 'withdrawn') throw dutyErrors.dispatchStateWrong();
    await tx
      .updateTable('duty_dispatches')
      .set({
        state: 'withdrawn',
        withdrawn_at: ctx.now(),
        withdrawn_by_label: ctx.actor.label,
        withdrawal_reason: reason,
      })
      .where('id', '=', id)
      .execute();
    await addClockEvents(ctx, tx, [
      {
        clockId: clock.id,
        kind: 'withdrawn',
        data: { recipient: row.recipient_name, dispatchId: id, reason },
      },
    ]);
    await auditClock(ctx, tx, 'clock.withdrawn', clock, { dispatchId: id, reason });
    await settleClock(ctx, tx, clock);
    return describeOne(ctx, tx, id);
  });

const getVisible = async (ctx: Ctx, tx: Tx, id: string): Promise<DispatchRow> => {
  const row = await findDispatch(tx, id);
  await getVisibleClock(ctx, tx, row.clock_id);
  return row;
};

/** A document that was sent or a proof, as a download. */
export const readDispatchFile = (ctx: Ctx, id: string, fileId: string): Promise<RawReply> =>
  ctx.tx(async (tx) => {
    await getVisible(ctx, tx, id);
    return fileReply(ctx, await getFile(tx, fileId, 'dispatch', id));
  });

/**
 * A dispatch as one JSON file with its documents inside (base64), for handing over on a medium or uploading by hand where
 * the receiver has no interface.
 */
export const readDispatchPackage = async (ctx: Ctx, id: string): Promise<RawReply> => {
  const { dispatch, files } = await ctx.tx(async (tx) => {
    await getVisible(ctx, tx, id);
    const described = await describeOne(ctx, tx, id);
    const rows = [];
    for (const file of described.files) rows.push(await getFile(tx, file.id, 'dispatch', id));
    return { dispatch: described, files: rows };
  });
  const contents = await Promise.all(
    files.map(async (file) => ({
      name: file.name,
      contentType: file.content_type,
      sha256: file.sha256,
      base64: (await ctx.services.blobs.read(file.sha256)).toString('base64'),
    })),
  );
  const { can: _can, files: _files, ...told } = dispatch;
  const body = { format: 'khien-dispatch/1', dispatch: told, files: contents };
  return {
    contentType: 'application/json; charset=utf-8',
    fileName: `${dispatch.id}.json`,
    body: JSON.stringify(body, null, 2),
  };
};
