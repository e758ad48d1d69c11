import type { FieldNames } from './field-names.ts';
import { KeyCache } from './key-cache.ts';
import { addText, findByte } from './line-bytes.ts';
import { digitsAt } from './parse-time.ts';
import type { RecordView } from './record-view.ts';
import type { ParseResult, TextFormat } from './text-format.ts';

/** Keys whose values auditd writes in hexadecimal when they hold blanks or other unusual bytes. */
const encodedKeys = /^(a\d+|proctitle|cmd|exe|comm|name|cwd|data|path|key|acct)$/;

const stampHead = Buffer.from('msg=audit(');
const stampKey = 'msg';
const stampValue = Buffer.from('audit(');

const inKey = 1;
const beginsKey = 2;
const endsValue = 4;
/** What a byte can be; among the blanks is the one that does not break lines. */
const kinds = Uint8Array.from({ length: 256 }, (_, c) => {
  const text = String.fromCharCode(c);
  const key = /[A-Za-z_]/.test(text) ? inKey | beginsKey : /[\d-]/.test(text) ? inKey : 0;
  return key | (/[\s']/.test(text) ? endsValue : 0);
});

/** What a key means. */
type AuditKey = { readonly name: string; readonly field: number; readonly isEncoded: boolean };

/**
 * The log of the Linux audit daemon:
 *
 * ```
 * type=EXECVE msg=audit(1785553445.123:4711): argc=2 a0="cat" a1=2F6574632F736861646F77
 * ```
 *
 * Each line is a record with its keys as fields. Hexadecimal texts are decoded. Keys inside `msg='...'` count as keys
 * of the record.
 */
export class AuditdLog implements TextFormat {
  readonly name = 'auditd';
  readonly isSplittable = true;
  readonly eventClass = { product: 'linux', service: 'auditd' };
  readonly #keys: KeyCache<AuditKey>;

  constructor(names: FieldNames) {
    this.#keys = new KeyCache((name) => ({
      name,
      field: names.idInLog(name),
      isEncoded: encodedKeys.test(name),
    }));
  }

  parse(view: RecordView, start: number, end: number): ParseResult {
    if (start === end) return 'skipped';
    if (!readStamp(view, start, end)) return 'damaged';
    const { bytes } = view;
    let at = start;
    for (;;) {
      const equals = findByte(bytes, 0x3d, at, end);
      if (equals >= end) return 'record';
      const keyStart = keyBefore(bytes, at, equals);
      at = equals + 1;
      if (keyStart < equals) at = this.#readValue(view, keyStart, equals, end);
    }
  }

  /** Reads what stands behind `key=`; gives the offset after it. */
  #readValue(view: RecordView, keyStart: number, equals: number, end: number): number {
    const { bytes } = view;
    const start = equals + 1;
    // Inside these quotation marks there are keys again.
    if (start < end && bytes[start] === 0x27) return start + 1;
    const key = this.#keys.get(bytes, keyStart, equals);
    const close = start < end && bytes[start] === 0x22 ? findByte(bytes, 0x22, start + 1, end) : end;
    if (close < end) {
      addText(view, key.field, start + 1, close);
      return close + 1;
    }
    let stop = start;
    while (stop < end && (kinds[bytes[stop]!]! & endsValue) === 0) stop++;
    if (stop === start || (key.name === stampKey && isAt(stampValue, bytes, start, stop))) return stop;
    if (key.isEncoded && isHex(bytes, start, stop)) {
      const value = Buffer.from(bytes.subarray(start, stop)).toString('latin1');
      view.addMade(key.field, Buffer.from(value, 'hex').toString('utf8').replaceAll('\0', ' '));
    } else addText(view, key.field, start, stop);
    return stop;
  }
}

/** Finds `msg=audit(1785553445.123:4711):` and sets the time; false where there is none. */
function readStamp(view: RecordView, start: number, end: number): boolean {
  const { bytes } = view;
  for (let at = start; at < end; at++) {
    at = findByte(bytes, 0x6d, at, end);
    if (!isAt(stampHead, bytes, at, end)) continue;
    const secondsAt = at + stampHead.length;
    const dot = digitsEnd(bytes, secondsAt, end);
    const colon = dot + 4;
    if (dot === secondsAt || colon >= end || bytes[dot] !== 0x2e || bytes[colon] !== 0x3a) continue;
    const millis = digitsAt(bytes, dot + 1, 3);
    const close = digitsEnd(bytes, colon + 1, end);
    if (millis < 0 || close === colon + 1 || close + 1 >= end) continue;
    if (bytes[close] !== 0x29 || bytes[close + 1] !== 0x3a) continue;
    // Beyond what a number holds exactly there is no time either.
    view.timeMicros = digitsAt(bytes, secondsAt, dot - secondsAt) * 1e6 + millis * 1000;
    view.timeDigits = 3;
    return true;
  }
  return false;
}

function digitsEnd(bytes: Uint8Array, from: number, end: number): number {
  let at = from;
  while (at < end && isDigit(bytes[at]!)) at++;
  return at;
}

/** Where the key before an equals sign begins; at the sign where there is none. */
function keyBefore(bytes: Uint8Array, from: number, equals: number): number {
  let at = equals;
  while (at > from && (kinds[bytes[at - 1]!]! & inKey) !== 0) at--;
  while (at < equals && (kinds[bytes[at]!]! & beginsKey) === 0) at++;
  return at;
}

function isAt(text: Uint8Array, bytes: Uint8Array, at: number, end: number): boolean {
  if (at + text.length > end) return false;
  for (let i = 0; i < text.length; i++) if (bytes[at + i] !== text[i]) return false;
  return true;
}

function isHex(bytes: Uint8Array, start: number, end: number): boolean {
  if ((end - start) % 2 !== 0) return false;
  for (let at = start; at < end; at++)
    if (!isDigit(bytes[at]!) && !(bytes[at]! >= 0x41 && bytes[at]! <= 0x46)) return false;
  return true;
}

const isDigit = (c: number): boolean => c >= 0x30 && c <= 0x39;
