// Keywords in the bytes of a record, sixteen places at a time: four letters of each keyword, its anchor, are compared
// by halves of bytes, in eight or sixteen groups of alike ones. Built by kernel/keyword-anchors.ts.
import { word } from './tables';

// anchors   number of sets, table of stretches by the first three letters, its mask, the two letters that are the rarest
//           together (first + second * 256); then for each set eight tables of sixteen bytes
// table     three letters, stretches (0: empty)
// stretches   count, then for each: address, length, offset of the anchor in it
//
// Letters of ASCII stand `step` bytes apart: two in UTF-16, one otherwise.
export function mayHoldAnchors(anchors: usize, start: usize, end: usize, step: usize): bool {
  if (end < start + 3 * step) return false;
  return word(anchors) > 1 ? mayHoldMany(anchors, start, end, step) : mayHoldFew(anchors, start, end, step);
}

// Few anchors: two letters, thirty-two places at a time, mostly tell already that none stands here.
function mayHoldFew(anchors: usize, start: usize, end: usize, step: usize): bool {
  const rarest = word(anchors + 12);
  const first: usize = rarest & 0xff;
  const second: usize = rarest >> 8;
  const firstLow = v128.load(anchors + 16 + (first << 5));
  const firstHigh = v128.load(anchors + 32 + (first << 5));
  const secondLow = v128.load(anchors + 16 + (second << 5));
  const secondHigh = v128.load(anchors + 32 + (second << 5));
  const last = end - 3 * step;
  const toFirst = first * step;
  const toSecond = second * step;
  for (let at = start; at <= last; at += 32) {
    const here = v128.and(
      groupsIn(firstLow, firstHigh, lettersAt(at + toFirst)),
      groupsIn(secondLow, secondHigh, lettersAt(at + toSecond)),
    );
    const behind = v128.and(
      groupsIn(firstLow, firstHigh, lettersAt(at + 16 + toFirst)),
      groupsIn(secondLow, secondHigh, lettersAt(at + 16 + toSecond)),
    );
    if (!v128.any_true(v128.or(here, behind))) continue;
    if (standsIn(anchors, groupsAt(anchors + 16, at, step), at, start, end, step)) return true;
    if (standsIn(anchors, groupsAt(anchors + 16, at + 16, step), at + 16, start, end, step)) return true;
  }
  return false;
}

function mayHoldMany(anchors: usize, start: usize, end: usize, step: usize): bool {
  const last = end - 3 * step;
  for (let at = start; at <= last; at += 16) {
    const groups = v128.or(groupsAt(anchors + 16, at, step), groupsAt(anchors + 144, at, step));
    if (v128.any_true(groups) && standsIn(anchors, groups, at, start, end, step)) return true;
  }
  return false;
}

// Whether a stretch stands around one of the places with a group.
function standsIn(anchors: usize, groups: v128, at: usize, start: usize, end: usize, step: usize): bool {
  const last = end - 3 * step;
  let mask: u32 = 0xffff ^ <u32>i8x16.bitmask(i8x16.eq(groups, i8x16.splat(0)));
  while (mask != 0) {
    const place = at + ctz(mask);
    mask &= mask - 1;
    if (place > last) return false;
    if (standsAt(anchors, place, start, end, step)) return true;
  }
  return false;
}

// For sixteen places the groups of a set with an anchor whose four letters may stand there.
@inline function groupsAt(tables: usize, at: usize, step: usize): v128 {
  return v128.and(
    v128.and(groupsWith(tables, lettersAt(at)), groupsWith(tables + 32, lettersAt(at + step))),
    v128.and(groupsWith(tables + 64, lettersAt(at + 2 * step)), groupsWith(tables + 96, lettersAt(at + 3 * step))),
  );
}

@inline function lettersAt(at: usize): v128 {
  return v128.or(v128.load(at), i8x16.splat(0x20));
}

@inline function groupsWith(tables: usize, letters: v128): v128 {
  return groupsIn(v128.load(tables), v128.load(tables + 16), letters);
}

@inline export function groupsIn(lows: v128, highs: v128, letters: v128): v128 {
  return v128.and(
    i8x16.swizzle(lows, v128.and(letters, i8x16.splat(0x0f))),
    i8x16.swizzle(highs, i8x16.shr_u(letters, 4)),
  );
}

@inline function letter(at: usize): u32 {
  return <u32>load<u8>(at) | 0x20;
}

// Whether a stretch as a whole stands around the anchor at a place.
function standsAt(anchors: usize, place: usize, start: usize, end: usize, step: usize): bool {
  const table: usize = word(anchors + 4);
  const mask = word(anchors + 8);
  const anchor = letter(place) | (letter(place + step) << 8) | (letter(place + 2 * step) << 16);
  let slot = ((anchor * 0x9e3779b1) >> 7) & mask;
  while (true) {
    const entry = table + (<usize>slot << 3);
    const list: usize = word(entry + 4);
    if (list == 0) return false;
    if (word(entry) == anchor) return standsOne(list, place, start, end, step);
    slot = (slot + 1) & mask;
  }
}

function standsOne(list: usize, place: usize, start: usize, end: usize, step: usize): bool {
  const listEnd = list + 4 + <usize>word(list) * 12;
  for (let at = list + 4; at < listEnd; at += 12) {
    const bytes: usize = word(at);
    const length: usize = word(at + 4);
    const before = <usize>word(at + 8) * step;
    if (place - start < before || place - before + length * step > end) continue;
    const first = place - before;
    let k: usize = 0;
    while (k < length && letter(first + k * step) == load<u8>(bytes + k)) k++;
    if (k == length) return true;
  }
  return false;
}
