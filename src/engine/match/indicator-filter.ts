import type { Indicator } from '../rule/indicators/indicator.ts';
import { parseNetwork } from '../rule/network.ts';
import { FingerprintSet } from './fingerprint-set.ts';
import type { FilterTables } from './kernel/indicator-kernel.ts';
import { hashBack, hashOn, isUrlCut, isUrlStop, Kind, kinds, lower } from './token-bytes.ts';

/** Seeds keep tokens, pages and the hosts of pages apart in one set. */
const Seed = { token: 0x811c9dc5, url: 0x1234567, urlHost: 0x7654321 } as const;
const prime = 0x01000193;
const secondPrime = 0x5bd1e995;
const tailsSize = 1 << 14;

/**
 * Says of the raw bytes of a line (UTF-8) that no indicator can be in it. What passes is asked in full, so the filter
 * may pass too much but never holds back a line in which `IndicatorMatcher` would find something.
 *
 * A line is walked from dot to dot. Tokens count only where an indicator ends alike (top-level domains, file endings);
 * the few left are hashed from their end to their beginning, which meets every parent domain on the way. Hashes have
 * no dots but are long: it is enough to look at every thirtieth byte or so.
 */
export class IndicatorFilter {
  readonly #set: FingerprintSet;
  /** What stands after the last dot of an indicator, hashed. */
  readonly #tails = new Uint8Array(tailsSize);
  readonly #addresses: FingerprintSet;
  /** By the upper half of an IPv4 address: whether a network touches it. */
  readonly #networks = new Uint8Array(65_536);
  /** Bytes at which a line has to be looked at more closely. */
  readonly #events = new Uint8Array(256);
  /** The shortest indicator without a dot, and the bytes that such indicators are made of. */
  #dotlessMin = Number.MAX_SAFE_INTEGER;
  readonly #dotlessBytes = new Uint8Array(256);
  readonly #hasUrls: boolean;
  readonly #hasIpv6: boolean;
  /** Set where an indicator has no ASCII that could be searched for. */
  #passesNonAscii = false;

  constructor(indicators: readonly Indicator[]) {
    const has = (type: string): boolean => indicators.some((indicator) => indicator.type === type);
    this.#hasUrls = has('url');
    this.#hasIpv6 =
      has('ipv6') || indicators.some(({ type, value }) => type === 'network' && value.includes(':'));
    this.#set = new FingerprintSet(indicators.length * (this.#hasUrls ? 2 : 1));
    this.#addresses = new FingerprintSet(indicators.filter(({ value }) => isIpv4(value)).length);
    for (const { type, value } of indicators) {
      if (type === 'network') this.#addNetwork(value);
      else if (type === 'url') this.#addUrl(value.slice(value.indexOf('://') + 3));
      else if (type === 'email') this.#addMail(value);
      else if (isIpv4(value)) this.#addAddress(value);
      else if (type !== 'ipv6') this.#addToken(value);
    }
    this.#events[0x2e] = this.#events[0x25] = this.#events[0x5c] = this.#events[0xe2] = 1;
    if (this.#hasUrls || this.#hasIpv6) this.#events[0x3a] = 1;
    if (has('email')) this.#events[0x40] = 1;
    if (this.#passesNonAscii) this.#events.fill(1, 0x80);
  }

  #addAddress(text: string): void {
    const address = text.split('.').reduce((sum, part) => (sum << 8) | Number(part) | 0, 0);
    this.#addresses.add(address, Math.imul(address, secondPrime));
  }

  #addNetwork(text: string): void {
    const network = parseNetwork(text);
    if (network === undefined || text.includes(':')) return;
    const upper = (network.bytes[12]! << 8) | network.bytes[13]!;
    const count = 1 << Math.max(0, 112 - network.bits);
    const first = upper & ~(count - 1);
    this.#networks.fill(1, first, first + count);
  }

  /** The longest run of ASCII, which stands alone in every line that holds the indicator. */
  #addToken(text: string): void {
    const runs = text.split(/[^a-z0-9._-]/).map((run) => run.replace(/^[._-]+|[._-]+$/g, ''));
    const run = runs.reduce((best, next) => (next.length > best.length ? next : best), '');
    if (run === '') this.#passesNonAscii = true;
    else this.#addKey(run);
  }

  /** The domain, with what stands right before the @. */
  #addMail(text: string): void {
    const key = /[a-z0-9._-]*@[a-z0-9.-]+$/.exec(text)?.[0];
    if (key === undefined) this.#addToken(text.slice(text.indexOf('@') + 1));
    else this.#addKey(key);
  }

  #addKey(key: string): void {
    const bytes = Buffer.from(key, 'latin1');
    const hash = (by: number): number => hashBack(bytes, 0, bytes.length, Seed.token, by);
    this.#set.add(hash(prime), hash(secondPrime));
    const dot = bytes.lastIndexOf(0x2e);
    if (dot < 0) {
      this.#dotlessMin = Math.min(this.#dotlessMin, bytes.length);
      for (const byte of Buffer.from(key + key.toUpperCase(), 'latin1')) this.#dotlessBytes[byte] = 1;
    } else this.#tails[tailOf(bytes, dot + 1, bytes.length)] = 1;
  }

  #addUrl(rest: string): void {
    const bytes = Buffer.from(rest, 'utf8');
    const host = hostLength(bytes, 0, bytes.length);
    for (const [seed, to] of [
      [Seed.urlHost, host],
      [Seed.url, bytes.length],
    ] as const)
      this.#set.add(hashOn(bytes, 0, to, seed, prime), hashOn(bytes, 0, to, seed, secondPrime));
  }

  /** For the kernel, which asks the same questions. */
  get tables(): FilterTables {
    return {
      tails: this.#tails,
      networks: this.#networks,
      dotlessBytes: this.#dotlessBytes,
      dotlessMin: this.#dotlessMin === Number.MAX_SAFE_INTEGER ? 0 : this.#dotlessMin,
      tokens: this.#set.tables,
      addresses: this.#addresses.tables,
      hasUrls: this.#hasUrls,
      hasIpv6: this.#hasIpv6,
      hasMail: this.#events[0x40] === 1,
      passesNonAscii: this.#passesNonAscii,
    };
  }

  /** Whether an indicator may stand in `bytes` from `start` to `end`. */
  mayHold(bytes: Uint8Array, start: number, end: number): boolean {
    if (this.#dotlessMin <= end - start && this.#passesDotless(bytes, start, end)) return true;
    const events = this.#events;
    let at = start;
    for (;;) {
      while (at < end && events[bytes[at]!] === 0) at++;
      if (at >= end) return false;
      const byte = bytes[at]!;
      if (byte !== 0x2e) {
        if (this.#passesSpecial(bytes, at, start, end)) return true;
        at++;
        continue;
      }
      let dot = at;
      while (++at < end) {
        if (bytes[at] === 0x2e) dot = at;
        else if ((kinds[bytes[at]!]! & Kind.host) === 0) break;
      }
      if (this.#passesDotted(bytes, dot, at, start)) return true;
    }
  }

  /** A token whose last dot and end are known. Nearly all fall by what stands after the dot. */
  #passesDotted(bytes: Uint8Array, lastDot: number, end: number, start: number): boolean {
    const isNumber = isDigit(bytes[end - 1]!);
    if (!isNumber && lastDot + 1 < end && kinds[bytes[end - 1]!] === Kind.letter)
      if (this.#tails[tailOf(bytes, lastDot + 1, end)] === 0) return false;
    const from = tokenStart(bytes, lastDot, start);
    return this.#passesToken(bytes, from, end, start);
  }

  /** Runs without a dot (hashes): each covers one of the places that are looked at. */
  #passesDotless(bytes: Uint8Array, start: number, end: number): boolean {
    const step = this.#dotlessMin;
    const members = this.#dotlessBytes;
    for (let at = start + step - 1; at < end; at += step) {
      if (members[bytes[at]!] === 0) continue;
      let from = at;
      while (from > start && members[bytes[from - 1]!] === 1) from--;
      let to = at + 1;
      while (to < end && members[bytes[to]!] === 1) to++;
      if (to - from < step) continue;
      from = tokenStart(bytes, from, start);
      while (to < end && (kinds[bytes[to]!]! & Kind.host) !== 0) to++;
      if (this.#passesToken(bytes, from, to, start)) return true;
      at = Math.max(at, to - step);
    }
    return false;
  }

  #passesToken(bytes: Uint8Array, from: number, to: number, start: number): boolean {
    let first = from;
    let last = to;
    while (first < last && kinds[bytes[first]!]! >= Kind.dot) first++;
    while (last > first && kinds[bytes[last - 1]!]! >= Kind.dot) last--;
    if (first === last) return false;
    if (isDigit(bytes[first]!) && this.#passesAddress(bytes, first, last)) return true;
    const before = from > start ? bytes[from - 1] : 0;
    // What a backslash or a percent sign takes of the token: one letter, or u and four digits, or two digits.
    if (
      before === 0x5c &&
      (this.#passesRest(bytes, from + 1, last) || this.#passesRest(bytes, from + 5, last))
    )
      return true;
    if (before === 0x25 && this.#passesRest(bytes, from + 2, last)) return true;
    let dot = last - 1;
    while (dot >= first && bytes[dot] !== 0x2e) dot--;
    const isPrefixed = before === 0x5c || before === 0x25;
    if (dot >= first && !isPrefixed && this.#tails[tailOf(bytes, dot + 1, last)] === 0) return false;
    if (this.#passesSuffixes(bytes, from, first, last, before === 0x5c, before === 0x25)) return true;
    return before === 0x40 && this.#passesMail(bytes, last, from, start);
  }

  /**
   * Whether the token, or its end after a dot, is known. In JSON the first letter can belong to a backslash, in requests
   * the first two digits to a percent sign.
   */
  #passesSuffixes(
    bytes: Uint8Array,
    from: number,
    first: number,
    last: number,
    isEscaped: boolean,
    isEncoded: boolean,
  ): boolean {
    let hash: number = Seed.token;
    for (let at = last - 1; at >= from; at--) {
      hash = Math.imul(hash ^ lower[bytes[at]!]!, prime);
      const isStart =
        at === first ||
        (at > from && kinds[bytes[at - 1]!]! >= Kind.dot) ||
        (isEscaped && (at === from + 1 || at === from + 5)) ||
        (isEncoded && at === from + 2);
      if (isStart && this.#set.mayHave(hash) && this.#has(bytes, at, last, hash)) return true;
    }
    return false;
  }

  #passesMail(bytes: Uint8Array, last: number, from: number, start: number): boolean {
    let at = from - 1;
    while (at > start && (kinds[bytes[at - 1]!]! & Kind.host) !== 0) at--;
    if (at > start && bytes[at - 1] === 0x5c) return true;
    const hash = hashBack(bytes, at, last, Seed.token, prime);
    return this.#set.mayHave(hash) && this.#has(bytes, at, last, hash);
  }

  #has(bytes: Uint8Array, from: number, to: number, hash: number): boolean {
    return this.#set.has(hash, hashBack(bytes, from, to, Seed.token, secondPrime));
  }

  #passesRest(bytes: Uint8Array, from: number, to: number): boolean {
    let first = from;
    while (first < to && kinds[bytes[first]!]! >= Kind.dot) first++;
    return this.#passesAddress(bytes, first, to);
  }

  #passesAddress(bytes: Uint8Array, from: number, to: number): boolean {
    if (to - from < 7 || to - from > 15) return false;
    let address = 0;
    let part = 0;
    let dots = 0;
    for (let at = from; at < to; at++) {
      const byte = bytes[at]!;
      if (isDigit(byte)) part = part * 10 + byte - 0x30;
      else if (byte !== 0x2e) return false;
      else {
        address = (address << 8) | part;
        part = 0;
        dots++;
      }
    }
    if (dots !== 3) return false;
    address = (address << 8) | part;
    if (this.#networks[address >>> 16] === 1) return true;
    return this.#addresses.mayHave(address) && this.#addresses.has(address, Math.imul(address, secondPrime));
  }

  #passesSpecial(bytes: Uint8Array, at: number, start: number, end: number): boolean {
    const byte = bytes[at];
    if (byte === 0x3a) {
      if (this.#hasUrls && bytes[at + 1] === 0x2f && bytes[at + 2] === 0x2f && at + 3 < end)
        return this.#passesUrl(bytes, at + 3, end);
      // In JSON, slashes may be escaped.
      if (this.#hasUrls && bytes[at + 1] === 0x5c && bytes[at + 2] === 0x2f) return true;
      return this.#hasIpv6 && isIpv6Like(bytes, at, start, end);
    }
    // An escaped letter would be part of a token.
    if (byte === 0x5c) return bytes[at + 1] === 0x75 && isTokenEscape(bytes, at + 2);
    if (byte === 0x25) return this.#passesEncoded(bytes, at + 1);
    if (byte === 0x40) return hasEdge(bytes, at + 1, end);
    // The Kelvin sign is a k in lower case.
    return this.#passesNonAscii || (bytes[at + 1] === 0x84 && bytes[at + 2] === 0xaa);
  }

  /** Encoded bytes (`%2F`) are decoded before they are asked, up to two times. */
  #passesEncoded(bytes: Uint8Array, at: number): boolean {
    if (bytes[at] === 0x75) return true;
    const code = hexOf(bytes, at, 2);
    // No number for what is not encoded.
    if (!(code >= 0)) return false;
    if (code === 0x25 || code === 0xe2 || (kinds[code]! & Kind.host) !== 0) return true;
    if (code === 0x3a) return this.#hasUrls || this.#hasIpv6;
    if (code === 0x40) return this.#events[0x40] === 1;
    return code >= 0x80 && this.#passesNonAscii;
  }

  #passesUrl(bytes: Uint8Array, from: number, end: number): boolean {
    const to = from + hostLength(bytes, from, end);
    if (bytes[to] === 0x5c || bytes[to] === 0x25) return true;
    const host = hashOn(bytes, from, to, Seed.urlHost, prime);
    if (!this.#set.mayHave(host) || !this.#set.has(host, hashOn(bytes, from, to, Seed.urlHost, secondPrime)))
      return false;
    let hash: number = Seed.url;
    for (let at = from; ; at++) {
      const byte = at < end ? bytes[at]! : 0;
      if (byte >= 0x80 || byte === 0x5c || byte === 0x25) return true;
      const isStop = at >= end || isUrlStop(byte);
      if ((isStop || isUrlCut(byte)) && this.#set.mayHave(hash)) {
        if (this.#set.has(hash, hashOn(bytes, from, at, Seed.url, secondPrime))) return true;
      }
      if (isStop) return false;
      hash = Math.imul(hash ^ lower[byte]!, prime);
    }
  }
}

const isIpv4 = (text: string): boolean => /^\d{1,3}(?:\.\d{1,3}){3}$/.test(text);

function tailOf(bytes: Uint8Array, from: number, to: number): number {
  const hash = hashOn(bytes, from, to, Seed.token, prime);
  return (hash ^ (hash >>> 14)) & (tailsSize - 1);
}

/** The first run of token bytes of an address: its host, or what stands before a port or a name of a user. */
function hostLength(bytes: Uint8Array, from: number, end: number): number {
  let at = from;
  while (at < end && (kinds[bytes[at]!]! & Kind.host) !== 0) at++;
  // A sentence may have ended right behind the host.
  while (at > from && bytes[at - 1] === 0x2e) at--;
  return at - from;
}

/** Two colons side by side, or seven in a row of hexadecimal groups. */
function isIpv6Like(bytes: Uint8Array, at: number, start: number, end: number): boolean {
  if (bytes[at + 1] === 0x3a && at + 1 < end) return true;
  let colons = 0;
  for (let k = at; k >= start && at - k < 40; k--) {
    const byte = bytes[k]! | 0x20;
    if (bytes[k] === 0x3a) colons++;
    else if (!((byte >= 0x61 && byte <= 0x66) || (bytes[k]! >= 0x30 && bytes[k]! <= 0x39))) break;
  }
  // With an IPv4 address at the end there are six.
  return colons >= 6;
}

/** Whether four hexadecimal digits stand for a byte of a token, or for something outside ASCII. */
function isTokenEscape(bytes: Uint8Array, at: number): boolean {
  const code = hexOf(bytes, at, 4);
  return code >= 0x80 || (kinds[code]! & Kind.host) !== 0;
}

/** A hexadecimal number of some digits; not a number where there is none. */
function hexOf(bytes: Uint8Array, at: number, digits: number): number {
  const text = String.fromCharCode(...bytes.subarray(at, at + digits));
  return /^[0-9a-fA-F]+$/.test(text) ? Number.parseInt(text, 16) : Number.NaN;
}

/** A mail address may end before an underscore or a dash, where a token does not. */
function hasEdge(bytes: Uint8Array, from: number, end: number): boolean {
  for (let at = from; at < end && (kinds[bytes[at]!]! & Kind.host) !== 0; at++)
    if (bytes[at] === 0x5f) return true;
  return false;
}

const isDigit = (byte: number): boolean => byte >= 0x30 && byte <= 0x39;

function tokenStart(bytes: Uint8Array, from: number, start: number): number {
  let at = from;
  while (at > start && (kinds[bytes[at - 1]!]! & Kind.host) !== 0) at--;
  return at;
}
