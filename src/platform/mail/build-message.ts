import { decodeCharset } from './decode-charset.ts';
import { decodeHeader } from './decode-header.ts';
import { decodeTransfer } from './decode-transfer.ts';
import { embedMessage } from './embed-message.ts';
import { htmlToText } from './html-to-text.ts';
import { addAttachment, emptyMessage, type ParseBudget, setText, warn } from './message-draft.ts';
import { applyHeaders } from './message-headers.ts';
import type { ParsedMessage } from './parsed-message.ts';
import { findHeader, type MimePart, readMime } from './read-mime.ts';

type Reading = { message: ParsedMessage; budget: ParseBudget; textLengthLeft: number };

const nameOf = (part: MimePart): string =>
  part.dispositionParams.get('filename') ?? part.typeParams.get('name') ?? '';

const isReadableText = (part: MimePart): boolean =>
  (part.contentType === 'text/plain' || part.contentType === 'text/html') &&
  part.disposition !== 'attachment' &&
  nameOf(part) === '';

const bodyOf = (reading: Reading, part: MimePart): Buffer => {
  const { bytes, isKnown } = decodeTransfer(part.body, part.encoding);
  if (!isKnown) warn(reading.message, 'encoding.unknown', { encoding: part.encoding.slice(0, 40) });
  return bytes;
};

const readText = (reading: Reading, part: MimePart): string => {
  // Four bytes are the most that one letter takes; quoted-printable triples and HTML grows further.
  const bytes = bodyOf(reading, part).subarray(0, Math.max(0, reading.textLengthLeft) * 8);
  const { text, charset, isGuessed } = decodeCharset(bytes, part.typeParams.get('charset'));
  if (isGuessed) warn(reading.message, 'charset.guessed', { charset });
  const plain = part.contentType === 'text/html' ? htmlToText(text) : text;
  reading.textLengthLeft -= plain.length;
  return plain;
};

const addPart = (reading: Reading, part: MimePart): void => {
  const { message, budget } = reading;
  if (part.contentType === 'application/ms-tnef') warn(message, 'attachment.tnef');
  if (part.contentType === 'message/external-body') warn(message, 'attachment.not-fetched');
  const isMail = part.contentType === 'message/rfc822' || part.contentType === 'message/global';
  let name = nameOf(part);
  if (isMail && name === '') {
    const { headers } = readMime(bodyOf(reading, part), {
      partsLeft: 1,
      depthMax: 0,
      onProblem: () => undefined,
    });
    const subject = decodeHeader((findHeader(headers, 'subject') ?? '').slice(0, 1_000)).trim();
    name = subject === '' ? '' : `${subject.replaceAll('/', '-').replaceAll('\\', '-').slice(0, 120)}.eml`;
  }
  const index = addAttachment(message, budget, {
    name,
    contentType: part.contentType,
    read: () => bodyOf(reading, part),
  });
  if (index >= 0) embedMessage(message, budget, index, isMail);
};

/** The best readable form of an alternative: the last plain text with words in it, else what the others give. */
const chooseAlternative = (part: MimePart): MimePart | undefined => {
  const plain = part.children.findLast(
    (child) =>
      child.contentType === 'text/plain' &&
      isReadableText(child) &&
      child.body.toString('latin1').trim() !== '',
  );
  return (
    plain ??
    part.children.findLast((child) => child.contentType.startsWith('multipart/')) ??
    part.children.findLast(isReadableText)
  );
};

const collect = (reading: Reading, part: MimePart, texts: string[]): void => {
  if (part.contentType === 'multipart/alternative') {
    const chosen = chooseAlternative(part);
    for (const child of part.children) {
      if (child === chosen) collect(reading, child, texts);
      else if (!isReadableText(child)) collect(reading, child, []);
    }
  } else if (part.children.length > 0) {
    for (const child of part.children) collect(reading, child, texts);
  } else if (isReadableText(part)) {
    const text = readText(reading, part);
    if (text.trim() !== '') texts.push(text.trimEnd());
  } else addPart(reading, part);
};

/** Reads one mail (RFC 5322 and MIME) and the mails inside it. Meant for the worker thread; may throw on bytes that break a parser. */
export const buildMessage = (raw: Buffer, budget: ParseBudget): ParsedMessage => {
  const message = emptyMessage();
  const mimeBudget = {
    partsLeft: budget.partsLeft,
    depthMax: budget.limits.depthMax,
    onProblem: (code: Parameters<typeof warn>[1]) => warn(message, code),
  };
  const root = readMime(raw, mimeBudget);
  budget.partsLeft = mimeBudget.partsLeft;
  // Only the outermost mail went through the receiving host; what is inside it is the sender's word.
  const isInside = budget.embeddedDepth > 0;
  const limits = isInside ? { ...budget.limits, authservIds: [], envelopeFrom: undefined } : budget.limits;
  applyHeaders(message, root.headers, limits);
  const reading: Reading = { message, budget, textLengthLeft: budget.limits.textLengthMax };
  const texts: string[] = [];
  collect(reading, root, texts);
  setText(message, texts.join('\n\n'), budget.limits.textLengthMax);
  return message;
};
