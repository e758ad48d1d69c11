import { groupAnd, groupOr } from './rule-code.ts';

/** What became of a part: it is decided, or so many parts of its group were written. */
export const Outcome = { yes: -2, no: -1 } as const;

/**
 * The expressions of one class, one behind the other: as in the code of rules, but with decided parts left out, with
 * the length of a group in place of its end, and with {@link leafOf} in place of questions.
 */
export class ClassCode {
  #code: Int32Array<ArrayBuffer> = new Int32Array(16_384);
  length = 0;

  /** Begins a group, unless its parts can stand in the group around it; gives where it begins. */
  open(op: number, around: number): number {
    const start = this.length;
    if (op !== around) {
      this.push(op);
      this.push(0);
    }
    return start;
  }

  /** Ends a group. */
  close(op: number, around: number, start: number, parts: number): number {
    if (parts === 0) return this.decide(start, op === groupAnd);
    if (op === around) return parts;
    if (parts === 1) {
      this.#code.copyWithin(start, start + 2, this.length);
      this.length -= 2;
    } else this.#code[start + 1] = this.length - start - 2;
    return 1;
  }

  /** Takes back what was written of an expression that is decided. */
  decide(start: number, value: boolean): number {
    this.length = start;
    return value ? Outcome.yes : Outcome.no;
  }

  /** Writes an expression that always holds: nothing joined by "and". */
  pushHolding(): void {
    this.push(groupAnd);
    this.push(0);
  }

  push(value: number): void {
    if (this.length === this.#code.length) {
      const code = new Int32Array(this.length * 2);
      code.set(this.#code);
      this.#code = code;
    }
    this.#code[this.length++] = value;
  }

  /** What was written from there on. */
  slice(start: number): Int32Array<ArrayBuffer> {
    return this.#code.slice(start, this.length);
  }
}

/** A question to a record: a predicate or a lazy test, perhaps negated. */
export const leafOf = (number: number, isLazy: boolean, isNegated: boolean): number =>
  number * 4 + (isLazy ? 2 : 0) + (isNegated ? 1 : 0);

export const numberOfLeaf = (leaf: number): number => leaf >> 2;
export const isLazyLeaf = (leaf: number): boolean => (leaf & 2) !== 0;
export const isNegatedLeaf = (leaf: number): boolean => (leaf & 1) !== 0;

/** Where the part after this one begins. */
export const partBehind = (code: Int32Array, at: number): number => {
  const first = code[at]!;
  return first === groupAnd || first === groupOr ? at + 2 + code[at + 1]! : at + 1;
};
