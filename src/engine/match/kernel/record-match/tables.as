// Where things lie in the memory that JavaScript and the kernel share. JavaScript sets all of it once.

// Columns of the view.
export let fields: usize = 0;
export let offsets: usize = 0;
export let lengths: usize = 0;
export let types: usize = 0;
export let places: usize = 0;

// A value as folded UTF-16, and the table that folds.
export let folded: usize = 0;
export let foldTable: usize = 0;

// By number of a predicate: the record on which it held last; the value in which it was found last.
export let marks: usize = 0;
export let stamps: usize = 0;
export let predicatesMax: u32 = 0;
// Predicates found in the value at hand.
export let found: usize = 0;
// What JavaScript finds for the kernel.
export let answers: usize = 0;
// Places in a value where a literal may end: four bytes for each unit of a block, and for one more.
export let candidates: usize = 0;
// For each of 128 units sixteen bytes, in which the bit of the unit is set.
export let singleBits: usize = 0;

export function setView(fieldsAt: usize, offsetsAt: usize, lengthsAt: usize, typesAt: usize, placesAt: usize): void {
  fields = fieldsAt;
  offsets = offsetsAt;
  lengths = lengthsAt;
  types = typesAt;
  places = placesAt;
}

export function setBuffers(
  foldedAt: usize, foldTableAt: usize, marksAt: usize, stampsAt: usize, foundAt: usize, answersAt: usize, predicates: u32,
  singleBitsAt: usize, candidatesAt: usize,
): void {
  folded = foldedAt;
  foldTable = foldTableAt;
  marks = marksAt;
  stamps = stampsAt;
  found = foundAt;
  answers = answersAt;
  predicatesMax = predicates;
  candidates = candidatesAt;
  singleBits = singleBitsAt;
  for (let unit: usize = 0; unit < 128; unit++) store<u8>(singleBits + (unit << 4) + (unit >> 3), 1 << (<u8>unit & 7));
}

@inline export function word(at: usize): u32 {
  return load<u32>(at);
}

// Types of values, as in source/record-view.ts.
export const UTF16: u32 = 0x01;
export const ANSI: u32 = 0x02;
export const UTF8: u32 = 0x30;
export const JSON_STRING: u32 = 0x31;
export const NULL: u32 = 0x32;
