// The tree of keys that JavaScript knows (../../json-fields.ts): fields, the keys in them, and which field a key leads
// to. It lies in one region that never grows; what finds no place there stays with JavaScript.

// A field: its number, its second number or -1, its rank as a time, and the key that came first in here last time.
export const FIELD: usize = 0;
export const ALIAS: usize = 4;
export const RANK: usize = 8;
export const FIRST: usize = 12;
const NODE_BYTES: usize = 16;

// A key: its length with the quotation mark that closes it, the field that it leads to, the key that came behind it
// last time, the field that it lies in, and its bytes.
export const LENGTH: usize = 0;
export const NODE: usize = 4;
export const NEXT: usize = 8;
const PARENT: usize = 12;
const KEY_BYTES: usize = 16;

// A log whose keys were made to have equal hashes must not cost more than this for each.
const PROBES_MAX: u32 = 64;
const FACTOR: u64 = 0x9e3779b97f4a7c15;

let region: usize = 0;
let regionEnd: usize = 0;
let free: usize = 0;
// Addresses of keys by a hash, 2 to a power of them; half of them stay empty.
let table: usize = 0;
let slots: u32 = 0;
let keys: u32 = 0;

export function setRegion(tableAt: usize, slotCount: u32, regionAt: usize, end: usize): void {
  table = tableAt;
  slots = slotCount;
  region = regionAt;
  regionEnd = end;
}

// Forgets all fields and keys.
export function clear(): void {
  memory.fill(table, 0, <usize>slots << 2);
  keys = 0;
  free = region;
}

// Gives the address of a new field, or 0.
export function addField(field: i32, alias: i32, rank: i32): usize {
  if (free + NODE_BYTES > regionEnd) return 0;
  const node = free;
  free += NODE_BYTES;
  store<i32>(node + FIELD, field);
  store<i32>(node + ALIAS, alias);
  store<i32>(node + RANK, rank);
  store<u32>(node + FIRST, 0);
  return node;
}

// Adds a key, which stands there with a quotation mark behind it; false where there is no place.
export function addKey(parent: usize, node: usize, start: usize, length: usize): bool {
  const slot = slotOf(parent, start, length);
  if (slot == 0) return false;
  if (load<u32>(slot) != 0) return true;
  const bytes = KEY_BYTES + ((length + 16) & ~15);
  if (keys >= slots >>> 1 || free + bytes > regionEnd) return false;
  const key = free;
  free += bytes;
  keys++;
  store<u32>(key + LENGTH, <u32>length + 1);
  store<u32>(key + NODE, <u32>node);
  store<u32>(key + NEXT, 0);
  store<u32>(key + PARENT, <u32>parent);
  memory.copy(key + KEY_BYTES, start, length + 1);
  store<u32>(slot, <u32>key);
  return true;
}

// The address of a key with a quotation mark behind it, or 0.
export function findKey(parent: usize, start: usize, length: usize): usize {
  const slot = slotOf(parent, start, length);
  return slot == 0 ? 0 : load<u32>(slot);
}

// Whether a key and its closing quotation mark stand there.
@inline export function isKeyAt(key: usize, start: usize, end: usize): bool {
  const length = <usize>load<u32>(key + LENGTH);
  if (start + length > end) return false;
  let at: usize = 0;
  for (; at + 16 <= length; at += 16)
    if (!i8x16.all_true(i8x16.eq(v128.load(start + at), v128.load(key + at, KEY_BYTES)))) return false;
  const differs: u32 = ~i8x16.bitmask(i8x16.eq(v128.load(start + at), v128.load(key + at, KEY_BYTES)));
  return (differs & ((1 << <u32>(length - at)) - 1)) == 0;
}

// The slot of a key, or the empty one in which it would stand, or 0 where neither is near.
function slotOf(parent: usize, start: usize, length: usize): usize {
  const mask = slots - 1;
  const first = hash(parent, start, length);
  for (let probe: u32 = 0; probe < PROBES_MAX; probe++) {
    const at = table + (<usize>((first + probe) & mask) << 2);
    const key = <usize>load<u32>(at);
    if (key == 0) return at;
    if (
      load<u32>(key + PARENT) == <u32>parent &&
      load<u32>(key + LENGTH) == <u32>length + 1 &&
      isKeyAt(key, start, start + length + 1)
    )
      return at;
  }
  return 0;
}

function hash(parent: usize, start: usize, length: usize): u32 {
  let value: u64 = (<u64>parent << 32) | length;
  let at = start;
  const end = start + length;
  for (; at + 8 <= end; at += 8) value = mix(value ^ load<u64>(at));
  const rest = <u64>(end - at) << 3;
  if (rest > 0) value = mix(value ^ (load<u64>(at) & ((<u64>1 << rest) - 1)));
  return <u32>(mix(value) >>> 32);
}

@inline function mix(value: u64): u64 {
  const product = value * FACTOR;
  return product ^ (product >>> 29);
}
