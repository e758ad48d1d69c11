import type { EventClass } from './event-class.ts';
import type { FieldNames } from './field-names.ts';
import { KeyCache } from './key-cache.ts';
import { addText, findByte } from './line-bytes.ts';
import { parseEpoch } from './parse-loose-time.ts';
import { type ParsedTime, parseIsoTime } from './parse-time.ts';
import type { RecordView } from './record-view.ts';
import { SyslogHead } from './syslog-head.ts';
import type { ParseResult, TextFormat } from './text-format.ts';

/** What the reader itself needs of a line; a device says at least one of the last two. */
const ownKeys = ['date', 'time', 'tz', 'eventtime', 'type', 'devname', 'devid', 'logid'] as const;
type OwnKey = (typeof ownKeys)[number];
type Key = { readonly field: number; readonly own: OwnKey | undefined };
type Stretch = { readonly start: number; readonly end: number };

const blank = 0x20;
const comma = 0x2c;
const equals = 0x3d;
const quote = 0x22;
const backslash = 0x5c;

/**
 * The own log of FortiGate firewalls, as they store it and send it by syslog, with or without a syslog header:
 *
 * ```
 * date=2026-08-01 time=10:04:05 devname="FG-01" devid="FGT60F" eventtime=1785553445123456789 tz="+0700" logid="0000000013" type="traffic" srcip=10.0.0.5
 * <189>Aug  1 10:04:05 10.0.0.1 date=2026-08-01 time=10:04:05 devid="FGT60F" type="event" msg="say \"no\""
 * date=2026-08-01,time=10:04:05,devname="FG-01",devid="FGT60F",type="event"
 * ```
 *
 * Keys are fields. In quotation marks `\"` is a mark; other backslashes are part of the value. The time is `eventtime`
 * (since 1970 in seconds, milliseconds, microseconds or nanoseconds, by its length), else `date`, `time` and `tz`. The
 * name of the device counts as `Computer` where no header names one. The log source is `fortigate`, its service the
 * type. Words that belong to no key are reported and the rest is read; a line that no device signs is damaged.
 */
export class FortigateLog implements TextFormat {
  readonly name = 'fortigate';
  readonly isSplittable = true;
  readonly requestFields: readonly number[];
  readonly #keys: KeyCache<Key>;
  readonly #computer: number;
  readonly #syslog: SyslogHead;
  readonly #classes = new KeyCache<EventClass>((type) => ({
    product: 'fortigate',
    service: type.toLowerCase(),
    isOpen: true,
  }));
  readonly #untyped: EventClass = { product: 'fortigate', isOpen: true };
  #class = this.#untyped;

  constructor(names: FieldNames) {
    this.#keys = new KeyCache((name) => ({
      field: names.idInLog(name),
      own: ownKeys.find((key) => key === name),
    }));
    this.#computer = names.id('Computer');
    this.requestFields = [names.id('url')];
    this.#syslog = new SyslogHead(names);
  }

  get eventClass(): EventClass {
    return this.#class;
  }

  parse(view: RecordView, start: number, end: number): ParseResult {
    if (start === end) return 'skipped';
    const { bytes } = view;
    const from = firstKey(bytes, start, end);
    this.#syslog.read(view, start, from);
    const hasHost = view.count > 0;
    const own = new Map<OwnKey, Stretch>();
    const isWhole = this.#readPairs(view, from, end, own);
    const device = own.get('devname');
    if (!own.has('devid') && !own.has('logid')) return 'damaged';
    if (device !== undefined && !hasHost) addText(view, this.#computer, device.start, device.end);
    const type = own.get('type');
    this.#class = type === undefined ? this.#untyped : this.#classes.get(bytes, type.start, type.end);
    const time = readTime(bytes, own);
    if (time !== undefined) view.setTime(time);
    return isWhole ? 'record' : 'partial';
  }

  /** Gives whether all of the line are pairs. */
  #readPairs(view: RecordView, start: number, end: number, own: Map<OwnKey, Stretch>): boolean {
    const { bytes } = view;
    let isWhole = true;
    let separator = 0;
    let at = start;
    for (;;) {
      while (at < end && (bytes[at] === blank || bytes[at] === separator)) at++;
      if (at >= end) return isWhole;
      const sign = signOf(bytes, at, end);
      if (sign < 0) {
        isWhole = false;
        at = findByte(bytes, blank, at, end);
        continue;
      }
      const isQuoted = sign + 1 < end && bytes[sign + 1] === quote;
      const from = isQuoted ? sign + 2 : sign + 1;
      const stop = isQuoted ? closingMark(bytes, from, end) : valueEnd(bytes, from, end, separator || comma);
      // The first separator of a line is that of all its pairs.
      if (separator === 0) separator = bytes[isQuoted ? stop + 1 : stop] === comma ? comma : blank;
      this.#add(view, this.#keys.get(bytes, at, sign), from, stop, own);
      if (isQuoted && stop >= end) isWhole = false;
      at = isQuoted ? stop + 1 : stop;
    }
  }

  #add(view: RecordView, key: Key, from: number, to: number, own: Map<OwnKey, Stretch>): void {
    if (key.own !== undefined && !own.has(key.own)) own.set(key.own, { start: from, end: to });
    if (!hasEscapedMark(view.bytes, from, to)) {
      addText(view, key.field, from, to);
      return;
    }
    const raw = Buffer.from(view.bytes.subarray(from, to)).toString('utf8');
    view.addMade(key.field, raw.replaceAll('\\"', '"'));
  }
}

function readTime(bytes: Uint8Array, own: ReadonlyMap<OwnKey, Stretch>): ParsedTime | undefined {
  const textOf = (key: OwnKey): string => {
    const { start, end } = own.get(key) ?? { start: 0, end: 0 };
    return Buffer.from(bytes.subarray(start, Math.min(end, start + 32))).toString('latin1');
  };
  const since = /^(\d{10})(\d{3}|\d{6}|\d{9})?$/.exec(textOf('eventtime'));
  if (since !== null) return parseEpoch(since[2] === undefined ? since[1]! : `${since[1]}.${since[2]}`);
  const zone = /^(?:UTC|GMT)?([+-])(\d{1,2}):?(\d{2})$/.exec(textOf('tz'));
  const offset = zone === null ? '' : `${zone[1]}${zone[2]!.padStart(2, '0')}${zone[3]}`;
  const text = Buffer.from(`${textOf('date')}T${textOf('time')}${offset}`);
  return parseIsoTime(text, 0, text.length);
}

/** Where the first key stands; what comes before it is the header of syslog, with its structured data. */
function firstKey(bytes: Uint8Array, start: number, end: number): number {
  let at = start;
  if (bytes[at] === 0x3c) at = findByte(bytes, 0x3e, at, end) + 1;
  while (at < end) {
    if (bytes[at] === 0x5b) at = findByte(bytes, 0x5d, at, end);
    else if (signOf(bytes, at, end) >= 0) return at;
    at = findByte(bytes, blank, at, end) + 1;
  }
  return end;
}

/** The offset of the equals sign behind the key that begins here; -1 where none does. */
function signOf(bytes: Uint8Array, start: number, end: number): number {
  let at = start;
  while (at < end && isKeyByte(bytes[at]!)) at++;
  return at > start && at < end && bytes[at] === equals ? at : -1;
}

const isKeyByte = (c: number): boolean =>
  (c >= 0x61 && c <= 0x7a) ||
  (c >= 0x30 && c <= 0x39) ||
  (c >= 0x41 && c <= 0x5a) ||
  c === 0x5f ||
  c === 0x2d ||
  c === 0x2e;

function valueEnd(bytes: Uint8Array, from: number, end: number, separator: number): number {
  let at = from;
  while (at < end && bytes[at] !== blank && bytes[at] !== separator) at++;
  return at;
}

/** The offset of the mark that no backslash escapes; the end where there is none. */
function closingMark(bytes: Uint8Array, from: number, end: number): number {
  for (let at = from; at < end; at++) {
    if (bytes[at] === backslash) at++;
    else if (bytes[at] === quote) return at;
  }
  return end;
}

function hasEscapedMark(bytes: Uint8Array, from: number, to: number): boolean {
  for (let at = from; at + 1 < to; at++) if (bytes[at] === backslash && bytes[at + 1] === quote) return true;
  return false;
}
