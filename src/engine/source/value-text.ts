import { ValueType } from './record-view.ts';

const isLittleEndian = new Uint8Array(Uint16Array.of(1).buffer)[0] === 1;

/**
 * Values as UTF-16 code units in one reused buffer, so that matching allocates nothing.
 *
 * Texts follow the spelling that Windows itself uses: GUIDs in braces, hexadecimal numbers as `0x` and lower
 * case without leading zeros, times in ISO 8601 with their full 100 ns, booleans as `true` and `false`.
 */
export class ValueText {
  units = new Uint16Array(4096);
  length = 0;
  #string: string | undefined;

  /** Reads one value into `units`. */
  read(bytes: Uint8Array, offset: number, length: number, type: number): void {
    this.#string = undefined;
    if (type === ValueType.utf16) this.#readUtf16(bytes, offset, length);
    else if (type === ValueType.utf8 || type === ValueType.ansi) this.#readUtf8(bytes, offset, length);
    else if (type === ValueType.jsonString) {
      this.#readUtf8(bytes, offset, length);
      this.#unescapeJson();
    } else if (type === ValueType.null) this.length = 0;
    else this.set(scalarText(bytes, offset, length, type));
  }

  /** Takes a string as the current value. */
  set(text: string): void {
    this.#string = undefined;
    this.#reserve(text.length);
    for (let i = 0; i < text.length; i++) this.units[i] = text.charCodeAt(i);
    this.length = text.length;
  }

  /** The current value as a string. */
  toString(): string {
    this.#string ??= Buffer.from(this.units.buffer, 0, this.length * 2).toString('utf16le');
    return this.#string;
  }

  #reserve(count: number): void {
    if (count > this.units.length) this.units = new Uint16Array(count * 2);
  }

  #readUtf16(bytes: Uint8Array, offset: number, length: number): void {
    let count = length >>> 1;
    this.#reserve(count);
    const units = this.units;
    const start = bytes.byteOffset + offset;
    // Making a view costs as much as copying some hundred bytes by hand.
    if (count > 200 && (start & 1) === 0 && isLittleEndian)
      units.set(new Uint16Array(bytes.buffer, start, count));
    else for (let i = 0, at = offset; i < count; i++, at += 2) units[i] = bytes[at]! | (bytes[at + 1]! << 8);
    // Windows counts the closing NUL into some strings.
    while (count > 0 && units[count - 1] === 0) count--;
    this.length = count;
  }

  /** Malformed bytes are taken as Windows-1252-like single characters: an ANSI log stays readable. */
  #readUtf8(bytes: Uint8Array, offset: number, length: number): void {
    this.#reserve(length);
    const units = this.units;
    const end = offset + length;
    let n = 0;
    let at = offset;
    while (at < end) {
      const b = bytes[at]!;
      if (b < 0x80) {
        units[n++] = b;
        at++;
      } else {
        const width = utf8Width(bytes, at, end);
        let code = width === 1 ? b : b & (0xff >>> (width + 1));
        for (let k = 1; k < width; k++) code = (code << 6) | (bytes[at + k]! & 0x3f);
        at += width;
        if (code > 0xffff) {
          units[n++] = 0xd7c0 + (code >>> 10);
          units[n++] = 0xdc00 | (code & 0x3ff);
        } else units[n++] = code;
      }
    }
    while (n > 0 && units[n - 1] === 0) n--;
    this.length = n;
  }

  #unescapeJson(): void {
    const units = this.units;
    let n = 0;
    for (let i = 0; i < this.length; i++) {
      const unit = units[i]!;
      if (unit !== 0x5c || i + 1 >= this.length) {
        units[n++] = unit;
        continue;
      }
      const next = units[++i]!;
      if (next === 0x75 && i + 4 < this.length) {
        const code = Number.parseInt(String.fromCharCode(...units.subarray(i + 1, i + 5)), 16);
        units[n++] = Number.isNaN(code) ? 0xfffd : code;
        i += 4;
      } else units[n++] = jsonEscapes.get(next) ?? next;
    }
    this.length = n;
  }
}

const jsonEscapes = new Map([
  [0x6e, 0x0a],
  [0x74, 0x09],
  [0x72, 0x0d],
  [0x62, 0x08],
  [0x66, 0x0c],
]);

function utf8Width(bytes: Uint8Array, at: number, end: number): number {
  const b = bytes[at]!;
  const width = b >= 0xc2 && b < 0xe0 ? 2 : b >= 0xe0 && b < 0xf0 ? 3 : b >= 0xf0 && b < 0xf5 ? 4 : 1;
  if (at + width > end) return 1;
  // Forms longer than needed are malformed: they would hide ASCII from whoever looks at the bytes.
  if ((b === 0xe0 && bytes[at + 1]! < 0xa0) || (b === 0xf0 && bytes[at + 1]! < 0x90)) return 1;
  for (let k = 1; k < width; k++) if ((bytes[at + k]! & 0xc0) !== 0x80) return 1;
  return width;
}

/** The text of one value of a binary type. Too short input gives what can be read, at worst ''. */
export function scalarText(bytes: Uint8Array, offset: number, length: number, type: number): string {
  const view = new DataView(bytes.buffer, bytes.byteOffset + offset, length);
  switch (type) {
    case ValueType.int8:
    case ValueType.int16:
    case ValueType.int32:
    case ValueType.int64:
      return integerText(view, true);
    case ValueType.uint8:
    case ValueType.uint16:
    case ValueType.uint32:
    case ValueType.uint64:
      return integerText(view, false);
    case ValueType.float:
      return length >= 4 ? String(view.getFloat32(0, true)) : '';
    case ValueType.double:
      return length >= 8 ? String(view.getFloat64(0, true)) : '';
    case ValueType.boolean:
      return isAnySet(view) ? 'true' : 'false';
    case ValueType.guid:
      return guidText(view);
    case ValueType.size:
    case ValueType.hex32:
    case ValueType.hex64:
      return hexText(view);
    case ValueType.fileTime:
      return length >= 8 ? fileTimeText(view.getBigUint64(0, true)) : '';
    case ValueType.systemTime:
      return systemTimeText(view);
    case ValueType.sid:
      return sidText(view);
    default:
      return Buffer.from(bytes.buffer, bytes.byteOffset + offset, length)
        .toString('hex')
        .toUpperCase();
  }
}

function integerText(view: DataView, signed: boolean): string {
  switch (view.byteLength) {
    case 0:
      return '';
    case 1:
      return String(signed ? view.getInt8(0) : view.getUint8(0));
    case 2:
    case 3:
      return String(signed ? view.getInt16(0, true) : view.getUint16(0, true));
    case 4:
    case 5:
    case 6:
    case 7:
      return String(signed ? view.getInt32(0, true) : view.getUint32(0, true));
    default:
      return String(signed ? view.getBigInt64(0, true) : view.getBigUint64(0, true));
  }
}

function hexText(view: DataView): string {
  if (view.byteLength >= 8) return `0x${view.getBigUint64(0, true).toString(16)}`;
  return view.byteLength >= 4 ? `0x${view.getUint32(0, true).toString(16)}` : '';
}

// Booleans are four bytes by the book and one byte in some logs.
function isAnySet(view: DataView): boolean {
  for (let i = 0; i < view.byteLength; i++) if (view.getUint8(i) !== 0) return true;
  return false;
}

function guidText(view: DataView): string {
  if (view.byteLength < 16) return '';
  const hex = (n: number, width: number) => n.toString(16).padStart(width, '0');
  let tail = '';
  for (let i = 8; i < 16; i++) tail += hex(view.getUint8(i), 2) + (i === 9 ? '-' : '');
  const head = `${hex(view.getUint32(0, true), 8)}-${hex(view.getUint16(4, true), 4)}-${hex(view.getUint16(6, true), 4)}`;
  return `{${head}-${tail}}`.toUpperCase();
}

/** A FILETIME (100 ns since 1601) in ISO 8601 with seven digits. */
export function fileTimeText(ticks: bigint): string {
  const sinceEpoch = ticks - 116_444_736_000_000_000n;
  const millis = Number(sinceEpoch / 10_000n) - (sinceEpoch % 10_000n < 0n ? 1 : 0);
  // Beyond the year 9999 the text would change its width; such values are damage or "never".
  if (millis > 253_402_300_799_999) return String(ticks);
  const rest = Number(((sinceEpoch % 10_000n) + 10_000n) % 10_000n);
  return `${new Date(millis).toISOString().slice(0, -1)}${String(rest).padStart(4, '0')}Z`;
}

function systemTimeText(view: DataView): string {
  if (view.byteLength < 16) return '';
  const part = (i: number, width: number) => String(view.getUint16(i * 2, true)).padStart(width, '0');
  const date = `${part(0, 4)}-${part(1, 2)}-${part(3, 2)}`;
  return `${date}T${part(4, 2)}:${part(5, 2)}:${part(6, 2)}.${part(7, 3)}Z`;
}

function sidText(view: DataView): string {
  if (view.byteLength < 8) return '';
  const count = Math.min(view.getUint8(1), (view.byteLength - 8) >>> 2);
  const authority = view.getUint16(2, false) * 4_294_967_296 + view.getUint32(4, false);
  let text = `S-${view.getUint8(0)}-${authority}`;
  for (let i = 0; i < count; i++) text += `-${view.getUint32(8 + i * 4, true)}`;
  return text;
}
