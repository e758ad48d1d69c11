import { BlockList, isIPv4, isIPv6 } from 'node:net';
import type { ObservableType } from './contract/codes.ts';
import { fileLikeDomains, topLevelDomains } from './top-level-domains.ts';

export type ExtractedObservable = { type: ObservableType; value: string; isPrivate: boolean };

/** Longer texts are read up to here; a mail of this size holds its indicators earlier. */
const charactersMax = 1_000_000;
/** No more than this many from one text. */
export const observablesMax = 5_000;

/** Stands for a dot that was written `[.]` or `(dot)`: the writer says that this is a name, not a sentence. */
const DEFANGED = '\uE000';

const privateNetworks = new BlockList();
for (const [network, bits] of [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.168.0.0', 16],
] as const) {
  privateNetworks.addSubnet(network, bits);
}
privateNetworks.addAddress('::1', 'ipv6');
privateNetworks.addSubnet('fc00::', 7, 'ipv6');
privateNetworks.addSubnet('fe80::', 10, 'ipv6');

/** Undoes the usual ways of making an address unclickable. */
const refang = (text: string): string =>
  text
    .replace(/\[:\/\/\]/g, '://')
    .replace(/\[:\]/g, ':')
    .replace(/\bhxxp(s?):/gi, 'http$1:')
    .replace(/\bfxp:/gi, 'ftp:')
    .replace(/ ?[[({] ?(?:\.|dot) ?[\])}] ?/gi, DEFANGED)
    .replace(/ ?[[({] ?(?:@|at) ?[\])}] ?/gi, '@');

const plain = (value: string): string => value.replaceAll(DEFANGED, '.');

const isLabel = (label: string): boolean => /^[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9])?$/.test(label);

/** The name in lower case, or undefined where it is no host name of the public DNS. */
const readDomain = (raw: string, isMarked: boolean): string | undefined => {
  const name = plain(raw).toLowerCase().replace(/\.$/, '');
  if (name.length > 253) return undefined;
  const labels = name.split('.');
  const top = labels.at(-1) ?? '';
  if (labels.length < 2 || !labels.every(isLabel)) return undefined;
  if (!topLevelDomains.has(top) && !/^xn--[a-z0-9-]{2,59}$/.test(top)) return undefined;
  const isNamed = isMarked || raw.includes(DEFANGED) || labels[0] === 'www';
  return fileLikeDomains.has(top) && !isNamed ? undefined : name;
};

const readAddress = (raw: string): ExtractedObservable | undefined => {
  const value = plain(raw);
  if (isIPv4(value)) return { type: 'ipv4', value, isPrivate: privateNetworks.check(value) };
  if (!isIPv6(value) || !/\d/.test(value)) return undefined;
  const canonical = new URL(`http://[${value}]`).hostname.slice(1, -1);
  return { type: 'ipv6', value: canonical, isPrivate: privateNetworks.check(canonical, 'ipv6') };
};

const readHost = (host: string): ExtractedObservable | undefined => {
  const address = readAddress(host.replace(/^\[|\]$/g, ''));
  if (address) return address;
  const domain = readDomain(host, true);
  return domain ? { type: 'domain', value: domain, isPrivate: domain.endsWith('.local') } : undefined;
};

type Collect = (found: ExtractedObservable | undefined) => void;

/** Each pass takes what it recognises out of the text, so that a later one does not find its parts again. */
const takeUrls = (text: string, collect: Collect): string =>
  text.replace(/(?<![\w-])(?:https?|ftp):\/\/[^\s<>"'`{}|\\^]{3,4000}/gi, (match) => {
    const raw = plain(match).replace(/[.,;:!?)\]*]+$/, '');
    if (!URL.canParse(raw)) return ' ';
    const url = new URL(raw);
    const host = readHost(url.hostname);
    if (!host) return ' ';
    collect({ type: 'url', value: url.href, isPrivate: host.isPrivate });
    collect(host);
    return ' ';
  });

const takeEmails = (text: string, collect: Collect): string =>
  text.replace(
    /(?<![\w.%+-])[a-z0-9_][a-z0-9._%+-]{0,63}@([a-z0-9.\uE000-]{3,253})/gi,
    (match, host: string) => {
      const domain = readDomain(host.replace(/[.-]+$/, ''), true);
      if (!domain) return match;
      const local = plain(match.slice(0, match.indexOf('@'))).toLowerCase();
      collect({ type: 'email', value: `${local}@${domain}`, isPrivate: domain.endsWith('.local') });
      return ' ';
    },
  );

const takeAddresses = (text: string, collect: Collect): string =>
  text
    .replace(/(?<![\w:.])[0-9a-f]{0,4}:[0-9a-f:]{1,38}(?:\d{1,3}\.[\d.]{5,11})?(?![\w:])/gi, (match) => {
      const address = readAddress(match.replace(/(?<!:):$/, ''));
      collect(address);
      return address ? ' ' : match;
    })
    .replace(/(?<![\w.\uE000-])\d{1,3}(?:[.\uE000]\d{1,3}){3}(?![\w-]|[.\uE000]\w|\/\d)/g, (match) => {
      const address = readAddress(match);
      collect(address);
      return address ? ' ' : match;
    });

const hashTypes: Readonly<Record<number, ObservableType>> = { 32: 'md5', 40: 'sha1', 64: 'sha256' };

const takeHashesAndNumbers = (text: string, collect: Collect): void => {
  for (const [match] of text.matchAll(/(?<![0-9a-z_])[0-9a-f]{32,64}(?![0-9a-z_])/gi)) {
    const type = hashTypes[match.length];
    // A row of figures alone is an account or a serial number.
    if (type && /[a-f]/i.test(match)) collect({ type, value: match.toLowerCase(), isPrivate: false });
  }
  for (const [match] of text.matchAll(/(?<![\w-])CVE-\d{4}-\d{4,7}(?![\w-])/gi)) {
    collect({ type: 'cve', value: match.toUpperCase(), isPrivate: false });
  }
};

const takeDomains = (text: string, collect: Collect): void => {
  for (const [match] of text.matchAll(
    /(?<![\p{L}\p{N}_.\\/@=-])[\p{L}\p{N}_.\uE000-]{4,300}(?![\p{L}\p{N}_@\\])/gu,
  )) {
    const domain = readDomain(match.replace(/[.-]+$/, ''), false);
    if (domain) collect({ type: 'domain', value: domain, isPrivate: domain.endsWith('.local') });
  }
};

/**
 * Finds observables in a text as people paste it: mails, logs, reports; plain or defanged (`hxxp`, `[.]`, `(dot)`).
 * Values are normalised and each comes once, in the order of kinds. Time grows with the length of the text only.
 */
export const extractObservables = (text: string): ExtractedObservable[] => {
  const found = new Map<string, ExtractedObservable>();
  const collect: Collect = (item) => {
    if (item && found.size < observablesMax) found.set(`${item.type} ${item.value}`, item);
  };
  let rest = refang(text.slice(0, charactersMax).normalize('NFC').replaceAll(DEFANGED, ' '));
  rest = takeUrls(rest, collect);
  rest = takeEmails(rest, collect);
  rest = takeAddresses(rest, collect);
  takeHashesAndNumbers(rest, collect);
  takeDomains(rest, collect);
  return [...found.values()];
};
