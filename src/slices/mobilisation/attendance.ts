import './tables.ts';
import type { Ctx } from '../../platform/ctx/ctx.ts';
import type { Tx } from '../../platform/db/tables.ts';
import { platformErrors } from '../../platform/errors/platform-errors.ts';
import {
  auditSubjectOf,
  type CallUpRow,
  getCallUpRow,
  getRecipientForUpdate,
  getRunningCallUp,
  type RecipientRow,
  recordSteps,
  tellCallUp,
} from './call-up-rows.ts';
import type { CallUp } from './contract/call-up.ts';
import { mobilisationErrors } from './contract/errors.ts';
import { endAccess, openAccess } from './incident-access.ts';
import { describeCallUp } from './queries/describe-call-up.ts';
import { sayMoment } from './say-moment.ts';

export type Attendance = { arrivedAt: Date; leftAt: Date | null };

const FUTURE_MS = 5 * 60_000;

const checkAttendance = (ctx: Ctx, callUp: CallUpRow, { arrivedAt, leftAt }: Attendance): void => {
  const fault = (field: string, reason: string) =>
    platformErrors.invalid(undefined, { fields: [{ field, reason }] });
  const latest = ctx.now().getTime() + FUTURE_MS;
  if (arrivedAt.getTime() > latest) throw fault('arrivedAt', 'mobilisation.future');
  if (arrivedAt < callUp.created_at) throw fault('arrivedAt', 'mobilisation.beforeCallUp');
  if (leftAt && leftAt.getTime() > latest) throw fault('leftAt', 'mobilisation.future');
  if (leftAt && leftAt < arrivedAt) throw fault('leftAt', 'mobilisation.leftBeforeArrival');
};

/** Writes when a member was there. Arriving is also an acceptance, where none was given before. */
export const setAttendanceInTx = async (
  ctx: Ctx,
  tx: Tx,
  callUp: CallUpRow,
  recipient: RecipientRow,
  attendance: Attendance,
): Promise<void> => {
  if (recipient.kind !== 'member' || recipient.state === 'reserve') {
    throw mobilisationErrors.answerDoesNotFit();
  }
  checkAttendance(ctx, callUp, attendance);
  const isReleased = recipient.state === 'released' || callUp.state === 'ended';
  await tx
    .updateTable('call_up_recipients')
    .set({
      state: isReleased ? recipient.state : 'arrived',
      first_answer_at: recipient.first_answer_at ?? ctx.now(),
      answered_at: recipient.answered_at ?? ctx.now(),
      reason: isReleased ? recipient.reason : null,
      arrived_at: attendance.arrivedAt,
      left_at: attendance.leftAt,
      ladder_step: null,
      ladder_at: null,
    })
    .where('id', '=', recipient.id)
    .execute();
  const isChanged = (before: Date | null, after: Date | null) => before?.getTime() !== after?.getTime();
  const { arrivedAt, leftAt } = attendance;
  await recordSteps(ctx, tx, callUp.id, [
    ...(isChanged(recipient.arrived_at, arrivedAt)
      ? [{ kind: 'arrived' as const, recipientId: recipient.id, note: sayMoment(arrivedAt, 'vi') }]
      : []),
    ...(leftAt && isChanged(recipient.left_at, leftAt)
      ? [{ kind: 'left' as const, recipientId: recipient.id, note: sayMoment(leftAt, 'vi') }]
      : []),
  ]);
  if (!isReleased) await openAccess(ctx, tx, callUp, recipient);
  await ctx.audit(tx, 'call-up.attendance-set', auditSubjectOf(callUp), {
    recipientId: recipient.id,
    arrivedAt: arrivedAt.toISOString(),
    leftAt: leftAt?.toISOString() ?? null,
  });
  await tellCallUp(ctx, tx, callUp.id, [recipient.person_id]);
};

/** Arrival and leave as the duty officer records them; also after the end, since hours are paid by them. */
export const setAttendance = (
  ctx: Ctx,
  callUpId: string,
  recipientId: string,
  input: { arrivedAt: string; leftAt: string | null },
): Promise<CallUp> =>
  ctx.tx(async (tx) => {
    ctx.require('call-up.create');
    const callUp = await getCallUpRow(tx, callUpId);
    const recipient = await getRecipientForUpdate(tx, callUpId, recipientId);
    await setAttendanceInTx(ctx, tx, callUp, recipient, {
      arrivedAt: new Date(input.arrivedAt),
      leftAt: input.leftAt ? new Date(input.leftAt) : null,
    });
    return describeCallUp(ctx, tx, callUpId);
  });

/** Ends the part of one member: access to the incident ends, who is there leaves now. */
export const releaseInTx = async (
  ctx: Ctx,
  tx: Tx,
  callUp: CallUpRow,
  recipient: RecipientRow,
): Promise<void> => {
  const now = ctx.now();
  await endAccess(ctx, tx, callUp, recipient);
  await tx
    .updateTable('call_up_recipients')
    .set({
      state: 'released',
      released_at: now,
      left_at: recipient.arrived_at ? (recipient.left_at ?? now) : null,
      ladder_step: null,
      ladder_at: null,
    })
    .where('id', '=', recipient.id)
    .execute();
  await recordSteps(ctx, tx, callUp.id, [{ kind: 'released', recipientId: recipient.id }]);
};

export const releasePerson = (ctx: Ctx, callUpId: string, recipientId: string): Promise<CallUp> =>
  ctx.tx(async (tx) => {
    ctx.require('call-up.create');
    const callUp = await getRunningCallUp(tx, callUpId);
    const recipient = await getRecipientForUpdate(tx, callUpId, recipientId);
    if (recipient.kind !== 'member' || recipient.state === 'released') {
      throw mobilisationErrors.answerDoesNotFit();
    }
    await releaseInTx(ctx, tx, callUp, recipient);
    await ctx.audit(tx, 'call-up.released', auditSubjectOf(callUp), { recipientId });
    await tellCallUp(ctx, tx, callUpId, [recipient.person_id]);
    return describeCallUp(ctx, tx, callUpId);
  });
