import '../tables.ts';
import type { Ctx } from '../../../platform/ctx/ctx.ts';
import type { Tx } from '../../../platform/db/tables.ts';
import type { FieldError } from '../../../platform/errors/app-error.ts';
import { platformErrors } from '../../../platform/errors/platform-errors.ts';
import { uuid7 } from '../../../platform/ids/uuid7.ts';
import { addFiles } from '../../documents/public.ts';
import { auditClock } from '../clocks/change-clock.ts';
import { addClockEvents, type ClockRow } from '../clocks/clock-rows.ts';
import { describeClocks } from '../clocks/describe-clocks.ts';
import { getClockForUpdate, getVisibleClock } from '../clocks/read-clocks.ts';
import { settleClock } from '../clocks/settle-clock.ts';
import type { Clock } from '../contract/clocks.ts';
import type { Dispatch, SendDispatch } from '../contract/dispatches.ts';
import { dutyErrors } from '../contract/errors.ts';
import type { Channel } from '../contract/rules.ts';
import type { DispatchedDocument, Proof } from '../tables.ts';
import { adapterOf } from './adapters.ts';
import { describeDispatches } from './describe-dispatches.ts';
import { type DrawnAttachment, drawAttachments } from './draw-attachments.ts';

const clockSlackMs = 5 * 60_000;

type Addressee = { key: string; name: string; address: string | null };

/** Everyone who is written to, by name and where needed with an address. @throws AppError platform.invalid */
const readAddressees = (
  clock: Clock,
  input: SendDispatch,
  nameOf: (one: Clock['recipients'][number]) => string,
) => {
  const faults: FieldError[] = [];
  const { needsAddress } = adapterOf(input.channel);
  if (!clock.channels.includes(input.channel)) faults.push({ field: 'channel', reason: 'duties.channel' });
  const addressees = input.recipients.map(({ key, name, address }, at): Addressee => {
    const recipient = clock.recipients.find((one) => one.key === key);
    if (!recipient) faults.push({ field: `recipients.${at}.key`, reason: 'invalid' });
    const found = address ?? recipient?.email ?? null;
    if (needsAddress && !found) faults.push({ field: `recipients.${at}.address`, reason: 'required' });
    return { key, name: name ?? (recipient ? nameOf(recipient) : key), address: needsAddress ? found : null };
  });
  if (faults.length > 0) throw platformErrors.invalid(undefined, { fields: faults });
  return addressees;
};

/** The name of a recipient in Vietnamese, as it goes into the record. */
export const nameOfRecipient =
  (ctx: Ctx) =>
  (recipient: Clock['recipients'][number]): string =>
    recipient.holder?.name ??
    recipient.nameVi ??
    ctx.services.texts.t(
      'vi',
      recipient.role ? `agencies.role.${recipient.role}` : `duties.party.${recipient.party ?? 'own-record'}`,
    );

/** Late, and nobody has said why: the reason comes with the dispatch. */
const takeReason = async (
  ctx: Ctx,
  tx: Tx,
  row: ClockRow,
  sentAt: Date,
  reason: string | undefined,
): Promise<ClockRow> => {
  if (sentAt <= row.due_at || row.late_reason !== null || row.state === 'fulfilled') return row;
  if (!reason || reason.length < 3) {
    throw dutyErrors.reasonRequired(undefined, { fields: [{ field: 'lateReason', reason: 'required' }] });
  }
  await addClockEvents(ctx, tx, [{ clockId: row.id, kind: 'reason-given', data: { reason } }]);
  return tx
    .updateTable('duty_clocks')
    .set({ late_reason: reason, version: row.version + 1 })
    .where('id', '=', row.id)
    .returningAll()
    .executeTakeFirstOrThrow();
};

export type DispatchToRecord = {
  addressee: Addressee;
  channel: Channel;
  title: string;
  message: string;
  documents: readonly DispatchedDocument[];
  attachments: readonly DrawnAttachment[];
  sentAt: Date;
  proof: Proof | null;
};

/** Writes one dispatch and hands it to the adapter of its channel. The caller settles the clock afterwards. */
export const recordOne = async (
  ctx: Ctx,
  tx: Tx,
  clock: ClockRow,
  input: DispatchToRecord,
): Promise<string> => {
  const now = ctx.now();
  const id = uuid7(now.getTime());
  const sent = await adapterOf(input.channel).send(ctx, tx, {
    id,
    recipientName: input.addressee.name,
    address: input.addressee.address,
    title: input.title,
    message: input.message,
    attachments: input.attachments.map(({ blob, name, contentType }) => ({
      sha256: blob.sha256,
      name,
      contentType,
    })),
    sentAt: input.sentAt,
    statedProof: input.proof,
  });
  const files = await addFiles(
    ctx,
    tx,
    input.attachments.map(({ blob, name, contentType }) => ({
      blob,
      name,
      contentType,
      subjectKind: 'dispatch' as const,
      subjectId: id,
      agencyId: null,
      isFromOutside: false,
    })),
  );
  const drawn = input.attachments.map(
    ({ kind, id: documentId, title }, at): DispatchedDocument => ({
      kind,
      id: documentId,
      title,
      ...(files[at] ? { fileId: files[at].id } : {}),
    }),
  );
  await tx
    .insertInto('duty_dispatches')
    .values({
      id,
      clock_id: clock.id,
      recipient_key: input.addressee.key,
      recipient_name: input.addressee.name,
      recipient_address: input.addressee.address,
      channel: input.channel,
      title: input.title,
      message: input.message,
      documents: JSON.stringify([...drawn, ...input.documents]),
      state: sent.state,
      sent_at: input.sentAt,
      outbox_id: sent.outboxId,
      proof: sent.proof && JSON.stringify(sent.proof),
      created_at: now,
      created_by_label: ctx.actor.label,
    })
    .execute();
  const told = { recipient: input.addressee.name, channel: input.channel, dispatchId: id };
  await addClockEvents(ctx, tx, [
    { clockId: clock.id, kind: 'dispatched', data: told },
    ...(sent.proof
      ? [{ clockId: clock.id, kind: 'proven' as const, data: { ...told, reference: sent.proof.reference } }]
      : []),
  ]);
  return id;
};

const readSentAt = (ctx: Ctx, input: SendDispatch): Date => {
  const now = ctx.now();
  if (input.channel === 'email' || !input.sentAt) return now;
  const sentAt = new Date(input.sentAt);
  if (sentAt.getTime() > now.getTime() + clockSlackMs) {
    throw platformErrors.invalid(undefined, { fields: [{ field: 'sentAt', reason: 'duties.future' }] });
  }
  return sentAt;
};

/**
 * Sends a notification or report to one or more recipients of a duty, or records one that was sent. It counts once it is
 * proven: mail by the acceptance of the mail server, everything else by what was stated.
 * @throws AppError duties.reasonRequired when it leaves late and nobody has said why
 */
export const sendDispatches = async (
  ctx: Ctx,
  clockId: string,
  input: SendDispatch,
): Promise<{ items: Dispatch[] }> => {
  const seen = await ctx.tx((tx) => getVisibleClock(ctx, tx, clockId));
  const attachments = await drawAttachments(ctx, seen, input.documents);
  return ctx.tx(async (tx) => {
    const locked = await getClockForUpdate(ctx, tx, clockId, 'clock.update');
    if (locked.state === 'stopped') throw dutyErrors.clockStateWrong({ rule: locked.rule_id });
    const [clock] = await describeClocks(ctx, tx, [locked]);
    if (!clock) throw platformErrors.notFound();
    const addressees = readAddressees(clock, input, nameOfRecipient(ctx));
    const sentAt = readSentAt(ctx, input);
    const row = await takeReason(ctx, tx, locked, sentAt, input.lateReason);
    const { reference, kind, note } = input.proof ?? {};
    const proof: Proof | null =
      kind && reference ? { kind, reference, at: ctx.now().toISOString(), ...(note ? { note } : {}) } : null;
    const ids: string[] = [];
    for (const addressee of addressees) {
      const { channel, title, message } = input;
      ids.push(
        await recordOne(ctx, tx, row, {
          addressee,
          channel,
          title,
          message,
          documents: [],
          attachments,
          sentAt,
          proof: channel === 'email' ? null : proof,
        }),
      );
    }
    await auditClock(ctx, tx, 'clock.dispatched', row, {
      channel: input.channel,
      recipients: addressees.map(({ name }) => name),
    });
    await settleClock(ctx, tx, row);
    const rows = await tx
      .selectFrom('duty_dispatches')
      .selectAll()
      .where('id', 'in', ids)
      .orderBy('id')
      .execute();
    return { items: await describeDispatches(ctx, tx, rows) };
  });
};
