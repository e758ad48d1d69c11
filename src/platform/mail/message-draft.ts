import { createHash } from 'node:crypto';
import { cleanFileName, cleanText, cutText } from './clean-display.ts';
import type {
  MailAttachment,
  MailWarning,
  MailWarningCode,
  ParsedMessage,
  ParseLimits,
} from './parsed-message.ts';
import { noAuthentication } from './read-authentication.ts';

/** What one whole mail may still use; shared with the mails inside it. */
export type ParseBudget = {
  limits: ParseLimits;
  partsLeft: number;
  attachmentsLeft: number;
  embeddedDepth: number;
  /** Readers for the mails inside; given from outside because each of them needs this budget in turn. */
  readers: MessageReaders;
};

export type MessageReader = (bytes: Buffer, budget: ParseBudget) => ParsedMessage;
export type MessageReaders = { mail: MessageReader; outlook: MessageReader };

export const createParseBudget = (limits: ParseLimits, readers: MessageReaders): ParseBudget => ({
  limits,
  readers,
  partsLeft: limits.partCountMax,
  attachmentsLeft: limits.attachmentCountMax,
  embeddedDepth: 0,
});

export const emptyMessage = (): ParsedMessage => ({
  messageId: null,
  inReplyTo: null,
  references: [],
  from: null,
  replyTo: null,
  to: [],
  cc: [],
  subject: '',
  subjectMarkers: [],
  date: null,
  text: '',
  attachments: [],
  embedded: [],
  authentication: { ...noAuthentication },
  isAutomatic: false,
  warnings: [],
});

/** Adds a warning once per code; numbers of a repeated one stay those of the first. */
export const warn = (
  message: ParsedMessage,
  code: MailWarningCode,
  params: MailWarning['params'] = {},
): void => {
  if (!message.warnings.some((warning) => warning.code === code)) message.warnings.push({ code, params });
};

export const setText = (message: ParsedMessage, raw: string, lengthMax: number): void => {
  const cleaned = cleanText(raw);
  if (cleaned.hadNul) warn(message, 'text.nul-removed');
  if (cleaned.hadDirectionMarks) warn(message, 'text.direction-removed');
  const text = cleaned.text.replace(/^\n+/, '').trimEnd();
  if (text.length > lengthMax) warn(message, 'text.cut', { length: text.length, kept: lengthMax });
  message.text = cutText(text, lengthMax);
};

const extensions: Record<string, string> = {
  'message/rfc822': '.eml',
  'application/vnd.ms-outlook': '.msg',
  'text/plain': '.txt',
  'text/html': '.html',
  'text/calendar': '.ics',
  'application/pdf': '.pdf',
  'image/png': '.png',
  'image/jpeg': '.jpg',
  'image/gif': '.gif',
};

/**
 * Keeps an attachment, or only counts it once the mail has used up its share.
 * @returns its index, -1 when it was not kept
 */
export const addAttachment = (
  message: ParsedMessage,
  budget: ParseBudget,
  source: { name: string; contentType: string; read: () => Uint8Array },
): number => {
  if (budget.attachmentsLeft <= 0) {
    warn(message, 'attachments.too-many', {
      found: message.attachments.length,
      kept: message.attachments.length,
    });
    const warning = message.warnings.find(({ code }) => code === 'attachments.too-many') as MailWarning;
    warning.params.found = Number(warning.params.found) + 1;
    return -1;
  }
  budget.attachmentsLeft -= 1;
  // An own copy: bytes that are a window into the mail would carry the whole mail along to the other thread.
  const content = new Uint8Array(source.read());
  const fallback = `attachment-${message.attachments.length + 1}${extensions[source.contentType] ?? '.bin'}`;
  const attachment: MailAttachment = {
    name: cleanFileName(source.name, fallback),
    contentType: source.contentType,
    sizeBytes: content.byteLength,
    sha256: createHash('sha256').update(content).digest('hex'),
    content,
  };
  return message.attachments.push(attachment) - 1;
};
