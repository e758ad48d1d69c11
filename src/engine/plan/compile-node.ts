import { isLazyLeaf, isNegatedLeaf, numberOfLeaf, partBehind } from './class-code.ts';
import type { Lazy } from './lazy.ts';
import type { Predicate, PredicateTable } from './predicate-table.ts';
import { groupAnd } from './rule-code.ts';

/** An expression as it stands for one class, over the predicates that hold for a record. */
export type Node =
  | { readonly op: 'and' | 'or'; readonly of: readonly Node[] }
  | {
      readonly op: 'predicate';
      readonly number: number;
      readonly isNegated: boolean;
      readonly predicate: Predicate;
    }
  | { readonly op: 'lazy'; readonly lazy: Lazy; readonly isNegated: boolean }
  | { readonly op: 'const'; readonly value: boolean };

/** The expression that begins there. */
export function nodeAt(code: Int32Array, at: number, predicates: PredicateTable): Node {
  const first = code[at]!;
  if (first < 0) {
    const of: Node[] = [];
    const end = partBehind(code, at);
    for (let part = at + 2; part < end; part = partBehind(code, part))
      of.push(nodeAt(code, part, predicates));
    return of.length === 0 ? { op: 'const', value: true } : { op: first === groupAnd ? 'and' : 'or', of };
  }
  const number = numberOfLeaf(first);
  const isNegated = isNegatedLeaf(first);
  return isLazyLeaf(first)
    ? { op: 'lazy', lazy: predicates.lazies[number]!, isNegated }
    : { op: 'predicate', number, isNegated, predicate: predicates.get(number) };
}
