import type { FieldNames } from '../field-names.ts';
import { ValueType } from '../record-view.ts';
import { scalarText } from '../value-text.ts';

/**
 * Binary XML, the form in which Windows keeps events, read into pieces: "this field is made of these parts".
 *
 * The same tokens serve two purposes. In a template definition every element carries a two-byte dependency
 * number; in a record without a template (exported, forwarded or rendered logs) it does not. Offsets count from
 * the start of the 64 KiB chunk; a name or a template stands either where it is first used or at an earlier
 * offset.
 *
 * Source: Microsoft [MS-EVEN6] section 2.2.12 and observation of real files.
 */
export type Part =
  | { readonly text: string }
  | { readonly substitution: number; readonly type: number; readonly isOptional: boolean };

/** One attribute or element content. `name` is absent where the name itself is made by substitution. */
export type Piece = {
  readonly field: number;
  readonly nameParts: readonly Part[] | undefined;
  readonly parts: readonly Part[];
  /** The area that nested binary XML in this place belongs to. */
  readonly innerArea: string;
};

/** Damage inside a record; `at` is the offset within the chunk. */
export class BadBinaryXml extends Error {
  readonly at: number;
  constructor(reason: string, at: number) {
    super(reason);
    this.at = at;
  }
}

const depthMax = 48;
const piecesMax = 8192;

export const u16 = (bytes: Uint8Array, at: number): number => bytes[at]! | (bytes[at + 1]! << 8);
export const u32 = (bytes: Uint8Array, at: number): number =>
  (bytes[at]! | (bytes[at + 1]! << 8) | (bytes[at + 2]! << 16) | (bytes[at + 3]! << 24)) >>> 0;

/**
 * Reads one fragment. Areas are `root` (nothing read yet), `event` (inside <Event>) and, below that, the name of
 * the part: System, EventData, UserData, RenderingInfo.
 */
export class BinaryXmlReader {
  readonly #bytes: Uint8Array;
  readonly #names: FieldNames;
  readonly #hasDependency: boolean;
  readonly #end: number;
  readonly pieces: Piece[] = [];
  at: number;
  /** Where a template instance or other nested content begins in a bare fragment. */
  instanceAt = -1;
  instanceArea = '';

  constructor(
    bytes: Uint8Array,
    names: FieldNames,
    range: { start: number; end: number },
    hasDependency: boolean,
  ) {
    this.#bytes = bytes;
    this.#names = names;
    this.#hasDependency = hasDependency;
    this.at = range.start;
    this.#end = Math.min(range.end, bytes.length);
  }

  /** Reads elements up to the end of the fragment. */
  readFragment(area: string): void {
    while (this.at < this.#end) {
      const token = this.#bytes[this.at]! & 0xbf;
      if (token === 0x00) return;
      if (token === 0x0f) this.at += 4;
      else if (token === 0x01) this.#readElement(area, 0);
      else if (token === 0x0c) {
        this.instanceAt = this.at;
        this.instanceArea = area;
        return;
      } else if (token === 0x0a || token === 0x0b) this.#readText();
      else throw new BadBinaryXml(`unexpected token 0x${token.toString(16)}`, this.at);
    }
  }

  #readElement(area: string, depth: number): void {
    if (depth > depthMax) throw new BadBinaryXml('elements nested too deeply', this.at);
    if (this.pieces.length > piecesMax) throw new BadBinaryXml('too many elements', this.at);
    const hasAttributes = (this.#bytes[this.at]! & 0x40) !== 0;
    this.at += this.#hasDependency ? 7 : 5;
    const element = this.#readName();
    const innerArea =
      area === 'root' ? (element === 'Event' ? 'event' : element) : area === 'event' ? element : area;
    const dataName = hasAttributes ? this.#readAttributes(area, element) : undefined;
    const close = this.#take();
    if (close === 0x03) return;
    if (close !== 0x02) throw new BadBinaryXml(`unexpected token 0x${close.toString(16)}`, this.at - 1);
    const parts: Part[] = [];
    let hasChildren = false;
    while ((this.#bytes[this.at]! & 0xbf) !== 0x04) {
      if (this.at >= this.#end) throw new BadBinaryXml('element without end', this.at);
      if ((this.#bytes[this.at]! & 0xbf) === 0x01) {
        this.#readElement(innerArea, depth + 1);
        hasChildren = true;
      } else parts.push(this.#readText());
    }
    this.at++;
    if (hasChildren) this.#dropBlankText(parts);
    if (parts.length > 0) this.#addPiece(area, element, dataName, parts, innerArea);
  }

  /** Reads the attributes of an element; gives the parts of the `Name` of a `Data` element. */
  #readAttributes(area: string, element: string): readonly Part[] | undefined {
    const listEnd = Math.min(this.at + 4 + u32(this.#bytes, this.at), this.#end);
    this.at += 4;
    let dataName: readonly Part[] | undefined;
    while (this.at < listEnd && (this.#bytes[this.at]! & 0xbf) === 0x06) {
      this.at++;
      const attribute = this.#readName();
      const parts: Part[] = [];
      while (this.at < listEnd && isTextToken(this.#bytes[this.at]! & 0xbf)) parts.push(this.#readText());
      if (attribute === 'Name' && isDataElement(element)) dataName = parts;
      else if (!attribute.startsWith('xmlns') && parts.length > 0)
        this.#addPiece(area, `${element}_${attribute}`, undefined, parts, area);
    }
    return dataName;
  }

  #addPiece(
    area: string,
    element: string,
    dataName: readonly Part[] | undefined,
    parts: readonly Part[],
    innerArea: string,
  ): void {
    const literalName = dataName === undefined ? element : literalText(dataName);
    const field = literalName === undefined ? -1 : this.#names.id(fieldName(area, literalName || element));
    this.pieces.push({
      field,
      nameParts: literalName === undefined ? dataName : undefined,
      parts,
      innerArea,
    });
  }

  #dropBlankText(parts: Part[]): void {
    for (let i = parts.length - 1; i >= 0; i--) {
      const part = parts[i]!;
      if ('text' in part && part.text.trim() === '') parts.splice(i, 1);
    }
  }

  /** Reads one text-like token: value, character or entity reference, CDATA, substitution, processing text. */
  #readText(): Part {
    const start = this.at;
    const token = this.#take() & 0xbf;
    switch (token) {
      case 0x05:
        return { text: this.#readValue() };
      case 0x07:
      case 0x0b:
        return { text: this.#readCounted() };
      case 0x08:
        this.at += 2;
        return { text: String.fromCharCode(u16(this.#bytes, this.at - 2)) };
      case 0x09:
        return { text: entities.get(this.#readName()) ?? '' };
      case 0x0a:
        this.#readName();
        return { text: '' };
      case 0x0d:
      case 0x0e: {
        const substitution = u16(this.#bytes, this.at);
        const type = this.#bytes[this.at + 2]!;
        this.at += 3;
        return { substitution, type, isOptional: token === 0x0e };
      }
      default:
        throw new BadBinaryXml(`unexpected token 0x${token.toString(16)}`, start);
    }
  }

  #readValue(): string {
    const type = this.#take();
    if (type === ValueType.utf16) return this.#readCounted();
    const size =
      type === ValueType.ansi || type === ValueType.binary ? u16(this.#bytes, this.at) : fixedSize(type);
    if (type === ValueType.ansi || type === ValueType.binary) this.at += 2;
    if (size === undefined || this.at + size > this.#end)
      throw new BadBinaryXml('value without a length', this.at);
    const text =
      type === ValueType.ansi
        ? Buffer.from(this.#bytes.subarray(this.at, this.at + size)).toString('latin1')
        : scalarText(this.#bytes, this.at, size, type);
    this.at += size;
    return text;
  }

  #readCounted(): string {
    const count = u16(this.#bytes, this.at);
    const start = this.at + 2;
    if (start + count * 2 > this.#end) throw new BadBinaryXml('text runs past its record', this.at);
    this.at = start + count * 2;
    return utf16Text(this.#bytes, start, count);
  }

  /** A name: its offset, and the name itself when that offset is right here. */
  #readName(): string {
    const offset = u32(this.#bytes, this.at);
    this.at += 4;
    if (offset + 8 > this.#bytes.length) throw new BadBinaryXml('name outside its chunk', this.at - 4);
    const count = u16(this.#bytes, offset + 6);
    if (offset + 8 + count * 2 > this.#bytes.length)
      throw new BadBinaryXml('name runs past its chunk', this.at - 4);
    if (offset === this.at) this.at += 10 + count * 2;
    return utf16Text(this.#bytes, offset + 8, count);
  }

  #take(): number {
    return this.#bytes[this.at++]!;
  }
}

const entities = new Map([
  ['lt', '<'],
  ['gt', '>'],
  ['amp', '&'],
  ['quot', '"'],
  ['apos', "'"],
]);

const fixedSizes = new Map<number, number>([
  [0, 0],
  ...[3, 4].map((type): [number, number] => [type, 1]),
  ...[5, 6].map((type): [number, number] => [type, 2]),
  ...[7, 8, 0x0b, 0x0d, 0x14].map((type): [number, number] => [type, 4]),
  ...[9, 0x0a, 0x0c, 0x10, 0x11, 0x15].map((type): [number, number] => [type, 8]),
  ...[0x0f, 0x12].map((type): [number, number] => [type, 16]),
]);

/** Bytes of one value of a type with fixed size. */
export const fixedSize = (type: number): number | undefined => fixedSizes.get(type);

const isTextToken = (token: number): boolean =>
  token >= 0x05 && token <= 0x0e && token !== 0x06 && token !== 0x0c;
const isDataElement = (element: string): boolean => element === 'Data' || element === 'ComplexData';

function literalText(parts: readonly Part[]): string | undefined {
  let text = '';
  for (const part of parts) {
    if (!('text' in part)) return undefined;
    text += part.text;
  }
  return text;
}

/**
 * The field name for an element or attribute. The names that decide which rules apply (EventID, Provider_Name)
 * belong to System alone, so that a value in the body can never pass for them; the texts that a forwarding
 * server adds get a prefix for the same reason.
 */
export function fieldName(area: string, name: string): string {
  if (area === 'RenderingInfo') return `RenderingInfo_${name}`;
  const isReserved = name === 'EventID' || name === 'Provider_Name';
  return isReserved && area !== 'System' ? `${area}_${name}` : name;
}

/** UTF-16 text of `count` units. */
export function utf16Text(bytes: Uint8Array, start: number, count: number): string {
  const text = Buffer.from(bytes.buffer, bytes.byteOffset + start, count * 2).toString('utf16le');
  return text.endsWith('\0') ? text.replace(/\0+$/, '') : text;
}
