import { crc32 } from 'node:zlib';
import type { RecordView } from '../record-view.ts';
import { BadBinaryXml, u16, u32 } from './binary-xml.ts';
import type { RecordWalker } from './walk-record.ts';

export const chunkBytes = 65_536;
/** "ElfChnk", and a zero. */
const chunkMagic = 0x43666c45;
const chunkMagicRest = 0x006b6e68;
const recordsStart = 512;
const recordMagic = 0x00002a2a;
const recordHeadBytes = 24;
const recordBytesMin = 28;

/** A damaged place: offset in the file, the number of the line in text logs, and what is wrong there. */
export type Damage = { readonly offset: number; readonly line?: number; readonly reason: string };

export type ChunkOptions = {
  /** Also give records from the unused end of the chunk, marked as recovered. */
  readonly recoverSlack: boolean;
  readonly onRecord: (view: RecordView) => void;
  readonly onDamage: (damage: Damage) => void;
};

/**
 * Reads the records of one chunk (64 KiB): header of 512 bytes, then records one after another.
 *
 * ```
 * chunk   "ElfChnk\0", numbers of the first and last record, header size u32, offset of the last record u32 (44),
 *         offset of the unused end u32 (48), CRC-32 of the records u32 (52), ..., CRC-32 of the header u32 (124),
 *         offsets of names (128) and templates (384)
 * record  2a 2a 00 00, size u32, EventRecordID u64, FILETIME u64, binary XML, size u32
 * ```
 *
 * The header is a hint, not a truth: a machine that lost power leaves chunks whose header is older than their
 * records. The walk follows the records themselves; past the announced end it goes on only while the record ids
 * keep counting up by one, since older records lie there too.
 */
export function readChunk(
  chunk: Uint8Array,
  fileOffset: number,
  walker: RecordWalker,
  view: RecordView,
  options: ChunkOptions,
): void {
  const damage = (at: number, reason: string): void => options.onDamage({ offset: fileOffset + at, reason });
  if (u32(chunk, 0) !== chunkMagic || u32(chunk, 4) !== chunkMagicRest) {
    damage(0, 'no chunk header');
    return;
  }
  const announcedEnd = Math.min(Math.max(u32(chunk, 48), recordsStart), chunkBytes);
  checkSums(chunk, announcedEnd, damage);
  walker.enterChunk(chunk);
  const reading: Reading = { chunk, fileOffset, walker, view, options };
  // An end before the first record is no end at all (one at it says that the chunk is empty).
  let lastId = u32(chunk, 48) < recordsStart ? recordId(chunk, recordsStart) - 1 : -1;
  let at = recordsStart;
  while (at + recordBytesMin <= chunkBytes) {
    const size = sizeOf(reading, at);
    const id = size === 0 ? -1 : idOf(reading, at);
    if (at >= announcedEnd && (size === 0 || id !== lastId + 1)) break;
    if (size === 0) {
      const next = findRecord(chunk, at + 1, announcedEnd);
      damage(at, 'damaged record header');
      if (next < 0) break;
      at = next;
      continue;
    }
    lastId = id;
    emitRecord(reading, at, size, id, false);
    at += size;
  }
  if (options.recoverSlack) recover(reading, at);
}

/** What reading a chunk needs on the way. */
type Reading = {
  readonly chunk: Uint8Array;
  readonly fileOffset: number;
  readonly walker: RecordWalker;
  readonly view: RecordView;
  readonly options: ChunkOptions;
};

/** The size of the record at an offset, or 0. The kernel reads the whole record in the same call. */
const sizeOf = ({ walker, chunk }: Reading, at: number): number =>
  walker.kernel === undefined ? recordSizeAt(chunk, at) : walker.kernel.read(walker.base + at);

/** The id of the record whose size was asked last. */
const idOf = ({ walker, chunk }: Reading, at: number): number =>
  walker.kernel === undefined ? recordId(chunk, at) : walker.kernel.id;

/** Gives out the record whose size was asked last. */
function emitRecord(reading: Reading, at: number, size: number, id: number, isRecovered: boolean): void {
  const { chunk, fileOffset, walker, view, options } = reading;
  view.reset();
  view.record = id;
  view.fileOffset = fileOffset + at;
  view.start = walker.base + at;
  view.byteLength = size;
  view.unitBytes = 2;
  view.isRecovered = isRecovered;
  if (!walker.take(view)) {
    view.setFileTime(u32(chunk, at + 16), u32(chunk, at + 20));
    try {
      walker.walk(view, at + recordHeadBytes, at + size - 4);
    } catch (error) {
      if (!(error instanceof BadBinaryXml)) throw error;
      options.onDamage({ offset: fileOffset + error.at, reason: `record ${view.record}: ${error.message}` });
      return;
    }
  }
  options.onRecord(view);
}

/** Records in the unused end of a chunk: whatever still has a record header with both sizes alike. */
function recover(reading: Reading, from: number): void {
  let at = findRecord(reading.chunk, from, chunkBytes);
  while (at >= 0) {
    const size = sizeOf(reading, at);
    emitRecord(reading, at, size, idOf(reading, at), true);
    at = findRecord(reading.chunk, at + size, chunkBytes);
  }
}

/** The size of the record at an offset, or 0 where no whole record stands. */
function recordSizeAt(chunk: Uint8Array, at: number): number {
  if (u32(chunk, at) !== recordMagic) return 0;
  const size = u32(chunk, at + 4);
  return size >= recordBytesMin && at + size <= chunkBytes ? size : 0;
}

/** The next offset where a record with two equal sizes stands, or -1. */
function findRecord(chunk: Uint8Array, from: number, to: number): number {
  for (let at = from; at + recordBytesMin <= to; at++) {
    if (chunk[at] !== 0x2a || chunk[at + 1] !== 0x2a) continue;
    const size = recordSizeAt(chunk, at);
    if (size > 0 && u32(chunk, at + size - 4) === size) return at;
  }
  return -1;
}

const recordId = (chunk: Uint8Array, at: number): number =>
  u32(chunk, at + 8) + u32(chunk, at + 12) * 4_294_967_296;

/** Wrong sums are reported and nothing more: most such chunks are merely unfinished. */
function checkSums(chunk: Uint8Array, end: number, damage: (at: number, reason: string) => void): void {
  if (u16(chunk, 40) === 0) damage(40, 'chunk header has no size');
  const head = crc32(chunk.subarray(128, 512), crc32(chunk.subarray(0, 120)));
  if (head !== u32(chunk, 124)) damage(124, 'checksum of the chunk header is wrong');
  if (crc32(chunk.subarray(recordsStart, end)) !== u32(chunk, 52))
    damage(52, 'checksum of the records is wrong');
}
