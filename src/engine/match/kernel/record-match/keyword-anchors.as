// Keywords in the bytes of a record, sixteen places at a time: three letters of each keyword, its anchor, are compared
// by halves of bytes in eight groups. Built by kernel/keyword-anchors.ts.
import { word } from './tables';

// anchors   six tables of sixteen bytes, then: table of stretches by anchor, its mask
// table     anchor, stretches (0: empty)
// stretches   count, then for each: address, length, offset of the anchor in it
//
// Letters of ASCII stand `step` bytes apart: two in UTF-16, one otherwise.
export function mayHoldAnchors(anchors: usize, start: usize, end: usize, step: usize): bool {
  const low0 = v128.load(anchors);
  const high0 = v128.load(anchors + 16);
  const low1 = v128.load(anchors + 32);
  const high1 = v128.load(anchors + 48);
  const low2 = v128.load(anchors + 64);
  const high2 = v128.load(anchors + 80);
  const half = i8x16.splat(0x0f);
  const fold = i8x16.splat(0x20);
  if (end < start + 3 * step) return false;
  const last = end - 3 * step;
  for (let at = start; at <= last; at += 16) {
    const first = v128.or(v128.load(at), fold);
    const second = v128.or(v128.load(at + step), fold);
    const third = v128.or(v128.load(at + 2 * step), fold);
    let groups = v128.and(
      i8x16.swizzle(low0, v128.and(first, half)),
      i8x16.swizzle(high0, i8x16.shr_u(first, 4)),
    );
    groups = v128.and(groups, i8x16.swizzle(low1, v128.and(second, half)));
    groups = v128.and(groups, i8x16.swizzle(high1, i8x16.shr_u(second, 4)));
    groups = v128.and(groups, i8x16.swizzle(low2, v128.and(third, half)));
    groups = v128.and(groups, i8x16.swizzle(high2, i8x16.shr_u(third, 4)));
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

@inline function letter(at: usize): u32 {
  return <u32>load<u8>(at) | 0x20;
}

// Whether a stretch as a whole stands around the anchor at a place.
function standsAt(anchors: usize, place: usize, start: usize, end: usize, step: usize): bool {
  const table: usize = word(anchors + 96);
  const mask = word(anchors + 100);
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
