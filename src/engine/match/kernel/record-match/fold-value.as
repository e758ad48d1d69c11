// A value as folded UTF-16 units, the same units that value-text.ts and fold.ts give.
import { foldNumber } from './fold-number';
import { ANSI, folded, foldTable, JSON_STRING, UTF16, UTF8 } from './tables';

// Reads a value whose type or content is rare; writes units that are not folded and gives their number.
// @ts-ignore: decorator
@external('env', 'readText')
declare function readText(at: usize, length: u32, type: u32): u32;

@inline function foldUnit(unit: u32): u16 {
  return load<u16>(foldTable + (unit << 1));
}

// Sixteen bytes of ASCII in small letters.
@inline export function lowerBytes(bytes: v128): v128 {
  const isCapital = i8x16.lt_u(i8x16.sub(bytes, i8x16.splat(0x41)), i8x16.splat(26));
  return v128.or(bytes, v128.and(isCapital, i8x16.splat(0x20)));
}

// Whether the value folded last is ASCII throughout.
export let isAscii: bool = true;

// Writes the folded value; gives the number of its units.
export function foldValue(at: usize, length: u32, type: u32): u32 {
  isAscii = true;
  if (type == UTF16) return foldUtf16(at, length >> 1);
  let count: i32 = -1;
  if (type == UTF8 || type == ANSI) count = foldUtf8(at, at + length);
  else if (type == JSON_STRING) count = foldJson(at, at + length);
  else count = foldNumber(at, length, type);
  if (count >= 0) return <u32>count;
  const units = readText(at, length, type);
  for (let i: u32 = 0; i < units; i++) {
    const place = folded + (<usize>i << 1);
    const unit = foldUnit(load<u16>(place));
    if (unit >= 0x80) isAscii = false;
    store<u16>(place, unit);
  }
  return units;
}

function foldUtf16(at: usize, units: u32): u32 {
  let count = units;
  while (count > 0 && load<u16>(at + (<usize>(count - 1) << 1)) == 0) count--;
  const bytes = <usize>count << 1;
  for (let i: usize = 0; i < bytes; i += 16) {
    let eight = v128.load(at + i);
    // What lies behind the value must not make it look less plain than it is.
    if (i + 16 > bytes)
      eight = v128.and(eight, i16x8.lt_u(i16x8(0, 1, 2, 3, 4, 5, 6, 7), i16x8.splat(<i16>((bytes - i) >> 1))));
    if (v128.any_true(v128.and(eight, i16x8.splat(<i16>0xff80)))) {
      for (let k = i; k < i + 16; k += 2) store<u16>(folded + k, foldUnit(load<u16>(at + k)));
      isAscii = false;
      continue;
    }
    const isCapital = i16x8.lt_u(i16x8.sub(eight, i16x8.splat(0x41)), i16x8.splat(26));
    v128.store(folded + i, v128.or(eight, v128.and(isCapital, i16x8.splat(0x20))));
  }
  return count;
}

@inline function storeWide(out: usize, bytes: v128): void {
  const small = lowerBytes(bytes);
  v128.store(out, i16x8.extend_low_i8x16_u(small));
  v128.store(out + 16, i16x8.extend_high_i8x16_u(small));
}

function foldUtf8(start: usize, end: usize): i32 {
  let out = folded;
  let at = start;
  while (at < end) {
    const bytes = v128.load(at);
    const left = <u32>(end - at);
    let high: u32 = i8x16.bitmask(bytes);
    if (left < 16) high |= 1 << left;
    // So many bytes of ASCII; what is written behind them is written over or not looked at.
    const plain = high == 0 ? 16 : ctz(high);
    storeWide(out, bytes);
    out += <usize>plain << 1;
    at += plain;
    if (at < end && load<u8>(at) >= 0x80) {
      const width = utf8Width(at, end);
      out = putCharacter(at, width, out);
      at += width;
    }
  }
  while (out > folded && load<u16>(out - 2) == 0) out -= 2;
  return <i32>((out - folded) >> 1);
}

// Writes a character of several bytes (or a malformed one); gives where the next one goes.
function putCharacter(at: usize, width: u32, out: usize): usize {
  isAscii = false;
  let code: u32 = load<u8>(at);
  if (width > 1) code &= 0xff >> (width + 1);
  for (let k: u32 = 1; k < width; k++) code = (code << 6) | (load<u8>(at + k) & 0x3f);
  if (code <= 0xffff) {
    store<u16>(out, foldUnit(code));
    return out + 2;
  }
  store<u16>(out, foldUnit(0xd7c0 + (code >> 10)));
  store<u16>(out + 2, foldUnit(0xdc00 | (code & 0x3ff)));
  return out + 4;
}

// Bytes of the character at a place; 1 where it is malformed.
function utf8Width(at: usize, end: usize): u32 {
  const b: u32 = load<u8>(at);
  const width: u32 = b >= 0xc2 && b < 0xe0 ? 2 : b >= 0xe0 && b < 0xf0 ? 3 : b >= 0xf0 && b < 0xf5 ? 4 : 1;
  if (at + width > end) return 1;
  if ((b == 0xe0 && load<u8>(at + 1) < 0xa0) || (b == 0xf0 && load<u8>(at + 1) < 0x90)) return 1;
  for (let k: u32 = 1; k < width; k++) if ((load<u8>(at + k) & 0xc0) != 0x80) return 1;
  return width;
}

// Texts of JSON; -1 where an escape is malformed.
function foldJson(start: usize, end: usize): i32 {
  if (end > start && load<u8>(end - 1) == 0) return -1;
  let out = folded;
  let at = start;
  while (at < end) {
    const bytes = v128.load(at);
    const left = <u32>(end - at);
    let stop: u32 = i8x16.bitmask(v128.or(bytes, i8x16.eq(bytes, i8x16.splat(0x5c))));
    if (left < 16) stop |= 1 << left;
    const plain = stop == 0 ? 16 : ctz(stop);
    storeWide(out, bytes);
    out += <usize>plain << 1;
    at += plain;
    if (stop == 0 || at >= end) continue;
    if (load<u8>(at) != 0x5c) {
      const width = utf8Width(at, end);
      out = putCharacter(at, width, out);
      at += width;
      continue;
    }
    at++;
    if (at >= end) {
      store<u16>(out, 0x5c);
      out += 2;
      break;
    }
    const letter: u32 = load<u8>(at);
    // A backslash before anything else means nothing.
    if (letter >= 0x80) continue;
    let unit = unescaped(letter);
    if (letter == 0x75 && end - at > 4) {
      const code = hexAt(at + 1);
      if (code < 0) return -1;
      unit = <u32>code;
      at += 4;
    }
    at++;
    if (unit >= 0x80) isAscii = false;
    store<u16>(out, foldUnit(unit));
    out += 2;
  }
  return <i32>((out - folded) >> 1);
}

@inline function unescaped(letter: u32): u32 {
  switch (letter) {
    case 0x6e:
      return 0x0a;
    case 0x74:
      return 0x09;
    case 0x72:
      return 0x0d;
    case 0x62:
      return 0x08;
    case 0x66:
      return 0x0c;
    default:
      return letter;
  }
}

// Four hexadecimal digits, or -1.
function hexAt(at: usize): i32 {
  let code: i32 = 0;
  for (let k: usize = 0; k < 4; k++) {
    const c: i32 = load<u8>(at + k);
    const small = c | 0x20;
    if (c >= 0x30 && c <= 0x39) code = (code << 4) | (c - 0x30);
    else if (small >= 0x61 && small <= 0x66) code = (code << 4) | (small - 0x57);
    else return -1;
  }
  return code;
}
