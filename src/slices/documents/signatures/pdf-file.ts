import { inflateSync } from 'node:zlib';
import {
  isDict,
  isRef,
  isStream,
  nameOf,
  type PdfDict,
  PdfReader,
  type PdfStream,
  type PdfValue,
} from './pdf-object.ts';

type Entry = { offset: number } | { container: number; index: number } | 'free';
/** One revision: the file as first written, or one incremental update; newest first in `PdfFile.revisions`. */
export type Revision = { xrefAt: number; entries: ReadonlyMap<number, Entry>; trailer: PdfDict };

const revisionsMax = 200;
const objectsMax = 500_000;
const inflatedMax = 64 * 2 ** 20;

/** Reads a PDF by its cross-reference tables, as a viewer does: what no table names is not part of the document. */
export class PdfFile {
  readonly bytes: Buffer;
  readonly revisions: readonly Revision[];
  private readonly containers = new Map<number, { first: number; data: Buffer; places: number[] }>();

  /** @throws Error for bytes that cannot be read as a PDF */
  constructor(bytes: Buffer) {
    this.bytes = bytes;
    const at = bytes.lastIndexOf('startxref');
    if (at < 0) throw new Error('pdf: no startxref');
    this.revisions = this.readRevisions(
      Number(/^startxref\s+(\d+)/.exec(bytes.toString('latin1', at, at + 40))?.[1]),
    );
  }

  get trailer(): PdfDict {
    return (this.revisions[0] as Revision).trailer;
  }

  private readRevisions(start: number): Revision[] {
    const revisions: Revision[] = [];
    const seen = new Set<number>();
    for (let at: number | undefined = start; at !== undefined && revisions.length < revisionsMax; ) {
      if (!Number.isInteger(at) || at < 0 || at >= this.bytes.length || seen.has(at))
        throw new Error('pdf: bad xref place');
      seen.add(at);
      const revision = this.readRevision(at);
      revisions.push(revision);
      const previous = revision.trailer.get('Prev');
      at = typeof previous === 'number' ? previous : undefined;
    }
    return revisions;
  }

  private readRevision(at: number): Revision {
    const reader = new PdfReader(this.bytes, at);
    if (!reader.takes('xref')) return this.readXrefStream(at);
    const entries = new Map<number, Entry>();
    while (!reader.takes('trailer')) this.readSection(reader, entries);
    const trailer = reader.value();
    if (!isDict(trailer)) throw new Error('pdf: no trailer');
    const hybrid = trailer.get('XRefStm');
    if (typeof hybrid === 'number') {
      for (const [number, entry] of this.readXrefStream(hybrid).entries) {
        if (!entries.has(number) || entries.get(number) === 'free') entries.set(number, entry);
      }
    }
    return { xrefAt: at, entries, trailer };
  }

  private readSection(reader: PdfReader, entries: Map<number, Entry>): void {
    reader.skipWhite();
    const first = Number(reader.word());
    reader.skipWhite();
    const count = Number(reader.word());
    if (!Number.isInteger(first) || !Number.isInteger(count) || count < 0 || count > objectsMax)
      throw new Error('pdf: bad xref');
    for (let index = 0; index < count; index += 1) {
      reader.skipWhite();
      const offset = Number(reader.word());
      reader.skipWhite();
      reader.word();
      reader.skipWhite();
      const kind = reader.word();
      entries.set(first + index, kind === 'n' ? { offset } : 'free');
    }
  }

  private readXrefStream(at: number): Revision {
    const stream = this.readObjectAt(at);
    if (!isStream(stream) || nameOf(stream.dict.get('Type')) !== 'XRef')
      throw new Error('pdf: no xref at its place');
    const data = this.decode(stream);
    const widths = stream.dict.get('W');
    if (
      !Array.isArray(widths) ||
      widths.length < 3 ||
      widths.some((width) => typeof width !== 'number' || width < 0 || width > 6)
    ) {
      throw new Error('pdf: bad xref stream');
    }
    const [w0, w1, w2] = widths as unknown as [number, number, number];
    const size = Number(stream.dict.get('Size'));
    const ranges = (stream.dict.get('Index') as number[] | undefined) ?? [0, size];
    const entries = new Map<number, Entry>();
    let place = 0;
    const take = (width: number, absent: number): number => {
      const value = width === 0 ? absent : data.readUIntBE(place, width);
      place += width;
      return value;
    };
    for (let range = 0; range + 1 < ranges.length; range += 2) {
      const [first, count] = [Number(ranges[range]), Number(ranges[range + 1])];
      for (
        let index = 0;
        index < count && place + w0 + w1 + w2 <= data.length && entries.size < objectsMax;
        index += 1
      ) {
        const [kind, second, third] = [take(w0, 1), take(w1, 0), take(w2, 0)];
        entries.set(
          first + index,
          kind === 1 ? { offset: second } : kind === 2 ? { container: second, index: third } : 'free',
        );
      }
    }
    return { xrefAt: at, entries, trailer: stream.dict };
  }

  private readObjectAt(offset: number, expected?: number): PdfValue {
    const reader = new PdfReader(this.bytes, offset);
    reader.skipWhite();
    const number = Number(reader.word());
    reader.skipWhite();
    reader.word();
    if (!reader.takes('obj')) throw new Error('pdf: no object at its place');
    if (expected !== undefined && number !== expected) throw new Error('pdf: another object at its place');
    const value = reader.value();
    if (!isDict(value) || !reader.takes('stream')) return value;
    if (this.bytes[reader.at] === 13) reader.at += 1;
    if (this.bytes[reader.at] === 10) reader.at += 1;
    return { dict: value, dataStart: reader.at, source: this.bytes };
  }

  /** The object as it stood in the revisions given (newest first), or null. */
  get(number: number, revisions: readonly Revision[] = this.revisions): PdfValue {
    for (const { entries } of revisions) {
      const entry = entries.get(number);
      if (entry === 'free') return null;
      if (entry && 'offset' in entry) return this.readObjectAt(entry.offset, number);
      if (entry) return this.readPacked(entry.container, entry.index, revisions);
    }
    return null;
  }

  /** What a reference leads to. */
  resolve(value: PdfValue | undefined, revisions: readonly Revision[] = this.revisions): PdfValue {
    let current = value ?? null;
    for (let steps = 0; isRef(current) && steps < 20; steps += 1) current = this.get(current.ref, revisions);
    return isRef(current) ? null : current;
  }

  private readPacked(container: number, index: number, revisions: readonly Revision[]): PdfValue {
    const entry = revisions.map(({ entries }) => entries.get(container)).find((found) => found !== undefined);
    const offset = entry !== undefined && entry !== 'free' && 'offset' in entry ? entry.offset : -1;
    let packed = this.containers.get(offset);
    if (!packed) {
      const stream = this.get(container, revisions);
      if (!isStream(stream)) throw new Error('pdf: object stream missing');
      const data = this.decode(stream);
      const count = Math.min(Number(stream.dict.get('N')), objectsMax);
      const reader = new PdfReader(data);
      const places = Array.from({ length: count }, () => {
        reader.value();
        return Number(reader.value());
      });
      packed = { first: Number(stream.dict.get('First')), data, places };
      this.containers.set(offset, packed);
    }
    const place = packed.places[index];
    return place === undefined ? null : new PdfReader(packed.data, packed.first + place).value();
  }

  /** Bytes of a stream as they stand in the file. */
  rawBytes(stream: PdfStream): Buffer {
    const declared = stream.dict.get('Length');
    const length = this.revisionsReady && isRef(declared) ? this.resolve(declared) : declared;
    if (typeof length === 'number' && length >= 0 && stream.dataStart + length <= this.bytes.length) {
      return this.bytes.subarray(stream.dataStart, stream.dataStart + length);
    }
    const end = this.bytes.indexOf('endstream', stream.dataStart);
    if (end < 0) throw new Error('pdf: stream without end');
    return this.bytes.subarray(stream.dataStart, end);
  }

  private get revisionsReady(): boolean {
    return (this.revisions as readonly Revision[] | undefined) !== undefined;
  }

  private decode(stream: PdfStream): Buffer {
    const filter = stream.dict.get('Filter');
    const names = Array.isArray(filter)
      ? filter.map(nameOf)
      : filter === undefined
        ? []
        : [nameOf(filter as PdfValue)];
    const raw = this.rawBytes(stream);
    if (names.length === 0) return raw;
    if (names.length > 1 || names[0] !== 'FlateDecode') throw new Error('pdf: filter');
    const data = inflateSync(raw, { maxOutputLength: inflatedMax });
    const listed = stream.dict.get('DecodeParms');
    const parameters = this.resolvedDict(Array.isArray(listed) ? listed[0] : listed);
    const predictor = Number(parameters?.get('Predictor') ?? 1);
    return predictor >= 10 ? undoPng(data, Number(parameters?.get('Columns') ?? 1)) : data;
  }

  private resolvedDict(value: PdfValue | undefined): PdfDict | undefined {
    return isDict(value) ? value : undefined;
  }
}

/** Undoes the PNG predictors of one byte per sample, which cross-reference streams use. */
const undoPng = (data: Buffer, columns: number): Buffer => {
  const rows = Math.floor(data.length / (columns + 1));
  const output = Buffer.alloc(rows * columns);
  for (let row = 0; row < rows; row += 1) {
    const kind = data[row * (columns + 1)];
    for (let column = 0; column < columns; column += 1) {
      const place = row * columns + column;
      const left = column > 0 ? (output[place - 1] as number) : 0;
      const up = row > 0 ? (output[place - columns] as number) : 0;
      const corner = row > 0 && column > 0 ? (output[place - columns - 1] as number) : 0;
      const guess = [0, left, up, (left + up) >> 1, paeth(left, up, corner)][kind ?? 0] ?? 0;
      output[place] = ((data[row * (columns + 1) + 1 + column] as number) + guess) & 0xff;
    }
  }
  return output;
};

const paeth = (left: number, up: number, corner: number): number => {
  const guess = left + up - corner;
  const [toLeft, toUp, toCorner] = [Math.abs(guess - left), Math.abs(guess - up), Math.abs(guess - corner)];
  if (toLeft <= toUp && toLeft <= toCorner) return left;
  return toUp <= toCorner ? up : corner;
};
