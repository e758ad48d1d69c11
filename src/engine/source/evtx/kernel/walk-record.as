// The walk of RecordWalker (../walk-record.ts) over one record, straight into the columns of a view.
// AssemblyScript: built by bin/build-kernels.mjs. Only what is usual is done here: a record with anything else
// (a template not known yet, a fragment without a template, texts to be put together, any damage) is left to
// JavaScript, which walks it from its beginning. So every limit here may be strict, none may be lax.

import { CHUNK_BYTES, findTemplate, learnTemplate, setTables as setTemplateTables, startChunk } from './templates';
export { forgetTemplates } from './templates';

const MAGIC: u32 = 0x2a2a;
const HEAD_BYTES: u32 = 24;
const RECORD_BYTES_MIN: u32 = 28;
const NESTING_MAX: u32 = 8;
const FRAGMENTS_MAX: u32 = 4096;
const ROOT: u32 = 0;

// Kinds of slots; the rest of the words of a template is described in ../walk-kernel.ts.
const OPTIONAL: u32 = 1;
const TIME: u32 = 2;
const LITERAL: u32 = 4;
const MADE: u32 = 8;
const NO_AREA: u32 = 0xffff;

const UTF16: u32 = 0x01;
const BINARY: u32 = 0x0e;
const FILE_TIME: u32 = 0x11;
const BINARY_XML: u32 = 0x21;
const ARRAY: u32 = 0x80;

// Where the answer is written: id f64, microseconds f64, nanoseconds i32, number of values i32 (-1: JavaScript's turn).
let answer: usize = 0;
// The columns of the view.
let fields: usize = 0;
let offsets: usize = 0;
let lengths: usize = 0;
let types: usize = 0;
let places: usize = 0;
let capacity: u32 = 0;
// Offsets of values, 64 KiB for each level of nesting.
let scratch: usize = 0;

let base: usize = 0;
let chunkEnd: usize = 0;
let count: u32 = 0;
let fragments: u32 = 0;
let time: u64 = 0;

export function setColumns(
  fieldsAt: usize, offsetsAt: usize, lengthsAt: usize, typesAt: usize, placesAt: usize, valuesMax: u32,
): void {
  fields = fieldsAt;
  offsets = offsetsAt;
  lengths = lengthsAt;
  types = typesAt;
  places = placesAt;
  capacity = valuesMax;
}

export function setTables(
  answerAt: usize, scratchAt: usize, chunkTable: usize, sharedTable: usize, store: usize, storeEnd: usize,
): void {
  answer = answerAt;
  scratch = scratchAt;
  setTemplateTables(chunkTable, sharedTable, store, storeEnd);
}

export function enterChunk(at: usize): void {
  base = at;
  chunkEnd = at + CHUNK_BYTES;
  startChunk();
}

// Gives false where there was no room to remember the definition beyond this chunk.
export function learn(area: u32, definition: u32, words: usize): bool {
  return learnTemplate(base, area, definition, words);
}

// Reads the record at an address; gives its size, or 0 where no whole record stands.
export function readRecord(at: usize): u32 {
  if (at + RECORD_BYTES_MIN > chunkEnd || load<u32>(at) != MAGIC) return 0;
  const size = load<u32>(at, 4);
  if (size < RECORD_BYTES_MIN || size > <u32>(chunkEnd - at)) return 0;
  store<f64>(answer, <f64>load<u32>(at, 8) + <f64>load<u32>(at, 12) * 4294967296.0);
  time = load<u64>(at, 16);
  count = 0;
  fragments = 0;
  const isDone = walkFragment(at + HEAD_BYTES, at + size - 4, ROOT, 0);
  store<i32>(answer, isDone ? count : -1, 20);
  storeTime();
  return size;
}

// The same steps as RecordView.setFileTime, so that even absurd times come out alike.
@inline function storeTime(): void {
  const high = <f64>(<u32>(time >>> 32));
  const rest = high * 6.0 + <f64>(<u32>time);
  store<f64>(answer, (high - 27111902.0) * 429496729.0 + floor(rest / 10.0) - 374031442.0, 8);
  store<u32>(answer, <u32>((<u64>rest % 10) * 100), 16);
}

function walkFragment(start: usize, end: usize, area: u32, depth: u32): bool {
  if (depth > NESTING_MAX) return false;
  if (++fragments > FRAGMENTS_MAX) return false;
  let at = start;
  while (at + 4 <= end && load<u8>(at) == 0x0f) at += 4;
  if (at + 14 > end || load<u8>(at) != 0x0c) return false;
  const definition = load<u32>(at, 6);
  if (definition > CHUNK_BYTES - 24) return false;
  at += 10;
  if (base + definition == at) {
    const size = load<u32>(at, 20);
    if (size > CHUNK_BYTES) return false;
    at += 24 + size;
    if (at + 4 > end) return false;
  }
  const template = findTemplate(base, area, definition);
  if (template == 0) return false;
  const valueCount = load<u32>(at);
  at += 4;
  if (valueCount > <u32>(end - at) >>> 2) return false;
  const valueOffsets = scratch + <usize>depth * CHUNK_BYTES;
  let offset = at + (<usize>valueCount << 2);
  for (let i: u32 = 0; i < valueCount; i++) {
    store<u32>(valueOffsets + (<usize>i << 2), <u32>offset);
    offset += load<u16>(at + (<usize>i << 2));
  }
  if (offset > end) return false;
  return fill(template, at, valueOffsets, valueCount, depth);
}

function fill(template: usize, descriptors: usize, valueOffsets: usize, valueCount: u32, depth: u32): bool {
  const slotsEnd = template + 16 + (<usize>load<u32>(template) << 4);
  let i: usize = count;
  for (let slot = template + 16; slot < slotsEnd; slot += 16) {
    const kind = load<u32>(slot, 12);
    if (i >= capacity) return false;
    let offset = load<u32>(slot, 4);
    let length: u32;
    let type: u32;
    if (kind < LITERAL) {
      const index = offset;
      if (index >= valueCount) continue;
      const descriptor = load<u32>(descriptors + (<usize>index << 2));
      type = (descriptor >>> 16) & 0xff;
      length = descriptor & 0xffff;
      offset = load<u32>(valueOffsets + (<usize>index << 2));
      if (type >= BINARY_XML) {
        count = <u32>i;
        if (!addUnusual(slot, offset, length, type, depth)) return false;
        i = count;
        continue;
      }
      if (type == 0) {
        if ((kind & OPTIONAL) != 0) continue;
        type = UTF16;
      } else if ((kind & TIME) != 0 && type == FILE_TIME && length == 8) time = load<u64>(offset);
      store<u8>(places + i, 0);
    } else {
      if (kind == MADE) return false;
      length = load<u32>(slot, 8);
      type = UTF16;
      store<u8>(places + i, 1);
    }
    store<u32>(fields + (i << 2), load<u32>(slot));
    store<u32>(offsets + (i << 2), offset);
    store<u32>(lengths + (i << 2), length);
    store<u8>(types + i, <u8>type);
    i++;
  }
  count = <u32>i;
  return true;
}

function add(field: u32, offset: u32, length: u32, type: u32): bool {
  const i: usize = count;
  if (i >= capacity) return false;
  store<u32>(fields + (i << 2), field);
  store<u32>(offsets + (i << 2), offset);
  store<u32>(lengths + (i << 2), length);
  store<u8>(types + i, <u8>type);
  store<u8>(places + i, 0);
  count = <u32>i + 1;
  return true;
}

// Nested binary XML and arrays; other types are shown as the bytes that they are.
function addUnusual(slot: usize, offset: u32, length: u32, type: u32, depth: u32): bool {
  const field = load<u32>(slot);
  if (type == BINARY_XML) {
    if (length == 0) return true;
    const area = load<u32>(slot, 8);
    return area != NO_AREA && walkFragment(offset, offset + length, area, depth + 1);
  }
  if ((type & ARRAY) == 0) return add(field, offset, length, BINARY);
  if (type == (ARRAY | UTF16)) return addStrings(field, offset, length);
  const size = fixedSize(type & 0x7f);
  if (size == 0) return add(field, offset, length, BINARY);
  for (let at = offset; at + size <= offset + length; at += size)
    if (!add(field, at, size, type & 0x7f)) return false;
  return true;
}

function addStrings(field: u32, offset: u32, length: u32): bool {
  const end = offset + length;
  let start = offset;
  for (let at = offset; at + 2 <= end; at += 2) {
    if (load<u16>(at) != 0) continue;
    if (!add(field, start, at - start, UTF16)) return false;
    start = at + 2;
  }
  return start >= end || add(field, start, end - start, UTF16);
}

// Bytes of one value of a type with fixed size; 0 for the others.
function fixedSize(type: u32): u32 {
  switch (type) {
    case 0x03:
    case 0x04:
      return 1;
    case 0x05:
    case 0x06:
      return 2;
    case 0x07:
    case 0x08:
    case 0x0b:
    case 0x0d:
    case 0x14:
      return 4;
    case 0x09:
    case 0x0a:
    case 0x0c:
    case 0x10:
    case 0x11:
    case 0x15:
      return 8;
    case 0x0f:
    case 0x12:
      return 16;
    default:
      return 0;
  }
}
