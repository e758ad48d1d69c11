// Texts in quotation marks, sixteen characters at a time as long as they are written as they stand.

const LONE: u32 = 1;

// Which of sixteen characters are not written as they stand. Compared with signs, so that everything from 0x80 on is
// small, too.
@inline function special(bytes: v128): u32 {
  return i8x16.bitmask(
    v128.or(
      i8x16.lt_s(bytes, i8x16.splat(0x20)),
      v128.or(i8x16.eq(bytes, i8x16.splat(0x22)), i8x16.eq(bytes, i8x16.splat(0x5c))),
    ),
  );
}

export function putUtf16(at: usize, from: usize, length: u32): usize {
  let end = from + (<usize>length & ~1);
  while (end > from && load<u16>(end - 2) == 0) end -= 2;
  store<u8>(at++, 0x22);
  while (from < end) {
    // What lies beyond 0xff becomes 0xff, what lies beyond 0x7fff becomes 0.
    const bytes = i8x16.narrow_i16x8_u(v128.load(from), v128.load(from, 16));
    v128.store(at, bytes);
    const mask = special(bytes);
    const left = (end - from) >>> 1;
    const plain: usize = mask == 0 ? 16 : ctz(mask);
    if (plain >= left) {
      at += left;
      break;
    }
    at += plain;
    from += plain << 1;
    if (plain == 16) continue;
    do {
      const unit: u32 = load<u16>(from);
      from += 2;
      if (unit < 0x80) at = putEscape(at, unit);
      else if (unit < 0x800) at = putTwo(at, unit);
      else if ((unit & 0xf800) != 0xd800) at = putThree(at, unit);
      else if (unit < 0xdc00 && from < end && (load<u16>(from) & 0xfc00) == 0xdc00) {
        at = putFour(at, 0x10000 + ((unit & 0x3ff) << 10) + (load<u16>(from) & 0x3ff));
        from += 2;
      } else at = putCode(at, unit);
    } while (from < end && load<u16>(from) >= 0x80);
  }
  store<u8>(at, 0x22);
  return at + 1;
}

@inline function putTwo(at: usize, unit: u32): usize {
  store<u16>(at, <u16>(0x80c0 | (unit >>> 6) | ((unit & 0x3f) << 8)));
  return at + 2;
}

@inline function putThree(at: usize, unit: u32): usize {
  store<u8>(at, <u8>(0xe0 | (unit >>> 12)));
  store<u8>(at, <u8>(0x80 | ((unit >>> 6) & 0x3f)), 1);
  store<u8>(at, <u8>(0x80 | (unit & 0x3f)), 2);
  return at + 3;
}

@inline function putFour(at: usize, code: u32): usize {
  store<u8>(at, <u8>(0xf0 | (code >>> 18)));
  store<u8>(at, <u8>(0x80 | ((code >>> 12) & 0x3f)), 1);
  store<u8>(at, <u8>(0x80 | ((code >>> 6) & 0x3f)), 2);
  store<u8>(at, <u8>(0x80 | (code & 0x3f)), 3);
  return at + 4;
}

// The letter behind the backslash; LONE for those with four digits, 0 where nothing is escaped.
function letterOf(unit: u32): u32 {
  switch (unit) {
    case 0x08:
      return 0x62;
    case 0x09:
      return 0x74;
    case 0x0a:
      return 0x6e;
    case 0x0c:
      return 0x66;
    case 0x0d:
      return 0x72;
    case 0x22:
    case 0x5c:
      return unit;
    default:
      return unit < 0x20 ? LONE : 0;
  }
}

function putEscape(at: usize, unit: u32): usize {
  const letter = unit == 0x5c ? 0x5c : letterOf(unit);
  if (letter == LONE) return putCode(at, unit);
  if (letter == 0) {
    store<u8>(at, <u8>unit);
    return at + 1;
  }
  store<u16>(at, <u16>(0x5c | (letter << 8)));
  return at + 2;
}

function putCode(at: usize, unit: u32): usize {
  store<u16>(at, 0x755c);
  for (let i: usize = 0; i < 4; i++) {
    const digit = (unit >>> (12 - <u32>i * 4)) & 15;
    store<u8>(at + 2 + i, <u8>(digit + (digit > 9 ? 0x57 : 0x30)));
  }
  return at + 6;
}

// 0 where the text must be decoded first: malformed bytes, zeros, escapes that JSON.stringify would write otherwise.
export function putUtf8(at: usize, from: usize, length: u32, isJson: bool): usize {
  const end = from + <usize>length;
  store<u8>(at++, 0x22);
  while (from < end) {
    const bytes = v128.load(from);
    v128.store(at, bytes);
    const mask = special(bytes);
    const left = end - from;
    const plain: usize = mask == 0 ? 16 : ctz(mask);
    if (plain >= left) {
      at += left;
      break;
    }
    at += plain;
    from += plain;
    if (plain == 16) continue;
    const byte: u32 = load<u8>(from);
    if (byte >= 0x80) {
      const width = widthAt(from, end);
      if (width == 0) return 0;
      store<u32>(at, load<u32>(from));
      at += width;
      from += width;
    } else if (byte == 0x5c && isJson) {
      if (from + 1 >= end) return 0;
      const next: u32 = load<u8>(from, 1);
      if (!isShortEscape(next)) return 0;
      store<u16>(at, load<u16>(from));
      at += 2;
      from += 2;
    } else {
      if (byte == 0) return 0;
      at = putEscape(at, byte);
      from++;
    }
  }
  store<u8>(at, 0x22);
  return at + 1;
}

@inline function isShortEscape(byte: u32): bool {
  return byte == 0x5c || byte == 0x22 || byte == 0x6e || byte == 0x74 || byte == 0x72 || byte == 0x62 || byte == 0x66;
}

// Bytes of a well-formed character beyond ASCII; 0 for all else.
function widthAt(at: usize, end: usize): usize {
  const byte: u32 = load<u8>(at);
  const width: usize = byte < 0xc2 ? 0 : byte < 0xe0 ? 2 : byte < 0xf0 ? 3 : byte < 0xf5 ? 4 : 0;
  if (width == 0 || at + width > end) return 0;
  for (let i: usize = 1; i < width; i++) if ((load<u8>(at + i) & 0xc0) != 0x80) return 0;
  const second: u32 = load<u8>(at, 1);
  if (byte == 0xe0) return second < 0xa0 ? 0 : 3;
  if (byte == 0xed) return second > 0x9f ? 0 : 3;
  if (byte == 0xf0) return second < 0x90 ? 0 : 4;
  if (byte == 0xf4) return second > 0x8f ? 0 : 4;
  return width;
}
