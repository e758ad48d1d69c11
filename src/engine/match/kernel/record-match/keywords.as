// What keyword-asker.ts and keyword-filter.ts do: keywords are searched in the bytes of a record; only where one may
// stand are its values asked.
import { look } from './dictionary';
import { ANSI, offsets, places, types, UTF16, UTF8, word } from './tables';

const FOLD: u32 = 0x20202020;
const JUMP_MIN: u32 = 4;
const TABLE_SHIFT: u32 = 20;
const LITERAL: u32 = 1;
const RECORD: u32 = 0;
const KNOWN_LITERALS: u32 = 4096;

// Raised when results or offsets of literals lose their meaning.
let literalsSerial: u32 = 1;

export function forgetLiterals(): void {
  literalsSerial++;
}

// asker   matcher, whether it reads scalars, filter for one byte per unit, filter for two, answers for literals
// Whether all values have to be asked.
export function asksAll(asker: usize, start: usize, length: u32, unitBytes: u32): bool {
  const filter: usize = word(asker + 4 + (unitBytes << 2));
  return filter == 0 || mayHold(filter, start, start + length);
}

// The result for value `i`.
export function askKeyword(asker: usize, i: u32, all: bool, unitBytes: u32): u32 {
  const place: u32 = load<u8>(places + i);
  if (place == LITERAL) return askLiteral(asker, i);
  const type: u32 = load<u8>(types + i);
  if (!all && place == RECORD && type == (unitBytes == 2 ? UTF16 : UTF8)) return 0;
  const isText = type == UTF16 || type >= UTF8 || type == ANSI;
  return isText || word(asker + 4) != 0 ? look(word(asker), i) : 0;
}

function askLiteral(asker: usize, i: u32): u32 {
  const offset = word(offsets + (<usize>i << 2));
  // offset, serial, result
  const entry = <usize>word(asker + 16) + <usize>((offset >> 1) & (KNOWN_LITERALS - 1)) * 12;
  if (word(entry) == offset && word(entry + 4) == literalsSerial) return word(entry + 8);
  const result = look(word(asker), i);
  store<u32>(entry, offset);
  store<u32>(entry + 4, literalsSerial);
  store<u32>(entry + 8, result);
  return result;
}

// filter   shifts, length of first parts, bytes of a block, jump where nothing is known, table of stretches, its mask
// table    block, stretches (0: empty)
// stretches   count, then for each: address, length
function mayHold(filter: usize, start: usize, end: usize): bool {
  const jump = word(filter + 12);
  if (jump < JUMP_MIN) return mayHoldByte(filter, start, end);
  const shifts: usize = word(filter);
  const length: usize = word(filter + 4);
  if (end < start + length) return false;
  const last = end - 4;
  for (let at = start + length - 4; at <= last; ) {
    const block = load<u32>(at) | FOLD;
    const shift: u32 = load<u8>(shifts + ((block * 0x9e3779b1) >> TABLE_SHIFT));
    if (shift == 0) {
      if (stands(filter, at + 4, end, block)) return true;
      at++;
    } else at += shift;
  }
  return false;
}

function mayHoldByte(filter: usize, start: usize, end: usize): bool {
  const shifts: usize = word(filter);
  const length: usize = word(filter + 4);
  const bits = 8 * (word(filter + 8) - 1);
  let block: u32 = 0;
  for (let at = start; at < end; at++) {
    block = (block >> 8) | ((<u32>load<u8>(at) | 0x20) << bits);
    if (load<u8>(shifts + ((block * 0x9e3779b1) >> TABLE_SHIFT)) == 0 && at + 1 - start >= length)
      if (stands(filter, at + 1, end, block)) return true;
  }
  return false;
}

// Whether a stretch as a whole stands where its first part ends at `at`.
function stands(filter: usize, at: usize, end: usize, block: u32): bool {
  const table: usize = word(filter + 16);
  const mask = word(filter + 20);
  let slot = ((block * 0x9e3779b1) >> 7) & mask;
  while (true) {
    const entry = table + (<usize>slot << 3);
    const list: usize = word(entry + 4);
    if (list == 0) return false;
    if (word(entry) == block) return standsOne(list, at - word(filter + 4), end);
    slot = (slot + 1) & mask;
  }
}

function standsOne(list: usize, start: usize, end: usize): bool {
  const count: usize = word(list);
  for (let k: usize = 0; k < count; k++) {
    const bytes: usize = word(list + 4 + (k << 3));
    const length: usize = word(list + 8 + (k << 3));
    if (start + length > end) continue;
    let at: usize = 0;
    while (at < length && (load<u8>(start + at) | 0x20) == load<u8>(bytes + at)) at++;
    if (at == length) return true;
  }
  return false;
}
