import { closeSync, openSync, readSync } from 'node:fs';
import type { FieldNames } from '../field-names.ts';
import { RecordView } from '../record-view.ts';
import { type ChunkOptions, chunkBytes, type Damage, readChunk } from './read-chunk.ts';
import { RecordWalker } from './walk-record.ts';

const fileHeaderBytes = 4096;
const bufferBytes = 4 * chunkBytes;

/** A stretch of a file in bytes; `end` is exclusive. */
export type ByteRange = { readonly start: number; readonly end: number };

/**
 * Reader of Windows event log files.
 *
 * ```
 * file   header of 4096 bytes ("ElfFile\0", ...), then chunks of 65536 bytes up to the end
 * ```
 *
 * The number of chunks in the header is 16 bits wide and often wrong; the length of the file counts. Chunks are
 * independent of one another, so ranges of a file can be read in parallel.
 */
export class EvtxReader {
  readonly #walker: RecordWalker;
  readonly #view: RecordView;
  readonly #isInMemory: boolean;
  #buffer: Uint8Array<ArrayBuffer>;

  /** @param view in the memory of the worker; without one kernels cannot read the records */
  constructor(names: FieldNames, view = new RecordView()) {
    const { memory } = view;
    this.#view = view;
    this.#walker = new RecordWalker(names, view);
    this.#isInMemory = memory !== undefined;
    this.#buffer =
      memory === undefined ? new Uint8Array(0) : memory.bytesAt(memory.reserve(bufferBytes), bufferBytes);
  }

  /** Reads the chunks that start within a range. `range.start` is 0 or the start of a chunk. */
  read(path: string, range: ByteRange, options: ChunkOptions): void {
    const file = openSync(path, 'r');
    try {
      this.#readFrom(file, range, options);
    } finally {
      closeSync(file);
    }
  }

  #readFrom(file: number, range: ByteRange, options: ChunkOptions): void {
    if (range.start === 0) checkFileHeader(file, options.onDamage);
    if (this.#buffer.length === 0) this.#buffer = new Uint8Array(bufferBytes);
    let offset = Math.max(range.start, fileHeaderBytes);
    while (offset < range.end) {
      const wanted = Math.min(this.#buffer.length, Math.ceil((range.end - offset) / chunkBytes) * chunkBytes);
      const got = readFully(file, this.#buffer, wanted, offset);
      if (got === 0) return;
      for (let at = 0; at < got; at += chunkBytes) this.#readFrameAt(at, got, offset, options);
      if (got < wanted) return;
      offset += got;
    }
  }

  /** Reads one chunk of a file that somebody else has read. */
  readChunk(chunk: Uint8Array, offset: number, options: ChunkOptions): void {
    if (!this.#isInMemory) {
      this.#readFrame(chunk, offset, options);
      return;
    }
    const own = this.#buffer.subarray(0, chunkBytes);
    own.set(chunk);
    this.#readFrame(own, offset, options);
  }

  #readFrame(chunk: Uint8Array, offset: number, options: ChunkOptions): void {
    // Windows grows files in steps; unused chunks are all zero.
    if (chunk[0] === 0 && chunk.subarray(0, 512).every((byte) => byte === 0)) return;
    readChunk(chunk, offset, this.#walker, this.#view, options);
  }

  #readFrameAt(at: number, got: number, offset: number, options: ChunkOptions): void {
    const chunk = this.#buffer.subarray(at, at + chunkBytes);
    if (at + chunkBytes > got) {
      chunk.fill(0, got - at);
      options.onDamage({ offset: offset + got, reason: 'the file ends inside a chunk' });
    }
    this.#readFrame(chunk, offset + at, options);
  }
}

function readFully(file: number, buffer: Uint8Array, length: number, position: number): number {
  let got = 0;
  while (got < length) {
    const count = readSync(file, buffer, got, length - got, position + got);
    if (count === 0) break;
    got += count;
  }
  return got;
}

function checkFileHeader(file: number, onDamage: (damage: Damage) => void): void {
  const head = new Uint8Array(8);
  readFully(file, head, 8, 0);
  if (Buffer.from(head).toString('latin1') !== 'ElfFile\0') onDamage({ offset: 0, reason: 'no file header' });
}
