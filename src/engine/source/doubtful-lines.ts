import type { WorkMemory } from './work-memory.ts';

/** Writes down doubtful lines from `start` to `end`, as offsets from `origin`; gives their number. */
type Find = (origin: number, start: number, end: number, out: number, outEnd: number) => number;

/** Told where a line begins and ends in its block, without line break, and how many lines of the stretch precede it. */
export type OnDoubtful = (start: number, end: number, line: number) => void;

const linesAtOnce = 1024;
const entryWords = 3;
const newline = 0x0a;

/** The table in the memory of a worker to which kernels write the lines that have to be read to know their damage. */
export class DoubtfulLines {
  readonly #memory: WorkMemory;
  readonly #tableAt: number;
  readonly #table: Int32Array;

  /** Undefined where no place is left in the memory. */
  static in(memory: WorkMemory): DoubtfulLines | undefined {
    return memory.free < linesAtOnce * entryWords * 4 ? undefined : new DoubtfulLines(memory);
  }

  private constructor(memory: WorkMemory) {
    this.#memory = memory;
    this.#tableAt = memory.reserve(linesAtOnce * entryWords * 4);
    this.#table = memory.wordsAt(this.#tableAt, linesAtOnce * entryWords);
  }

  /** Whether a block lies where kernels can search it. */
  canSearch(block: Uint8Array): boolean {
    return block.buffer === this.#memory.bytes.buffer;
  }

  /** Goes through a stretch of whole lines, each with its line break. */
  each(
    find: Find,
    block: Uint8Array,
    stretch: { readonly from: number; readonly to: number },
    onDoubtful: OnDoubtful,
  ): void {
    const { byteOffset } = block;
    const table = this.#table;
    const out = this.#tableAt;
    let lines = 0;
    for (let at = stretch.from; at < stretch.to; ) {
      const end = byteOffset + stretch.to;
      const count = find(byteOffset, byteOffset + at, end, out, out + table.byteLength);
      for (let i = 0; i < count * entryWords; i += entryWords)
        onDoubtful(table[i]!, table[i + 1]!, lines + table[i + 2]!);
      if (count < linesAtOnce) return;
      const last = (count - 1) * entryWords;
      lines += table[last + 2]! + 1;
      at = block.indexOf(newline, table[last + 1]!) + 1;
    }
  }
}
