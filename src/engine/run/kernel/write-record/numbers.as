// Numbers and identifiers as ../../../source/value-text.ts spells them, without quotation marks.

export function putUnsigned(at: usize, value: u64): usize {
  if (value > 0xffffffff) {
    // At most 1.8e10 remains above, and nine digits below.
    const high = value / 1000000000;
    at = putUnsigned(at, high);
    return putPadded(at, <u32>(value - high * 1000000000), 9);
  }
  const small = <u32>value;
  return putPadded(at, small, widthOf(small));
}

@inline function widthOf(value: u32): u32 {
  if (value < 10000) return value < 100 ? (value < 10 ? 1 : 2) : value < 1000 ? 3 : 4;
  if (value < 100000000) return value < 1000000 ? (value < 100000 ? 5 : 6) : value < 10000000 ? 7 : 8;
  return value < 1000000000 ? 9 : 10;
}

// A number with zeros before it; two digits at a time.
export function putPadded(at: usize, value: u32, width: u32): usize {
  const end = at + width;
  let place = end;
  for (; place >= at + 2; ) {
    const next = value / 100;
    place -= 2;
    store<u16>(place, <u16>twoDigits(value - next * 100));
    value = next;
  }
  if (place > at) store<u8>(at, <u8>(0x30 + value));
  return end;
}

@inline export function twoDigits(value: u32): u32 {
  const tens = (value * 103) >>> 10;
  return 0x3030 + tens + ((value - tens * 10) << 8);
}

export function putInteger(at: usize, from: usize, length: u32, isSigned: bool): usize {
  if (length == 0) return at;
  let value: i64;
  if (length >= 8) {
    value = load<i64>(from);
    if (!isSigned) return putUnsigned(at, <u64>value);
  } else if (length >= 4) value = isSigned ? <i64>load<i32>(from) : <i64>load<u32>(from);
  else if (length >= 2) value = isSigned ? <i64>load<i16>(from) : <i64>load<u16>(from);
  else value = isSigned ? <i64>load<i8>(from) : <i64>load<u8>(from);
  if (value >= 0) return putUnsigned(at, <u64>value);
  store<u8>(at, 0x2d);
  return putUnsigned(at + 1, <u64>(0 - value));
}

export function putBoolean(at: usize, from: usize, length: u32): usize {
  let any: u32 = 0;
  for (let i: usize = 0; i < <usize>length; i++) any |= load<u8>(from + i);
  if (any != 0) {
    store<u32>(at, 0x65757274);
    return at + 4;
  }
  store<u32>(at, 0x736c6166);
  store<u8>(at, 0x65, 4);
  return at + 5;
}

// The hexadecimal digits of bytes: letters are that much above the digit nine.
@inline function hexDigits(halves: v128, letters: i8): v128 {
  const digits = i8x16.add(halves, i8x16.splat(0x30));
  return i8x16.add(digits, v128.and(i8x16.gt_s(halves, i8x16.splat(9)), i8x16.splat(letters)));
}

const CAPITALS: i8 = 7;
const SMALL: i8 = 39;

export function putBinary(at: usize, from: usize, length: u32): usize {
  for (let i: usize = 0; i < <usize>length; i += 16) {
    const bytes = v128.load(from + i);
    const high = hexDigits(i8x16.shr_u(bytes, 4), CAPITALS);
    const low = hexDigits(v128.and(bytes, i8x16.splat(15)), CAPITALS);
    v128.store(at + 2 * i, i8x16.shuffle(high, low, 0, 16, 1, 17, 2, 18, 3, 19, 4, 20, 5, 21, 6, 22, 7, 23));
    v128.store(at + 2 * i, i8x16.shuffle(high, low, 8, 24, 9, 25, 10, 26, 11, 27, 12, 28, 13, 29, 14, 30, 15, 31), 16);
  }
  return at + 2 * <usize>length;
}

export function putGuid(at: usize, from: usize): usize {
  const raw = v128.load(from);
  const bytes = i8x16.shuffle(raw, raw, 3, 2, 1, 0, 5, 4, 7, 6, 8, 9, 10, 11, 12, 13, 14, 15);
  const high = hexDigits(i8x16.shr_u(bytes, 4), CAPITALS);
  const low = hexDigits(v128.and(bytes, i8x16.splat(15)), CAPITALS);
  const first = i8x16.shuffle(high, low, 0, 16, 1, 17, 2, 18, 3, 19, 4, 20, 5, 21, 6, 22, 7, 23);
  const second = i8x16.shuffle(high, low, 8, 24, 9, 25, 10, 26, 11, 27, 12, 28, 13, 29, 14, 30, 15, 31);
  store<u8>(at, 0x7b);
  v128.store64_lane(at, first, 0, 1);
  store<u8>(at, 0x2d, 9);
  v128.store32_lane(at, first, 2, 10);
  store<u8>(at, 0x2d, 14);
  v128.store32_lane(at, first, 3, 15);
  store<u8>(at, 0x2d, 19);
  v128.store32_lane(at, second, 0, 20);
  store<u8>(at, 0x2d, 24);
  v128.store32_lane(at, second, 1, 25);
  v128.store64_lane(at, second, 1, 29);
  store<u8>(at, 0x7d, 37);
  return at + 38;
}

export function putHex(at: usize, from: usize, length: u32): usize {
  if (length < 4) return at;
  let value: u64 = length >= 8 ? load<u64>(from) : <u64>load<u32>(from);
  store<u16>(at, 0x7830);
  const width: usize = value == 0 ? 1 : (67 - <usize>clz(value)) >>> 2;
  const end = at + 2 + width;
  for (let place = end - 1; place > at + 1; place--) {
    const digit = <u32>value & 15;
    store<u8>(place, <u8>(digit + 0x30 + (digit > 9 ? <u32>SMALL : 0)));
    value >>>= 4;
  }
  return end;
}

export function putSid(at: usize, from: usize, length: u32): usize {
  if (length < 8) return at;
  store<u16>(at, 0x2d53);
  at = putUnsigned(at + 2, load<u8>(from));
  const authority = bswap<u64>(load<u64>(from)) & 0xffffffffffff;
  store<u8>(at, 0x2d);
  at = putUnsigned(at + 1, authority);
  const announced: u32 = load<u8>(from, 1);
  const held = (length - 8) >>> 2;
  for (let i: u32 = 0; i < (announced < held ? announced : held); i++) {
    store<u8>(at, 0x2d);
    at = putUnsigned(at + 1, load<u32>(from + 8 + (<usize>i << 2)));
  }
  return at;
}
