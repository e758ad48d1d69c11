import { ValueType } from '../source/record-view.ts';
import { scalarText, type ValueText } from '../source/value-text.ts';

const bufferBytes = 1 << 18;
const hexDigits = Uint8Array.from('0123456789abcdef', (digit) => digit.charCodeAt(0));
const hexCapitals = Uint8Array.from('0123456789ABCDEF', (digit) => digit.charCodeAt(0));
/** The letter behind the backslash of short escapes; 1 for those with four digits, 0 where nothing is escaped. */
const escapes: Uint8Array = makeEscapes();
/** In the order in which a GUID is written; -1 for a dash. */
const guidOrder = [3, 2, 1, 0, -1, 5, 4, -1, 7, 6, -1, 8, 9, -1, 10, 11, 12, 13, 14, 15];
const epochSeconds = 11_644_473_600;
const lastSecond = 253_402_300_799;

/** Writes JSON as bytes, the same bytes that `JSON.stringify` would give, without a string for each value. */
export class JsonBytes {
  bytes: Uint8Array<ArrayBuffer> = new Uint8Array(bufferBytes);
  length = 0;
  #day = Number.NaN;
  readonly #dayText = new Uint8Array(11);

  /** Begins anew, in a buffer of its own. */
  clear(): void {
    this.bytes = new Uint8Array(bufferBytes);
    this.length = 0;
  }

  /** Makes place for more bytes. */
  reserve(count: number): void {
    if (this.length + count <= this.bytes.length) return;
    const bigger = new Uint8Array(Math.max(this.bytes.length * 2, this.length + count));
    bigger.set(this.bytes.subarray(0, this.length));
    this.bytes = bigger;
  }

  /** Bytes as they are. */
  put(source: Uint8Array): void {
    this.reserve(source.length);
    this.bytes.set(source, this.length);
    this.length += source.length;
  }

  putByte(byte: number): void {
    this.reserve(1);
    this.bytes[this.length++] = byte;
  }

  /** A whole number that is not negative. */
  putNumber(value: number): void {
    this.reserve(24);
    if (value >= 0x1_0000_0000) {
      const text = String(value);
      for (let i = 0; i < text.length; i++) this.bytes[this.length++] = text.charCodeAt(i);
      return;
    }
    let size = 1;
    for (let rest = value; rest >= 10; rest = Math.floor(rest / 10)) size++;
    this.length += size;
    let rest = value;
    for (let at = this.length - 1; size > 0; size--, at--) {
      const next = Math.floor(rest / 10);
      this.bytes[at] = 0x30 + rest - next * 10;
      rest = next;
    }
  }

  /** Text in quotation marks. */
  putText(units: Uint16Array, length: number): void {
    this.reserve(length * 6 + 2);
    const bytes = this.bytes;
    let at = this.length;
    bytes[at++] = 0x22;
    for (let i = 0; i < length; i++) {
      const unit = units[i]!;
      if (unit < 0x80) {
        const letter = escapes[unit]!;
        if (letter === 0) bytes[at++] = unit;
        else at = putEscape(bytes, at, unit, letter);
      } else if (unit < 0x800) {
        bytes[at++] = 0xc0 | (unit >>> 6);
        bytes[at++] = 0x80 | (unit & 0x3f);
      } else if ((unit & 0xf800) !== 0xd800) {
        bytes[at++] = 0xe0 | (unit >>> 12);
        bytes[at++] = 0x80 | ((unit >>> 6) & 0x3f);
        bytes[at++] = 0x80 | (unit & 0x3f);
      } else if (unit < 0xdc00 && i + 1 < length && (units[i + 1]! & 0xfc00) === 0xdc00) {
        const code = 0x10000 + ((unit & 0x3ff) << 10) + (units[++i]! & 0x3ff);
        bytes[at++] = 0xf0 | (code >>> 18);
        bytes[at++] = 0x80 | ((code >>> 12) & 0x3f);
        bytes[at++] = 0x80 | ((code >>> 6) & 0x3f);
        bytes[at++] = 0x80 | (code & 0x3f);
      } else at = putEscape(bytes, at, unit, 1);
    }
    bytes[at++] = 0x22;
    this.length = at;
  }

  /** A value of a record in quotation marks. `text` is scratch. */
  putValue(source: Uint8Array, offset: number, length: number, type: number, text: ValueText): void {
    switch (type) {
      case ValueType.utf16:
        this.#putUtf16(source, offset, length);
        return;
      case ValueType.uint8:
      case ValueType.uint16:
      case ValueType.uint32:
        if (length === 1 || length === 2 || length === 4) {
          let value = 0;
          for (let i = length - 1; i >= 0; i--) value = value * 256 + source[offset + i]!;
          this.#quoted(() => this.putNumber(value));
          return;
        }
        break;
      case ValueType.guid:
        if (length >= 16) {
          this.#putGuid(source, offset);
          return;
        }
        break;
      case ValueType.hex32:
      case ValueType.hex64:
        if (length >= 8 || length === 4) {
          this.#putHex(source, offset, Math.min(length, 8));
          return;
        }
        break;
      case ValueType.fileTime:
        if (length >= 8 && this.#putFileTime(source, offset)) return;
        break;
      case ValueType.utf8:
      case ValueType.ansi:
      case ValueType.jsonString:
        if (this.#putAscii(source, offset, length, type)) return;
        text.read(source, offset, length, type);
        this.putText(text.units, text.length);
        return;
    }
    text.set(scalarText(source, offset, length, type));
    this.putText(text.units, text.length);
  }

  #quoted(write: () => void): void {
    this.putByte(0x22);
    write();
    this.putByte(0x22);
  }

  /** Most texts are ASCII throughout and go over byte by byte. */
  #putUtf16(source: Uint8Array, offset: number, length: number): void {
    let count = length >>> 1;
    while (count > 0 && source[offset + 2 * count - 1] === 0 && source[offset + 2 * count - 2] === 0) count--;
    this.reserve(count * 6 + 2);
    const bytes = this.bytes;
    const start = this.length;
    let at = start;
    bytes[at++] = 0x22;
    const end = offset + 2 * count;
    for (let from = offset; from < end; from += 2) {
      const unit = source[from]! | (source[from + 1]! << 8);
      if (unit >= 0x80) {
        this.#putWide(source, offset, count);
        return;
      }
      const letter = escapes[unit]!;
      if (letter === 0) bytes[at++] = unit;
      else at = putEscape(bytes, at, unit, letter);
    }
    bytes[at++] = 0x22;
    this.length = at;
  }

  /** False, with nothing written, for texts that have to be decoded first. */
  #putAscii(source: Uint8Array, offset: number, length: number, type: number): boolean {
    this.reserve(length * 6 + 2);
    const bytes = this.bytes;
    let at = this.length;
    bytes[at++] = 0x22;
    const end = offset + length;
    for (let from = offset; from < end; from++) {
      const byte = source[from]!;
      if (byte >= 0x80 || byte === 0 || (byte === 0x5c && type === ValueType.jsonString)) return false;
      const letter = escapes[byte]!;
      if (letter === 0) bytes[at++] = byte;
      else at = putEscape(bytes, at, byte, letter);
    }
    bytes[at++] = 0x22;
    this.length = at;
    return true;
  }

  #putWide(source: Uint8Array, offset: number, count: number): void {
    const units = new Uint16Array(count);
    for (let i = 0, at = offset; i < count; i++, at += 2) units[i] = source[at]! | (source[at + 1]! << 8);
    this.putText(units, count);
  }

  #putGuid(source: Uint8Array, offset: number): void {
    this.reserve(40);
    const bytes = this.bytes;
    let at = this.length;
    bytes[at++] = 0x22;
    bytes[at++] = 0x7b;
    for (const place of guidOrder) {
      if (place < 0) bytes[at++] = 0x2d;
      else {
        const byte = source[offset + place]!;
        bytes[at++] = hexCapitals[byte >>> 4]!;
        bytes[at++] = hexCapitals[byte & 15]!;
      }
    }
    bytes[at++] = 0x7d;
    bytes[at++] = 0x22;
    this.length = at;
  }

  #putHex(source: Uint8Array, offset: number, width: number): void {
    this.reserve(20);
    const bytes = this.bytes;
    let at = this.length;
    bytes[at++] = 0x22;
    bytes[at++] = 0x30;
    bytes[at++] = 0x78;
    let isBegun = false;
    for (let k = width * 2 - 1; k >= 0; k--) {
      const digit = (source[offset + (k >>> 1)]! >>> ((k & 1) * 4)) & 15;
      isBegun ||= digit !== 0 || k === 0;
      if (isBegun) bytes[at++] = hexDigits[digit]!;
    }
    bytes[at++] = 0x22;
    this.length = at;
  }

  /** False for times that are not written as such. */
  #putFileTime(source: Uint8Array, offset: number): boolean {
    const word = (at: number): number =>
      (source[at]! | (source[at + 1]! << 8) | (source[at + 2]! << 16)) + source[at + 3]! * 0x100_0000;
    const low = word(offset);
    const high = word(offset + 4);
    // 2^32 ticks are 429 seconds and 4,967,296 ticks; all numbers here are exact.
    if (high > 0x7fff_ffff) return false;
    const rest = high * 4_967_296 + low;
    const seconds = high * 429 + Math.floor(rest / 10_000_000) - epochSeconds;
    if (seconds < -62_135_596_800 || seconds > lastSecond) return false;
    this.putByte(0x22);
    this.putTime(seconds, rest % 10_000_000, 7, 7);
    this.putByte(0x22);
    return true;
  }

  /**
   * A time in ISO 8601 in UTC.
   *
   * @param seconds whole seconds since 1970
   * @param fraction of the second, as a number of `width` digits, of which `digits` are written
   */
  putTime(seconds: number, fraction: number, width: number, digits: number): void {
    this.reserve(40);
    const day = Math.floor(seconds / 86_400);
    if (day !== this.#day) {
      const text = new Date(day * 86_400_000).toISOString();
      for (let i = 0; i < 11; i++) this.#dayText[i] = text.charCodeAt(i);
      this.#day = day;
    }
    this.put(this.#dayText);
    const second = seconds - day * 86_400;
    this.#putDigits(Math.floor(second / 3600), 2);
    this.bytes[this.length++] = 0x3a;
    this.#putDigits(Math.floor(second / 60) % 60, 2);
    this.bytes[this.length++] = 0x3a;
    this.#putDigits(second % 60, 2);
    if (digits > 0) {
      this.bytes[this.length++] = 0x2e;
      this.#putDigits(Math.floor(fraction / 10 ** (width - digits)), digits);
    }
    this.bytes[this.length++] = 0x5a;
  }

  #putDigits(value: number, width: number): void {
    let rest = value;
    for (let at = this.length + width - 1; at >= this.length; at--) {
      const next = Math.floor(rest / 10);
      this.bytes[at] = 0x30 + rest - next * 10;
      rest = next;
    }
    this.length += width;
  }
}

function makeEscapes(): Uint8Array {
  const table = new Uint8Array(128);
  table.fill(1, 0, 0x20);
  for (const [byte, letter] of [
    [0x08, 'b'],
    [0x09, 't'],
    [0x0a, 'n'],
    [0x0c, 'f'],
    [0x0d, 'r'],
    [0x22, '"'],
    [0x5c, '\\'],
  ] as const)
    table[byte] = letter.charCodeAt(0);
  return table;
}

function putEscape(bytes: Uint8Array, start: number, unit: number, letter: number): number {
  let at = start;
  bytes[at++] = 0x5c;
  if (letter !== 1) {
    bytes[at++] = letter;
    return at;
  }
  bytes[at++] = 0x75;
  for (let shift = 12; shift >= 0; shift -= 4) bytes[at++] = hexDigits[(unit >>> shift) & 15]!;
  return at;
}
