const lineBytesMax = 16 << 20;

export type LineSink = {
  /** A line without its line break. `offset` is its place in the input. */
  line: (bytes: Uint8Array, start: number, end: number, offset: number) => void;
  /** A line too long to be one. */
  tooLong: (offset: number) => void;
};

/** Cuts blocks of bytes into lines; the unfinished end of a block waits for the next one. Memory is bounded. */
export class LineSplitter {
  readonly #sink: LineSink;
  #rest: Uint8Array = new Uint8Array(0);
  #offset: number;
  #isSkipping = false;

  /** @param offset where the first block begins */
  constructor(sink: LineSink, offset: number) {
    this.#sink = sink;
    this.#offset = offset;
  }

  /** Where the line that waits begins. */
  get nextOffset(): number {
    return this.#offset;
  }

  push(block: Uint8Array): void {
    let bytes = block;
    let from = 0;
    if (this.#rest.length > 0) {
      const end = block.indexOf(0x0a);
      const headLength = end < 0 ? block.length : end + 1;
      bytes = Buffer.concat([this.#rest, block.subarray(0, headLength)]);
      if (end < 0) {
        this.#keep(bytes, 0);
        return;
      }
      this.#rest = new Uint8Array(0);
      this.#emit(bytes, 0, bytes.length - 1);
      bytes = block;
      from = headLength;
    }
    for (let end = bytes.indexOf(0x0a, from); end >= 0; end = bytes.indexOf(0x0a, from)) {
      this.#emit(bytes, from, end);
      from = end + 1;
    }
    if (from < bytes.length) this.#keep(bytes, from);
  }

  /** The input ends: what waits is the last line. */
  end(): void {
    if (this.#rest.length > 0) this.#emit(this.#rest, 0, this.#rest.length);
    this.#rest = new Uint8Array(0);
  }

  #emit(bytes: Uint8Array, start: number, end: number): void {
    const stop = end > start && bytes[end - 1] === 0x0d ? end - 1 : end;
    if (this.#isSkipping) this.#isSkipping = false;
    else this.#sink.line(bytes, start, stop, this.#offset);
    this.#offset += end - start + 1;
  }

  #keep(bytes: Uint8Array, from: number): void {
    if (bytes.length - from <= lineBytesMax) this.#rest = bytes.slice(from);
    else {
      if (!this.#isSkipping) this.#sink.tooLong(this.#offset);
      this.#isSkipping = true;
      this.#offset += bytes.length - from - 1;
      this.#rest = bytes.slice(bytes.length - 1);
    }
  }
}
