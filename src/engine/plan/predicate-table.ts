import type { ValueTest } from '../rule/rule-model.ts';
import type { Lazy } from './lazy.ts';
import { type CodedTest, decodeTest } from './rule-code.ts';

/** A question to one field (or, for null, to any value) that is asked through the dictionary. */
export type Predicate = { readonly number: number; readonly field: string | null; readonly test: ValueTest };

/** Gives equal predicates one number, whatever rules they come from; and lazy tests a number each. */
export class PredicateTable {
  readonly #all: Predicate[] = [];
  readonly #ofField = new Map<string | null, Map<number | string, Predicate>>();
  readonly lazies: Lazy[] = [];

  /** @param key what is the same for equal tests only; the number of a test in the code of rules, for example */
  add(field: string | null, test: CodedTest, key: number | string = JSON.stringify(test)): Predicate {
    let ofField = this.#ofField.get(field);
    if (ofField === undefined) {
      ofField = new Map();
      this.#ofField.set(field, ofField);
    }
    let predicate = ofField.get(key);
    if (predicate === undefined) {
      predicate = { number: this.#all.length, field, test: decodeTest(test) };
      this.#all.push(predicate);
      ofField.set(key, predicate);
    }
    return predicate;
  }

  /** Keeps a test that is asked of the record itself. */
  addLazy(make: (number: number) => Lazy): Lazy {
    const lazy = make(this.lazies.length);
    this.lazies.push(lazy);
    return lazy;
  }

  get(number: number): Predicate {
    return this.#all[number]!;
  }

  get size(): number {
    return this.#all.length;
  }
}
