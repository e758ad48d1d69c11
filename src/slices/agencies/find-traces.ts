import { isIP } from 'node:net';
import { normaliseHost } from './normalise-domain.ts';

/** What in a report may point to an organisation: lower-case addresses, host names, IP addresses. */
export type Traces = { emails: string[]; hosts: string[]; addresses: string[] };

const TEXT_CHARACTERS_MAX = 200_000;
const TOKENS_MAX = 20_000;
const TOKEN_CHARACTERS_MAX = 320;
const TRACES_MAX = 1_000;

const bareToken = (token: string): string =>
  token
    .replace(/\[\.\]/g, '.')
    .replace(/^[a-z][a-z0-9+.-]{0,15}:\/\//i, '')
    .replace(/^mailto:/i, '')
    .replace(/[/?#].*$/, '')
    .replace(/^[[{*_]+|[\]}*_.:!]+$/g, '');

const readToken = (token: string, found: { [Key in keyof Traces]: Set<string> }): void => {
  const bare = bareToken(token);
  const at = bare.lastIndexOf('@');
  if (at > 0) {
    const host = normaliseHost(bare.slice(at + 1));
    if (host) found.emails.add(`${bare.slice(0, at).toLowerCase()}@${host}`);
    return;
  }
  if (isIP(bare)) {
    found.addresses.add(bare.toLowerCase());
    return;
  }
  const withoutPort = bare.replace(/:\d{1,5}$/, '');
  if (isIP(withoutPort)) found.addresses.add(withoutPort);
  else {
    const host = normaliseHost(withoutPort);
    if (host) found.hosts.add(host);
  }
};

/** Finds them in running text and in given lists. Reads word by word with fixed limits, so no text can hold it up. */
export const findTraces = (input: {
  text?: string;
  emails?: readonly string[];
  domains?: readonly string[];
  addresses?: readonly string[];
}): Traces => {
  const found = { emails: new Set<string>(), hosts: new Set<string>(), addresses: new Set<string>() };
  const given = [...(input.emails ?? []), ...(input.domains ?? []), ...(input.addresses ?? [])];
  const words = (input.text ?? '').slice(0, TEXT_CHARACTERS_MAX).split(/[\s<>()"'`,;|]+/, TOKENS_MAX);
  for (const token of [...given, ...words]) {
    if (token.length <= TOKEN_CHARACTERS_MAX && /[.:]/.test(token)) readToken(token, found);
  }
  return {
    emails: [...found.emails].slice(0, TRACES_MAX),
    hosts: [...found.hosts].slice(0, TRACES_MAX),
    addresses: [...found.addresses].slice(0, TRACES_MAX),
  };
};
