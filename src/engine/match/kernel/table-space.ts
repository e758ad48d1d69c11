import type { WorkMemory } from '../../source/work-memory.ts';

/** The part of a worker's memory in which tables for kernels are built, one behind the other, for as long as it lives. */
export class TableSpace {
  readonly bytes: Uint8Array;
  readonly words: Int32Array;
  readonly #buffer: Buffer;
  #next: number;
  readonly #end: number;

  constructor(memory: WorkMemory, byteLength: number) {
    this.bytes = memory.bytes;
    this.words = memory.words;
    this.#buffer = Buffer.from(memory.bytes.buffer, memory.bytes.byteOffset, memory.bytes.length);
    this.#next = memory.reserve(byteLength);
    this.#end = this.#next + byteLength;
  }

  /** The address of a new table, filled with zeros. Throws where no place is left. */
  allocate(byteLength: number): number {
    const at = this.#next;
    const end = at + ((byteLength + 3) & ~3);
    if (end > this.#end) throw new RangeError('no place for further tables');
    this.#next = end;
    return at;
  }

  /** A table of whole numbers. */
  put(numbers: ArrayLike<number>): number {
    const at = this.allocate(numbers.length * 4);
    this.words.set(numbers, at >>> 2);
    return at;
  }

  /** A list: how many, then the numbers; 0 for the empty one. */
  putList(numbers: readonly number[] | undefined): number {
    if (numbers === undefined || numbers.length === 0) return 0;
    const at = this.allocate(4 + numbers.length * 4);
    this.words[at >>> 2] = numbers.length;
    this.words.set(numbers, (at >>> 2) + 1);
    return at;
  }

  putText(text: string): number {
    const at = this.allocate(text.length * 2);
    this.#buffer.write(text, at, 'utf16le');
    return at;
  }

  putBytes(bytes: Uint8Array): number {
    const at = this.allocate(bytes.length);
    this.bytes.set(bytes, at);
    return at;
  }
}

/** Slots of an open hash table that stays at most half full: a power of two. */
export const slotsFor = (count: number): number => 1 << Math.max(2, 33 - Math.clz32(Math.max(1, count)));
