// The same as LineShape.isDoubtful (../line-shape.ts) for all lines of a stretch in the memory of a worker.
// AssemblyScript: built by bin/build-kernels.mjs. No data of its own lies in the memory. Bytes behind the stretch are read
// (at most 16), never used.

const TAB: i8 = 0x09;
const NEWLINE: u8 = 0x0a;
const RETURN: u8 = 0x0d;
/** For each doubtful line: where it begins and ends, and how many lines came before it. */
const ENTRY_BYTES: usize = 12;

// For each byte, whether a line may begin with it, and whether it may end so.
let firsts: usize = 0;
let lasts: usize = 0;
let lineEnd: usize = 0;
let hasControl: bool = false;

export function setShape(firstsAt: usize, lastsAt: usize): void {
  firsts = firstsAt;
  lasts = lastsAt;
}

// Writes down doubtful lines, as long as there is place for them; gives their number. Offsets count from `origin`.
export function findDoubtful(origin: usize, start: usize, end: usize, out: usize, outEnd: usize): i32 {
  let next = out;
  let lines: u32 = 0;
  for (let at = start; at < end && next < outEnd; lines++) {
    passLine(at, end);
    const isBroken = lineEnd > at && lineEnd < end && load<u8>(lineEnd - 1) == RETURN;
    const stop = isBroken ? lineEnd - 1 : lineEnd;
    if (stop > at && (hasControl || !isFramed(at, stop))) {
      store<u32>(next, <u32>(at - origin));
      store<u32>(next, <u32>(stop - origin), 4);
      store<u32>(next, lines, 8);
      next += ENTRY_BYTES;
    }
    at = lineEnd + 1;
  }
  return <i32>((next - out) / ENTRY_BYTES);
}

@inline function isFramed(start: usize, end: usize): bool {
  return (load<u8>(firsts + load<u8>(start)) & load<u8>(lasts + load<u8>(end - 1))) != 0;
}

// Finds the end of a line, and whether it holds control characters besides tabs and its line break.
function passLine(start: usize, end: usize): void {
  const space = i8x16.splat(0x20);
  const tab = i8x16.splat(TAB);
  hasControl = false;
  for (let base = start; base < end; base += 16) {
    const bytes = v128.load(base);
    let mask: u32 = i8x16.bitmask(v128.andnot(i8x16.lt_u(bytes, space), i8x16.eq(bytes, tab)));
    for (; mask != 0; mask &= mask - 1) {
      const place = base + ctz(mask);
      if (place >= end) break;
      const byte = load<u8>(place);
      if (byte == NEWLINE) {
        lineEnd = place;
        return;
      }
      if (byte != RETURN || place + 1 >= end || load<u8>(place + 1) != NEWLINE) hasControl = true;
    }
  }
  lineEnd = end;
}
