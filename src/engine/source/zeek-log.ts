import type { EventClass } from './event-class.ts';
import type { FieldNames } from './field-names.ts';
import { addText, findByte } from './line-bytes.ts';
import type { RecordView } from './record-view.ts';
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
  #class: EventClass = { product: 'zeek' };
  #fields: number[] = [];
  #timeAt = -1;
  #separator = 0x09;

  constructor(names: FieldNames) {
    this.#names = names;
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
    let at = start;
    let index = 0;
    for (; at <= end && index < this.#fields.length; index++) {
      const stop = findByte(bytes, this.#separator, at, end);
      if (stop > at && !(stop - at === 1 && bytes[at] === 0x2d))
        addText(view, this.#fields[index]!, at, stop);
      if (index === this.#timeAt) setEpochTime(view, at, stop);
      at = stop + 1;
    }
    return index === this.#fields.length ? 'record' : 'damaged';
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

/** Seconds since 1970 with a fraction. */
function setEpochTime(view: RecordView, start: number, end: number): void {
  const text = Buffer.from(view.bytes.subarray(start, end)).toString('latin1');
  const match = /^(\d{1,12})(?:\.(\d{1,9}))?$/.exec(text);
  if (match === null) return;
  const fraction = (match[2] ?? '').slice(0, 6);
  view.timeMicros = Number(match[1]) * 1e6 + Number(fraction.padEnd(6, '0'));
  view.timeDigits = fraction.length;
}
