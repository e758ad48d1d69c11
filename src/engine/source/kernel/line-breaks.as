// The line breaks of a block of text (../line-breaks.ts), found all at once. AssemblyScript: built by
// bin/build-kernels.mjs. No data of its own lies in the memory.

// Writes the offsets of line breaks from `start` on, counted from `origin`, as long as there is place for them; gives
// their number. At least 64 more than are written must have place.
export function findBreaks(origin: usize, start: usize, end: usize, out: usize, outEnd: usize): i32 {
  const newline = i8x16.splat(0x0a);
  const first = out;
  let base = start;
  for (; base + 64 <= end && out < outEnd; base += 64) {
    const a: u64 = <u32>i8x16.bitmask(i8x16.eq(v128.load(base), newline));
    const b: u64 = <u32>i8x16.bitmask(i8x16.eq(v128.load(base, 16), newline));
    const c: u64 = <u32>i8x16.bitmask(i8x16.eq(v128.load(base, 32), newline));
    const d: u64 = <u32>i8x16.bitmask(i8x16.eq(v128.load(base, 48), newline));
    let mask = a | (b << 16) | (c << 32) | (d << 48);
    for (; mask != 0; mask &= mask - 1, out += 4) store<u32>(out, <u32>(base + <usize>ctz(mask) - origin));
  }
  if (out >= outEnd) return <i32>((out - first) >> 2);
  for (; base < end && out < outEnd; base++) {
    if (load<u8>(base) != 0x0a) continue;
    store<u32>(out, <u32>(base - origin));
    out += 4;
  }
  return <i32>((out - first) >> 2);
}
