// JsonLines.parse (../json-lines.ts) for a line in the memory of a worker: the same values in the same order.
// AssemblyScript: built by bin/build-kernels.mjs. No data of its own lies in the memory, only in what JavaScript
// reserved. Bytes behind a line are read (at most 16), never used.

import { ALIAS, FIELD, findKey, FIRST, isKeyAt, LENGTH, NEXT, NODE, RANK } from './keys';
import { digits, isLocal, micros, nanos, readEpoch, readIso } from './times';

export { addField, addKey, clear, setRegion } from './keys';

const UTF8: u32 = 0x30;
const JSON_STRING: u32 = 0x31;
const NULL: u32 = 0x32;
const QUOTE: u32 = 0x22;
const BACKSLASH: u32 = 0x5c;

// Answers that are no number of values.
const DAMAGED: i32 = -1;
const UNKNOWN: i32 = -2;
const SKIPPED: i32 = -3;
/** Beside the number of values: the time of the record was found. */
const TIMED: i32 = 1 << 24;
const DEPTH_MAX: i32 = 64;

// Columns of the view and how many values they hold.
let fields: usize = 0;
let offsets: usize = 0;
let lengths: usize = 0;
let types: usize = 0;
let places: usize = 0;
let countMax: usize = 0;
// Where the time goes: microseconds, nanoseconds, digits, and whether it has no zone.
let timeAt: usize = 0;

let count: usize = 0;
let rank: i32 = 0;
let failure: i32 = 0;
let textType: u32 = UTF8;

export function setColumns(
  fieldsAt: usize, offsetsAt: usize, lengthsAt: usize, typesAt: usize, placesAt: usize, capacity: usize,
): void {
  fields = fieldsAt;
  offsets = offsetsAt;
  lengths = lengthsAt;
  types = typesAt;
  places = placesAt;
  countMax = capacity;
}

export function setTime(at: usize): void {
  timeAt = at;
}

// Gives the number of values, with TIMED or not; DAMAGED; SKIPPED for a blank line; UNKNOWN where JavaScript has to
// read the line, because it holds a key that is not known or more values than the columns hold.
export function read(root: usize, start: usize, end: usize): i32 {
  count = 0;
  rank = 0;
  failure = DAMAGED;
  const from = skipBlank(start, end);
  if (from >= end) return SKIPPED;
  if (load<u8>(from) != 0x7b) return DAMAGED;
  const stop = readObject(from, end, root, 0);
  if (stop == 0) return failure;
  if (skipBlank(stop, end) < end) return DAMAGED;
  return <i32>count | (rank > 0 ? TIMED : 0);
}

// Each reader gives the address after what it read, or 0.
function readObject(start: usize, end: usize, node: usize, depth: i32): usize {
  let at = skipBlank(start + 1, end);
  if (byteAt(at, end) == 0x7d) return at + 1;
  // Keys mostly come in the order in which they came before.
  let guess = node + FIRST;
  while (true) {
    if (byteAt(at, end) != QUOTE) return 0;
    at++;
    let key = <usize>load<u32>(guess);
    if (key == 0 || !isKeyAt(key, at, end)) {
      key = searchKey(node, at, end);
      if (key == 0) return 0;
      store<u32>(guess, <u32>key);
    }
    guess = key + NEXT;
    at = skipBlank(at + load<u32>(key + LENGTH), end);
    if (byteAt(at, end) != 0x3a) return 0;
    at = skipBlank(at + 1, end);
    const value = <usize>load<u32>(key + NODE);
    at = byteAt(at, end) == QUOTE ? readText(at + 1, end, value) : readOther(at, end, value, depth + 1);
    if (at == 0) return 0;
    at = skipBlank(at, end);
    const byte = byteAt(at, end);
    if (byte == 0x7d) return at + 1;
    if (byte != 0x2c) return 0;
    at = skipBlank(at + 1, end);
  }
}

// Anything but a text, which is most of all.
function readOther(at: usize, end: usize, node: usize, depth: i32): usize {
  const byte = byteAt(at, end);
  if (byte != 0x7b && byte != 0x5b) return readWord(at, end, node);
  if (depth > DEPTH_MAX) return 0;
  return byte == 0x7b ? readObject(at, end, node, depth) : readList(at, end, node, depth);
}

function readList(start: usize, end: usize, node: usize, depth: i32): usize {
  let at = skipBlank(start + 1, end);
  if (byteAt(at, end) == 0x5d) return at + 1;
  while (true) {
    at = byteAt(at, end) == QUOTE ? readText(at + 1, end, node) : readOther(at, end, node, depth + 1);
    if (at == 0) return 0;
    at = skipBlank(at, end);
    const byte = byteAt(at, end);
    if (byte == 0x5d) return at + 1;
    if (byte != 0x2c) return 0;
    at = skipBlank(at + 1, end);
  }
}

@inline function readText(start: usize, end: usize, node: usize): usize {
  const stop = textEnd(start, end);
  if (stop == 0 || !add(node, start, stop, textType)) return 0;
  const nodeRank = load<i32>(node + RANK);
  if (nodeRank > rank && readIso(start, stop)) setTimeOf(nodeRank);
  return stop + 1;
}

// Digits, signs and letters of numbers, true, false and null.
function readWord(start: usize, end: usize, node: usize): usize {
  let at = start;
  while (at < end) {
    const bytes = v128.load(at);
    const digits = i8x16.lt_u(i8x16.sub(bytes, i8x16.splat(0x30)), i8x16.splat(10));
    const letters = i8x16.lt_u(i8x16.sub(bytes, i8x16.splat(0x61)), i8x16.splat(26));
    const signs = v128.or(i8x16.eq(bytes, i8x16.splat(0x2d)), i8x16.eq(bytes, i8x16.splat(0x2b)));
    const marks = v128.or(i8x16.eq(bytes, i8x16.splat(0x2e)), i8x16.eq(bytes, i8x16.splat(0x45)));
    const others: u32 = ~i8x16.bitmask(v128.or(v128.or(digits, letters), v128.or(signs, marks))) & 0xffff;
    if (others != 0) {
      at += ctz(others);
      break;
    }
    at += 16;
  }
  const stop = min(at, end);
  if (stop <= start) return 0;
  const isNull = stop - start == 4 && load<u8>(start) == 0x6e;
  if (!add(node, start, stop, isNull ? NULL : UTF8)) return 0;
  const nodeRank = load<i32>(node + RANK);
  if (nodeRank > rank && stop - start <= 32 && readEpoch(start, stop)) setTimeOf(nodeRank);
  return stop;
}

@inline function add(node: usize, start: usize, stop: usize, type: u32): bool {
  // A value and its second name.
  if (count + 2 > countMax) {
    failure = UNKNOWN;
    return false;
  }
  put(load<i32>(node + FIELD), start, stop, type);
  const alias = load<i32>(node + ALIAS);
  if (alias >= 0) put(alias, start, stop, type);
  return true;
}

@inline function put(field: i32, start: usize, stop: usize, type: u32): void {
  const word = count << 2;
  store<i32>(fields + word, field);
  store<u32>(offsets + word, <u32>start);
  store<u32>(lengths + word, <u32>(stop - start));
  store<u8>(types + count, type);
  store<u8>(places + count, 0);
  count++;
}

function setTimeOf(nodeRank: i32): void {
  rank = nodeRank;
  store<f64>(timeAt, micros);
  store<i32>(timeAt + 8, nanos);
  store<i32>(timeAt + 12, digits);
  store<i32>(timeAt + 16, isLocal);
}

function searchKey(node: usize, start: usize, end: usize): usize {
  const stop = textEnd(start, end);
  if (stop == 0) return 0;
  const key = findKey(node, start, stop - start);
  if (key == 0) failure = UNKNOWN;
  return key;
}

// The address of the closing quotation mark, or 0; sets the type of the text.
@inline function textEnd(start: usize, end: usize): usize {
  const quote = i8x16.splat(<i8>QUOTE);
  const backslash = i8x16.splat(<i8>BACKSLASH);
  textType = UTF8;
  let at = start;
  while (at < end) {
    const bytes = v128.load(at);
    let mask: u32 = i8x16.bitmask(v128.or(i8x16.eq(bytes, quote), i8x16.eq(bytes, backslash)));
    let step: usize = 16;
    while (mask != 0) {
      const lane = ctz(mask);
      const place = at + lane;
      if (place >= end) return 0;
      if (load<u8>(place) == QUOTE) return place;
      textType = JSON_STRING;
      // What stands behind a backslash ends nothing, and may be the first byte of the next sixteen.
      if (lane == 15) step = 17;
      mask &= ~(3 << lane);
    }
    at += step;
  }
  return 0;
}

@inline function byteAt(at: usize, end: usize): u32 {
  return at < end ? load<u8>(at) : 0;
}

@inline function skipBlank(from: usize, end: usize): usize {
  return from >= end || load<u8>(from) > 0x20 ? from : skipBlanks(from, end);
}

function skipBlanks(from: usize, end: usize): usize {
  let at = from;
  while (at < end) {
    const byte = load<u8>(at);
    if (byte != 0x20 && byte != 0x09 && byte != 0x0a && byte != 0x0d) break;
    at++;
  }
  return at;
}
