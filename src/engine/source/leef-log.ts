import type { EventClass } from './event-class.ts';
import type { FieldNames } from './field-names.ts';
import { KeyCache } from './key-cache.ts';
import { addText, findByte } from './line-bytes.ts';
import { parseLooseTime } from './parse-loose-time.ts';
import type { RecordView } from './record-view.ts';
import { SyslogHead } from './syslog-head.ts';
import type { ParseResult, TextFormat } from './text-format.ts';
import { requestKeys, VendorClasses } from './vendor-classes.ts';

const headNames = ['DeviceVendor', 'DeviceProduct', 'DeviceVersion', 'EventID'] as const;
const pipe = 0x7c;
const tab = 0x09;

/**
 * Log Event Extended Format, versions 1 and 2, with or without a syslog header:
 *
 * ```
 * LEEF:1.0|Vendor|Product|1.0|4711|src=203.0.113.7<tab>dst=10.0.0.2<tab>sev=5
 * LEEF:2.0|Vendor|Product|1.0|4711|^|src=203.0.113.7^dst=10.0.0.2^devTime=Aug 01 2026 03:04:05
 * ```
 *
 * In version 2 the head names the delimiter, as itself or in hexadecimal (`x5E`, `0x5E`); without one it is a tab.
 * The event's own number is the field `EventID`. The log source is named as with CEF.
 */
export class LeefLog implements TextFormat {
  readonly name = 'leef';
  readonly isSplittable = true;
  readonly requestFields: readonly number[];
  readonly #keys: KeyCache<number>;
  readonly #time: number;
  readonly #head: readonly number[];
  readonly #syslog: SyslogHead;
  readonly #classes = new VendorClasses();
  #class: EventClass = { isOpen: true };

  constructor(names: FieldNames) {
    this.#keys = new KeyCache((name) => names.idInLog(name));
    this.#time = names.id('devTime');
    this.#head = headNames.map((name) => names.id(name));
    this.requestFields = requestKeys.map((name) => names.id(name));
    this.#syslog = new SyslogHead(names);
  }

  get eventClass(): EventClass {
    return this.#class;
  }

  parse(view: RecordView, start: number, end: number): ParseResult {
    if (start === end) return 'skipped';
    const { bytes } = view;
    const line = Buffer.from(bytes.buffer, bytes.byteOffset + start, end - start);
    const marker = line.indexOf('LEEF:');
    const versionEnd = marker < 0 ? end : findByte(bytes, pipe, start + marker, end);
    if (versionEnd >= end) return 'damaged';
    this.#syslog.read(view, start, start + marker);
    const first = view.count;
    let at = versionEnd + 1;
    for (const field of this.#head) {
      const stop = findByte(bytes, pipe, at, end);
      if (stop >= end) return 'damaged';
      addText(view, field, at, stop);
      at = stop + 1;
    }
    this.#class = this.#classes.find(view, first, first + 1);
    const isSecond = bytes[start + marker + 5] === 0x32;
    this.#readPairs(view, at, end, isSecond);
    return 'record';
  }

  #readPairs(view: RecordView, start: number, end: number, isSecond: boolean): void {
    const { bytes } = view;
    let at = start;
    let delimiter = tab;
    const headStop = findByte(bytes, pipe, start, Math.min(end, start + 8));
    if (isSecond && bytes[headStop] === pipe) {
      delimiter = delimiterOf(Buffer.from(bytes.subarray(start, headStop)).toString('latin1'));
      at = headStop + 1;
    }
    while (at < end) {
      const stop = findByte(bytes, delimiter, at, end);
      const sign = findByte(bytes, 0x3d, at, stop);
      if (sign < stop && sign > at) {
        const field = this.#keys.get(bytes, at, sign);
        addText(view, field, sign + 1, stop);
        if (field === this.#time) {
          const time = parseLooseTime(bytes, sign + 1, stop);
          if (time !== undefined) view.setTime(time);
        }
      }
      at = stop + 1;
    }
  }
}

function delimiterOf(text: string): number {
  const hex = /^(?:0?x)([0-9a-fA-F]{2})$/.exec(text);
  if (hex !== null) return Number.parseInt(hex[1]!, 16);
  return text.length === 1 ? text.charCodeAt(0) : tab;
}
