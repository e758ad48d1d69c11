import type { DoubtfulLines, OnDoubtful } from './doubtful-lines.ts';
import { lineShape } from './kernel/line-shape.ts';
import type { LineCheck } from './line-check.ts';
import { startKernel } from './start-kernel.ts';
import type { WorkMemory } from './work-memory.ts';

type Exports = {
  setShape: (firsts: number, lasts: number) => void;
  findDoubtful: (origin: number, start: number, end: number, out: number, outEnd: number) => number;
};

const tableBytes = 256;

/** Looks at the shape of lines in WebAssembly. */
export class ShapeKernel {
  readonly #exports: Exports;
  readonly #lines: DoubtfulLines;
  readonly #tables: Uint8Array;
  /** Whose tables lie in the memory. */
  #shape: LineShape | undefined;

  /** Undefined where the platform lacks what kernels need. */
  static start(memory: WorkMemory, lines: DoubtfulLines): ShapeKernel | undefined {
    if (memory.free < 2 * tableBytes) return undefined;
    const exports = startKernel<Exports>(lineShape, memory);
    return exports === undefined ? undefined : new ShapeKernel(exports, lines, memory);
  }

  private constructor(exports: Exports, lines: DoubtfulLines, memory: WorkMemory) {
    const at = memory.reserve(2 * tableBytes);
    this.#exports = exports;
    this.#lines = lines;
    this.#tables = memory.bytesAt(at, 2 * tableBytes);
    exports.setShape(at, at + tableBytes);
  }

  find(shape: LineShape, block: Uint8Array, from: number, to: number, onDoubtful: OnDoubtful): void {
    if (this.#shape !== shape) {
      this.#tables.set(shape.firsts);
      this.#tables.set(shape.lasts, tableBytes);
      this.#shape = shape;
    }
    this.#lines.each(this.#exports.findDoubtful, block, { from, to }, onDoubtful);
  }
}

/**
 * Knows lines by how they begin and end: one that begins or ends in another way, or holds control characters besides
 * tabs (zeros after a loss of power), may be damaged. Not all damage shows like this.
 */
export class LineShape implements LineCheck {
  readonly isComplete = false;
  readonly find: LineCheck['find'];
  /** By byte: 1 where a line may begin with it, or end so. */
  readonly firsts: Uint8Array;
  readonly lasts: Uint8Array;

  /** @param last characters with which lines may end; all unless given */
  constructor(first: string, last?: string, kernel?: ShapeKernel) {
    this.firsts = tableOf(first);
    this.lasts = last === undefined ? new Uint8Array(tableBytes).fill(1) : tableOf(last);
    if (kernel !== undefined)
      this.find = (block, from, to, onDoubtful) => kernel.find(this, block, from, to, onDoubtful);
  }

  isDoubtful(bytes: Uint8Array, start: number, end: number): boolean {
    if (this.firsts[bytes[start]!] === 0 || this.lasts[bytes[end - 1]!] === 0) return true;
    for (let at = start; at < end; at++) if (bytes[at]! < 0x20 && bytes[at] !== 0x09) return true;
    return false;
  }
}

function tableOf(characters: string): Uint8Array {
  const table = new Uint8Array(tableBytes);
  for (const byte of Buffer.from(characters, 'latin1')) table[byte] = 1;
  return table;
}
