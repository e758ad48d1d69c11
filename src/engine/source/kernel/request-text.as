// decodeRequest (../request-values.ts) for a request in the memory of a worker. AssemblyScript: built by
// bin/build-kernels.mjs. No data of its own lies in the memory; it writes to `out` only, two bytes for each of the
// input at most.

const LEFT: i32 = -1;
const PERCENT: u32 = 0x25;
const PLUS: u32 = 0x2b;
const SLASH: u32 = 0x2f;
const QUESTION: u32 = 0x3f;
const SMALL_U: u32 = 0x75;

let target: usize = 0;

// Decodes a text of bytes in UTF-8 (`width` 1) or of UTF-16 (2), and writes UTF-16. Gives the number of bytes written, 0
// where nothing was to be decoded, or LEFT where something is no UTF-8: JavaScript knows what to make of that.
export function decode(start: usize, end: usize, width: usize, out: usize): i32 {
  target = out;
  let isChanged = false;
  let isQuery = start < end && unitAt(start, width) != SLASH;
  let at = start;
  while (at < end) {
    const unit = unitAt(at, width);
    if (unit == PERCENT) {
      const next = readEscape(at, end, width);
      if (next == 0) return LEFT;
      if (next != at) {
        isChanged = true;
        at = next;
        continue;
      }
    }
    if (width == 1 && unit >= 0x80) {
      at = readUtf8(at, end);
      if (at == 0) return LEFT;
      continue;
    }
    if (unit == QUESTION) isQuery = true;
    const isBlank = unit == PLUS && isQuery;
    if (isBlank) isChanged = true;
    put(isBlank ? 0x20 : unit);
    at += width;
  }
  return isChanged ? <i32>(target - out) : 0;
}

@inline function unitAt(at: usize, width: usize): u32 {
  return width == 1 ? load<u8>(at) : load<u16>(at);
}

@inline function put(unit: u32): void {
  store<u16>(target, unit);
  target += 2;
}

// Where a run of `%41` or one `%u0041` ends: `at` where there is none, 0 where its bytes are no UTF-8.
function readEscape(at: usize, end: usize, width: usize): usize {
  if (byteAt(at, end, width) < 0) {
    if (at + 5 * width >= end || unitAt(at + width, width) != SMALL_U) return at;
    const high = hexAt(at + 2 * width, width);
    const low = hexAt(at + 4 * width, width);
    if ((high | low) < 0) return at;
    put((high << 8) | low);
    return at + 6 * width;
  }
  let next = at;
  while (true) {
    const first = byteAt(next, end, width);
    if (first < 0) return next;
    next += 3 * width;
    const more = first < 0x80 ? 0 : following(first);
    if (more < 0) return 0;
    let code = more == 0 ? first : first & (0x3f >>> more);
    for (let i = 0; i < more; i++, next += 3 * width) {
      const byte = byteAt(next, end, width);
      if (byte < 0 || (byte & 0xc0) != 0x80) return 0;
      code = (code << 6) | (byte & 0x3f);
    }
    if (!putCode(code, more)) return 0;
  }
}

// The byte that `%41` stands for, or -1.
@inline function byteAt(at: usize, end: usize, width: usize): i32 {
  return at + 2 * width < end && unitAt(at, width) == PERCENT ? hexAt(at + width, width) : -1;
}

// Two hexadecimal digits, or -1.
@inline function hexAt(at: usize, width: usize): i32 {
  return (digit(unitAt(at, width)) << 4) | digit(unitAt(at + width, width));
}

@inline function digit(unit: u32): i32 {
  if (unit - 0x30 <= 9) return unit - 0x30;
  const small = unit | 0x20;
  return small - 0x61 <= 5 ? small - 0x57 : -1;
}

function readUtf8(at: usize, end: usize): usize {
  const first = <i32>load<u8>(at);
  const more = following(first);
  if (more < 0 || at + more >= end) return 0;
  let code = first & (0x3f >>> more);
  for (let i = 1; i <= more; i++) {
    const byte = <i32>load<u8>(at + i);
    if ((byte & 0xc0) != 0x80) return 0;
    code = (code << 6) | (byte & 0x3f);
  }
  return putCode(code, more) ? at + more + 1 : 0;
}

// How many bytes follow the first one of a character beyond ASCII, or -1.
@inline function following(first: i32): i32 {
  return first >= 0xf0 ? (first < 0xf5 ? 3 : -1) : first >= 0xe0 ? 2 : first >= 0xc2 ? 1 : -1;
}

// False for a form longer than needed, for half of a pair, and beyond Unicode.
function putCode(code: i32, more: i32): bool {
  if (more == 2 && (code < 0x800 || (code & 0xf800) == 0xd800)) return false;
  if (more == 3 && (code < 0x10000 || code > 0x10ffff)) return false;
  if (code > 0xffff) {
    put(0xd7c0 + (code >>> 10));
    put(0xdc00 | (code & 0x3ff));
  } else put(code);
  return true;
}
