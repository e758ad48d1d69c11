import type { Indicator } from '../rule/indicators/indicator.ts';
import { normalUrl } from '../rule/indicators/indicator.ts';
import { isInNetwork, type Network, parseAddress, parseNetwork } from '../rule/network.ts';
import type { ValueText } from '../source/value-text.ts';
import type { FoundSet } from './found-set.ts';
import type { ValueMatcher } from './value-matcher.ts';

const filterBits = 24;

/** What a unit can be part of. */
const Kind = { none: 0, host: 1, colon: 2 } as const;

/**
 * Finds indicators in a value, bounded by tokens: 1.2.3.4 is not found in 11.2.3.4 or 1.2.3.45, `vil.example` not in
 * `evil.example`; but a domain is found in its sub-domains, and an address in `1.2.3.4:8080`.
 *
 * A value is cut into tokens; a bitmap over hashes of all indicators answers nearly always "not this one", and only
 * then is a text made and looked up.
 */
export class IndicatorMatcher implements ValueMatcher {
  readonly number = 1;
  readonly #exact = new Map<string, number>();
  readonly #isDomain: Uint8Array;
  /** Names with blanks and the like, which are no tokens. */
  readonly #phrases: { text: string; index: number }[] = [];
  readonly #networks: { network: Network; index: number }[] = [];
  readonly #filter = new Uint32Array(1 << (filterBits - 5));
  readonly #kinds = new Uint8Array(65_536);
  readonly #hasUrls: boolean;
  readonly #hasMail: boolean;
  readonly #hasIpv6: boolean;

  constructor(indicators: readonly Indicator[]) {
    this.#isDomain = Uint8Array.from(indicators, ({ type }) => (type === 'domain' ? 1 : 0));
    for (const [index, { type, value }] of indicators.entries()) {
      if (type === 'network') {
        const network = parseNetwork(value);
        if (network !== undefined) this.#networks.push({ network, index });
      } else if (type === 'file-name' && !/^[\p{L}\p{N}._-]+$/u.test(value))
        this.#phrases.push({ text: value, index });
      else {
        const key = type === 'ipv6' ? ipv6Key(value) : value;
        if (key === undefined) continue;
        this.#exact.set(key, index);
        this.#addToFilter(key);
      }
    }
    const has = (type: string): boolean => indicators.some((indicator) => indicator.type === type);
    this.#hasUrls = has('url');
    this.#hasMail = has('email');
    this.#hasIpv6 = has('ipv6') || this.#networks.length > 0;
    for (let unit = 0; unit < 65_536; unit++)
      if (/[\p{L}\p{N}._-]/u.test(String.fromCharCode(unit))) this.#kinds[unit] = Kind.host;
    this.#kinds[0x3a] = Kind.colon;
  }

  match(value: ValueText, found: FoundSet): void {
    const { units, length } = value;
    let hasColon = false;
    let hasAt = false;
    for (let i = 0; i < length; ) {
      if (this.#kinds[units[i]!] !== Kind.host) {
        if (units[i] === 0x3a) hasColon = true;
        else if (units[i] === 0x40) hasAt = true;
        i++;
        continue;
      }
      let end = i + 1;
      while (end < length && this.#kinds[units[end]!] === Kind.host) end++;
      this.#matchToken(units, i, end, found);
      i = end;
    }
    if (this.#phrases.length > 0) this.#matchPhrases(value.toString().toLowerCase(), found);
    if (!(hasColon && (this.#hasUrls || this.#hasIpv6)) && !(hasAt && this.#hasMail)) return;
    this.#matchCompound(value.toString().toLowerCase(), hasAt, found);
  }

  /** Addresses, hashes, domains with all their parents, names of files. */
  #matchToken(units: Uint16Array, from: number, to: number, found: FoundSet): void {
    let [start, end] = [from, to];
    while (start < end && isEdge(units[start]!)) start++;
    while (end > start && isEdge(units[end - 1]!)) end--;
    if (end - start < 3) return;
    const isNumeric = this.#networks.length > 0 && isDottedNumber(units, start, end);
    if (isNumeric) this.#matchNetworks(textAt(units, start, end), found);
    this.#look(units, start, end, false, found);
    // Digits at the front of an address are no sub-domain of the rest.
    if (isDottedNumber(units, start, end)) return;
    for (let at = start; at < end; at++) if (units[at] === 0x2e) this.#look(units, at + 1, end, true, found);
  }

  #matchCompound(text: string, hasAt: boolean, found: FoundSet): void {
    if (this.#hasUrls)
      for (const [url] of text.matchAll(/[a-z][a-z0-9+.-]*:\/\/[^\s"'<>|^`]+/g)) {
        const bare = url.replace(/[),.;\]]+$/, '');
        for (const form of new Set([normalUrl(bare), normalUrl(bare.replace(/[?#].*$/s, ''))]))
          this.#lookText(form, found);
      }
    if (hasAt && this.#hasMail)
      for (const [mail] of text.matchAll(/[\p{L}\p{N}.!#$%&*+/=?^_{}~-]+@[\p{L}\p{N}.-]+[\p{L}\p{N}]/gu))
        this.#lookText(mail, found);
    if (!this.#hasIpv6) return;
    for (const [candidate] of text.matchAll(
      /(?<![\p{L}\p{N}:.])[0-9a-f]{0,4}:[0-9a-f:.]*[0-9a-f:](?![\p{L}\p{N}])/gu,
    )) {
      const key = ipv6Key(candidate);
      if (key === undefined) continue;
      this.#lookText(key, found);
      this.#matchNetworks(candidate, found);
    }
  }

  #matchPhrases(text: string, found: FoundSet): void {
    const isToken = (at: number): boolean => this.#kinds[text.charCodeAt(at)] === Kind.host;
    for (const phrase of this.#phrases)
      for (let at = text.indexOf(phrase.text); at >= 0; at = text.indexOf(phrase.text, at + 1))
        if (!isToken(at - 1) && !isToken(at + phrase.text.length)) found.add(phrase.index);
  }

  #matchNetworks(text: string, found: FoundSet): void {
    const address = parseAddress(text);
    if (address === undefined) return;
    for (const { network, index } of this.#networks) if (isInNetwork(address, network)) found.add(index);
  }

  /** A parent domain is found in its sub-domains; nothing else is found in the end of a token. */
  #look(units: Uint16Array, start: number, end: number, isParent: boolean, found: FoundSet): void {
    let hash = 0x811c9dc5;
    for (let i = start; i < end; i++) hash = Math.imul(hash ^ lowerUnit(units[i]!), 0x01000193);
    if (!this.#isPossible(hash)) return;
    const index = this.#exact.get(textAt(units, start, end).toLowerCase());
    if (index !== undefined && (!isParent || this.#isDomain[index] === 1)) found.add(index);
  }

  #lookText(text: string, found: FoundSet): void {
    if (!this.#isPossible(hashText(text))) return;
    const index = this.#exact.get(text);
    if (index !== undefined) found.add(index);
  }

  #isPossible(hash: number): boolean {
    const bit = (hash ^ (hash >>> 7)) & ((1 << filterBits) - 1);
    return ((this.#filter[bit >>> 5]! >>> (bit & 31)) & 1) !== 0;
  }

  #addToFilter(text: string): void {
    const hash = hashText(text);
    const bit = (hash ^ (hash >>> 7)) & ((1 << filterBits) - 1);
    this.#filter[bit >>> 5]! |= 1 << (bit & 31);
  }
}

/** Letters of ASCII only; others keep their case in the hash and are compared in lower case afterwards. */
const lowerUnit = (unit: number): number => (unit >= 0x41 && unit <= 0x5a ? unit | 0x20 : unit);

function hashText(text: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ lowerUnit(text.charCodeAt(i)), 0x01000193);
  return hash;
}

const textAt = (units: Uint16Array, start: number, end: number): string =>
  String.fromCharCode(...units.subarray(start, Math.min(end, start + 512)));

const isEdge = (unit: number): boolean => unit === 0x2e || unit === 0x2d || unit === 0x5f;

function isDottedNumber(units: Uint16Array, start: number, end: number): boolean {
  if (end - start > 15 || end - start < 7) return false;
  for (let i = start; i < end; i++)
    if (units[i] !== 0x2e && (units[i]! < 0x30 || units[i]! > 0x39)) return false;
  return true;
}

/** An IPv6 address in one spelling, as it is compared. */
function ipv6Key(text: string): string | undefined {
  const address = parseAddress(text);
  return address === undefined ? undefined : `ipv6 ${Buffer.from(address).toString('hex')}`;
}
