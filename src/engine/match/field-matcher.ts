import { foldTable } from '../rule/meaning/fold.ts';
import type { ValueText } from '../source/value-text.ts';
import type { FoundSet } from './found-set.ts';
import { LiteralScanner } from './literal-scanner.ts';
import { LiteralTrie } from './literal-trie.ts';
import { OtherTests } from './other-tests.ts';
import { type NumberedTest, sortTests } from './sorted-tests.ts';
import type { ValueMatcher } from './value-matcher.ts';

/**
 * All predicates on one field, asked of a value together: literals at the ends by tries, literals anywhere by the
 * scanner, networks after reading the address once, numbers one by one.
 */
export class FieldMatcher implements ValueMatcher {
  readonly #starts = new LiteralTrie(false);
  readonly #ends = new LiteralTrie(true);
  readonly #anywhere: LiteralScanner | undefined;
  readonly #others: OtherTests;
  #folded = new Uint16Array(4096);
  readonly number: number;

  constructor(number: number, tests: readonly NumberedTest[]) {
    this.number = number;
    const { starts, ends, anywhere, others } = sortTests(tests);
    for (const literal of starts) this.#starts.add(literal.text, literal.number, literal.isWhole);
    for (const literal of ends) this.#ends.add(literal.text, literal.number, literal.isWhole);
    this.#anywhere = anywhere.length === 0 ? undefined : new LiteralScanner(anywhere);
    this.#others = new OtherTests(others);
  }

  match(value: ValueText, found: FoundSet): void {
    const length = value.length;
    if (length > this.#folded.length) this.#folded = new Uint16Array(length * 2);
    const { units } = value;
    const folded = this.#folded;
    for (let i = 0; i < length; i++) folded[i] = foldTable[units[i]!]!;
    this.#starts.match(folded, length, found);
    this.#ends.match(folded, length, found);
    this.#anywhere?.match(folded, length, found);
    this.#others.match(value, found);
  }
}
