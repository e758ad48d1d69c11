import { isLazyLeaf, isNegatedLeaf, numberOfLeaf, partBehind } from './class-code.ts';
import { groupAnd } from './rule-code.ts';

/** Where a branch leads when the question is answered. */
export const Answer = { yes: -1, no: -2 } as const;

/**
 * Expressions as programs of branches, three numbers each: what to ask, where to go on if it holds, and if not. What
 * to ask is a predicate (its number) or a lazy test (the complement of its number); where to go on is the place of
 * another branch or an {@link Answer}. No node is visited twice, and nothing is called or allocated for a predicate.
 */
export class BranchProgram {
  readonly #from: Int32Array;
  readonly #code: Int32Array;
  #length = 0;

  /**
   * @param from the code of the class
   * @param leaves how many questions there are in it
   */
  constructor(from: Int32Array, leaves: number) {
    this.#from = from;
    this.#code = new Int32Array(leaves * 3);
  }

  /** The finished program, and by rule the place where its expression begins (or its answer). */
  static of(
    from: Int32Array,
    starts: readonly number[],
    leaves: number,
  ): { readonly code: Int32Array; readonly entries: Int32Array } {
    const program = new BranchProgram(from, leaves);
    const entries = new Int32Array(starts.length);
    for (let i = 0; i < starts.length; i++) entries[i] = program.#compile(starts[i]!, Answer.yes, Answer.no);
    return { code: program.#code, entries };
  }

  /** Gives the place of the first branch. Built from the end, so that every target is known. */
  #compile(at: number, onYes: number, onNo: number): number {
    const from = this.#from;
    const first = from[at]!;
    if (first >= 0) {
      const question = isLazyLeaf(first) ? ~numberOfLeaf(first) : numberOfLeaf(first);
      return isNegatedLeaf(first) ? this.#branch(question, onNo, onYes) : this.#branch(question, onYes, onNo);
    }
    const parts: number[] = [];
    const end = partBehind(from, at);
    for (let part = at + 2; part < end; part = partBehind(from, part)) parts.push(part);
    const isAnd = first === groupAnd;
    let next = isAnd ? onYes : onNo;
    for (let i = parts.length - 1; i >= 0; i--)
      next = this.#compile(parts[i]!, isAnd ? next : onYes, isAnd ? onNo : next);
    return next;
  }

  #branch(question: number, onYes: number, onNo: number): number {
    const at = this.#length;
    this.#code[at] = question;
    this.#code[at + 1] = onYes;
    this.#code[at + 2] = onNo;
    this.#length = at + 3;
    return at;
  }
}
