// Lists of predicates, each different set once, under a number. 0 is the empty one.
import { foundCount, foundSerial } from './literals';
import { found, stamps, word } from './tables';

// By number: the address of a list. Then the table by hash, and the storage of the lists themselves.
let lists: usize = 0;
let listCount: u32 = 1;
let listsMax: u32 = 0;
let table: usize = 0;
let tableMask: u32 = 0;
let storage: usize = 0;
let storageEnd: usize = 0;
let next: usize = 0;
// A record found more different sets than there is place for.
export let isOverfull: bool = false;

export function setLists(listsAt: usize, max: u32, tableAt: usize, tableSize: u32, storageAt: usize, bytes: usize): void {
  lists = listsAt;
  listsMax = max;
  table = tableAt;
  tableMask = tableSize - 1;
  storage = storageAt;
  storageEnd = storageAt + bytes;
  clearLists();
}

export function clearLists(): void {
  memory.fill(table, 0, (<usize>tableMask + 1) << 2);
  store<u32>(storage, 0);
  store<u32>(lists, <u32>storage);
  next = storage + 4;
  listCount = 1;
  isOverfull = false;
}

// Whether it is time to begin anew, between two records.
@inline export function isListsFull(): bool {
  return isOverfull || listCount * 2 > listsMax || next > storage + ((storageEnd - storage) >> 1);
}

// The address of a list: count, numbers.
@inline export function listOf(number: u32): usize {
  return word(lists + (<usize>number << 2));
}

// The number of the list with the predicates found just now.
export function listNumber(): u32 {
  const count = foundCount;
  let hash: u32 = count;
  for (let i: u32 = 0; i < count; i++) hash += (word(found + (<usize>i << 2)) + 1) * 0x9e3779b1;
  let slot = (hash ^ (hash >> 15)) & tableMask;
  while (true) {
    const number = word(table + (<usize>slot << 2));
    if (number == 0) break;
    if (isSameSet(listOf(number), count)) return number;
    slot = (slot + 1) & tableMask;
  }
  const bytes: usize = 4 + (<usize>count << 2);
  if (listCount >= listsMax || next + bytes > storageEnd) {
    isOverfull = true;
    return 0;
  }
  const number = listCount++;
  store<u32>(table + (<usize>slot << 2), number);
  store<u32>(lists + (<usize>number << 2), <u32>next);
  store<u32>(next, count);
  memory.copy(next + 4, found, <usize>count << 2);
  next += bytes;
  return number;
}

function isSameSet(list: usize, count: u32): bool {
  if (word(list) != count) return false;
  const end = list + 4 + (<usize>count << 2);
  for (let at = list + 4; at < end; at += 4)
    if (word(stamps + (<usize>word(at) << 2)) != foundSerial) return false;
  return true;
}
