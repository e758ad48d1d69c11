// Tests that read the record itself, as lazy-tests.ts does: each is asked once per record, tests of a text once per
// distinct value.
import { isSame, look } from './dictionary';
import { lowerBytes } from './fold-value';
import { fields, JSON_STRING, lengths, NULL, offsets, types, UTF16, UTF8, word } from './tables';

// Whether a field refers to another one: JavaScript compares them.
// @ts-ignore: decorator
@external('env', 'holds')
declare function askReference(lazy: u32): u32;

const TEXT: u32 = 0;
const EXISTS: u32 = 1;
const ABSENT: u32 = 2;
const EQUAL_FIELDS: u32 = 3;
const ANY_FIELD: u32 = 0xffffffff;
const UNSURE: u32 = 2;

// test   kind, field, matcher that asks the text (of references: the other field), record for which it was asked last
//        (times two, plus one if it held), units that a text needs to have at least
let tests: usize = 0;
let valueCount: u32 = 0;
let serial: u32 = 0;

export function setLazies(testsAt: usize): void {
  tests = testsAt;
}

@inline export function enterRecord(count: u32, number: u32): void {
  valueCount = count;
  serial = number;
}

export function holdsLazy(number: u32): bool {
  const test = tests + <usize>number * 20;
  const known = word(test + 12);
  if (known >> 1 == serial) return (known & 1) != 0;
  const holds = ask(test, number);
  store<u32>(test + 12, (serial << 1) | (holds ? 1 : 0));
  return holds;
}

function ask(test: usize, number: u32): bool {
  const kind = word(test);
  if (kind == EQUAL_FIELDS) {
    const answer = areEqual(word(test + 4), word(test + 8));
    if (answer != UNSURE) return answer == 1;
  }
  if (kind > ABSENT) return askReference(number) != 0;
  const least = word(test + 16);
  const field = word(test + 4);
  const matcher: usize = word(test + 8);
  let isThere = false;
  for (let i: u32 = 0; i < valueCount; i++) {
    if (field != ANY_FIELD && word(fields + (<usize>i << 2)) != field) continue;
    if (kind == EXISTS) return true;
    if (<u32>load<u8>(types + i) == NULL) continue;
    isThere = true;
    if (kind == TEXT && !isShorter(i, least) && look(matcher, i) != 0) return true;
  }
  return kind == ABSENT && !isThere;
}

// Whether a text has certainly fewer units.
function isShorter(i: u32, least: u32): bool {
  if (least == 0) return false;
  const type: u32 = load<u8>(types + i);
  const length = word(lengths + (<usize>i << 2));
  if (type == UTF16) return length >> 1 < least;
  return (type == UTF8 || type == JSON_STRING) && length < least;
}

// Whether some value of one field equals one of another but for case; UNSURE where JavaScript has to compare them.
function areEqual(field: u32, other: u32): u32 {
  for (let i: u32 = 0; i < valueCount; i++) {
    if (field != ANY_FIELD && word(fields + (<usize>i << 2)) != field) continue;
    for (let k: u32 = 0; k < valueCount; k++) {
      if (word(fields + (<usize>k << 2)) != other) continue;
      const answer = isEqual(i, k);
      if (answer != 0) return answer;
    }
  }
  return 0;
}

function isEqual(i: u32, k: u32): u32 {
  const type: u32 = load<u8>(types + i);
  if (type != load<u8>(types + k) || (type != UTF16 && type != UTF8)) return UNSURE;
  const a: usize = word(offsets + (<usize>i << 2));
  const b: usize = word(offsets + (<usize>k << 2));
  const length = word(lengths + (<usize>i << 2));
  const otherLength = word(lengths + (<usize>k << 2));
  if (length == otherLength && isSame(a, b, length)) return 1;
  if (!isPlain(a, length, type) || !isPlain(b, otherLength, type)) return UNSURE;
  if (length != otherLength) return 0;
  let at: usize = 0;
  for (; at + 16 <= length; at += 16)
    if (v128.any_true(v128.xor(lowerBytes(v128.load(a + at)), lowerBytes(v128.load(b + at))))) return 0;
  for (; at < length; at++) if (lowerByte(load<u8>(a + at)) != lowerByte(load<u8>(b + at))) return 0;
  return 1;
}

@inline function lowerByte(byte: u32): u32 {
  return byte - 0x41 < 26 ? byte | 0x20 : byte;
}

// Texts of ASCII, without a NUL (closing ones do not count as part of a value) or half a unit.
function isPlain(start: usize, length: u32, type: u32): bool {
  const end = start + length;
  if (type == UTF16) {
    if ((length & 1) != 0) return false;
    for (let at = start; at < end; at += 2) {
      const unit: u32 = load<u16>(at);
      if (unit == 0 || unit >= 0x80) return false;
    }
    return true;
  }
  for (let at = start; at < end; at++) {
    const byte: u32 = load<u8>(at);
    if (byte == 0 || byte >= 0x80) return false;
  }
  return true;
}
