import type { Node } from './compile-node.ts';

/**
 * The cheapest set of predicates of which at least one holds whenever the expression holds. A record in which
 * none of them holds need not ask the rule. Undefined where there is no such set (a rule made of negations).
 */
export function chooseTriggers(node: Node, uses: Uses): readonly number[] | undefined {
  return choose(node, uses)?.numbers;
}

/**
 * Keywords that decide about all keywords of an expression: where none of them holds, the others change nothing. Of
 * keywords that must hold together one is enough.
 */
export function chooseKeywords(node: Node, uses: Uses): readonly number[] {
  return cover(node, uses).numbers;
}

function cover(node: Node, uses: Uses): Choice {
  if (node.op === 'predicate' && isKeyword(node))
    return { numbers: [node.number], cost: frequency(node, uses) };
  const all: Choice = { numbers: [], cost: 0 };
  if (node.op !== 'and' && node.op !== 'or') return all;
  for (const part of node.of) {
    const { numbers, cost } = cover(part, uses);
    all.numbers.push(...numbers);
    all.cost += cost;
  }
  const enough = node.op === 'and' ? choose(node, uses, isKeyword) : undefined;
  return enough !== undefined && enough.cost < all.cost ? enough : all;
}

const isAny = (): boolean => true;
const isKeyword = ({ predicate }: PredicateNode): boolean =>
  predicate.field === null && predicate.test.type === 'text';

/** Predicate -> how many rules of the class ask it. */
export type Uses = ReadonlyMap<number, number>;

type Choice = { numbers: number[]; cost: number };

type PredicateNode = Extract<Node, { op: 'predicate' }>;

function choose(
  node: Node,
  uses: Uses,
  isWanted: (node: PredicateNode) => boolean = isAny,
): Choice | undefined {
  switch (node.op) {
    case 'const':
    case 'lazy':
      return undefined;
    case 'predicate':
      return node.isNegated || !isWanted(node)
        ? undefined
        : { numbers: [node.number], cost: frequency(node, uses) };
    case 'and': {
      let best: Choice | undefined;
      for (const part of node.of) {
        const choice = choose(part, uses, isWanted);
        if (choice !== undefined && (best === undefined || choice.cost < best.cost)) best = choice;
      }
      return best;
    }
    case 'or': {
      const all: Choice = { numbers: [], cost: 0 };
      for (const part of node.of) {
        const choice = choose(part, uses, isWanted);
        if (choice === undefined) return undefined;
        all.numbers.push(...choice.numbers);
        all.cost += choice.cost;
      }
      return all;
    }
  }
}

/**
 * A guess at how often a predicate holds: long literals are rare, numbers and networks are not; what many rules
 * ask for (the names of common programs) is common in logs too; and a short value as a whole is mostly one of few
 * (a method, a status, a flag).
 */
function frequency(node: PredicateNode, uses: Uses): number {
  const { test } = node.predicate;
  const shared = uses.get(node.number) ?? 1;
  if (test.type !== 'text') return 40 * shared;
  const length = test.value.length;
  const base = test.op === 'equals' ? 400 : 200;
  return shared * (1 + base / (1 + length * length));
}
