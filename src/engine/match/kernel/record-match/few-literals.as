// Few literals in a folded value: sixteen units at a time, two letters of each window first. Built by few-literals.ts.
import { compare } from './literals';
import { groupsIn } from './keyword-anchors';
import { folded, word } from './tables';

// few   the two letters that are the rarest together (first + second * 256), three words unused, then for each letter of a
//       window two tables of sixteen bytes
export function matchFew(scanner: usize, few: usize, length: u32): void {
  if (length < 4) return;
  const first: usize = word(few) & 0xff;
  const second: usize = word(few) >> 8;
  const firstLow = v128.load(few + 16 + (first << 5));
  const firstHigh = v128.load(few + 32 + (first << 5));
  const secondLow = v128.load(few + 16 + (second << 5));
  const secondHigh = v128.load(few + 32 + (second << 5));
  const last = folded + (<usize>(length - 4) << 1);
  for (let at = folded; at <= last; at += 32) {
    const groups = v128.and(
      groupsIn(firstLow, firstHigh, lettersAt(at + (first << 1))),
      groupsIn(secondLow, secondHigh, lettersAt(at + (second << 1))),
    );
    if (v128.any_true(groups)) compareAll(scanner, groupsAt(few, at), at, last, length);
  }
}

// Sixteen units as bytes; other letters than ASCII become such that stand in no table.
@inline function lettersAt(at: usize): v128 {
  return i8x16.narrow_i16x8_u(v128.load(at), v128.load(at + 16));
}

// For sixteen places the groups with a window whose four letters may stand there.
@inline function groupsAt(few: usize, at: usize): v128 {
  return v128.and(v128.and(letterGroups(few, at, 0), letterGroups(few, at, 1)), v128.and(letterGroups(few, at, 2), letterGroups(few, at, 3)));
}

@inline function letterGroups(few: usize, at: usize, k: usize): v128 {
  return groupsIn(v128.load(few + 16 + (k << 5)), v128.load(few + 32 + (k << 5)), lettersAt(at + (k << 1)));
}

function compareAll(scanner: usize, groups: v128, at: usize, last: usize, length: u32): void {
  let mask: u32 = 0xffff ^ <u32>i8x16.bitmask(i8x16.eq(groups, i8x16.splat(0)));
  while (mask != 0) {
    const place = at + (<usize>ctz(mask) << 1);
    mask &= mask - 1;
    if (place > last) return;
    const window = (<u32>load<u8>(place) << 24) | (<u32>load<u8>(place + 2) << 16) | (<u32>load<u8>(place + 4) << 8) | load<u8>(place + 6);
    compare(scanner, 4, window, <u32>((place - folded) >> 1) + 4, length);
  }
}
