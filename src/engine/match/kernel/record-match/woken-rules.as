// Which rules of a plan a result wakes, remembered for each pair of them.
import { listOf } from './result-lists';
import { word } from './tables';

// entry   number of the plan + 1 (0: empty), result, rules
let cache: usize = 0;
let cacheMask: u32 = 0;
let cached: u32 = 0;
let storage: usize = 0;
let storageEnd: usize = 0;
let next: usize = 0;
// Rule (index) -> the list into which it was taken last.
let taken: usize = 0;
let takenSerial: u32 = 0;
// There was no place for the rules that a record wakes.
export let isWokenOverfull: bool = false;

export function setWoken(cacheAt: usize, cacheSize: u32, storageAt: usize, bytes: usize, takenAt: usize): void {
  cache = cacheAt;
  cacheMask = cacheSize - 1;
  storage = storageAt;
  storageEnd = storageAt + bytes;
  taken = takenAt;
  clearWoken();
}

export function clearWoken(): void {
  memory.fill(cache, 0, (<usize>cacheMask + 1) * 12);
  cached = 0;
  // An empty list for results that wake nothing.
  store<u32>(storage, 0);
  next = storage + 4;
  isWokenOverfull = false;
}

// Whether it is time to begin anew, between two records.
@inline export function isWokenFull(): bool {
  return isWokenOverfull || cached * 2 > cacheMask || next > storage + ((storageEnd - storage) >> 1);
}

// The address of the rules (count, indexes) that a result wakes.
export function wokenBy(plan: usize, result: u32): usize {
  const number = word(plan) + 1;
  let slot = (number * 0x9e3779b1 ^ result * 0x85ebca6b) >> 7;
  while (true) {
    slot &= cacheMask;
    const entry = cache + <usize>slot * 12;
    const owner = word(entry);
    if (owner == 0) return remember(entry, number, plan, result);
    if (owner == number && word(entry + 4) == result) return word(entry + 8);
    slot++;
  }
}

function remember(entry: usize, number: u32, plan: usize, result: u32): usize {
  const rules = findRules(plan, listOf(result));
  if (isWokenOverfull || cached >= cacheMask) {
    isWokenOverfull = true;
    return storage;
  }
  store<u32>(entry, number);
  store<u32>(entry + 4, result);
  store<u32>(entry + 8, <u32>rules);
  cached++;
  return rules;
}

// plan + 24   table of triggers: predicate + 1 (0: empty), rules; its mask
// plan + 48   bits of predicates that are triggers, their number
function findRules(plan: usize, list: usize): usize {
  const triggers: usize = word(plan + 24);
  const mask = word(plan + 28);
  const waking: usize = word(plan + 48);
  const wakingMax = word(plan + 52);
  takenSerial++;
  const rules = next;
  let out = next + 4;
  const end = list + 4 + (<usize>word(list) << 2);
  for (let at = list + 4; at < end; at += 4) {
    const predicate = word(at);
    // Most predicates are no triggers; bits are in the cache where the table is not.
    if (predicate >= wakingMax || ((word(waking + ((predicate >> 5) << 2)) >> (predicate & 31)) & 1) == 0) continue;
    let slot = (predicate * 0x9e3779b1) >> 7;
    while (true) {
      slot &= mask;
      const key = word(triggers + (<usize>slot << 3));
      if (key == 0) break;
      if (key == predicate + 1) {
        out = take(word(triggers + (<usize>slot << 3) + 4), out);
        break;
      }
      slot++;
    }
    if (isWokenOverfull) return storage;
  }
  if (out == rules + 4) return storage;
  store<u32>(rules, <u32>((out - rules - 4) >> 2));
  next = out;
  return rules;
}

// Adds rules that are not in the list yet.
function take(rules: usize, start: usize): usize {
  let out = start;
  const end = rules + 4 + (<usize>word(rules) << 2);
  for (let at = rules + 4; at < end; at += 4) {
    const rule = word(at);
    if (word(taken + (<usize>rule << 2)) == takenSerial) continue;
    if (out + 8 > storageEnd) {
      isWokenOverfull = true;
      return start;
    }
    store<u32>(taken + (<usize>rule << 2), takenSerial);
    store<u32>(out, rule);
    out += 4;
  }
  return out;
}
