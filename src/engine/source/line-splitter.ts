import { LineBreaks } from './line-breaks.ts';

const lineBytesMax = 16 << 20;

export type LineSink = {
  /** A line without its line break. `offset` is its place in the input. The bytes are valid only during the call. */
  line: (bytes: Uint8Array, start: number, end: number, offset: number) => void;
  /** A line too long to be one. */
  tooLong: (offset: number) => void;
  /** Told of each block before the lines that lie in it as a whole. */
  block?: ((bytes: Uint8Array) => void) | undefined;
  /** Passes over lines of the block; gives where the next line begins that has to be taken out. */
  skip?: ((bytes: Uint8Array, from: number, offset: number) => number) | undefined;
};

/** Cuts blocks of bytes into lines; the unfinished end of a block waits for the next one. Memory is bounded. */
export class LineSplitter {
  readonly #sink: LineSink;
  readonly #breaks: LineBreaks;
  #rest = new Uint8Array(65_536);
  #restLength = 0;
  #offset: number;
  /** Bytes passed over of a line that is too long; 0 outside such a line. */
  #skipped = 0;

  /**
   * @param offset where the first block begins
   * @param breaks finds the ends of lines; serves one splitter at a time
   */
  constructor(sink: LineSink, offset: number, breaks = new LineBreaks()) {
    this.#sink = sink;
    this.#breaks = breaks;
    this.#offset = offset;
  }

  /** Where the line that waits begins. */
  get nextOffset(): number {
    return this.#offset;
  }

  push(block: Uint8Array): void {
    this.#sink.block?.(block);
    const breaks = this.#breaks;
    breaks.enter(block);
    let from = 0;
    if (this.#restLength > 0 || this.#skipped > 0) {
      const end = breaks.next(0);
      this.#keep(block, 0, end < 0 ? block.length : end);
      if (end < 0) return;
      this.#endLine(1);
      from = end + 1;
    }
    for (;;) {
      const start = this.#sink.skip?.(block, from, this.#offset) ?? from;
      this.#offset += start - from;
      from = start;
      const end = breaks.next(from);
      if (end < 0) break;
      this.#emit(block, from, end);
      this.#offset += end - from + 1;
      from = end + 1;
    }
    this.#keep(block, from, block.length);
  }

  /** The input ends: what waits is the last line. */
  end(): void {
    if (this.#restLength > 0 || this.#skipped > 0) this.#endLine(0);
  }

  #endLine(breakBytes: number): void {
    if (this.#skipped === 0) this.#emit(this.#rest, 0, this.#restLength);
    this.#offset += this.#skipped + this.#restLength + breakBytes;
    this.#skipped = 0;
    this.#restLength = 0;
  }

  #emit(bytes: Uint8Array, start: number, end: number): void {
    const stop = end > start && bytes[end - 1] === 0x0d ? end - 1 : end;
    this.#sink.line(bytes, start, stop, this.#offset);
  }

  #keep(block: Uint8Array, from: number, to: number): void {
    const length = this.#restLength + to - from;
    if (this.#skipped > 0 || length > lineBytesMax) {
      if (this.#skipped === 0) this.#sink.tooLong(this.#offset);
      this.#skipped += length;
      this.#restLength = 0;
      return;
    }
    if (length > this.#rest.length) {
      const bigger = new Uint8Array(length * 2);
      bigger.set(this.#rest.subarray(0, this.#restLength));
      this.#rest = bigger;
    }
    this.#rest.set(block.subarray(from, to), this.#restLength);
    this.#restLength = length;
  }
}
