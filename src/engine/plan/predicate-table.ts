import type { ValueTest } from '../rule/rule-model.ts';
import type { Lazy } from './lazy.ts';

/** A question to one field (or, for null, to any value) that is asked through the dictionary. */
export type Predicate = { readonly number: number; readonly field: string | null; readonly test: ValueTest };

/** Gives equal predicates one number, whatever rules they come from; and lazy tests a number each. */
export class PredicateTable {
  readonly #numbers = new Map<string, Predicate>();
  /** The same test of the same rule comes back with every class: no text is made for it then. */
  readonly #known = new WeakMap<ValueTest, Map<string | null, Predicate>>();
  readonly lazies: Lazy[] = [];

  add(field: string | null, test: ValueTest): Predicate {
    let ofTest = this.#known.get(test);
    if (ofTest === undefined) {
      ofTest = new Map();
      this.#known.set(test, ofTest);
    }
    let predicate = ofTest.get(field);
    if (predicate === undefined) {
      predicate = this.#addNew(field, test);
      ofTest.set(field, predicate);
    }
    return predicate;
  }

  #addNew(field: string | null, test: ValueTest): Predicate {
    const key = `${field ?? ''}\0${JSON.stringify(test)}`;
    let predicate = this.#numbers.get(key);
    if (predicate === undefined) {
      predicate = { number: this.#numbers.size, field, test };
      this.#numbers.set(key, predicate);
    }
    return predicate;
  }

  /** Keeps a test that is asked of the record itself. */
  addLazy(make: (number: number) => Lazy): Lazy {
    const lazy = make(this.lazies.length);
    this.lazies.push(lazy);
    return lazy;
  }

  get size(): number {
    return this.#numbers.size;
  }
}

/** Whether the dictionary answers a test; the others are asked only when the rest of a rule holds. */
export const isEager = (test: ValueTest): boolean =>
  (test.type === 'text' && !test.cased) || test.type === 'number' || test.type === 'cidr';
