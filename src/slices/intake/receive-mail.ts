import { createHash } from 'node:crypto';
import type { Actor } from '../../platform/access/actor.ts';
import { createSystemActor } from '../../platform/access/actor.ts';
import { createCtx } from '../../platform/ctx/ctx.ts';
import type { Services } from '../../platform/ctx/services.ts';
import { parseMessage } from '../../platform/mail/parse-message.ts';
import { defaultParseLimits, type ParsedMessage } from '../../platform/mail/parsed-message.ts';
import { readNonDelivery } from '../../platform/mail/read-non-delivery.ts';
import { noteReturnedMails } from '../../platform/outbox/returned-mail.ts';
import type { Receipt } from './contract/new-report.ts';
import type { FiledAttachment } from './filed-report.ts';
import { joinConversation } from './join-conversation.ts';
import { composeDescription, mailFactsOf } from './mail-to-text.ts';
import { readReplyTarget } from './reply-address.ts';
import { fileReport } from './report-batcher.ts';

const TITLE_MAX = 500;

export type IncomingMail = {
  raw: Uint8Array;
  /** Envelope recipients, where the transport knows them. */
  recipients: readonly string[];
  envelopeFrom?: string | undefined;
  /** `mail` for the listener and the mailbox; the caller's key for a message posted to the API. */
  source: string;
  filedBy?: Actor;
};

const storeAttachments = async (services: Services, message: ParsedMessage): Promise<FiledAttachment[]> => {
  const stored: FiledAttachment[] = [];
  for (const attachment of message.attachments.slice(0, services.settings.KHIEN_ATTACHMENTS_MAX * 5)) {
    const blob = await services.blobs.put(attachment.content, services.settings.KHIEN_MAIL_BYTES_MAX);
    stored.push({ blob, name: attachment.name, contentType: attachment.contentType });
  }
  return stored;
};

/** The mail itself is kept whole beside what was read from it. */
const storeRaw = async (services: Services, raw: Uint8Array): Promise<FiledAttachment> => ({
  blob: await services.blobs.put(raw, services.settings.KHIEN_MAIL_BYTES_MAX),
  name: 'message.eml',
  contentType: 'message/rfc822',
});

const languageOf = (text: string): 'vi' | 'en' =>
  text.trim() !== '' &&
  !/[ăâđêôơưáàảãạéèẻẽẹíìỉĩịóòỏõọúùủũụýỳỷỹỵ]/i.test(text) &&
  /\b(the|and|is|our|we)\b/i.test(text)
    ? 'en'
    : 'vi';

/** A mail of ours that came back is told to the slice that sent it; the report of it stays a report for the desk. */
const noteReturned = async (services: Services, raw: Uint8Array): Promise<void> => {
  const messageIds = readNonDelivery(raw);
  if (messageIds.length === 0) return;
  const ctx = createCtx(services, { actor: createSystemActor('mail'), language: 'vi' });
  await ctx.tx((tx) => noteReturnedMails(ctx, tx, messageIds, 'report.triage'));
};

/**
 * Takes one mail in: an answer to a report of ours (by our own token, nothing else) joins its conversation, anything
 * else becomes a report. The same mail again, by Message-ID or by content, changes nothing.
 * @returns the receipt of the report it belongs to; when this resolves the mail is on the disk
 */
export const receiveMail = async (services: Services, mail: IncomingMail): Promise<Receipt> =>
  receiveMessage(services, mail, await readIncoming(services, mail));

/** The mail, read within the limits of the settings. */
export const readIncoming = (services: Services, mail: IncomingMail): Promise<ParsedMessage> => {
  const { settings } = services;
  return parseMessage(mail.raw, {
    ...defaultParseLimits,
    sizeBytesMax: settings.KHIEN_MAIL_BYTES_MAX,
    attachmentCountMax: settings.KHIEN_ATTACHMENTS_MAX * 5,
    authservIds: settings.KHIEN_AUTHSERV_ID ? [settings.KHIEN_AUTHSERV_ID] : [],
    envelopeFrom: mail.envelopeFrom,
  });
};

/** `receiveMail` for a mail that is read already. */
export const receiveMessage = async (
  services: Services,
  mail: IncomingMail,
  message: ParsedMessage,
): Promise<Receipt> => {
  await noteReturned(services, mail.raw);
  const sha256 = createHash('sha256').update(mail.raw).digest('hex');
  const files = [await storeRaw(services, mail.raw), ...(await storeAttachments(services, message))];
  const target = readReplyTarget(services, [
    ...mail.recipients,
    ...[...message.to, ...message.cc].map((address) => address.address),
    message.subject,
  ]);
  const filedBy = mail.filedBy ?? createSystemActor('mail');
  if (target) {
    const ctx = createCtx(services, { actor: createSystemActor('mail'), language: 'vi' });
    const joined = await joinConversation(ctx, target, { message, sha256, files });
    if (joined) return joined;
  }
  const sender = message.replyTo ?? message.from;
  const text = composeDescription(services, message);
  return fileReport(services, {
    channel: 'email',
    kind: 'other',
    title: message.subject.slice(0, TITLE_MAX) || services.texts.t('vi', 'intake.mail.noSubject'),
    description: text,
    answers: {},
    reporter: { name: message.from?.name || undefined, email: sender?.address },
    language: languageOf(`${message.subject}\n${message.text.slice(0, 5_000)}`),
    detectedPrecision: 'minute',
    detectedZone: message.date?.zone ?? '+07:00',
    source: mail.source,
    externalId: message.messageId ?? `sha256:${sha256}`,
    files,
    message: {
      messageId: message.messageId ?? undefined,
      sha256,
      facts: mailFactsOf(message),
      isAutomatic: message.isAutomatic,
    },
    filedBy,
  });
};
