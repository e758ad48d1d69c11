// Asks all rules of a plan about the record in the view: what RecordMatcher (../record-matcher.ts) does, in one call.
// AssemblyScript: built by bin/build-kernels.mjs. Tables are made by match-kernel.ts and lie in the memory of the worker.
import { forget as forgetValues, look } from './dictionary';
import { askKeyword, asksAll, forgetLiterals } from './keywords';
import { clearLists, isListsFull, isOverfull, listOf } from './result-lists';
import { enterRecord, holdsLazy } from './lazy-tests';
import { fields, marks, predicatesMax, word } from './tables';
import { clearWoken, isWokenFull, isWokenOverfull, wokenBy } from './woken-rules';

export {
  addClass, classOf, forgetClasses, placeOfChannel, placeOfEventId, placeOfProvider, setClasses,
} from './classes';
export { setDictionary } from './dictionary';
export { holdsLazy, setLazies } from './lazy-tests';
export { listOf, setLists } from './result-lists';
export { setBuffers, setView } from './tables';
export { setWoken } from './woken-rules';

const TOO_MUCH: i32 = -1;
const YES: i32 = -1;

// The number of the record, as it is put into `marks`; never 0.
let serial: u32 = 0;
// Results of the record, and the rules (indexes) that fired on it.
let results: usize = 0;
let fired: usize = 0;

export function setRecord(resultsAt: usize, firedAt: usize): void {
  results = resultsAt;
  fired = firedAt;
}

// Drops all that is remembered of values; what results mean stays.
export function forget(): void {
  forgetValues();
}

// Literals of templates lie elsewhere now.
export function changeLiterals(): void {
  forgetLiterals();
}

// plan   number, bits of fields that are asked, words of bits, ranks by word, matchers, keyword asker, triggers, mask of
//        triggers, rules for every record, code, entries, records for which rules were asked last
// Gives how many rules fired (their indexes in order in `fired`), or TOO_MUCH: JavaScript has to do it.
export function match(plan: usize, count: u32, start: usize, length: u32, unitBytes: u32, number: u32): i32 {
  serial = number;
  if (isListsFull()) {
    forgetValues();
    clearLists();
    clearWoken();
    forgetLiterals();
  } else if (isWokenFull()) clearWoken();
  const resultsEnd = findResults(plan, count, start, length, unitBytes);
  const always: usize = word(plan + 32);
  let isWoken = word(always) > 0;
  for (let at = results; at < resultsEnd; at += 8) {
    const rules = wokenBy(plan, word(at));
    store<u32>(at + 4, <u32>rules);
    if (word(rules) > 0) isWoken = true;
  }
  if (isOverfull || isWokenOverfull) return TOO_MUCH;
  if (!isWoken) return 0;
  enterRecord(count, number);
  for (let at = results; at < resultsEnd; at += 8) mark(listOf(word(at)));
  let out = askRules(plan, always, fired);
  for (let at = results; at < resultsEnd; at += 8) out = askRules(plan, word(at + 4), out);
  // Expensive tests look up values, too.
  if (isOverfull) return TOO_MUCH;
  sort(fired, out);
  return <i32>((out - fired) >> 2);
}

// Records are counted anew.
export function clearMarks(): void {
  memory.fill(marks, 0, <usize>predicatesMax << 2);
}

// Looks up all values that a rule asks for; gives the end of the results that are not empty.
function findResults(plan: usize, count: u32, start: usize, length: u32, unitBytes: u32): usize {
  const bits: usize = word(plan + 4);
  const fieldsMax = word(plan + 8) << 5;
  const ranks: usize = word(plan + 12);
  const matchers: usize = word(plan + 16);
  const asker: usize = word(plan + 20);
  let out = results;
  if (asker != 0) {
    const all = start == 0 || asksAll(asker, start, length, unitBytes);
    for (let i: u32 = 0; i < count; i++) out = put(out, askKeyword(asker, i, all, unitBytes));
  }
  for (let i: u32 = 0; i < count; i++) {
    const field = word(fields + (<usize>i << 2));
    if (field >= fieldsMax) continue;
    const set = word(bits + ((field >> 5) << 2));
    const bit: u32 = 1 << (field & 31);
    if ((set & bit) == 0) continue;
    const rank = word(ranks + ((field >> 5) << 2)) + popcnt(set & (bit - 1));
    out = put(out, look(word(matchers + (<usize>rank << 2)), i));
  }
  return out;
}

@inline function put(out: usize, result: u32): usize {
  if (result == 0) return out;
  store<u32>(out, result);
  return out + 8;
}

function mark(list: usize): void {
  const end = list + 4 + (<usize>word(list) << 2);
  for (let at = list + 4; at < end; at += 4) store<u32>(marks + (<usize>word(at) << 2), serial);
}

// Runs the programs (plan/branch-program.ts) of rules that were not asked yet for this record.
function askRules(plan: usize, rules: usize, start: usize): usize {
  const code: usize = word(plan + 36);
  const entries: usize = word(plan + 40);
  const asked: usize = word(plan + 44);
  let out = start;
  const end = rules + 4 + (<usize>word(rules) << 2);
  for (let at = rules + 4; at < end; at += 4) {
    const rule = word(at);
    const stamp = asked + (<usize>rule << 2);
    if (word(stamp) == serial) continue;
    store<u32>(stamp, serial);
    let place: i32 = load<i32>(entries + (<usize>rule << 2));
    while (place >= 0) {
      const branch = code + (<usize>place << 2);
      const question: i32 = load<i32>(branch);
      const isTrue = question >= 0 ? word(marks + (<usize>question << 2)) == serial : holdsLazy(~question);
      place = load<i32>(branch + (isTrue ? 4 : 8));
    }
    if (place != YES) continue;
    store<u32>(out, rule);
    out += 4;
  }
  return out;
}

// Few rules fire on a record: they are put in order one by one.
function sort(start: usize, end: usize): void {
  for (let at = start + 4; at < end; at += 4) {
    const rule = word(at);
    let before = at;
    for (; before > start && word(before - 4) > rule; before -= 4) store<u32>(before, word(before - 4));
    store<u32>(before, rule);
  }
}

// The result of the keywords for value `i`, whatever the bytes of the record hold.
export function keywordResult(plan: usize, i: u32, unitBytes: u32): u32 {
  return askKeyword(word(plan + 20), i, true, unitBytes);
}
