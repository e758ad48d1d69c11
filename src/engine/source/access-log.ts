import type { AccessKernel } from './access-kernel.ts';
import type { FieldNames } from './field-names.ts';
import { addText, findByte } from './line-bytes.ts';
import { parseWebTime } from './parse-time.ts';
import type { RecordView } from './record-view.ts';
import type { ParseResult, TextFormat } from './text-format.ts';

/**
 * Access logs of nginx and Apache, common and combined:
 *
 * ```
 * 203.0.113.7 - - [01/Aug/2026:03:04:05 +0700] "GET /a.php?x=1 HTTP/1.1" 200 512
 * 203.0.113.7 - an [01/Aug/2026:03:04:05 +0700] "GET /a HTTP/1.1" 200 512 "https://ref/" "Mozilla/5.0"
 * ```
 *
 * A virtual host before the address (`www.example.vn:443 203.0.113.7 - - [...]`) is read too. Fields carry the names
 * of Sigma's web server rules. A quotation mark inside a quoted part is escaped with a backslash.
 */
export class AccessLog implements TextFormat {
  readonly name = 'access-log';
  readonly isSplittable = true;
  readonly eventClass = { category: 'webserver' };
  readonly requestFields: readonly number[];
  /** Only the kernel knows that nothing is encoded. */
  isEncoded = true;
  readonly #ids: FieldIds;
  readonly #kernel: AccessKernel | undefined;

  /** @param kernel that reads the lines which it can reach */
  constructor(names: FieldNames, kernel?: AccessKernel) {
    this.#ids = Object.fromEntries(fieldNames.map((name) => [name, names.id(name)])) as FieldIds;
    this.requestFields = [this.#ids['cs-uri'], this.#ids['cs-uri-stem'], this.#ids['cs-uri-query']];
    this.#kernel = kernel;
    kernel?.setFields(fieldNames.map((name) => names.id(name)));
  }

  parse(view: RecordView, start: number, end: number): ParseResult {
    if (start === end) return 'skipped';
    const kernel = this.#kernel;
    if (kernel?.canRead(view)) {
      if (!kernel.read(view, start, end)) return 'damaged';
      this.isEncoded = kernel.isEncoded;
      return 'record';
    }
    this.isEncoded = true;
    return this.#parse(view, start, end);
  }

  #parse(view: RecordView, start: number, end: number): ParseResult {
    const bytes = view.bytes;
    const ids = this.#ids;
    const open = findByte(bytes, 0x5b, start, end);
    const close = findByte(bytes, 0x5d, open, end);
    if (close >= end) return 'damaged';
    if (!this.#readHead(view, start, open)) return 'damaged';
    view.timeMicros = parseWebTime(bytes, open + 1, close);
    if (Number.isNaN(view.timeMicros)) return 'damaged';
    const quote = findByte(bytes, 0x22, close, end);
    if (quote >= end) return 'damaged';
    const requestEnd = closingQuote(bytes, quote + 1, end);
    this.#readRequest(view, quote + 1, requestEnd);
    let at = this.#readWord(view, ids['sc-status'], requestEnd + 1, end);
    at = this.#readWord(view, ids['sc-bytes'], at, end);
    for (const id of [ids['cs-referer'], ids['cs-user-agent']]) {
      const next = findByte(bytes, 0x22, at, end);
      if (next >= end) break;
      const stop = closingQuote(bytes, next + 1, end);
      if (!isDash(bytes, next + 1, stop)) addText(view, id, next + 1, stop);
      at = stop + 1;
    }
    return 'record';
  }

  /** `address identity user`, with a virtual host before it where there are four words. */
  #readHead(view: RecordView, start: number, end: number): boolean {
    const words: number[] = [];
    let at = start;
    while (at < end && words.length < 8) {
      const stop = findByte(view.bytes, 0x20, at, end);
      if (stop > at) words.push(at, stop);
      at = stop + 1;
    }
    if (words.length < 6) return false;
    const first = words.length >= 8 ? 2 : 0;
    if (first > 0) addText(view, this.#ids['cs-host'], words[0]!, words[1]!);
    addText(view, this.#ids['c-ip'], words[first]!, words[first + 1]!);
    const user = words.length - 2;
    if (!isDash(view.bytes, words[user]!, words[user + 1]!))
      addText(view, this.#ids['cs-username'], words[user]!, words[user + 1]!);
    return true;
  }

  /** `METHOD /path?query PROTOCOL`; a request that is none of this is kept whole. */
  #readRequest(view: RecordView, start: number, end: number): void {
    const bytes = view.bytes;
    const ids = this.#ids;
    const methodEnd = findByte(bytes, 0x20, start, end);
    if (methodEnd >= end) {
      addText(view, ids['cs-uri'], start, end);
      return;
    }
    let last = end - 1;
    while (last > methodEnd && bytes[last] !== 0x20) last--;
    const hasProtocol = last > methodEnd && last + 1 < end && bytes[last + 1] === 0x48;
    const uriEnd = hasProtocol ? last : end;
    addText(view, ids['cs-method'], start, methodEnd);
    addText(view, ids['cs-uri'], methodEnd + 1, uriEnd);
    const stemEnd = findByte(bytes, 0x3f, methodEnd + 1, uriEnd);
    addText(view, ids['cs-uri-stem'], methodEnd + 1, stemEnd);
    if (stemEnd < uriEnd) addText(view, ids['cs-uri-query'], stemEnd + 1, uriEnd);
    if (hasProtocol) addText(view, ids['cs-version'], last + 1, end);
  }

  #readWord(view: RecordView, id: number, from: number, end: number): number {
    let start = from;
    while (start < end && view.bytes[start] === 0x20) start++;
    const stop = findByte(view.bytes, 0x20, start, end);
    if (stop > start && !isDash(view.bytes, start, stop)) addText(view, id, start, stop);
    return stop;
  }
}

const fieldNames = [
  'cs-host',
  'c-ip',
  'cs-username',
  'cs-method',
  'cs-uri',
  'cs-uri-stem',
  'cs-uri-query',
  'cs-version',
  'sc-status',
  'sc-bytes',
  'cs-referer',
  'cs-user-agent',
] as const;
type FieldIds = Record<(typeof fieldNames)[number], number>;

const isDash = (bytes: Uint8Array, start: number, end: number): boolean =>
  end - start === 1 && bytes[start] === 0x2d;

function closingQuote(bytes: Uint8Array, from: number, end: number): number {
  let at = from;
  while (at < end && bytes[at] !== 0x22) at += bytes[at] === 0x5c ? 2 : 1;
  return Math.min(at, end);
}
