import { makePredicate } from '../rule/meaning/test-value.ts';
import type { Expression, ValueTest } from '../rule/rule-model.ts';
import type { FieldNames } from '../source/field-names.ts';
import type { Lazy } from './lazy.ts';
import { literalGuard } from './literal-guard.ts';
import { isEager, type Predicate, type PredicateTable } from './predicate-table.ts';

/** An expression ready to be evaluated over the predicates that hold for a record. */
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

export type NodeContext = {
  readonly predicates: PredicateTable;
  readonly names: FieldNames;
  readonly onFault: (reason: string) => void;
};

/** Compiles an expression whose negations stand at its tests. */
export function compileNode(expression: Expression, context: NodeContext): Node {
  switch (expression.op) {
    case 'const':
      return expression;
    case 'not':
      if (expression.of.op !== 'test')
        throw new TypeError('a negation stands above something else than a test');
      return compileTest(expression.of.field, expression.of.test, true, context);
    case 'test':
      return compileTest(expression.field, expression.test, false, context);
    default:
      // What costs nothing comes first; a lazy test runs only when the rest leaves the question open.
      return {
        op: expression.op,
        of: expression.of.map((part) => compileNode(part, context)).sort((a, b) => cost(a) - cost(b)),
      };
  }
}

function cost(node: Node): number {
  switch (node.op) {
    case 'const':
    case 'predicate':
      return 0;
    case 'lazy':
      return node.lazy.kind === 'text' ? 1000 : 10;
    default:
      return node.of.reduce((sum, part) => sum + cost(part), 1);
  }
}

function compileTest(field: string | null, test: ValueTest, isNegated: boolean, context: NodeContext): Node {
  if (isEager(test)) {
    const predicate = context.predicates.add(field, test);
    return { op: 'predicate', number: predicate.number, isNegated, predicate };
  }
  const made = context.predicates.addLazy((number) => compileLazy(number, field, test, context));
  const lazy: Node = { op: 'lazy', lazy: made, isNegated };
  const guards = literalGuard(test);
  if (guards === undefined) return lazy;
  const of = guards.map((value): Node => {
    const op = test.type === 'text' ? test.op : 'contains';
    const predicate = context.predicates.add(field, { type: 'text', op, value, cased: false });
    return { op: 'predicate', number: predicate.number, isNegated, predicate };
  });
  // not (guard and test) = not guard or not test
  const guard: Node = of.length === 1 ? of[0]! : { op: isNegated ? 'and' : 'or', of };
  return { op: isNegated ? 'or' : 'and', of: [guard, lazy] };
}

function compileLazy(number: number, field: string | null, test: ValueTest, context: NodeContext): Lazy {
  const head = { number, field: field === null ? -1 : context.names.id(field) };
  switch (test.type) {
    case 'exists':
    case 'null':
      return { ...head, kind: test.type };
    case 'fieldref':
      return {
        ...head,
        kind: 'reference',
        other: context.names.id(test.field),
        textOp: test.op,
        cased: test.cased,
      };
    default:
      return { ...head, kind: 'text', predicate: makePredicate(test, context.onFault) };
  }
}
