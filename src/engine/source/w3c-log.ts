import type { FieldNames } from './field-names.ts';
import { addText, findByte } from './line-bytes.ts';
import { parseIsoTime } from './parse-time.ts';
import type { RecordView } from './record-view.ts';
import type { ParseResult, TextFormat } from './text-format.ts';

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
  readonly #names: FieldNames;
  readonly #stem: number;
  readonly #query: number;
  readonly #uri: number;
  #fields: number[] = [];
  #dateAt = -1;
  #timeAt = -1;

  constructor(names: FieldNames) {
    this.#names = names;
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
    let at = start;
    let index = 0;
    const places = { date: 0, time: 0, timeEnd: 0 };
    while (at <= end && index < this.#fields.length) {
      const stop = findByte(bytes, 0x20, at, end);
      if (index === this.#dateAt) places.date = at;
      if (index === this.#timeAt) [places.time, places.timeEnd] = [at, stop];
      if (stop > at && !(stop - at === 1 && bytes[at] === 0x2d))
        addText(view, this.#fields[index]!, at, stop);
      index++;
      at = stop + 1;
    }
    this.#setTime(view, places);
    this.#addUri(view);
    return index === this.#fields.length ? 'record' : 'damaged';
  }

  /** IIS keeps path and query apart; rules may ask for both in one. */
  #addUri(view: RecordView): void {
    const stem = view.indexOf(this.#stem);
    const query = view.indexOf(this.#query);
    if (stem < 0 || query < 0) return;
    const path = textAt(view, stem);
    view.derivedFrom = view.count;
    view.addMade(this.#uri, `${path}?${textAt(view, query)}`);
  }

  #readDirective(line: string): void {
    if (!line.startsWith('#Fields:')) return;
    const names = line.slice(8).trim().split(/\s+/);
    this.#dateAt = names.indexOf('date');
    this.#timeAt = names.indexOf('time');
    this.#fields = names.map((name) => this.#names.id(sigmaNames[name] ?? name));
  }

  /** Date and time are neighbours in all logs of IIS, which makes them one ISO time. */
  #setTime(view: RecordView, places: { date: number; time: number; timeEnd: number }): void {
    if (this.#dateAt < 0 || places.time !== places.date + 11) return;
    const time = parseIsoTime(view.bytes, places.date, places.timeEnd);
    if (time === undefined) return;
    view.setTime(time);
    // The format itself says UTC.
    view.isLocalTime = false;
  }
}

const textAt = (view: RecordView, i: number): string =>
  Buffer.from(view.bytes.subarray(view.offsets[i]!, view.offsets[i]! + view.lengths[i]!)).toString('utf8');
