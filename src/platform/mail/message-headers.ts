import { isAutomaticMail } from './automatic-mail.ts';
import { cleanLine } from './clean-display.ts';
import { decodeHeader } from './decode-header.ts';
import { warn } from './message-draft.ts';
import type { ParsedMessage, ParseLimits } from './parsed-message.ts';
import { readAddresses } from './read-addresses.ts';
import { readAuthentication } from './read-authentication.ts';
import { readDate } from './read-date.ts';
import { findHeader, type HeaderLine } from './read-mime.ts';
import { readSubjectMarkers } from './subject-markers.ts';

const referenceCountMax = 100;
const messageIds = /<([!-;=?-~]{1,996})>/g;

const readIds = (header: string | undefined): string[] =>
  Array.from((header ?? '').slice(0, 200_000).matchAll(messageIds), (match) => match[0]);

/** A Message-ID as received; a bare one without angle brackets gets them. */
const readId = (header: string | undefined): string | null => {
  const first = readIds(header)[0];
  if (first !== undefined) return first;
  const bare = (header ?? '').trim();
  return /^[!-;=?-~]{3,996}$/.test(bare) && bare.includes('@') ? `<${bare}>` : null;
};

/** Fills everything that the header block alone tells. */
export const applyHeaders = (message: ParsedMessage, headers: HeaderLine[], limits: ParseLimits): void => {
  message.messageId = readId(findHeader(headers, 'message-id'));
  message.inReplyTo = readId(findHeader(headers, 'in-reply-to'));
  message.references = readIds(findHeader(headers, 'references')).slice(-referenceCountMax);
  message.from =
    readAddresses(findHeader(headers, 'from'))[0] ?? readAddresses(findHeader(headers, 'sender'))[0] ?? null;
  message.replyTo = readAddresses(findHeader(headers, 'reply-to'))[0] ?? null;
  message.to = readAddresses(findHeader(headers, 'to'));
  message.cc = readAddresses(findHeader(headers, 'cc'));
  message.subject = cleanLine(decodeHeader((findHeader(headers, 'subject') ?? '').slice(0, 20_000)));
  message.subjectMarkers = readSubjectMarkers(message.subject);
  const date = findHeader(headers, 'date');
  message.date = readDate(date);
  if (date !== undefined && message.date === null) warn(message, 'date.unreadable');
  const { authentication, ignoredCount } = readAuthentication(headers, limits.authservIds);
  message.authentication = authentication;
  if (ignoredCount > 0) warn(message, 'authentication.ignored', { count: ignoredCount });
  message.isAutomatic = isAutomaticMail(headers, limits.envelopeFrom);
};
