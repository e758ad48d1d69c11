// Keywords in the bytes of a record, sixteen places at a time: four letters of each keyword, its anchor, are compared
// by halves of bytes, in eight or sixteen groups of alike ones. Built by kernel/keyword-anchors.ts.
import { word } from './tables';

// anchors   number of sets, table of stretches by the first three letters, its mask, unused; then for each set eight
//           tables of sixteen bytes
// table     three letters, stretches (0: empty)
// stretches   count, then for each: address, length, offset of the anchor in it
//
// Letters of ASCII stand `step` bytes apart: two in UTF-16, one otherwise.
export function mayHoldAnchors(anchors: usize, start: usize, end: usize, step: usize): bool {
  const fold = i8x16.splat(0x20);
  const hasTwo = word(anchors) > 1;
  if (end < start + 3 * step) return false;
  const last = end - 3 * step;
  for (let at = start; at <= last; at += 16) {
    const first = v128.or(v128.load(at), fold);
    const second = v128.or(v128.load(at + step), fold);
    // Few anchors: two letters mostly tell already that none stands here.
    if (
      !hasTwo &&
      !v128.any_true(v128.and(groupsWith(anchors + 16, first), groupsWith(anchors + 48, second)))
    )
      continue;
    const third = v128.or(v128.load(at + 2 * step), fold);
    const fourth = v128.or(v128.load(at + 3 * step), fold);
    let groups = groupsOf(anchors + 16, first, second, third, fourth);
    if (hasTwo) groups = v128.or(groups, groupsOf(anchors + 144, first, second, third, fourth));
    if (!v128.any_true(groups)) continue;
    let mask: u32 = 0xffff ^ <u32>i8x16.bitmask(i8x16.eq(groups, i8x16.splat(0)));
    while (mask != 0) {
      const place = at + ctz(mask);
      mask &= mask - 1;
      if (place > last) break;
      if (standsAt(anchors, place, start, end, step)) return true;
    }
  }
  return false;
}

// For sixteen places the groups with an anchor whose four letters may stand there.
@inline function groupsOf(tables: usize, first: v128, second: v128, third: v128, fourth: v128): v128 {
  return v128.and(
    v128.and(groupsWith(tables, first), groupsWith(tables + 32, second)),
    v128.and(groupsWith(tables + 64, third), groupsWith(tables + 96, fourth)),
  );
}

@inline function groupsWith(tables: usize, letters: v128): v128 {
  return v128.and(
    i8x16.swizzle(v128.load(tables), v128.and(letters, i8x16.splat(0x0f))),
    i8x16.swizzle(v128.load(tables + 16), i8x16.shr_u(letters, 4)),
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
