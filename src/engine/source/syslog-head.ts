import type { FieldNames } from './field-names.ts';
import { addText, findByte } from './line-bytes.ts';
import { monthOf, parseIsoTime, parseYearless } from './parse-time.ts';
import type { RecordView } from './record-view.ts';

/** The syslog header that stands before messages of other formats: priority, time, host. */
export class SyslogHead {
  readonly #host: number;

  constructor(names: FieldNames) {
    this.#host = names.id('Computer');
  }

  /** Reads what is there of a header up to `end`; nothing where there is none. */
  read(view: RecordView, start: number, end: number): void {
    const { bytes } = view;
    let at = start;
    if (bytes[at] === 0x3c) at = findByte(bytes, 0x3e, at, end) + 1;
    // The version of RFC 5424.
    if (bytes[at] === 0x31 && bytes[at + 1] === 0x20) at += 2;
    if (at >= end) return;
    if (monthOf(bytes, at) > 0 && bytes[at + 3] === 0x20) {
      view.yearlessMicros = parseYearless(bytes, at);
      at += 16;
    } else {
      const stop = findByte(bytes, 0x20, at, end);
      const time = parseIsoTime(bytes, at, stop);
      if (time === undefined) return;
      view.setTime(time);
      at = stop + 1;
    }
    const hostEnd = findByte(bytes, 0x20, at, end);
    if (hostEnd > at && hostEnd < end) addText(view, this.#host, at, hostEnd);
  }
}
