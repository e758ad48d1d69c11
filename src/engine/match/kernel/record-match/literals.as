// Literals in a folded value: at its ends by tries, anywhere by grams. Built by kernel/literal-tables.ts, which
// describes the tables; the same answers as literal-trie.ts and literal-scanner.ts.
import { matchFew } from './few-literals';
import { isAscii } from './fold-value';
import { candidates, folded, found, predicatesMax, singleBits, stamps, word } from './tables';

export let foundCount: u32 = 0;
export let foundSerial: u32 = 0;

// Goes on to another value.
export function clearFound(): void {
  foundCount = 0;
  foundSerial++;
  if (foundSerial != 0) return;
  // After four thousand million values stamps would mean other values.
  memory.fill(stamps, 0, <usize>predicatesMax << 2);
  foundSerial = 1;
}

@inline export function addFound(number: u32): void {
  const stamp = stamps + (<usize>number << 2);
  if (word(stamp) == foundSerial) return;
  store<u32>(stamp, foundSerial);
  store<u32>(found + (<usize>foundCount << 2), number);
  foundCount++;
}

@inline function addList(list: usize): void {
  if (list == 0) return;
  const end = list + 4 + (<usize>word(list) << 2);
  for (let at = list + 4; at < end; at += 4) addFound(word(at));
}

// trie   edges, mask of edges, nodes
// edge   node, unit, target (0: empty)
// node   list of literals that may go on behind here, list of those that fill the whole value, rest, units of the rest
export function matchTrie(trie: usize, length: u32, fromEnd: bool): void {
  const edges: usize = word(trie);
  const mask = word(trie + 4);
  const nodes: usize = word(trie + 8);
  const first: usize = fromEnd ? folded + (<usize>length << 1) - 2 : folded;
  const step: isize = fromEnd ? -2 : 2;
  let node: u32 = 0;
  let at = first;
  for (let i: u32 = 0; ; i++, at += step) {
    const record = nodes + (<usize>node << 4);
    const restUnits = word(record + 12);
    if (restUnits > 0) {
      if (i + restUnits > length) return;
      const rest: usize = word(record + 8);
      for (let k: u32 = 0; k < restUnits; k++, at += step)
        if (load<u16>(at) != load<u16>(rest + (<usize>k << 1))) return;
      addList(word(record));
      if (i + restUnits == length) addList(word(record + 4));
      return;
    }
    addList(word(record));
    if (i == length) {
      addList(word(record + 4));
      return;
    }
    node = nextNode(edges, mask, node, load<u16>(at));
    if (node == 0) return;
  }
}

@inline function nextNode(edges: usize, mask: u32, node: u32, unit: u32): u32 {
  let mixed: u32 = node * 0x9e3779b1 ^ unit * 0x85ebca6b;
  mixed ^= mixed >> 15;
  let slot = mixed & mask;
  while (true) {
    const edge = edges + <usize>slot * 12;
    const target = word(edge + 8);
    if (target == 0 || (word(edge) == node && word(edge + 4) == unit)) return target;
    slot = (slot + 1) & mask;
  }
}

const blockBytes: usize = 2048;
// The shift of a filter of full size.
const FULL_SHIFT: u32 = 20;

// scanner   literals, filter for four units, its shift, whether there are shorter ones (the filter has its full size then),
//           filters for three and two units,
//           list of literals of one unit (unit, number), for each last two of two or three units a byte, then for widths 1
//           to 4: table, mask; what to look for where there are few literals
// literal   next one with the same window (index + 1), number, units up to the end of the window, units, their number
// table     window, first literal (index + 1; 0: empty)
export function matchAnywhere(scanner: usize, length: u32): void {
  if (word(scanner + 12) != 0) {
    matchShort(scanner, length);
    return;
  }
  const few: usize = word(scanner + 64);
  if (few != 0) {
    matchFew(scanner, few, length);
    return;
  }
  const filter: usize = word(scanner + 4);
  const shift = word(scanner + 8);
  let gram: u32 = 0;
  const end = folded + (<usize>length << 1);
  for (let at = folded; at < end; at += 2) {
    gram = (gram << 8) | load<u8>(at);
    if (isInTwice(filter, gram * 0x9e3779b1, shift) != 0) compare(scanner, 4, gram, endOf(at), length);
  }
}

@inline function isIn(filter: usize, bit: u32): u32 {
  return (word(filter + ((bit >> 5) << 2)) >> (bit & 31)) & 1;
}

// Whether both bits of a hash are set; they stand in one word. The shift leads to the number of the word.
@inline function isInTwice(filter: usize, hash: u32, shift: u32): u32 {
  const bits = word(filter + ((hash >> shift) << 2));
  return (bits >> (hash >> (shift - 5))) & (bits >> (hash >> (shift - 10))) & 1;
}

// Units from the beginning of the value to behind the one at a place.
@inline function endOf(at: usize): u32 {
  return <u32>((at - folded) >> 1) + 1;
}

// The same with literals of less than four units, each width with a filter of its own. The value is looked through block
// by block: places where a literal may end are noted without any branch, and compared afterwards; single units are noted
// as bits.
function matchShort(scanner: usize, length: u32): void {
  const filter: usize = word(scanner + 4);
  const tails: usize = word(scanner + 28);
  let seen = i64x2.splat(0);
  let gram: u32 = 0;
  const end = folded + (<usize>length << 1);
  for (let start = folded; start < end; start += blockBytes) {
    const stop = min(start + blockBytes, end);
    let out = candidates;
    for (let at = start; at < stop; at += 2) {
      const byte: u32 = load<u8>(at);
      gram = (gram << 8) | byte;
      seen = v128.or(seen, v128.load(singleBits + (<usize>(byte & 0x7f) << 4)));
      store<u32>(out, <u32>at);
      out += (isInTwice(filter, gram * 0x9e3779b1, FULL_SHIFT) | <u32>load<u8>(tails + (gram & 0xffff))) << 2;
    }
    for (let one = candidates; one < out; one += 4) compareAt(scanner, word(one), length);
  }
  matchSingle(scanner, seen, length);
}

// Compares what may end at a place with the literals of each width. Before the value stands what need not be zero.
@inline function compareAt(scanner: usize, at: usize, length: u32): void {
  const units = endOf(at);
  const two = (<u32>load<u8>(at - 2) << 8) | load<u8>(at);
  const three = (<u32>load<u8>(at - 4) << 16) | two;
  const four = (<u32>load<u8>(at - 6) << 24) | three;
  if (isInTwice(word(scanner + 4), four * 0x9e3779b1, FULL_SHIFT) != 0) compare(scanner, 4, four, units, length);
  if (isIn(word(scanner + 16), (three * 0x9e3779b1) >> 17) != 0) compare(scanner, 3, three, units, length);
  if (isIn(word(scanner + 20), two) != 0) compare(scanner, 2, two, units, length);
}

function matchSingle(scanner: usize, seen: v128, length: u32): void {
  const low: u64 = i64x2.extract_lane(seen, 0);
  const high: u64 = i64x2.extract_lane(seen, 1);
  const singles: usize = word(scanner + 24);
  const end = singles + 4 + (<usize>word(singles) << 3);
  for (let at = singles + 4; at < end; at += 8) {
    const unit = word(at);
    if ((((unit & 0x40) == 0 ? low : high) >> (unit & 0x3f) & 1) == 0) continue;
    if (isAscii ? unit < 0x80 : holdsUnit(unit, length)) addFound(word(at + 4));
  }
}

// Another unit may have the same seven bits.
function holdsUnit(unit: u32, length: u32): bool {
  const end = folded + (<usize>length << 1);
  for (let at = folded; at < end; at += 2) if (<u32>load<u16>(at) == unit) return true;
  return false;
}

// Compares in full the literals whose window ends here.
export function compare(scanner: usize, width: usize, window: u32, end: u32, length: u32): void {
  const table: usize = word(scanner + 24 + (width << 3));
  if (table == 0) return;
  const mask = word(scanner + 28 + (width << 3));
  const literals: usize = word(scanner);
  let slot: u32 = window * 0x9e3779b1;
  slot = (slot ^ (slot >> 15)) & mask;
  let index: u32 = 0;
  while (true) {
    const entry = table + (<usize>slot << 3);
    index = word(entry + 4);
    if (index == 0 || word(entry) == window) break;
    slot = (slot + 1) & mask;
  }
  while (index != 0) {
    const literal = literals + <usize>(index - 1) * 20;
    index = word(literal);
    const start = <i32>end - <i32>word(literal + 8);
    const count = word(literal + 16);
    if (start < 0 || <u32>start + count > length) continue;
    if (isSameUnits(folded + (<usize>start << 1), word(literal + 12), count)) addFound(word(literal + 4));
  }
}

@inline function isSameUnits(a: usize, b: usize, count: u32): bool {
  const bytes = <usize>count << 1;
  let k: usize = 0;
  for (; k + 8 <= bytes; k += 8) if (load<u64>(a + k) != load<u64>(b + k)) return false;
  for (; k < bytes; k += 2) if (load<u16>(a + k) != load<u16>(b + k)) return false;
  return true;
}
