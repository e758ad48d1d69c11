import './tables.ts';
import type { Updateable } from 'kysely';
import type { Ctx } from '../../platform/ctx/ctx.ts';
import type { Tx } from '../../platform/db/tables.ts';
import {
  auditSubjectOf,
  type CallUpRow,
  getRecipientForUpdate,
  getRunningCallUp,
  type RecipientRow,
  recordSteps,
  tellCallUp,
} from './call-up-rows.ts';
import type { Answer } from './contract/answers.ts';
import type { CallUp } from './contract/call-up.ts';
import type { AnswerChannel } from './contract/codes.ts';
import { mobilisationErrors } from './contract/errors.ts';
import { endAccess, openAccess } from './incident-access.ts';
import { callBackup } from './ladder/call-backup.ts';
import { tellLeader } from './ladder/tell-others.ts';
import { describeCallUp } from './queries/describe-call-up.ts';
import { sayMoment } from './say-moment.ts';
import type { CallUpRecipientsTable } from './tables.ts';

const MINUTE_MS = 60_000;
const memberAnswers: readonly Answer['kind'][] = ['received', 'coming', 'declined'];
const headAnswers: readonly Answer['kind'][] = ['received', 'consented', 'refused'];

const noteOf = (answer: Answer): string | null => {
  if (answer.kind === 'coming') return answer.at ? sayMoment(new Date(answer.at), 'vi') : null;
  return 'reason' in answer ? answer.reason : null;
};

/** The same answer again changes nothing: links are tapped twice, forms are sent twice. */
const isRepeat = (recipient: RecipientRow, answer: Answer): boolean => {
  if (answer.kind === 'received') return recipient.state !== 'called';
  if (recipient.state !== answer.kind) return false;
  if (answer.kind === 'coming')
    return (recipient.coming_at?.getTime() ?? null) === (answer.at ? Date.parse(answer.at) : null);
  return 'reason' in answer ? recipient.reason === answer.reason : true;
};

const refuseMisfit = (recipient: RecipientRow, answer: Answer): void => {
  const fitting = recipient.kind === 'member' ? memberAnswers : headAnswers;
  const isOver = ['reserve', 'arrived', 'released'].includes(recipient.state);
  if (isOver || !fitting.includes(answer.kind)) throw mobilisationErrors.answerDoesNotFit();
};

const changesOf = (
  ctx: Ctx,
  callUp: CallUpRow,
  recipient: RecipientRow,
  answer: Answer,
  channel: AnswerChannel,
): Updateable<CallUpRecipientsTable> => {
  const now = ctx.now();
  const isFinal = answer.kind !== 'received';
  const pausedUntil = new Date(now.getTime() + callUp.minutes.chase * MINUTE_MS);
  const laterOf = (planned: Date | null) => (planned && planned > pausedUntil ? planned : pausedUntil);
  return {
    state: answer.kind,
    first_answer_at: recipient.first_answer_at ?? now,
    answered_at: now,
    answer_channel: channel,
    coming_at: answer.kind === 'coming' ? answer.at : null,
    reason: 'reason' in answer ? answer.reason : null,
    // Who has only received is not silent, but not coming either: the clock starts anew instead of stopping.
    ladder_step: isFinal ? null : recipient.ladder_step,
    ladder_at: isFinal || !recipient.ladder_step ? null : laterOf(recipient.ladder_at),
  };
};

const followUp = async (ctx: Ctx, tx: Tx, callUp: CallUpRow, before: RecipientRow, answer: Answer) => {
  const recipient = { ...before, reason: 'reason' in answer ? answer.reason : null };
  if (answer.kind === 'coming') await openAccess(ctx, tx, callUp, recipient);
  if (answer.kind === 'declined') {
    await endAccess(ctx, tx, callUp, recipient);
    await callBackup(ctx, tx, callUp, recipient);
  }
  if (answer.kind === 'refused') await tellLeader(ctx, tx, callUp, recipient, 'headRefused');
};

/**
 * Takes an answer of a recipient, locked by the caller together with the running call-up: record, access to the incident,
 * backup or leader where it is a refusal. The same answer again changes nothing.
 * @throws AppError mobilisation.answerDoesNotFit
 */
export const answerInTx = async (
  ctx: Ctx,
  tx: Tx,
  callUp: CallUpRow,
  recipient: RecipientRow,
  answer: Answer,
  channel: AnswerChannel,
): Promise<void> => {
  if (isRepeat(recipient, answer)) return;
  refuseMisfit(recipient, answer);
  await tx
    .updateTable('call_up_recipients')
    .set(changesOf(ctx, callUp, recipient, answer, channel))
    .where('id', '=', recipient.id)
    .execute();
  await recordSteps(ctx, tx, callUp.id, [
    { kind: answer.kind, recipientId: recipient.id, note: noteOf(answer) },
  ]);
  await followUp(ctx, tx, callUp, recipient, answer);
  await ctx.audit(tx, 'call-up.answered', auditSubjectOf(callUp), {
    recipientId: recipient.id,
    answer: answer.kind,
    channel,
  });
  await tellCallUp(ctx, tx, callUp.id, [recipient.person_id]);
};

/** Records what somebody said on the telephone. */
export const recordAnswer = (
  ctx: Ctx,
  callUpId: string,
  recipientId: string,
  answer: Answer,
): Promise<CallUp> =>
  ctx.tx(async (tx) => {
    ctx.require('call-up.create');
    const callUp = await getRunningCallUp(tx, callUpId);
    const recipient = await getRecipientForUpdate(tx, callUpId, recipientId);
    await answerInTx(ctx, tx, callUp, recipient, answer, 'telephone');
    return describeCallUp(ctx, tx, callUpId);
  });
