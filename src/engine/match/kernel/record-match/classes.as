// The class of a record by the bytes of its channel, event id and provider, as class-finder.ts finds it.
import { hashBytes, isSame } from './dictionary';
import { fields, lengths, offsets, types, word } from './tables';

// entry   hash, key (0: empty), number of the class
// key     for channel, event id and provider: type, length, bytes (each from a multiple of four on)
let table: usize = 0;
let tableMask: u32 = 0;
let channelField: u32 = 0;
let eventIdField: u32 = 0;
let providerField: u32 = 0;
// Places of the three in the view, -1 for none.
let channel: i32 = -1;
let eventId: i32 = -1;
let provider: i32 = -1;
let hash: u32 = 0;
// Records mostly follow others of their class.
let last: usize = 0;

const NO_CHANNEL: i32 = -2;
const UNKNOWN: i32 = -1;

export function setClasses(tableAt: usize, slots: u32, channelId: u32, eventIdId: u32, providerId: u32): void {
  table = tableAt;
  tableMask = slots - 1;
  last = tableAt;
  channelField = channelId;
  eventIdField = eventIdId;
  providerField = providerId;
}

export function forgetClasses(): void {
  memory.fill(table, 0, (<usize>tableMask + 1) * 12);
}

// The number of the class, UNKNOWN, or NO_CHANNEL.
export function classOf(count: u32): i32 {
  findPlaces(count);
  if (channel < 0) return NO_CHANNEL;
  hash = mixed(channel, mixed(eventId, mixed(provider, 0)));
  if (isClass(last)) return load<i32>(last + 8);
  let slot = (hash ^ (hash >> 15)) & tableMask;
  while (true) {
    const entry = table + <usize>slot * 12;
    if (word(entry + 4) == 0) return UNKNOWN;
    if (isClass(entry)) {
      last = entry;
      return load<i32>(entry + 8);
    }
    slot = (slot + 1) & tableMask;
  }
}

// Keeps the class of the record asked for last; the key was written by JavaScript.
export function addClass(key: usize, number: u32): void {
  let slot = (hash ^ (hash >> 15)) & tableMask;
  while (word(table + <usize>slot * 12 + 4) != 0) slot = (slot + 1) & tableMask;
  const entry = table + <usize>slot * 12;
  store<u32>(entry, hash);
  store<u32>(entry + 4, <u32>key);
  store<u32>(entry + 8, number);
}

export function placeOfChannel(): i32 {
  return channel;
}

export function placeOfEventId(): i32 {
  return eventId;
}

export function placeOfProvider(): i32 {
  return provider;
}

function findPlaces(count: u32): void {
  channel = -1;
  eventId = -1;
  provider = -1;
  let missing = 3;
  for (let i: u32 = 0; i < count; i++) {
    const field = word(fields + (<usize>i << 2));
    if (field == channelField && channel < 0) channel = <i32>i;
    else if (field == eventIdField && eventId < 0) eventId = <i32>i;
    else if (field == providerField && provider < 0) provider = <i32>i;
    else continue;
    if (--missing == 0) return;
  }
}

@inline function mixed(i: i32, seed: u32): u32 {
  if (i < 0) return seed * 31 + 1;
  return hashBytes(word(offsets + (<usize>i << 2)), word(lengths + (<usize>i << 2)), seed ^ load<u8>(types + i));
}

function isClass(entry: usize): bool {
  let key: usize = word(entry + 4);
  if (key == 0 || word(entry) != hash) return false;
  key = sameText(channel, key);
  if (key != 0) key = sameText(eventId, key);
  if (key != 0) key = sameText(provider, key);
  return key != 0;
}

// The address behind the text of the key; 0 where the value is another one.
function sameText(i: i32, key: usize): usize {
  const length = word(key + 4);
  const next = key + 8 + ((<usize>length + 3) & ~3);
  if (i < 0) return word(key) == 0 && length == 0 ? next : 0;
  if (word(key) != load<u8>(types + i) || length != word(lengths + (<usize>i << 2))) return 0;
  return isSame(key + 8, word(offsets + (<usize>i << 2)), length) ? next : 0;
}
