import type { EventClass } from './event-class.ts';
import type { FieldNames } from './field-names.ts';
import { findByte } from './line-bytes.ts';
import { digitsAt } from './parse-time.ts';
import type { RecordView } from './record-view.ts';
import { SeparatedLine } from './separated-line.ts';
import type { ParseResult, TextFormat } from './text-format.ts';

/**
 * Logs of Zeek in tab-separated form:
 *
 * ```
 * #separator \x09
 * #path   dns
 * #fields ts      uid     id.orig_h ...
 * 1785553445.123456       CHhAvVGS1DHFjwGM9       203.0.113.7 ...
 * ```
 *
 * The path is the service of the log source; `-` means absent.
 */
export class ZeekLog implements TextFormat {
  readonly name = 'zeek';
  readonly isSplittable = false;
  readonly requestFields: readonly number[];
  readonly #names: FieldNames;
  readonly #line: SeparatedLine;
  #class: EventClass = { product: 'zeek' };
  #fields: number[] = [];
  #timeAt = -1;
  #separator = 0x09;

  /** @param line takes the lines apart */
  constructor(names: FieldNames, line = new SeparatedLine()) {
    this.#names = names;
    this.#line = line;
    this.requestFields = [names.id('uri')];
  }

  get eventClass(): EventClass {
    return this.#class;
  }

  parse(view: RecordView, start: number, end: number): ParseResult {
    const { bytes } = view;
    if (start === end) return 'skipped';
    if (bytes[start] === 0x23) {
      this.#readDirective(Buffer.from(bytes.subarray(start, end)).toString('utf8'));
      return 'skipped';
    }
    if (this.#fields.length === 0) return 'damaged';
    const columns = this.#line.split(view, start, end, this.#separator, this.#fields);
    if (columns !== this.#fields.length) return 'damaged';
    const { starts } = this.#line;
    const timeAt = this.#timeAt;
    if (timeAt >= 0) setEpochTime(view, starts[timeAt]!, starts[timeAt + 1]! - 1);
    return 'record';
  }

  #readDirective(line: string): void {
    const separator = /^#separator \\x([0-9a-fA-F]{2})/.exec(line);
    if (separator !== null) this.#separator = Number.parseInt(separator[1]!, 16);
    const [key, ...values] = line.split(String.fromCharCode(this.#separator));
    if (key === '#path') this.#class = { product: 'zeek', service: values[0] ?? '' };
    if (key !== '#fields') return;
    this.#fields = values.map((name) => this.#names.id(name));
    this.#timeAt = values.indexOf('ts');
  }
}

/** Seconds since 1970 (at most twelve digits), with or without a fraction of at most nine. */
function setEpochTime(view: RecordView, start: number, end: number): void {
  const { bytes } = view;
  const dot = findByte(bytes, 0x2e, start, end);
  const hasFraction = dot < end;
  if (dot === start || dot - start > 12 || (hasFraction && (end - dot < 2 || end - dot > 10))) return;
  const seconds = digitsAt(bytes, start, dot - start);
  const digits = hasFraction ? Math.min(end - dot - 1, 6) : 0;
  const fraction = hasFraction ? digitsAt(bytes, dot + 1, digits) : 0;
  const isWhole =
    seconds >= 0 &&
    fraction >= 0 &&
    digitsAt(bytes, dot + 1 + digits, Math.max(0, end - dot - 1 - digits)) >= 0;
  if (!isWhole) return;
  view.timeMicros = seconds * 1e6 + fraction * 10 ** (6 - digits);
  view.timeDigits = digits;
}
