import type { FieldNames } from './field-names.ts';
import { parseIsoTime } from './parse-time.ts';
import type { RecordView } from './record-view.ts';
import { isEncoded } from './request-values.ts';
import { SeparatedLine } from './separated-line.ts';
import type { ParseResult, TextFormat } from './text-format.ts';

const space = 0x20;

/** Field names that Sigma writes in another way. */
const sigmaNames: Record<string, string> = {
  'cs(User-Agent)': 'cs-user-agent',
  'cs(Referer)': 'cs-referer',
  'cs(Cookie)': 'cs-cookie',
  'cs(Host)': 'cs-host',
};

/**
 * The extended log format of the W3C, as IIS writes it:
 *
 * ```
 * #Fields: date time s-ip cs-method cs-uri-stem cs-uri-query s-port cs-username c-ip cs(User-Agent) sc-status
 * 2026-08-01 03:04:05 10.0.0.2 GET /a.aspx id=1 443 - 203.0.113.7 Mozilla/5.0+(X11) 200
 * ```
 *
 * `-` means absent; times are UTC. IIS starts the list of fields anew whenever it changes, so it is read wherever it
 * stands, and a file is not split.
 */
export class W3cLog implements TextFormat {
  readonly name = 'w3c';
  readonly isSplittable = false;
  readonly eventClass = { category: 'webserver', product: 'windows', service: 'iis' };
  readonly requestFields: readonly number[];
  isEncoded = true;
  readonly #names: FieldNames;
  readonly #line: SeparatedLine;
  readonly #stem: number;
  readonly #query: number;
  readonly #uri: number;
  #fields: number[] = [];
  /** Only one path and one query say whether something is encoded. */
  #isUsual = false;
  #dateAt = -1;
  #timeAt = -1;

  /** @param line takes the lines apart */
  constructor(names: FieldNames, line = new SeparatedLine()) {
    this.#names = names;
    this.#line = line;
    this.#stem = names.id('cs-uri-stem');
    this.#query = names.id('cs-uri-query');
    this.#uri = names.id('cs-uri');
    this.requestFields = [this.#stem, this.#query, this.#uri];
  }

  parse(view: RecordView, start: number, end: number): ParseResult {
    const { bytes } = view;
    if (start === end) return 'skipped';
    if (bytes[start] === 0x23) {
      this.#readDirective(Buffer.from(bytes.subarray(start, end)).toString('utf8'));
      return 'skipped';
    }
    if (this.#fields.length === 0) return 'damaged';
    if (this.#line.split(view, start, end, space, this.#fields) !== this.#fields.length) return 'damaged';
    this.#setTime(view);
    const stem = view.indexOf(this.#stem);
    const query = view.indexOf(this.#query);
    this.isEncoded = !this.#isUsual || isEncodedAt(view, stem) || isEncodedAt(view, query);
    this.#addUri(view, stem, query);
    return 'record';
  }

  /** IIS keeps path and query apart; rules may ask for both in one. */
  #addUri(view: RecordView, stem: number, query: number): void {
    if (stem < 0 || query < 0) return;
    const isNext = view.offsets[query] === view.offsets[stem]! + view.lengths[stem]! + 1;
    const text = isNext
      ? textAt(view, stem, query).replace(' ', '?')
      : `${textAt(view, stem, stem)}?${textAt(view, query, query)}`;
    view.derivedFrom = view.count;
    view.addMade(this.#uri, text);
  }

  #readDirective(line: string): void {
    if (!line.startsWith('#Fields:')) return;
    const names = line.slice(8).trim().split(/\s+/);
    this.#dateAt = names.indexOf('date');
    this.#timeAt = names.indexOf('time');
    this.#fields = names.map((name) => this.#names.id(sigmaNames[name] ?? name));
    const requests = this.#fields.filter((field) => this.requestFields.includes(field));
    this.#isUsual = new Set(requests).size === requests.length && !requests.includes(this.#uri);
  }

  /** Date and time are neighbours in all logs of IIS, which makes them one ISO time. */
  #setTime(view: RecordView): void {
    const { starts } = this.#line;
    const [dateAt, timeAt] = [this.#dateAt, this.#timeAt];
    if (dateAt < 0 || timeAt < 0 || starts[timeAt] !== starts[dateAt]! + 11) return;
    const time = parseIsoTime(view.bytes, starts[dateAt]!, starts[timeAt + 1]! - 1);
    if (time === undefined) return;
    view.setTime(time);
    // The format itself says UTC.
    view.isLocalTime = false;
  }
}

function isEncodedAt(view: RecordView, i: number): boolean {
  if (i < 0) return false;
  const start = view.offsets[i]!;
  return isEncoded(view.bytes, start, start + view.lengths[i]!);
}

/** The bytes from one value to the end of another. */
function textAt(view: RecordView, first: number, last: number): string {
  const { buffer, byteOffset } = view.bytes;
  const start = view.offsets[first]!;
  const end = view.offsets[last]! + view.lengths[last]!;
  return Buffer.from(buffer, byteOffset + start, end - start).toString('utf8');
}
