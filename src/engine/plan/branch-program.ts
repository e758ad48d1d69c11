import type { Node } from './compile-node.ts';

/** Where a branch leads when the question is answered. */
export const Answer = { yes: -1, no: -2 } as const;

/**
 * Expressions as programs of branches, three numbers each: what to ask, where to go on if it holds, and if not. What
 * to ask is a predicate (its number) or a lazy test (the complement of its number); where to go on is the place of
 * another branch or an {@link Answer}. No node is visited twice, and nothing is called or allocated for a predicate.
 */
export class BranchProgram {
  readonly #code: number[] = [];
  readonly #entries: number[] = [];

  /** Adds an expression; gives its index. */
  add(node: Node): number {
    this.#entries.push(this.#compile(node, Answer.yes, Answer.no));
    return this.#entries.length - 1;
  }

  /** The finished program, and by index the place where each expression begins (or its answer). */
  finish(): { readonly code: Int32Array; readonly entries: Int32Array } {
    return { code: Int32Array.from(this.#code), entries: Int32Array.from(this.#entries) };
  }

  /** Gives the place of the first branch. Built from the end, so that every target is known. */
  #compile(node: Node, onYes: number, onNo: number): number {
    switch (node.op) {
      case 'const':
        return node.value ? onYes : onNo;
      case 'predicate':
        return this.#branch(node.number, node.isNegated, onYes, onNo);
      case 'lazy':
        return this.#branch(~node.lazy.number, node.isNegated, onYes, onNo);
      case 'and':
        return node.of.reduceRight((next, part) => this.#compile(part, next, onNo), onYes);
      case 'or':
        return node.of.reduceRight((next, part) => this.#compile(part, onYes, next), onNo);
    }
  }

  #branch(question: number, isNegated: boolean, onYes: number, onNo: number): number {
    if (isNegated) this.#code.push(question, onNo, onYes);
    else this.#code.push(question, onYes, onNo);
    return this.#code.length - 3;
  }
}
