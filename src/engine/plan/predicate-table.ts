import type { ValueTest } from '../rule/rule-model.ts';

/** A question to one field (or, for null, to any value) that is asked through the dictionary. */
export type Predicate = { readonly number: number; readonly field: string | null; readonly test: ValueTest };

/** Gives equal predicates one number, whatever rules they come from. */
export class PredicateTable {
  readonly #numbers = new Map<string, Predicate>();

  add(field: string | null, test: ValueTest): Predicate {
    const key = `${field ?? ''}\0${JSON.stringify(test)}`;
    let predicate = this.#numbers.get(key);
    if (predicate === undefined) {
      predicate = { number: this.#numbers.size, field, test };
      this.#numbers.set(key, predicate);
    }
    return predicate;
  }

  get size(): number {
    return this.#numbers.size;
  }
}

/** Whether the dictionary answers a test; the others are asked only when the rest of a rule holds. */
export const isEager = (test: ValueTest): boolean =>
  (test.type === 'text' && !test.cased) || test.type === 'number' || test.type === 'cidr';
