// AccessLog.parse (../access-log.ts) for a line in the memory of a worker: the same values in the same order.
// AssemblyScript: built by bin/build-kernels.mjs. No data of its own lies in the memory, only in what JavaScript
// reserved. Bytes behind a line are read (at most 16), never used.

const UTF8: u8 = 0x30;
const SPACE: i8 = 0x20;
const QUOTE: i8 = 0x22;
const ENCODED: i32 = 0x100;
const DAMAGED: i32 = 0;
/** The length of `01/Aug/2026:03:04:05 +0700`. */
const TIME_BYTES: usize = 26;
/** What is written for a doubtful line. */
const ENTRY_BYTES: usize = 12;

// Fields by their place in the list of AccessLog, four bytes each.
const HOST: usize = 0;
const ADDRESS: usize = 4;
const USER: usize = 8;
const METHOD: usize = 12;
const URI: usize = 16;
const STEM: usize = 20;
const QUERY: usize = 24;
const VERSION: usize = 28;
const STATUS: usize = 32;
const BYTES: usize = 36;
const REFERER: usize = 40;
const AGENT: usize = 44;

// Columns of the view, numbers of the fields, and where the time goes.
let fields: usize = 0;
let offsets: usize = 0;
let lengths: usize = 0;
let types: usize = 0;
let places: usize = 0;
let numbers: usize = 0;
let timeAt: usize = 0;

let count: usize = 0;
// The time that was read last, as bytes (the second half overlaps the first) and in microseconds. No time holds the
// bracket that ends it, so that this stands for none.
let timeHead: v128 = i8x16.splat(0x5d);
let timeTail: v128 = i8x16.splat(0x5d);
let timeMicros: f64 = 0;

export function setColumns(
  fieldsAt: usize, offsetsAt: usize, lengthsAt: usize, typesAt: usize, placesAt: usize,
): void {
  fields = fieldsAt;
  offsets = offsetsAt;
  lengths = lengthsAt;
  types = typesAt;
  places = placesAt;
}

export function setFields(numbersAt: usize, micros: usize): void {
  numbers = numbersAt;
  timeAt = micros;
}

// Gives the number of values, and ENCODED where the request holds a percent sign or a plus; DAMAGED for no such line.
export function read(start: usize, end: usize): i32 {
  count = 0;
  const open = find(0x5b, start, end);
  const close = find(0x5d, open, end);
  if (close >= end || !readHead(start, open)) return DAMAGED;
  if (!readTime(open + 1, close)) return DAMAGED;
  const quote = find(QUOTE, close, end);
  if (quote >= end) return DAMAGED;
  const requestEnd = closingQuote(quote + 1, end);
  readRequest(quote + 1, requestEnd);
  let at = readWord(STATUS, requestEnd + 1, end);
  at = readWord(BYTES, at, end);
  for (let field = REFERER; field <= AGENT; field += 4) {
    const next = find(QUOTE, at, end);
    if (next >= end) break;
    const stop = closingQuote(next + 1, end);
    addUnlessDash(field, next + 1, stop);
    at = stop + 1;
  }
  return <i32>count | (isEncoded(quote + 1, requestEnd) ? ENCODED : 0);
}

// Writes down the lines of a stretch that `read` would call damaged, as long as there is place for them: where each begins
// and ends, counted from `origin`, and how many lines came before it. Gives their number. What stands behind the first
// quotation mark does not matter.
export function findDoubtful(origin: usize, start: usize, end: usize, out: usize, outEnd: usize): i32 {
  let next = out;
  let lines: u32 = 0;
  for (let at = start; at < end && next < outEnd; lines++) {
    const lineEnd = findNewline(at, end);
    const isBroken = lineEnd > at && lineEnd < end && load<u8>(lineEnd - 1) == 0x0d;
    const stop = isBroken ? lineEnd - 1 : lineEnd;
    if (stop > at && !isWhole(at, stop)) {
      store<u32>(next, <u32>(at - origin));
      store<u32>(next, <u32>(stop - origin), 4);
      store<u32>(next, lines, 8);
      next += ENTRY_BYTES;
    }
    at = lineEnd + 1;
  }
  return <i32>((next - out) / ENTRY_BYTES);
}

// The same as `find`, for what mostly lies far away.
function findNewline(from: usize, end: usize): usize {
  const newline = i8x16.splat(0x0a);
  let at = from;
  for (; at + 64 <= end; at += 64) {
    const a = v128.or(i8x16.eq(v128.load(at), newline), i8x16.eq(v128.load(at, 16), newline));
    const b = v128.or(i8x16.eq(v128.load(at, 32), newline), i8x16.eq(v128.load(at, 48), newline));
    if (v128.any_true(v128.or(a, b))) break;
  }
  return find(0x0a, at, end);
}

function isWhole(start: usize, end: usize): bool {
  const open = find(0x5b, start, end);
  const close = find(0x5d, open, end);
  return close < end && hasHead(start, open) && readTime(open + 1, close) && find(QUOTE, close, end) < end;
}

function hasHead(start: usize, end: usize): bool {
  let words = 0;
  for (let at = start; at < end; ) {
    const stop = find(SPACE, at, end);
    if (stop > at && ++words == 3) return true;
    at = stop + 1;
  }
  return false;
}

@inline function add(field: usize, start: usize, end: usize): void {
  const word = count << 2;
  store<u32>(fields + word, load<u32>(numbers + field));
  store<u32>(offsets + word, <u32>start);
  store<u32>(lengths + word, <u32>(end - start));
  store<u8>(types + count, UTF8);
  store<u8>(places + count, 0);
  count++;
}

@inline function addUnlessDash(field: usize, start: usize, end: usize): void {
  if (end - start != 1 || load<u8>(start) != 0x2d) add(field, start, end);
}

// The offset of a byte before `end`, or `end`.
@inline function find(byte: i8, from: usize, end: usize): usize {
  const wanted = i8x16.splat(byte);
  for (let at = from; at < end; at += 16) {
    const mask = i8x16.bitmask(i8x16.eq(v128.load(at), wanted));
    if (mask != 0) return min(at + ctz(mask), end);
  }
  return end;
}

// A quotation mark behind a backslash closes nothing.
function closingQuote(from: usize, end: usize): usize {
  const quote = i8x16.splat(QUOTE);
  const backslash = i8x16.splat(0x5c);
  let at = from;
  while (at < end) {
    const bytes = v128.load(at);
    const mask = i8x16.bitmask(v128.or(i8x16.eq(bytes, quote), i8x16.eq(bytes, backslash)));
    if (mask == 0) {
      at += 16;
      continue;
    }
    at += ctz(mask);
    if (at >= end || load<u8>(at) == QUOTE) break;
    at += 2;
  }
  return min(at, end);
}

function isEncoded(start: usize, end: usize): bool {
  const percent = i8x16.splat(0x25);
  const plus = i8x16.splat(0x2b);
  for (let at = start; at < end; at += 16) {
    const bytes = v128.load(at);
    let mask: u32 = i8x16.bitmask(v128.or(i8x16.eq(bytes, percent), i8x16.eq(bytes, plus)));
    if (end - at < 16) mask &= (1 << <u32>(end - at)) - 1;
    if (mask != 0) return true;
  }
  return false;
}

// `address identity user`, with a virtual host before it where there are four words.
function readHead(start: usize, end: usize): bool {
  let first: usize = 0, firstEnd: usize = 0, second: usize = 0, secondEnd: usize = 0;
  let last: usize = 0, lastEnd: usize = 0;
  let words = 0;
  let at = start;
  while (at < end && words < 4) {
    const stop = find(SPACE, at, end);
    if (stop > at) {
      if (words == 0) {
        first = at;
        firstEnd = stop;
      } else if (words == 1) {
        second = at;
        secondEnd = stop;
      }
      last = at;
      lastEnd = stop;
      words++;
    }
    at = stop + 1;
  }
  if (words < 3) return false;
  if (words == 4) {
    add(HOST, first, firstEnd);
    add(ADDRESS, second, secondEnd);
  } else add(ADDRESS, first, firstEnd);
  addUnlessDash(USER, last, lastEnd);
  return true;
}

// `METHOD /path?query PROTOCOL`; a request that is none of this is kept whole.
function readRequest(start: usize, end: usize): void {
  const methodEnd = find(SPACE, start, end);
  if (methodEnd >= end) {
    add(URI, start, end);
    return;
  }
  const last = lastSpace(methodEnd, end);
  const hasProtocol = last > methodEnd && last + 1 < end && load<u8>(last + 1) == 0x48;
  const uriEnd = hasProtocol ? last : end;
  add(METHOD, start, methodEnd);
  add(URI, methodEnd + 1, uriEnd);
  const stemEnd = find(0x3f, methodEnd + 1, uriEnd);
  add(STEM, methodEnd + 1, stemEnd);
  if (stemEnd < uriEnd) add(QUERY, stemEnd + 1, uriEnd);
  if (hasProtocol) add(VERSION, last + 1, end);
}

// The last space before `end`, or `first`, at which there is one.
function lastSpace(first: usize, end: usize): usize {
  const space = i8x16.splat(SPACE);
  let at = end;
  while (at - first > 16) {
    const mask: u32 = i8x16.bitmask(i8x16.eq(v128.load(at - 16), space));
    if (mask != 0) return at - 1 - clz(mask << 16);
    at -= 16;
  }
  at--;
  while (at > first && load<u8>(at) != SPACE) at--;
  return at;
}

function readWord(field: usize, from: usize, end: usize): usize {
  let start = from;
  while (start < end && load<u8>(start) == SPACE) start++;
  const stop = find(SPACE, start, end);
  if (stop > start) addUnlessDash(field, start, stop);
  return stop;
}

// `01/Aug/2026:03:04:05 +0700`. Neighbouring lines were mostly written in the same second.
function readTime(start: usize, end: usize): bool {
  if (end - start < 20) return false;
  const isUsual = end - start == TIME_BYTES;
  const head = v128.load(start);
  const tail = v128.load(start + TIME_BYTES - 16);
  if (!isUsual || !isSame(head, timeHead) || !isSame(tail, timeTail)) {
    const month = monthAt(start + 3);
    const day = digits(start, 2);
    const year = digits(start + 7, 4);
    const hour = digits(start + 12, 2);
    const minute = digits(start + 15, 2);
    const second = digits(start + 18, 2);
    if (month == 0 || (day | year | hour | minute | second) < 0) return false;
    const days = daysBefore(year, month) + day - 1;
    const minutes = <i64>(hour * 60 + minute - zoneMinutes(start + 21, end));
    timeMicros = <f64>((<i64>days * 86400 + minutes * 60 + second) * 1000000);
    timeHead = isUsual ? head : i8x16.splat(0x5d);
    timeTail = tail;
  }
  store<f64>(timeAt, timeMicros);
  return true;
}

@inline function isSame(a: v128, b: v128): bool {
  return i8x16.all_true(i8x16.eq(a, b));
}

// An unsigned number of fixed width, or -1.
@inline function digits(at: usize, width: usize): i32 {
  let value = 0;
  for (let i: usize = 0; i < width; i++) {
    const digit = <i32>load<u8>(at + i) - 0x30;
    if (<u32>digit > 9) return -1;
    value = value * 10 + digit;
  }
  return value;
}

function zoneMinutes(start: usize, end: usize): i32 {
  const byte = load<u8>(start);
  const sign = byte == 0x2b ? 1 : byte == 0x2d ? -1 : 0;
  if (sign == 0 || <isize>(end - start) < 5) return 0;
  const hours = digits(start + 1, 2);
  const minutes = digits(start + (load<u8>(start + 3) == 0x3a ? 4 : 3), 2);
  return hours < 0 || minutes < 0 ? 0 : sign * (hours * 60 + minutes);
}

// The number of an English month name (1 to 12), or 0.
function monthAt(at: usize): i32 {
  const name = (<u32>load<u8>(at) << 16) | (<u32>load<u8>(at + 1) << 8) | <u32>load<u8>(at + 2);
  switch (name | 0x202020) {
    case 0x6a616e: return 1;
    case 0x666562: return 2;
    case 0x6d6172: return 3;
    case 0x617072: return 4;
    case 0x6d6179: return 5;
    case 0x6a756e: return 6;
    case 0x6a756c: return 7;
    case 0x617567: return 8;
    case 0x736570: return 9;
    case 0x6f6374: return 10;
    case 0x6e6f76: return 11;
    case 0x646563: return 12;
    default: return 0;
  }
}

// Days from 1970 to the first of a month. Years before 100 mean those of the 20th century, as for Date.UTC.
function daysBefore(written: i32, month: i32): i32 {
  const full = written < 100 ? written + 1900 : written;
  // Years begin in March, so that the day that leap years have more is the last one.
  const year = month > 2 ? full : full - 1;
  const months = month > 2 ? month - 3 : month + 9;
  const era = year / 400;
  const yearOfEra = year - era * 400;
  const dayOfYear = (153 * months + 2) / 5;
  return era * 146097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - 719468;
}
