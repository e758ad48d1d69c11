import { lineBreaks } from './kernel/line-breaks.ts';
import { startKernel } from './start-kernel.ts';
import type { WorkMemory } from './work-memory.ts';

type Exports = {
  findBreaks: (origin: number, start: number, end: number, out: number, outEnd: number) => number;
};

const breaksAtOnce = 16_384;
/** The kernel looks at so many bytes before it asks whether its table is full. */
const breaksBeyond = 64;
const newline = 0x0a;

/** Where the lines of a block end. In the memory of a worker a kernel finds them all at once. */
export class LineBreaks {
  readonly #kernel: Exports | undefined;
  readonly #memory: WorkMemory | undefined;
  readonly #tableAt: number = 0;
  readonly #table: Int32Array = new Int32Array(0);
  #block: Buffer = Buffer.alloc(0);
  #isInMemory = false;
  #next = 0;
  #count = 0;
  /** The table holds all line breaks before this offset. */
  #searchedTo = 0;

  /** @param memory of the worker, where its blocks lie */
  constructor(memory?: WorkMemory) {
    this.#memory = memory;
    if (memory === undefined) return;
    this.#kernel = startKernel<Exports>(lineBreaks, memory);
    const count = breaksAtOnce + breaksBeyond;
    this.#tableAt = memory.reserve(count * 4);
    this.#table = memory.wordsAt(this.#tableAt, count);
  }

  /** Goes on to another block. */
  enter(block: Uint8Array): void {
    // Searching a Buffer is many times as fast as searching a plain array.
    this.#block = Buffer.from(block.buffer, block.byteOffset, block.length);
    this.#isInMemory = this.#kernel !== undefined && block.buffer === this.#memory?.bytes.buffer;
    this.#next = 0;
    this.#count = 0;
    this.#searchedTo = 0;
  }

  /** The offset of the first line break that does not lie before `from`, or -1. Calls of a block go forward only. */
  next(from: number): number {
    if (!this.#isInMemory) return this.#block.indexOf(newline, from);
    for (;;) {
      while (this.#next < this.#count) {
        const place = this.#table[this.#next++]!;
        if (place >= from) return place;
      }
      if (this.#searchedTo === this.#block.length) return -1;
      this.#search(Math.max(from, this.#searchedTo));
    }
  }

  #search(from: number): void {
    const { byteOffset, length } = this.#block;
    const out = this.#tableAt;
    this.#next = 0;
    this.#count = this.#kernel!.findBreaks(
      byteOffset,
      byteOffset + from,
      byteOffset + length,
      out,
      out + breaksAtOnce * 4,
    );
    // A full table ends with a stretch that was searched as a whole.
    this.#searchedTo = this.#count < breaksAtOnce ? length : this.#table[this.#count - 1]! + 1;
  }
}
