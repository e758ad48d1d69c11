import type { Literal } from '../sorted-tests.ts';
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
 * scanner   literals, filter for four units, its shift, whether there are shorter ones, filters for three and two units,
 *           list of literals of one unit (unit, number), bytes seen, then for widths 1 to 4: table, mask
 * literal   next one with the same window (index + 1), number, units up to the end of the window, units, their number
 * table     window, first literal (index + 1; 0: empty)
 * ```
 */
export function writeScanner(literals: readonly Literal[], space: TableSpace): number {
  if (literals.length === 0) return 0;
  const { words } = space;
  const bits = Math.min(filterBitsMax, Math.max(8, 36 - Math.clz32(literals.length)));
  const hasShort = literals.some(({ text }) => text.length < gramLength);
  /** By width. */
  const filters = [0, 0, hasShort ? space.allocate(8192) : 0, hasShort ? space.allocate(4096) : 0];
  filters.push(space.allocate(1 << (bits - 3)));
  const shifts = [0, 0, 0, threesShift, 32 - bits];
  const records = space.allocate(literals.length * 20);
  countShares(literals);
  /** By width: window -> first literal. */
  const heads = Array.from({ length: gramLength + 1 }, () => new Map<number, number>());
  const singles: number[] = [];
  for (const [index, { text, number }] of literals.entries()) {
    const width = Math.min(text.length, gramLength);
    if (width === 1) {
      singles.push(text.charCodeAt(0), number);
      continue;
    }
    const end = width < gramLength ? width : rarestGram(text);
    const window = gramOf(text, end);
    const head = heads[width]!;
    const record = [head.get(window) ?? 0, number, end, space.putText(text), text.length];
    words.set(record, (records >>> 2) + index * 5);
    head.set(window, index + 1);
    const bit = width === 2 ? window : Math.imul(window, 0x9e3779b1) >>> shifts[width]!;
    words[(filters[width]! >>> 2) + (bit >>> 5)]! |= 1 << (bit & 31);
  }
  const tables = heads.slice(1).flatMap((head) => writeHeads(head, space));
  return space.put([
    records,
    filters[gramLength]!,
    shifts[gramLength]!,
    hasShort ? 1 : 0,
    filters[3]!,
    filters[2]!,
    space.put([singles.length / 2, ...singles]),
    hasShort ? space.allocate(256) : 0,
    ...tables,
  ]);
}

function writeHeads(heads: ReadonlyMap<number, number>, space: TableSpace): [number, number] {
  if (heads.size === 0) return [0, 0];
  const slots = slotsFor(heads.size);
  const at = space.allocate(slots * 8);
  for (const [window, first] of heads) {
    const mixed = Math.imul(window, 0x9e3779b1);
    let slot = (mixed ^ (mixed >>> 15)) & (slots - 1);
    while (space.words[(at >>> 2) + slot * 2 + 1] !== 0) slot = (slot + 1) & (slots - 1);
    space.words[(at >>> 2) + slot * 2] = window;
    space.words[(at >>> 2) + slot * 2 + 1] = first;
  }
  return [at, slots - 1];
}

const shareOf = (gram: number): number => Math.imul(gram, 0x9e3779b1) >>> 16;

function countShares(literals: readonly Literal[]): void {
  shares.fill(0);
  for (const { text } of literals)
    for (let end = gramLength; end <= text.length; end++) shares[shareOf(gramOf(text, end))]!++;
}

/** Where the gram ends that the fewest literals share. */
function rarestGram(text: string): number {
  let best = gramLength;
  let least = Number.MAX_SAFE_INTEGER;
  for (let end = gramLength; end <= text.length; end++) {
    const count = shares[shareOf(gramOf(text, end))]!;
    if (count < least) {
      best = end;
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
