import msgReader, { type FieldsData } from '@kenjiuno/msgreader';
import { findCompoundFileFault } from './check-compound-file.ts';
import { cleanLine } from './clean-display.ts';
import { decodeCharset } from './decode-charset.ts';
import { embedMessage } from './embed-message.ts';
import { htmlToText } from './html-to-text.ts';
import { addAttachment, emptyMessage, type ParseBudget, setText, warn } from './message-draft.ts';
import { applyHeaders } from './message-headers.ts';
import type { MailAddress, ParsedMessage } from './parsed-message.ts';
import { readMailbox } from './read-addresses.ts';
import { readHeaders } from './read-mime.ts';
import { readSubjectMarkers } from './subject-markers.ts';

// The package is CommonJS: under Node its class is the property "default" of the imported object.
const MsgReader = ((msgReader as unknown as { default?: typeof msgReader }).default ??
  msgReader) as typeof msgReader;

const recipientCountMax = 500;

/** Windows code page numbers as Outlook stores them; 50220 to 50222 are the mail forms of 932. */
const charsetOf = (codepage: number | undefined): string | undefined => {
  if (codepage === undefined || codepage === 20_127) return undefined;
  if (codepage === 65_001) return 'utf-8';
  if (codepage >= 50_220 && codepage <= 50_222) return 'cp932';
  return codepage >= 1_250 && codepage <= 1_258 ? `windows-${codepage}` : `cp${codepage}`;
};

/**
 * The reader is told that 8-bit strings are latin1, so that their bytes are still there: a string with a letter
 * above U+00FF was Unicode in the file, any other one is decoded here like an undeclared body.
 */
const createDecoder = (fields: FieldsData): ((value: string | undefined) => string) => {
  const charset = charsetOf(fields.messageCodepage ?? fields.internetCodepage);
  return (value) => {
    // A corrupted file gives a field another type than the reader's declarations promise.
    if (typeof value !== 'string') return '';
    for (let at = 0; at < value.length; at++) if (value.charCodeAt(at) > 0xff) return value;
    return decodeCharset(Buffer.from(value, 'latin1'), charset).text;
  };
};

const toAddress = (name: string, candidates: (string | undefined)[]): MailAddress | null => {
  for (const candidate of candidates) {
    const address = readMailbox(typeof candidate === 'string' ? candidate : '');
    if (address !== undefined) return { name: cleanLine(name, 200), address };
  }
  return null;
};

const bodyText = (
  message: ParsedMessage,
  fields: FieldsData,
  decode: (value: string | undefined) => string,
): string => {
  const body = decode(fields.body);
  if (body.trim() !== '') return body;
  const html = fields.html
    ? decodeCharset(fields.html, charsetOf(fields.internetCodepage)).text
    : decode(fields.bodyHtml);
  if (html !== '') return htmlToText(html);
  if (fields.compressedRtf) warn(message, 'text.only-rtf');
  return '';
};

const readInstant = (text: string | undefined): ParsedMessage['date'] => {
  const instant = new Date(text ?? '');
  const year = instant.getUTCFullYear();
  return year >= 1980 && year <= 2100 ? { instant, zone: '+00:00' } : null;
};

const applyRecipients = (
  message: ParsedMessage,
  fields: FieldsData,
  decode: (value: string | undefined) => string,
): void => {
  for (const recipient of (fields.recipients ?? []).slice(0, recipientCountMax)) {
    const address = toAddress(decode(recipient.name), [recipient.smtpAddress, recipient.email]);
    if (!address) continue;
    if (recipient.recipType === 'to') message.to.push(address);
    else if (recipient.recipType === 'cc') message.cc.push(address);
  }
};

const applyFields = (
  message: ParsedMessage,
  fields: FieldsData,
  decode: (value: string | undefined) => string,
): void => {
  message.from ??= toAddress(decode(fields.senderName), [
    fields.senderSmtpAddress,
    fields.senderEmail,
    fields.sentRepresentingSmtpAddress,
    fields.creatorSMTPAddress,
  ]);
  const subject = cleanLine(decode(fields.subject));
  if (subject !== '') message.subject = subject;
  message.subjectMarkers = readSubjectMarkers(message.subject);
  message.date ??= readInstant(fields.clientSubmitTime ?? fields.messageDeliveryTime);
  if (message.to.length + message.cc.length === 0) applyRecipients(message, fields, decode);
};

const applyAttachments = (
  message: ParsedMessage,
  budget: ParseBudget,
  reader: InstanceType<typeof MsgReader>,
  fields: FieldsData,
): void => {
  const decode = createDecoder(fields);
  for (const field of fields.attachments ?? []) {
    try {
      const data =
        field.innerMsgContent || budget.attachmentsLeft > 0 ? reader.getAttachment(field) : undefined;
      const index = addAttachment(message, budget, {
        name: decode(data?.fileName ?? field.fileName ?? field.name),
        contentType: field.innerMsgContent ? 'application/vnd.ms-outlook' : mediaType(field.attachMimeTag),
        read: () => data?.content ?? new Uint8Array(),
      });
      if (index >= 0) embedMessage(message, budget, index, false);
    } catch (error) {
      warn(message, 'embedded.unreadable', {
        name: cleanLine(field.fileName ?? '', 200),
        reason: String(error).slice(0, 200),
      });
    }
  }
};

const mediaType = (tag: string | undefined): string => {
  const lower = typeof tag === 'string' ? tag.toLowerCase() : '';
  return /^[\w.+-]{1,100}\/[\w.+-]{1,100}$/.test(lower) ? lower : 'application/octet-stream';
};

/** Reads an Outlook .msg file; internet headers stored in it win over Outlook's own fields. Throws when it is broken. */
export const buildOutlookMessage = (bytes: Buffer, budget: ParseBudget): ParsedMessage => {
  const fault = findCompoundFileFault(bytes);
  if (fault !== undefined) throw new Error(fault);
  budget.partsLeft -= 1;
  const message = emptyMessage();
  const own = new Uint8Array(bytes);
  const reader = new MsgReader(own.buffer);
  reader.parserConfig = { ansiEncoding: 'latin1' };
  const fields = reader.getFileData();
  if (fields.error !== undefined) throw new Error(fields.error);
  const decode = createDecoder(fields);
  const block = Buffer.from(typeof fields.headers === 'string' ? fields.headers : '', 'utf8');
  // Authentication results inside a forwarded file are the sender's word: nobody is trusted for them.
  const limits = { ...budget.limits, authservIds: [] };
  applyHeaders(
    message,
    readHeaders(block, (code) => warn(message, code)),
    limits,
  );
  applyFields(message, fields, decode);
  setText(message, bodyText(message, fields, decode), budget.limits.textLengthMax);
  applyAttachments(message, budget, reader, fields);
  return message;
};
