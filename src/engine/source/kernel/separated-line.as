// Takes a line apart at its separators, for formats whose columns have names of their own (../separated-line.ts).
// AssemblyScript: built by bin/build-kernels.mjs. No data of its own lies in the memory, only in what JavaScript
// reserved. Bytes behind a line are read (at most 16), never used.

const UTF8: u8 = 0x30;
const DASH: u8 = 0x2d;

let fields: usize = 0;
let offsets: usize = 0;
let lengths: usize = 0;
let types: usize = 0;
let places: usize = 0;
// The number of each column's field, and where each column begins.
let numbers: usize = 0;
let starts: usize = 0;

export function setColumns(
  fieldsAt: usize, offsetsAt: usize, lengthsAt: usize, typesAt: usize, placesAt: usize,
): void {
  fields = fieldsAt;
  offsets = offsetsAt;
  lengths = lengthsAt;
  types = typesAt;
  places = placesAt;
}

export function setTables(numbersAt: usize, startsAt: usize): void {
  numbers = numbersAt;
  starts = startsAt;
}

// Gives the number of values, and 2^16 times the number of columns that the line has, at most `wanted`. What is empty
// or a dash is no value. The starts of the columns are followed by where one more would begin.
export function split(start: usize, end: usize, separator: i32, wanted: usize): u32 {
  const mark = i8x16.splat(<i8>separator);
  let count: usize = 0;
  let index: usize = 0;
  let from = start;
  store<u32>(starts, <u32>from);
  for (let base = start; base < end && index < wanted; base += 16) {
    let mask: u32 = i8x16.bitmask(i8x16.eq(v128.load(base), mark));
    for (; mask != 0 && index < wanted; mask &= mask - 1) {
      const stop = base + <usize>ctz(mask);
      if (stop >= end) break;
      count += add(count, index, from, stop);
      index++;
      from = stop + 1;
      store<u32>(starts + (index << 2), <u32>from);
    }
  }
  if (index < wanted) {
    count += add(count, index, from, end);
    index++;
    store<u32>(starts + (index << 2), <u32>end + 1);
  }
  return <u32>count | (<u32>index << 16);
}

@inline function add(count: usize, index: usize, start: usize, stop: usize): usize {
  if (stop <= start || (stop - start == 1 && load<u8>(start) == DASH)) return 0;
  const word = count << 2;
  store<u32>(fields + word, load<u32>(numbers + (index << 2)));
  store<u32>(offsets + word, <u32>start);
  store<u32>(lengths + word, <u32>(stop - start));
  store<u8>(types + count, UTF8);
  store<u8>(places + count, 0);
  return 1;
}
