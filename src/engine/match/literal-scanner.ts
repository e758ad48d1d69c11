import type { FoundSet } from './found-set.ts';
import { IntTable } from './int-table.ts';

const gramLength = 4;
const filterBitsMax = 19;

type Literal = { readonly text: string; readonly number: number };

/**
 * Literals anywhere in a value, thousands at once.
 *
 * Of each literal one gram of four units is chosen, the one that the fewest other literals share. A value is
 * walked once with a rolling window; a small bitmap, which stays in the cache, answers almost always "no literal
 * has this gram". The few positions left are compared in full. Literals shorter than a gram are found in the same
 * walk by their last two units. Against an Aho-Corasick automaton this needs kilobytes in place of tens of megabytes
 * and is built in milliseconds, so nothing has to be stored on disk.
 */
export class LiteralScanner {
  readonly #filter: Uint32Array;
  readonly #shift: number;
  /** Last two units of a window -> one bit for each width (1 to 3) of short literals that end so. */
  readonly #pairs: Uint8Array;
  /** By width of the window: window -> first literal; further ones follow in `#next`. */
  readonly #heads: (IntTable | undefined)[] = [];
  readonly #next: Int32Array;
  readonly #numbers: Int32Array;
  /** Where the window ends in the literal. */
  readonly #windowEnds: Int32Array;
  readonly #starts: Int32Array;
  /** The units of all literals, one behind the other. */
  readonly #units: Uint16Array;

  /** @param literals folded texts with their numbers; texts are not empty */
  constructor(literals: readonly Literal[]) {
    const count = literals.length;
    const bits = Math.min(filterBitsMax, Math.max(8, 38 - Math.clz32(count)));
    this.#filter = new Uint32Array(1 << (bits - 5));
    this.#shift = 32 - bits;
    this.#pairs = literals.some(({ text }) => text.length < gramLength) ? new Uint8Array(65_536) : noPairs;
    this.#next = new Int32Array(count);
    this.#numbers = new Int32Array(count);
    this.#windowEnds = new Int32Array(count);
    this.#starts = new Int32Array(count + 1);
    this.#units = new Uint16Array(literals.reduce((sum, { text }) => sum + text.length, 0));
    const shares = countGrams(literals);
    for (const [index, { text, number }] of literals.entries()) this.#add(index, text, number, shares);
  }

  #add(index: number, text: string, number: number, shares: ReadonlyMap<number, number>): void {
    const start = this.#starts[index]!;
    for (let i = 0; i < text.length; i++) this.#units[start + i] = text.charCodeAt(i);
    this.#starts[index + 1] = start + text.length;
    this.#numbers[index] = number;
    const width = Math.min(text.length, gramLength);
    let end = width;
    for (let at = gramLength; at <= text.length; at++)
      if (shares.get(gramOf(text, at))! < shares.get(gramOf(text, end))!) end = at;
    this.#windowEnds[index] = end;
    const window = gramOf(text, end);
    this.#heads[width] ??= new IntTable();
    this.#next[index] = this.#heads[width].get(window);
    this.#heads[width].set(window, index);
    if (width === gramLength) {
      const bit = Math.imul(window, 0x9e3779b1) >>> this.#shift;
      this.#filter[bit >>> 5]! |= 1 << (bit & 31);
    } else if (width > 1) this.#pairs[window & 0xffff]! |= 1 << width;
    else for (let before = 0; before < 256; before++) this.#pairs[(before << 8) | window]! |= 1 << width;
  }

  /** Adds the numbers of all literals in the folded value. */
  match(units: Uint16Array, length: number, found: FoundSet): void {
    const filter = this.#filter;
    const pairs = this.#pairs;
    const shift = this.#shift;
    let gram = 0;
    for (let i = 0; i < length; i++) {
      gram = (gram << 8) | (units[i]! & 0xff);
      const bit = Math.imul(gram, 0x9e3779b1) >>> shift;
      if ((((filter[bit >>> 5]! >>> (bit & 31)) & 1) | pairs[gram & 0xffff]!) !== 0)
        this.#verify(units, length, i + 1, gram, found);
    }
  }

  #verify(units: Uint16Array, length: number, end: number, gram: number, found: FoundSet): void {
    const short = this.#pairs[gram & 0xffff]!;
    const long = this.#heads[gramLength];
    if (long !== undefined) this.#compare(long.get(gram), units, length, end, found);
    for (let width = 1; width < gramLength; width++)
      if ((short & (1 << width)) !== 0)
        this.#compare(this.#heads[width]!.get(gram & ((1 << (8 * width)) - 1)), units, length, end, found);
  }

  /** Compares in full the literals whose window ends here. */
  #compare(first: number, units: Uint16Array, length: number, end: number, found: FoundSet): void {
    for (let index = first; index >= 0; index = this.#next[index]!) {
      const from = this.#starts[index]!;
      const count = this.#starts[index + 1]! - from;
      const start = end - this.#windowEnds[index]!;
      if (start < 0 || start + count > length) continue;
      let k = 0;
      while (k < count && units[start + k] === this.#units[from + k]) k++;
      if (k === count) found.add(this.#numbers[index]!);
    }
  }
}

/** Shared by all scanners without short literals. */
const noPairs = new Uint8Array(65_536);

function countGrams(literals: readonly Literal[]): Map<number, number> {
  const shares = new Map<number, number>();
  for (const { text } of literals)
    for (let end = gramLength; end <= text.length; end++) {
      const gram = gramOf(text, end);
      shares.set(gram, (shares.get(gram) ?? 0) + 1);
    }
  return shares;
}

/** The window that ends before `end`: the low bytes of up to four units. Other bytes only cause more comparisons. */
function gramOf(text: string, end: number): number {
  let gram = 0;
  for (let i = Math.max(0, end - gramLength); i < end; i++) gram = (gram << 8) | (text.charCodeAt(i) & 0xff);
  return gram;
}
