import type { Literal } from '../sorted-tests.ts';
import { fewLiteralsMax, writeFewLiterals } from './few-literals.ts';
import { slotsFor, type TableSpace } from './table-space.ts';

const gramLength = 4;
const filterBitsMax = 17;
/** 32 less the bits of the filter for three units. */
const threesShift = 17;
/** How many literals share a gram, by sixteen bits of it: exact numbers are not needed to choose rare ones. */
const shares = new Uint16Array(65_536);

/**
 * Literals anywhere in a value, as literal-scanner.ts describes it, in the memory of the worker.
 *
 * ```
 * scanner   literals, filter for four units, its shift, whether there are shorter ones (the filter has its full size then),
 *           filters for three and two units,
 *           list of literals of one unit (unit, number), for each last two of two or three units a byte, then for widths 1
 *           to 4: table, mask; what to look for where there are few literals
 * literal   next one with the same window (index + 1), number, units up to the end of the window, units, their number
 * table     window, first literal (index + 1; 0: empty)
 * ```
 *
 * @param isAscii whether all of them are
 */
export function writeScanner(literals: readonly Literal[], isAscii: boolean, space: TableSpace): number {
  if (literals.length === 0) return 0;
  const { words } = space;
  const hasShort = literals.some(({ text }) => text.length < gramLength);
  const areFew = isAscii && !hasShort && literals.length <= fewLiteralsMax;
  const bits = hasShort
    ? filterBitsMax
    : Math.min(filterBitsMax, Math.max(8, 36 - Math.clz32(literals.length)));
  /** By width. */
  const filters = [0, 0, hasShort ? space.allocate(8192) : 0, hasShort ? space.allocate(4096) : 0];
  filters.push(space.allocate(1 << (bits - 3)));
  const tails = hasShort ? space.allocate(65536) : 0;
  const shifts = [0, 0, 0, threesShift, 37 - bits];
  const records = space.allocate(literals.length * 20);
  countShares(literals);
  const heads = [1, 2, 3, gramLength].map((width) => new HeadTable(literals, width, space));
  const singles: number[] = [];
  const windows: number[] = [];
  for (let index = 0; index < literals.length; index++) {
    const { text, number } = literals[index]!;
    const width = Math.min(text.length, gramLength);
    if (width === 1) {
      singles.push(text.charCodeAt(0), number);
      continue;
    }
    const end = width < gramLength ? width : rarestGram(text);
    const window = gramOf(text, end);
    windows.push(window);
    const record = (records >>> 2) + index * 5;
    words[record] = heads[width - 1]!.replace(window, index + 1);
    words[record + 1] = number;
    words[record + 2] = end;
    words[record + 3] = space.putText(text);
    words[record + 4] = text.length;
    addToFilter(words, filters[width]!, width, window, shifts[width]!);
    if (width < gramLength) space.bytes[tails + (window & 0xffff)] = 1;
  }
  return space.put([
    records,
    filters[gramLength]!,
    shifts[gramLength]!,
    hasShort ? 1 : 0,
    filters[3]!,
    filters[2]!,
    space.put([singles.length / 2, ...singles]),
    tails,
    ...heads.flatMap(({ at, mask }) => [at, mask]),
    areFew ? writeFewLiterals(windows, space) : 0,
  ]);
}

/** Four units set two bits of one word: what passes by chance is a few in a hundred, however full the filter is. */
function addToFilter(words: Int32Array, filter: number, width: number, window: number, shift: number): void {
  const hash = width === 2 ? window : Math.imul(window, 0x9e3779b1);
  if (width === gramLength)
    words[(filter >>> 2) + (hash >>> shift)]! |=
      (1 << (hash >>> (shift - 5))) | (1 << (hash >>> (shift - 10)));
  else {
    const bit = hash >>> shift;
    words[(filter >>> 2) + (bit >>> 5)]! |= 1 << (bit & 31);
  }
}

/** Window -> the literal with this window that was added last. */
class HeadTable {
  /** 0 where no literal has the width. */
  readonly at: number;
  readonly mask: number;
  readonly #words: Int32Array;

  constructor(literals: readonly Literal[], width: number, space: TableSpace) {
    let count = 0;
    if (width > 1) for (const { text } of literals) if (Math.min(text.length, gramLength) === width) count++;
    const slots = slotsFor(count);
    this.#words = space.words;
    this.at = count === 0 ? 0 : space.allocate(slots * 8);
    this.mask = count === 0 ? 0 : slots - 1;
  }

  /** Puts a literal (index + 1) at the head; gives the one that was there, or 0. */
  replace(window: number, literal: number): number {
    const mixed = Math.imul(window, 0x9e3779b1);
    let slot = (mixed ^ (mixed >>> 15)) & this.mask;
    for (;;) {
      const entry = (this.at >>> 2) + slot * 2;
      const before = this.#words[entry + 1]!;
      if (before === 0 || this.#words[entry] === window) {
        this.#words[entry] = window;
        this.#words[entry + 1] = literal;
        return before;
      }
      slot = (slot + 1) & this.mask;
    }
  }
}

const shareOf = (gram: number): number => Math.imul(gram, 0x9e3779b1) >>> 16;

function countShares(literals: readonly Literal[]): void {
  shares.fill(0);
  for (const { text } of literals) {
    let gram = 0;
    for (let i = 0; i < text.length; i++) {
      gram = (gram << 8) | (text.charCodeAt(i) & 0xff);
      if (i + 1 >= gramLength) shares[shareOf(gram)]!++;
    }
  }
}

/** Where the gram ends that the fewest literals share. */
function rarestGram(text: string): number {
  let best = gramLength;
  let least = Number.MAX_SAFE_INTEGER;
  let gram = 0;
  for (let i = 0; i < text.length; i++) {
    gram = (gram << 8) | (text.charCodeAt(i) & 0xff);
    if (i + 1 < gramLength) continue;
    const count = shares[shareOf(gram)]!;
    if (count < least) {
      best = i + 1;
      least = count;
    }
  }
  return best;
}

/** The window that ends before `end`: the low bytes of up to four units. */
function gramOf(text: string, end: number): number {
  let gram = 0;
  for (let i = Math.max(0, end - gramLength); i < end; i++) gram = (gram << 8) | (text.charCodeAt(i) & 0xff);
  return gram;
}
