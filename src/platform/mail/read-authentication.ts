import {
  type AuthenticationResult,
  authenticationResults,
  type MailAuthentication,
} from './parsed-message.ts';
import type { HeaderLine } from './read-mime.ts';

export const noAuthentication: MailAuthentication = { spf: null, dkim: null, dmarc: null };

/** Removes comments and the content of quoted strings, where a forger could place "spf=pass". */
const removeComments = (value: string): string => {
  let out = '';
  let depth = 0;
  let isQuoted = false;
  for (let at = 0; at < value.length; at++) {
    const letter = value[at] as string;
    if (letter === '\\' && (depth > 0 || isQuoted)) at += 1;
    else if (isQuoted) isQuoted = letter !== '"';
    else if (letter === '(') depth += 1;
    else if (letter === ')') depth = Math.max(0, depth - 1);
    else if (depth === 0 && letter === '"') isQuoted = true;
    else if (depth === 0) out += letter;
  }
  return out;
};

const isResult = (word: string): word is AuthenticationResult =>
  (authenticationResults as readonly string[]).includes(word);

const readResults = (clean: string): [keyof MailAuthentication, AuthenticationResult][] => {
  const found: [keyof MailAuthentication, AuthenticationResult][] = [];
  for (const entry of clean.split(';').slice(1, 100)) {
    const match = /^\s*(spf|dkim|dmarc)\s*(?:\/\s*\d+\s*)?=\s*([a-z]+)(?=\s|$)/i.exec(entry);
    const result = match?.[2]?.toLowerCase() ?? '';
    if (match && isResult(result))
      found.push([(match[1] as string).toLowerCase() as keyof MailAuthentication, result]);
  }
  return found;
};

/**
 * Reads SPF, DKIM and DMARC as found by the receiving host, out of the topmost unbroken block of
 * Authentication-Results (RFC 8601) that carry one of `authservIds`. Everything else, by other hosts or further
 * down behind a Received line, came with the mail and is counted in `ignoredCount`. Of several DKIM signatures
 * one that passes is enough.
 */
export const readAuthentication = (
  headers: HeaderLine[],
  authservIds: readonly string[],
): { authentication: MailAuthentication; ignoredCount: number } => {
  const trusted = new Set(authservIds.map((id) => id.toLowerCase()));
  const authentication = { ...noAuthentication };
  let ignoredCount = 0;
  let isInBlock = false;
  let isPastBlock = false;
  for (const { name, value } of headers) {
    if (name === 'received' && isInBlock) isPastBlock = true;
    if (name !== 'authentication-results') continue;
    const clean = removeComments(value.slice(0, 20_000));
    const host = /^\s*([^\s;]+)/.exec(clean)?.[1]?.toLowerCase() ?? '';
    if (isPastBlock || !trusted.has(host)) {
      ignoredCount += 1;
      continue;
    }
    isInBlock = true;
    for (const [method, result] of readResults(clean)) {
      const isBetter = method === 'dkim' && result === 'pass';
      if (authentication[method] === null || isBetter) authentication[method] = result;
    }
  }
  return { authentication, ignoredCount };
};
