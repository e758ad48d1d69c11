import type { SetTables } from './kernel/indicator-kernel.ts';

/**
 * A large set of byte strings by two independent hashes each, without the strings: a bitmap answers nearly always
 * "no", a table of second hashes nearly always the rest. It may say yes where it should say no (once in some
 * thousand million questions), never the other way round.
 */
export class FingerprintSet {
  readonly #bitmap: Uint32Array;
  readonly #bitShift: number;
  readonly #table: Int32Array;
  readonly #mask: number;

  /** @param count how many will be added at most */
  constructor(count: number) {
    const bits = Math.max(10, 36 - Math.clz32(count));
    this.#bitmap = new Uint32Array(1 << (bits - 5));
    this.#bitShift = 32 - bits;
    this.#table = new Int32Array(1 << Math.max(4, 33 - Math.clz32(count)));
    this.#mask = this.#table.length - 1;
  }

  /** For kernels, which ask the same questions. */
  get tables(): SetTables {
    return { bitmap: this.#bitmap, shift: this.#bitShift, table: this.#table, mask: this.#mask };
  }

  add(first: number, second: number): void {
    const bit = Math.imul(first, 0x9e3779b1) >>> this.#bitShift;
    this.#bitmap[bit >>> 5]! |= 1 << (bit & 31);
    const print = second === 0 ? 1 : second;
    let slot = (first ^ (first >>> 15)) & this.#mask;
    while (this.#table[slot] !== 0 && this.#table[slot] !== print) slot = (slot + 1) & this.#mask;
    this.#table[slot] = print;
  }

  /** Whether a string with this first hash may be in the set. */
  mayHave(first: number): boolean {
    const bit = Math.imul(first, 0x9e3779b1) >>> this.#bitShift;
    return ((this.#bitmap[bit >>> 5]! >>> (bit & 31)) & 1) !== 0;
  }

  /** To be asked where {@link mayHave} says yes. */
  has(first: number, second: number): boolean {
    const print = second === 0 ? 1 : second;
    let slot = (first ^ (first >>> 15)) & this.#mask;
    for (;;) {
      const found = this.#table[slot];
      if (found === 0) return false;
      if (found === print) return true;
      slot = (slot + 1) & this.#mask;
    }
  }
}
