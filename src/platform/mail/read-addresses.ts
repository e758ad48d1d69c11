import { cleanLine } from './clean-display.ts';
import { decodeHeader } from './decode-header.ts';
import type { MailAddress } from './parsed-message.ts';

const addressCountMax = 500;
const headerLengthMax = 200_000;

type Draft = { words: string; comment: string; angle: string | undefined };

const emptyDraft = (): Draft => ({ words: '', comment: '', angle: undefined });

/** Lower-cases the domain; undefined when the text is no mailbox that a mail could be sent to. */
export const readMailbox = (text: string): string | undefined => {
  const trimmed = text.trim();
  const at = trimmed.lastIndexOf('@');
  if (at < 1 || at === trimmed.length - 1 || trimmed.length > 320) return undefined;
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are refused here
  if (/[\s<>,;"()\u0000-\u001f\u007f-\u009f\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff]/.test(trimmed)) {
    return undefined;
  }
  return `${trimmed.slice(0, at)}@${trimmed.slice(at + 1).toLowerCase()}`;
};

const finishDraft = (draft: Draft): MailAddress | undefined => {
  if (draft.angle === undefined) {
    const address = readMailbox(decodeHeader(draft.words));
    return address === undefined ? undefined : { name: cleanLine(decodeHeader(draft.comment), 200), address };
  }
  const address = readMailbox(decodeHeader(draft.angle));
  if (address === undefined) return undefined;
  return { name: cleanLine(decodeHeader(draft.words.trim() || draft.comment), 200), address };
};

/** Index after a quoted string or comment that starts at `at`; its content goes to `take`. */
const readDelimited = (text: string, at: number, close: string, take: (letter: string) => void): number => {
  let depth = 1;
  let index = at + 1;
  for (; index < text.length; index++) {
    const letter = text[index] as string;
    if (letter === '\\') {
      index += 1;
      take(text[index] ?? '');
      continue;
    }
    if (letter === close) {
      depth -= 1;
      if (depth === 0) return index;
    } else if (close === ')' && letter === '(') depth += 1;
    take(letter);
  }
  return index;
};

/**
 * Reads an address list (RFC 5322 section 3.4 with group syntax) out of an unfolded latin1 header. Entries
 * without a usable mailbox are left out; at most 500 are returned.
 */
export const readAddresses = (header: string | undefined): MailAddress[] => {
  const text = (header ?? '').slice(0, headerLengthMax);
  const addresses: MailAddress[] = [];
  let draft = emptyDraft();
  const flush = (): void => {
    const address = finishDraft(draft);
    if (address) addresses.push(address);
    draft = emptyDraft();
  };
  for (let at = 0; at < text.length && addresses.length < addressCountMax; at++) {
    const letter = text[at] as string;
    if (letter === '"') {
      at = readDelimited(text, at, '"', (part) => {
        draft.words += part;
      });
    } else if (letter === '(') {
      at = readDelimited(text, at, ')', (part) => {
        draft.comment += part;
      });
    } else if (letter === '<') {
      const end = text.indexOf('>', at);
      draft.angle = text.slice(at + 1, end < 0 ? text.length : end);
      at = end < 0 ? text.length : end;
    } else if (letter === ',' || letter === ';') flush();
    else if (letter === ':' && draft.angle === undefined && !draft.words.includes('@')) draft = emptyDraft();
    else draft.words += letter;
  }
  if (addresses.length < addressCountMax) flush();
  return addresses;
};
