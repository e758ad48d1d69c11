import type { EventClass } from './event-class.ts';
import type { FieldNames } from './field-names.ts';
import { KeyCache } from './key-cache.ts';
import { addText } from './line-bytes.ts';
import { parseLooseTime } from './parse-loose-time.ts';
import type { RecordView } from './record-view.ts';
import { SyslogHead } from './syslog-head.ts';
import type { ParseResult, TextFormat } from './text-format.ts';
import { requestKeys, VendorClasses } from './vendor-classes.ts';

const headNames = [
  'CefVersion',
  'DeviceVendor',
  'DeviceProduct',
  'DeviceVersion',
  'SignatureID',
  'Name',
  'Severity',
] as const;
/** Where times stand, best first. */
const timeKeys = ['rt', 'end', 'start', 'deviceReceiptTime'];
/** Keys that have a label beside them. */
const numberedKey = /^(?:cs|cn|cfp|c6a|deviceCustom|flexString|flexNumber)/;

type Key = {
  readonly name: string;
  readonly field: number;
  /** Rank among the keys that hold the time, -1 for others. */
  readonly timeRank: number;
  readonly isNumbered: boolean;
  /** The key whose label this is. */
  readonly labelOf: string | undefined;
};

const pipe = 0x7c;
const backslash = 0x5c;
const equals = 0x3d;

/**
 * Common Event Format, as firewalls and gateways send it, with or without a syslog header:
 *
 * ```
 * <134>Aug  1 03:04:05 gw CEF:0|Fortinet|Fortigate|7.4|13|traffic deny|5|src=203.0.113.7 dpt=445 msg=blocked by policy
 * ```
 *
 * Head and extension give fields under their own names; `cs1` with `cs1Label=Policy Name` also counts as
 * `PolicyName`. In the head `\|` and `\\`, in values `\=`, `\\`, `\n` and `\r` are escapes. The vendor is the product
 * of the log source, the product its service, in lower case with `_` for blanks.
 */
export class CefLog implements TextFormat {
  readonly name = 'cef';
  readonly isSplittable = true;
  readonly requestFields: readonly number[];
  readonly #names: FieldNames;
  readonly #head: readonly number[];
  readonly #keys: KeyCache<Key>;
  readonly #syslog: SyslogHead;
  readonly #classes = new VendorClasses();
  #class: EventClass = { isOpen: true };

  constructor(names: FieldNames) {
    this.#names = names;
    this.#head = headNames.map((name) => names.id(name));
    this.#keys = new KeyCache((name) => ({
      name,
      field: names.idInLog(name),
      timeRank: timeKeys.indexOf(name),
      isNumbered: numberedKey.test(name),
      labelOf: numberedKey.test(name) && name.endsWith('Label') ? name.slice(0, -5) : undefined,
    }));
    this.requestFields = requestKeys.map((name) => names.id(name));
    this.#syslog = new SyslogHead(names);
  }

  get eventClass(): EventClass {
    return this.#class;
  }

  parse(view: RecordView, start: number, end: number): ParseResult {
    if (start === end) return 'skipped';
    const bytes = view.bytes;
    const line = Buffer.from(bytes.buffer, bytes.byteOffset + start, end - start);
    const marker = line.indexOf('CEF:');
    if (marker < 0) return 'damaged';
    this.#syslog.read(view, start, start + marker);
    const first = view.count;
    let at = start + marker + 4;
    for (const field of this.#head) {
      const stop = headEnd(bytes, at, end);
      if (stop < 0) return 'damaged';
      addEscaped(view, field, at, stop);
      at = stop + 1;
    }
    this.#class = this.#classes.find(view, first + 1, first + 2);
    this.#readExtension(view, Math.min(at, end), end);
    return 'record';
  }

  /** `key=value key=value`: a value runs up to the blank before the next key. */
  #readExtension(view: RecordView, start: number, end: number): void {
    const { bytes } = view;
    const labels = new Map<string, string>();
    const numbered = new Map<string, number>();
    let rank = timeKeys.length;
    let keyStart = start;
    let sign = nextSign(bytes, start, end);
    while (sign < end) {
      const key = this.#keys.get(bytes, keyStart, sign);
      const next = nextSign(bytes, sign + 1, end);
      const valueEnd = next >= end ? end : lastBlank(bytes, sign + 1, next);
      const index = view.count;
      addEscaped(view, key.field, sign + 1, valueEnd);
      if (key.labelOf !== undefined)
        labels.set(key.labelOf, Buffer.from(bytes.subarray(sign + 1, valueEnd)).toString('utf8'));
      else if (key.isNumbered) numbered.set(key.name, index);
      const own = key.timeRank;
      if (own >= 0 && own < rank) {
        const time = parseLooseTime(bytes, sign + 1, valueEnd);
        if (time !== undefined) view.setTime(time);
        rank = own;
      }
      keyStart = next >= end ? end : valueEnd + 1;
      sign = next;
    }
    for (const [key, label] of labels) {
      const i = numbered.get(key);
      if (i === undefined || label === '') continue;
      view.add(
        this.#names.idInLog(label),
        view.places[i]!,
        view.offsets[i]!,
        view.lengths[i]!,
        view.types[i]!,
      );
    }
  }
}

/** The offset of the next `|` that no backslash escapes, or -1. */
function headEnd(bytes: Uint8Array, from: number, end: number): number {
  for (let at = from; at < end; at++) {
    if (bytes[at] === backslash) at++;
    else if (bytes[at] === pipe) return at;
  }
  return -1;
}

/** The next `=` behind a key: no backslash before it, and letters right up to it. */
function nextSign(bytes: Uint8Array, from: number, end: number): number {
  for (let at = from; at < end; at++) {
    if (bytes[at] === backslash) at++;
    else if (bytes[at] === equals && at > from && isKeyByte(bytes[at - 1]!)) {
      let start = at - 1;
      while (start > from && isKeyByte(bytes[start - 1]!)) start--;
      if (start === from || bytes[start - 1] === 0x20) return at;
    }
  }
  return end;
}

const isKeyByte = (c: number): boolean =>
  (c >= 0x30 && c <= 0x39) ||
  (c >= 0x41 && c <= 0x5b) ||
  (c >= 0x61 && c <= 0x7a) ||
  c === 0x5f ||
  c === 0x2e ||
  c === 0x2d ||
  c === 0x5d;

function lastBlank(bytes: Uint8Array, from: number, before: number): number {
  let at = before;
  while (at > from && bytes[at] !== 0x20) at--;
  return at;
}

function addEscaped(view: RecordView, field: number, start: number, end: number): void {
  const { bytes } = view;
  let at = start;
  while (at < end && bytes[at] !== backslash) at++;
  if (at >= end) {
    addText(view, field, start, end);
    return;
  }
  const raw = Buffer.from(bytes.subarray(start, end)).toString('utf8');
  view.addMade(
    field,
    raw.replace(/\\([\\|=nr])/g, (_, c: string) => (c === 'n' ? '\n' : c === 'r' ? '\r' : c)),
  );
}
