import { isLazyLeaf, numberOfLeaf } from './class-code.ts';
import type { Predicate, PredicateTable } from './predicate-table.ts';
import { guessOccurrence } from './text-frequency.ts';

/** Which predicates the rules of a class ask, and how many rules each. One table counts for one class after another. */
export class PredicateUses {
  readonly #table: PredicateTable;
  /** The predicates of the class, each once. */
  predicates: Predicate[] = [];
  /** The rules (indexes) that ask keywords. */
  withKeywords: number[] = [];
  /** How many questions the rules are made of. */
  leaves = 0;
  /** By number of a predicate: how many rules of the class ask it; the last of them; a guess at how often it holds. */
  #counts = new Int32Array(1024);
  #askedBy = new Int32Array(1024);
  #rarities = new Float64Array(1024);
  /** Goes on with each rule of each class. */
  #serial = 0;

  constructor(table: PredicateTable) {
    this.#table = table;
  }

  /** Counts for another class. */
  count(code: Int32Array, starts: readonly number[]): void {
    if (this.#counts.length < this.#table.size) this.#grow();
    for (const { number } of this.predicates) this.#counts[number] = 0;
    this.predicates = [];
    this.withKeywords = [];
    this.leaves = 0;
    for (let i = 0; i < starts.length; i++)
      if (this.#countRule(code, starts[i]!, starts[i + 1] ?? code.length)) this.withKeywords.push(i);
  }

  /** Tells whether the rule asks keywords. */
  #countRule(code: Int32Array, start: number, end: number): boolean {
    const serial = ++this.#serial;
    let asksKeywords = false;
    for (let at = start; at < end; at++) {
      const leaf = code[at]!;
      if (leaf < 0) {
        at++;
        continue;
      }
      this.leaves++;
      if (isLazyLeaf(leaf)) continue;
      const number = numberOfLeaf(leaf);
      const last = this.#askedBy[number]!;
      if (last === serial) continue;
      const predicate = this.#table.get(number);
      if (predicate.field === null) asksKeywords = true;
      if (last === 0) this.#rarities[number] = guessFrequency(predicate);
      this.#askedBy[number] = serial;
      if (this.#counts[number]!++ === 0) this.predicates.push(predicate);
    }
    return asksKeywords;
  }

  /** A guess at how often a predicate holds: what many rules ask for (the names of common programs) is common in logs. */
  frequency(number: number): number {
    return this.#rarities[number]! * this.#counts[number]!;
  }

  isKeyword(number: number): boolean {
    const { field, test } = this.#table.get(number);
    return field === null && test.type === 'text';
  }

  #grow(): void {
    const grown = <T extends Int32Array | Float64Array>(make: T, old: T): T => {
      make.set(old);
      return make;
    };
    const size = this.#table.size * 2;
    this.#counts = grown(new Int32Array(size), this.#counts);
    this.#askedBy = grown(new Int32Array(size), this.#askedBy);
    this.#rarities = grown(new Float64Array(size), this.#rarities);
  }
}

/**
 * How often a predicate holds, were it asked by one rule: long literals are rare, numbers and networks are not, and a
 * short value as a whole is mostly one of few (a method, a status, a flag).
 */
function guessFrequency({ test }: Predicate): number {
  if (test.type !== 'text') return 40;
  if (test.op === 'contains') return 1 + guessOccurrence(test.value);
  const length = test.value.length;
  return 1 + (test.op === 'equals' ? 400 : 200) / (1 + length * length);
}
