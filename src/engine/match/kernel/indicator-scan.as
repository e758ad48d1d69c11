// The scan of IndicatorFilter (../indicator-filter.ts) over a whole block of lines, sixteen bytes at a time.
// AssemblyScript: built by bin/build-kernels.mjs. It may pass more than the filter does, never less; what it passes
// is asked of the filter again. All tables are made by the filter and lie in the memory that both share.

const SEED_TOKEN: u32 = 0x811c9dc5;
const SEED_URL_HOST: u32 = 0x7654321;
const PRIME: u32 = 0x01000193;
const SECOND_PRIME: u32 = 0x5bd1e995;
const GOLDEN: u32 = 0x9e3779b1;
const HOST: u32 = 15;
const TAIL_MASK: u32 = (1 << 14) - 1;

// Addresses of tables, set once.
let kinds: usize = 0;
let lower: usize = 0;
let tails: usize = 0;
let networks: usize = 0;
let members: usize = 0;
let tokenBits: usize = 0;
let tokenShift: u32 = 0;
let tokenTable: usize = 0;
let tokenMask: u32 = 0;
let addressBits: usize = 0;
let addressShift: u32 = 0;
let addressTable: usize = 0;
let addressMask: u32 = 0;
let dotlessMin: u32 = 0;
let hasUrls: bool = false;
let hasIpv6: bool = false;
let hasMail: bool = false;
let passesNonAscii: bool = false;
// Where the places that pass are written.
let out: usize = 0;
let outEnd: usize = 0;

export function setTables(
  kindsAt: usize, lowerAt: usize, tailsAt: usize, networksAt: usize, membersAt: usize,
): void {
  kinds = kindsAt;
  lower = lowerAt;
  tails = tailsAt;
  networks = networksAt;
  members = membersAt;
}

export function setTokens(bits: usize, shift: u32, table: usize, mask: u32): void {
  tokenBits = bits;
  tokenShift = shift;
  tokenTable = table;
  tokenMask = mask;
}

export function setAddresses(bits: usize, shift: u32, table: usize, mask: u32): void {
  addressBits = bits;
  addressShift = shift;
  addressTable = table;
  addressMask = mask;
}

export function setKinds(dotless: u32, urls: bool, ipv6: bool, mail: bool, nonAscii: bool): void {
  dotlessMin = dotless;
  hasUrls = urls;
  hasIpv6 = ipv6;
  hasMail = mail;
  passesNonAscii = nonAscii;
}

// Scans from `start` to `end`; the byte before and the 16 behind must be line breaks. Writes the places that pass
// (not sorted) and gives their number, or -1 where there are more than fit.
export function scan(start: usize, end: usize, places: usize, placesEnd: usize): i32 {
  out = places;
  outEnd = placesEnd;
  if (dotlessMin > 0 && !scanDotless(start, end)) return -1;
  const dot = i8x16.splat(0x2e);
  const backslash = i8x16.splat(0x5c);
  const colon = i8x16.splat(hasUrls || hasIpv6 ? 0x3a : 0x2e);
  const at = i8x16.splat(hasMail ? 0x40 : 0x2e);
  const kelvin = i8x16.splat(<i8>0xe2);
  const percent = i8x16.splat(0x25);
  let next = start;
  for (let base = start; base < end; base += 16) {
    const bytes = v128.load(base);
    let found = v128.or(
      v128.or(v128.or(i8x16.eq(bytes, dot), i8x16.eq(bytes, backslash)), i8x16.eq(bytes, percent)),
      v128.or(v128.or(i8x16.eq(bytes, colon), i8x16.eq(bytes, at)), i8x16.eq(bytes, kelvin)),
    );
    if (passesNonAscii) found = v128.or(found, i8x16.lt_s(bytes, i8x16.splat(0)));
    let mask: u32 = i8x16.bitmask(found);
    while (mask != 0) {
      const place = base + ctz(mask);
      mask &= mask - 1;
      if (place < next || place >= end) continue;
      const byte: u32 = load<u8>(place);
      if (byte == 0x2e) {
        next = scanDotted(place);
        if (next == 0) return -1;
      } else if (passesSpecial(place, byte) && !pass(place)) return -1;
    }
  }
  return <i32>((out - places) >> 2);
}

function pass(place: usize): bool {
  if (out >= outEnd) return false;
  store<u32>(out, <u32>place);
  out += 4;
  return true;
}

@inline function kindAt(place: usize): u32 {
  return load<u8>(kinds + load<u8>(place));
}

@inline function lowerAt(place: usize): u32 {
  return load<u8>(lower + load<u8>(place));
}

@inline function isDigit(byte: u32): bool {
  return byte - 0x30 <= 9;
}

// A token with a dot: gives its end, or 0 where no more places fit.
function scanDotted(place: usize): usize {
  let last = place;
  let end = place + 1;
  for (;;) {
    const kind = kindAt(end);
    if ((kind & HOST) == 0) break;
    if (kind == 4) last = end;
    end++;
  }
  const tailEnd = kindAt(end - 1);
  if (tailEnd == 1 && load<u8>(tails + tailOf(last + 1, end)) == 0) return end;
  let from = place;
  while ((kindAt(from - 1) & HOST) != 0) from--;
  return !passesToken(from, end) || pass(place) ? end : 0;
}

function scanDotless(start: usize, end: usize): bool {
  for (let at = start + dotlessMin - 1; at < end; at += dotlessMin) {
    if (load<u8>(members + load<u8>(at)) == 0) continue;
    let from = at;
    while (load<u8>(members + load<u8>(from - 1)) != 0) from--;
    let to = at + 1;
    while (load<u8>(members + load<u8>(to)) != 0) to++;
    if (to - from < dotlessMin) continue;
    while ((kindAt(from - 1) & HOST) != 0) from--;
    while ((kindAt(to) & HOST) != 0) to++;
    if (passesToken(from, to) && !pass(at)) return false;
    if (to - dotlessMin > at) at = to - dotlessMin;
  }
  return true;
}

function passesToken(from: usize, to: usize): bool {
  let first = from;
  let last = to;
  while (first < last && kindAt(first) >= 4) first++;
  while (last > first && kindAt(last - 1) >= 4) last--;
  if (first == last) return false;
  if (isDigit(load<u8>(first)) && passesAddress(first, last)) return true;
  const before: u32 = load<u8>(from - 1);
  const isEscaped = before == 0x5c;
  const isEncoded = before == 0x25;
  if (isEscaped && (passesRest(from + 1, last) || passesRest(from + 5, last))) return true;
  if (isEncoded && passesRest(from + 2, last)) return true;
  let dot = last - 1;
  while (dot >= first && load<u8>(dot) != 0x2e) dot--;
  const isPrefixed = isEscaped || isEncoded;
  if (dot >= first && !isPrefixed && load<u8>(tails + tailOf(dot + 1, last)) == 0) return false;
  let hash = SEED_TOKEN;
  for (let at = last - 1; at >= from; at--) {
    hash = (hash ^ lowerAt(at)) * PRIME;
    const isStart =
      at == first ||
      (at > from && kindAt(at - 1) >= 4) ||
      (isEscaped && (at == from + 1 || at == from + 5)) ||
      (isEncoded && at == from + 2);
    if (isStart && hasToken(hash) && hasPrint(hash, backHash(at, last))) return true;
  }
  if (before != 0x40) return false;
  let local = from - 1;
  while ((kindAt(local - 1) & HOST) != 0) local--;
  if (load<u8>(local - 1) == 0x5c) return true;
  for (let at = from - 1; at >= local; at--) hash = (hash ^ lowerAt(at)) * PRIME;
  // The hash goes on from the token only where nothing was cut off its front.
  return first != from || (hasToken(hash) && hasPrint(hash, backHash(local, last)));
}

function backHash(from: usize, to: usize): u32 {
  let hash = SEED_TOKEN;
  for (let at = to - 1; at >= from; at--) hash = (hash ^ lowerAt(at)) * SECOND_PRIME;
  return hash;
}

function tailOf(from: usize, to: usize): u32 {
  let hash = SEED_TOKEN;
  for (let at = from; at < to; at++) hash = (hash ^ lowerAt(at)) * PRIME;
  return (hash ^ (hash >>> 14)) & TAIL_MASK;
}

function hasToken(hash: u32): bool {
  const bit = (hash * GOLDEN) >>> tokenShift;
  return ((load<u32>(tokenBits + ((bit >>> 5) << 2)) >>> (bit & 31)) & 1) != 0;
}

function hasPrint(hash: u32, second: u32): bool {
  const print: u32 = second == 0 ? 1 : second;
  let slot = (hash ^ (hash >>> 15)) & tokenMask;
  let found = load<u32>(tokenTable + (slot << 2));
  while (found != 0 && found != print) {
    slot = (slot + 1) & tokenMask;
    found = load<u32>(tokenTable + (slot << 2));
  }
  return found != 0;
}

function passesRest(from: usize, to: usize): bool {
  let first = from;
  while (first < to && kindAt(first) >= 4) first++;
  return passesAddress(first, to);
}

function passesAddress(from: usize, to: usize): bool {
  if (to < from + 7 || to - from > 15) return false;
  let address: u32 = 0;
  let part: u32 = 0;
  let dots = 0;
  for (let at = from; at < to; at++) {
    const byte: u32 = load<u8>(at);
    if (isDigit(byte)) part = part * 10 + byte - 0x30;
    else if (byte != 0x2e) return false;
    else {
      address = (address << 8) | part;
      part = 0;
      dots++;
    }
  }
  if (dots != 3) return false;
  address = (address << 8) | part;
  if (load<u8>(networks + (address >>> 16)) != 0) return true;
  const bit = (address * GOLDEN) >>> addressShift;
  if (((load<u32>(addressBits + ((bit >>> 5) << 2)) >>> (bit & 31)) & 1) == 0) return false;
  const second = address * SECOND_PRIME;
  const print: u32 = second == 0 ? 1 : second;
  let slot = (address ^ (address >>> 15)) & addressMask;
  let found = load<u32>(addressTable + (slot << 2));
  while (found != 0 && found != print) {
    slot = (slot + 1) & addressMask;
    found = load<u32>(addressTable + (slot << 2));
  }
  return found != 0;
}

function passesSpecial(place: usize, byte: u32): bool {
  if (byte == 0x3a) {
    const two: u32 = load<u16>(place + 1);
    if (hasUrls && two == 0x2f2f) return passesHost(place + 3);
    if (hasUrls && two == 0x2f5c) return true;
    return hasIpv6 && isIpv6Like(place);
  }
  if (byte == 0x5c) return load<u8>(place + 1) == 0x75 && isHex(place + 2);
  if (byte == 0x25) return passesEncoded(place + 1);
  if (byte == 0x40) {
    for (let at = place + 1; (kindAt(at) & HOST) != 0; at++) if (load<u8>(at) == 0x5f) return true;
    return false;
  }
  return passesNonAscii || load<u16>(place + 1) == 0xaa84;
}

// Encoded bytes (%2F) are decoded before they are asked, up to two times.
function passesEncoded(at: usize): bool {
  const high = hexDigit(load<u8>(at));
  const low = hexDigit(load<u8>(at + 1));
  if (load<u8>(at) == 0x75) return true;
  if (high > 15 || low > 15) return false;
  const code = (high << 4) | low;
  if (code == 0x25 || code == 0xe2 || (load<u8>(kinds + code) & HOST) != 0) return true;
  if (code == 0x3a) return hasUrls || hasIpv6;
  if (code == 0x40) return hasMail;
  return code >= 0x80 && passesNonAscii;
}

function hexDigit(byte: u32): u32 {
  if (isDigit(byte)) return byte - 0x30;
  const small = byte | 0x20;
  return small >= 0x61 && small <= 0x66 ? small - 0x57 : 16;
}

function isHex(at: usize): bool {
  for (let i: usize = 0; i < 4; i++) if (hexDigit(load<u8>(at + i)) > 15) return false;
  return true;
}

// The rest of the address of a page is left to the filter.
function passesHost(from: usize): bool {
  let to = from;
  while ((kindAt(to) & HOST) != 0) to++;
  while (to > from && load<u8>(to - 1) == 0x2e) to--;
  if (load<u8>(to) == 0x5c || load<u8>(to) == 0x25) return true;
  let hash = SEED_URL_HOST;
  for (let at = from; at < to; at++) hash = (hash ^ lowerAt(at)) * PRIME;
  if (!hasToken(hash)) return false;
  let second = SEED_URL_HOST;
  for (let at = from; at < to; at++) second = (second ^ lowerAt(at)) * SECOND_PRIME;
  return hasPrint(hash, second);
}

function isIpv6Like(place: usize): bool {
  if (load<u8>(place + 1) == 0x3a) return true;
  let colons = 0;
  for (let at = place; place - at < 40; at--) {
    const byte: u32 = load<u8>(at);
    const small = byte | 0x20;
    if (byte == 0x3a) colons++;
    else if (!(isDigit(byte) || (small >= 0x61 && small <= 0x66))) break;
  }
  return colons >= 6;
}

// Counts line breaks, and those right behind another one (with or without a carriage return between): empty lines.
// Gives both as breaks + 2^20 * empty lines, and 2^40 times the carriage returns before a break.
export function countLines(start: usize, end: usize): u64 {
  let breaks: u64 = 0;
  let empty: u64 = 0;
  let returns: u64 = 0;
  const newline = i8x16.splat(0x0a);
  const carriage = i8x16.splat(0x0d);
  for (let base = start; base < end; base += 16) {
    const isBreak = i8x16.eq(v128.load(base), newline);
    let mask: u32 = i8x16.bitmask(isBreak);
    if (mask == 0) continue;
    const before = v128.load(base - 1);
    const rest = end - base;
    if (rest < 16) mask &= (1 << <u32>rest) - 1;
    const afterBreak: u32 = i8x16.bitmask(i8x16.eq(before, newline));
    const afterReturn: u32 = i8x16.bitmask(i8x16.eq(before, carriage));
    const twoBefore: u32 = i8x16.bitmask(i8x16.eq(v128.load(base - 2), newline));
    breaks += popcnt(mask);
    returns += popcnt(mask & afterReturn);
    empty += popcnt(mask & (afterBreak | (afterReturn & twoBefore)));
  }
  return breaks | (empty << 20) | (returns << 40);
}
