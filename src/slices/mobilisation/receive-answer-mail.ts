import './tables.ts';
import type { Ctx, MailReplyHandler } from '../../platform/ctx/services.ts';
import type { Tx } from '../../platform/db/tables.ts';
import type { ParsedMessage } from '../../platform/mail/parsed-message.ts';
import { oneLine } from '../../platform/sms/sms-text.ts';
import { answerInTx } from './answer-call.ts';
import { type CallUpRow, type RecipientRow, recordSteps, tellCallUp } from './call-up-rows.ts';
import type { Answer } from './contract/answers.ts';
import { readAnswerText } from './read-answer-text.ts';
import { replyPurpose } from './send-notices.ts';

const NOTE_MAX = 500;

type Found = { callUp: CallUpRow; recipient: RecipientRow };

/** The recipient of a token with its call-up, both locked in the order in which every answer locks them. */
export const lockAnswering = async (tx: Tx, recipientId: string): Promise<Found | undefined> => {
  const named = await tx
    .selectFrom('call_up_recipients')
    .select('call_up_id')
    .where('id', '=', recipientId)
    .executeTakeFirst();
  if (!named) return undefined;
  const callUp = await tx
    .selectFrom('call_ups')
    .selectAll()
    .where('id', '=', named.call_up_id)
    .forUpdate()
    .executeTakeFirst();
  const recipient = await tx
    .selectFrom('call_up_recipients')
    .selectAll()
    .where('id', '=', recipientId)
    .forUpdate()
    .executeTakeFirst();
  return callUp && recipient ? { callUp, recipient } : undefined;
};

/** May the words of this mail count as an answer? The token alone is not enough: mails are passed on. */
const mayAnswer = (ctx: Ctx, { callUp, recipient }: Found, message: ParsedMessage): boolean =>
  callUp.state === 'running' &&
  callUp.links_expire_at > ctx.now() &&
  !message.isAutomatic &&
  !['reserve', 'arrived', 'released'].includes(recipient.state) &&
  message.from?.address.toLowerCase() === recipient.email?.toLowerCase();

const keepWords = async (ctx: Ctx, tx: Tx, { callUp, recipient }: Found, message: ParsedMessage) => {
  const words = oneLine(`${message.from?.address ?? ''}: ${message.text.slice(0, 2_000)}`);
  await recordSteps(ctx, tx, callUp.id, [
    { kind: 'mail-note', recipientId: recipient.id, note: words.slice(0, NOTE_MAX) },
  ]);
  await tellCallUp(ctx, tx, callUp.id);
};

/** Takes an answer by mail. What is not plainly an answer, or not from the recipient's own address, is shown on the board. */
const receiveAnswerMail = (ctx: Ctx, recipientId: string, message: ParsedMessage): Promise<boolean> =>
  ctx.tx(async (tx) => {
    const found = await lockAnswering(tx, recipientId);
    if (!found) return false;
    const answer: Answer | undefined = mayAnswer(ctx, found, message)
      ? readAnswerText(message.text, found.recipient.kind, ctx.now())
      : undefined;
    if (!answer) {
      await keepWords(ctx, tx, found, message);
      return true;
    }
    const named = ctx.asSystem(oneLine(found.recipient.full_name));
    await answerInTx(named, tx, found.callUp, found.recipient, answer, 'mail');
    return true;
  });

export const answerMailHandler: MailReplyHandler = { purpose: replyPurpose, receive: receiveAnswerMail };
