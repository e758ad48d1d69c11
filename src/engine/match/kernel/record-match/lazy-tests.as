// Tests that read the record itself, as lazy-tests.ts does: each is asked once per record, tests of a text once per
// distinct value.
import { look } from './dictionary';
import { fields, NULL, types, word } from './tables';

// Whether a field refers to another one: JavaScript compares them.
// @ts-ignore: decorator
@external('env', 'holds')
declare function askReference(lazy: u32): u32;

const TEXT: u32 = 0;
const EXISTS: u32 = 1;
const ABSENT: u32 = 2;
const ANY_FIELD: u32 = 0xffffffff;

// test   kind, field, matcher that asks the text, record for which it was asked last (times two, plus one if it held)
let tests: usize = 0;
let valueCount: u32 = 0;
let serial: u32 = 0;

export function setLazies(testsAt: usize): void {
  tests = testsAt;
}

@inline export function enterRecord(count: u32, number: u32): void {
  valueCount = count;
  serial = number;
}

export function holdsLazy(number: u32): bool {
  const test = tests + (<usize>number << 4);
  const known = word(test + 12);
  if (known >> 1 == serial) return (known & 1) != 0;
  const holds = ask(test, number);
  store<u32>(test + 12, (serial << 1) | (holds ? 1 : 0));
  return holds;
}

function ask(test: usize, number: u32): bool {
  const kind = word(test);
  if (kind > ABSENT) return askReference(number) != 0;
  const field = word(test + 4);
  const matcher: usize = word(test + 8);
  let isThere = false;
  for (let i: u32 = 0; i < valueCount; i++) {
    if (field != ANY_FIELD && word(fields + (<usize>i << 2)) != field) continue;
    if (kind == EXISTS) return true;
    if (<u32>load<u8>(types + i) == NULL) continue;
    isThere = true;
    if (kind == TEXT && look(matcher, i) != 0) return true;
  }
  return kind == ABSENT && !isThere;
}
