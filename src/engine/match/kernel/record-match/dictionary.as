// What value-dictionary.ts does: remembers, for the raw bytes of a value and the matcher asked, which predicates hold.
import { foldValue, isAscii } from './fold-value';
import { addFound, clearFound, foundCount, matchAnywhere, matchTrie } from './literals';
import { listNumber } from './result-lists';
import { answers, lengths, NULL, offsets, types, word } from './tables';

// Asks a matcher what the kernel cannot: numbers and networks. Writes what holds to `answers`, gives how many.
// @ts-ignore: decorator
@external('env', 'askOthers')
declare function askOthers(matcher: u32, at: usize, length: u32, type: u32): u32;

// slot    hash (0: empty), address of the value, result, unused
// value   key, length, bytes
let slots: usize = 0;
let slotCount: u32 = 0;
let slotsMax: u32 = 0;
let arena: usize = 0;
let arenaEnd: usize = 0;
let arenaNext: usize = 0;
let count: u32 = 0;
// Counts how often all values were dropped.
let epoch: u32 = 1;

// Bits by hashes of short values that came by once.
let seen: usize = 0;
let seenCount: u32 = 0;

const seenBits: u32 = 1 << 16;
const slotsInCache: u32 = 1 << 16;
// From so many slots on short values have to come twice to be kept.
const slotsSelective: u32 = 1 << 14;
const worthwhileBytes: u32 = 48;
const internedBytesMax: u32 = 2048;
const sampleSize: u32 = 4096;
const repetitionsMin: u32 = sampleSize / 8;
const pauseLength: u32 = 65536;

export function setDictionary(
  slotsAt: usize, first: u32, max: u32, arenaAt: usize, arenaBytes: usize, seenAt: usize,
): void {
  seen = seenAt;
  slots = slotsAt;
  slotCount = first;
  slotsMax = max;
  arena = arenaAt;
  arenaNext = arenaAt;
  arenaEnd = arenaAt + arenaBytes;
}

// Drops all values.
export function forget(): void {
  memory.fill(slots, 0, <usize>slotCount << 4);
  arenaNext = arena;
  count = 0;
  epoch++;
  clearSeen();
}

function clearSeen(): void {
  memory.fill(seen, 0, seenBits >> 3);
  seenCount = 0;
}

// Whether a short value with this hash came by before. Most addresses of pages come once: keeping them would only push
// out what comes again.
function isSeen(hash: u32): bool {
  const bit = hash >> 16;
  const at = seen + ((bit >> 5) << 2);
  const bits = word(at);
  const mask: u32 = 1 << (bit & 31);
  if ((bits & mask) != 0) return true;
  if (++seenCount > seenBits / 4) clearSeen();
  store<u32>(at, word(at) | mask);
  return false;
}

// matcher   number, whether JavaScript has to be asked, trie of starts, trie of ends, scanner, lookups, repetitions, pause,
//           scanner of literals with other letters than ASCII, last value: type, length, address, result, epoch
// Gives the number of the list of predicates that hold for value `i`.
export function look(matcher: usize, i: u32): u32 {
  const type: u32 = load<u8>(types + i);
  if (type == NULL) return 0;
  const at: usize = word(offsets + (<usize>i << 2));
  const length = word(lengths + (<usize>i << 2));
  // Values often stand in several records one behind the other.
  if (
    word(matcher + 40) == length && word(matcher + 36) == type && word(matcher + 52) == epoch &&
    isSame(word(matcher + 44), at, length)
  )
    return word(matcher + 48);
  if (length > internedBytesMax || isPaused(matcher)) return match(matcher, at, length, type);
  const key = (word(matcher) << 8) | type;
  const hash = hashBytes(at, length, key) | 1;
  let slot = slots + (<usize>((hash >> 1) & (slotCount - 1)) << 4);
  const end = slots + (<usize>slotCount << 4);
  while (true) {
    const own = word(slot);
    if (own == 0) break;
    const value: usize = word(slot + 4);
    if (own == hash && word(value) == key && word(value + 4) == length && isSame(value + 8, at, length)) {
      store<u32>(matcher + 24, word(matcher + 24) + 1);
      keepLast(matcher, type, length, <u32>value + 8, word(slot + 8));
      return word(slot + 8);
    }
    slot += 16;
    if (slot == end) slot = slots;
  }
  const result = match(matcher, at, length, type);
  if (slotCount >= slotsSelective && length < worthwhileBytes && !isSeen(hash)) return result;
  const kept = remember(hash, key, at, length, result);
  keepLast(matcher, type, length, kept, result);
  return result;
}

@inline function keepLast(matcher: usize, type: u32, length: u32, at: u32, result: u32): void {
  store<u32>(matcher + 36, type);
  store<u32>(matcher + 40, length);
  store<u32>(matcher + 44, at);
  store<u32>(matcher + 48, result);
  store<u32>(matcher + 52, epoch);
}

// Gives the address of the bytes.
function remember(hash: u32, key: u32, at: usize, length: u32, result: u32): u32 {
  if ((count + 1) * 2 > slotCount) {
    const kept = <u32>(arenaNext - arena);
    const isWorthwhile = slotCount < slotsInCache || kept >= count * worthwhileBytes;
    forget();
    if (isWorthwhile && slotCount < slotsMax) slotCount <<= 1;
  } else if (arenaNext + length + 32 > arenaEnd) forget();
  const end = slots + (<usize>slotCount << 4);
  let slot = slots + (<usize>((hash >> 1) & (slotCount - 1)) << 4);
  while (word(slot) != 0) {
    slot += 16;
    if (slot == end) slot = slots;
  }
  const value = arenaNext;
  store<u32>(slot, hash);
  store<u32>(slot + 4, <u32>value);
  store<u32>(slot + 8, result);
  store<u32>(value, key);
  store<u32>(value + 4, length);
  memory.copy(value + 8, at, length);
  arenaNext = value + ((<usize>length + 11) & ~3);
  count++;
  return <u32>value + 8;
}

// Fields whose values hardly ever repeat are better asked directly.
@inline function isPaused(matcher: usize): bool {
  const pause = word(matcher + 28);
  if (pause > 0) {
    store<u32>(matcher + 28, pause - 1);
    return true;
  }
  const lookups = word(matcher + 20) + 1;
  store<u32>(matcher + 20, lookups);
  if (lookups >= sampleSize) {
    if (word(matcher + 24) < repetitionsMin) store<u32>(matcher + 28, pauseLength);
    store<u32>(matcher + 20, 0);
    store<u32>(matcher + 24, 0);
  }
  return false;
}

function match(matcher: usize, at: usize, length: u32, type: u32): u32 {
  clearFound();
  const starts: usize = word(matcher + 8);
  const ends: usize = word(matcher + 12);
  const anywhere: usize = word(matcher + 16);
  const wide: usize = word(matcher + 32);
  if ((starts | ends | anywhere | wide) != 0) {
    const units = foldValue(at, length, type);
    if (starts != 0) matchTrie(starts, units, false);
    if (ends != 0) matchTrie(ends, units, true);
    if (anywhere != 0) matchAnywhere(anywhere, units);
    if (wide != 0 && !isAscii) matchAnywhere(wide, units);
  }
  if (word(matcher + 4) != 0) {
    const others = askOthers(word(matcher), at, length, type);
    for (let k: u32 = 0; k < others; k++) addFound(word(answers + (<usize>k << 2)));
  }
  return foundCount == 0 ? 0 : listNumber();
}

@inline function mix(hash: u64, bytes: u64): u64 {
  const mixed = (hash ^ bytes) * 0x9e3779b97f4a7c15;
  return mixed ^ (mixed >> 32);
}

// Two sums side by side, so that one multiplication need not wait for the other. Ends are read twice, not byte by byte.
export function hashBytes(at: usize, length: u32, seed: u32): u32 {
  let a: u64 = (<u64>seed << 32) | length;
  let b: u64 = 0x85ebca6bc2b2ae35;
  const end = at + length;
  if (length >= 16) {
    for (let p = at; p + 16 < end; p += 16) {
      a = mix(a, load<u64>(p));
      b = mix(b, load<u64>(p + 8));
    }
    a = mix(a, load<u64>(end - 16));
    b = mix(b, load<u64>(end - 8));
  } else if (length >= 8) {
    a = mix(a, load<u64>(at));
    b = mix(b, load<u64>(end - 8));
  } else if (length >= 4) {
    a = mix(a, load<u32>(at));
    b = mix(b, load<u32>(end - 4));
  } else if (length > 0) a = mix(a, (<u64>load<u8>(at) << 16) | (<u64>load<u8>(at + (length >> 1)) << 8) | load<u8>(end - 1));
  const sum = mix(a, b);
  return <u32>(sum ^ (sum >> 29));
}

export function isSame(a: usize, b: usize, length: u32): bool {
  if (length >= 16) {
    const last = length - 16;
    for (let k: u32 = 0; k < last; k += 16)
      if (v128.any_true(v128.xor(v128.load(a + k), v128.load(b + k)))) return false;
    return !v128.any_true(v128.xor(v128.load(a + last), v128.load(b + last)));
  }
  if (length >= 8)
    return load<u64>(a) == load<u64>(b) && load<u64>(a + length - 8) == load<u64>(b + length - 8);
  if (length >= 4)
    return load<u32>(a) == load<u32>(b) && load<u32>(a + length - 4) == load<u32>(b + length - 4);
  for (let k: u32 = 0; k < length; k++) if (load<u8>(a + k) != load<u8>(b + k)) return false;
  return true;
}
