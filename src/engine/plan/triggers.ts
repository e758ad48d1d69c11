import { isLazyLeaf, isNegatedLeaf, numberOfLeaf, partBehind } from './class-code.ts';
import type { PredicateUses } from './predicate-uses.ts';
import { groupAnd } from './rule-code.ts';

/** What an expression costs for which there is no set of triggers. */
const none = Number.POSITIVE_INFINITY;

/** Chooses what has to hold for an expression to hold. */
export class TriggerChoice {
  readonly #code: Int32Array;
  readonly #uses: PredicateUses;

  constructor(code: Int32Array, uses: PredicateUses) {
    this.#code = code;
    this.#uses = uses;
  }

  /**
   * The cheapest set of predicates of which at least one holds whenever the expression holds. A record in which
   * none of them holds need not ask the rule. Undefined where there is no such set (a rule made of negations).
   */
  triggers(at: number): readonly number[] | undefined {
    if (this.#cost(at, false) === none) return undefined;
    const numbers: number[] = [];
    this.#collect(at, false, numbers);
    return numbers;
  }

  /**
   * Keywords that decide about all keywords of an expression: where none of them holds, the others change nothing. Of
   * keywords that must hold together one is enough.
   */
  keywords(at: number): { readonly numbers: number[]; readonly cost: number } {
    const first = this.#code[at]!;
    if (first >= 0) return this.#ownKeyword(first);
    const numbers: number[] = [];
    let cost = 0;
    const end = partBehind(this.#code, at);
    for (let part = at + 2; part < end; part = partBehind(this.#code, part)) {
      const own = this.keywords(part);
      numbers.push(...own.numbers);
      cost += own.cost;
    }
    const enough = first === groupAnd ? this.#cost(at, true) : none;
    if (enough >= cost) return { numbers, cost };
    const fewer: number[] = [];
    this.#collect(at, true, fewer);
    return { numbers: fewer, cost: enough };
  }

  #ownKeyword(leaf: number): { numbers: number[]; cost: number } {
    const number = numberOfLeaf(leaf);
    return !isLazyLeaf(leaf) && this.#uses.isKeyword(number)
      ? { numbers: [number], cost: this.#uses.frequency(number) }
      : { numbers: [], cost: 0 };
  }

  /** What the cheapest set costs. */
  #cost(at: number, isOfKeywords: boolean): number {
    const code = this.#code;
    const first = code[at]!;
    if (first >= 0) {
      if (isLazyLeaf(first) || isNegatedLeaf(first)) return none;
      const number = numberOfLeaf(first);
      return isOfKeywords && !this.#uses.isKeyword(number) ? none : this.#uses.frequency(number);
    }
    const isAnd = first === groupAnd;
    const end = partBehind(code, at);
    let sum = isAnd ? none : 0;
    for (let part = at + 2; part < end; part = partBehind(code, part)) {
      const cost = this.#cost(part, isOfKeywords);
      if (!isAnd) sum += cost;
      else if (cost < sum) sum = cost;
    }
    return sum;
  }

  /** The cheapest set of an expression that has one. */
  #collect(at: number, isOfKeywords: boolean, into: number[]): void {
    const code = this.#code;
    const first = code[at]!;
    if (first >= 0) {
      into.push(numberOfLeaf(first));
      return;
    }
    const end = partBehind(code, at);
    let best = at;
    let least = none;
    for (let part = at + 2; part < end; part = partBehind(code, part)) {
      if (first !== groupAnd) this.#collect(part, isOfKeywords, into);
      else {
        const cost = this.#cost(part, isOfKeywords);
        if (cost < least) [best, least] = [part, cost];
      }
    }
    if (best !== at) this.#collect(best, isOfKeywords, into);
  }
}
