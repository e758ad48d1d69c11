import type { Route } from '../rule/log-sources.ts';
import { makePredicate } from '../rule/meaning/test-value.ts';
import type { Expression, ValueTest } from '../rule/rule-model.ts';
import type { EventClass } from '../source/event-class.ts';

type Constant = Extract<Expression, { op: 'const' }>;
const yes: Constant = { op: 'const', value: true };
const no: Constant = { op: 'const', value: false };

/**
 * The detection of a rule as it stands for one class of records: fields under the names of these records,
 * values in their spelling, and everything that the class itself decides (event id, provider, channel) decided.
 * Most rules fall to `false` here and are never asked again.
 */
export function specialise(expression: Expression, route: Route, event: EventClass): Expression {
  const known = knownFields(event);
  const visit = (node: Expression): Expression => {
    switch (node.op) {
      case 'const':
        return node;
      case 'not':
        return negate(visit(node.of));
      case 'and':
      case 'or':
        return join(node.op, node.of.map(visit));
      case 'test':
        return specialiseTest(node.field, node.test, route, known);
    }
  };
  const where = route.where === undefined ? yes : visit(route.where);
  return simplify(join('and', [where, visit(expression)]));
}

/** What a class says about a field; `isOnly` where no other value of the field can stand in a record. */
export type Known = { readonly text: string; readonly isOnly: boolean };

/** What a class says about fields. A channel may stand in the body of an event once more; the others cannot. */
export function knownFields(event: EventClass): Map<string, Known> {
  const known = new Map<string, Known>();
  if (event.eventId !== undefined) known.set('EventID', { text: event.eventId, isOnly: true });
  if (event.provider !== undefined) known.set('Provider_Name', { text: event.provider, isOnly: true });
  if (event.channel !== undefined) known.set('Channel', { text: event.channel, isOnly: false });
  return known;
}

function specialiseTest(
  field: string | null,
  test: ValueTest,
  route: Route,
  known: ReadonlyMap<string, Known>,
): Expression {
  if (field === null) return { op: 'test', field, test };
  const mapped = route.fields[field] ?? field;
  const names = typeof mapped === 'string' ? [mapped] : mapped;
  const spelled = respell(test, route.values[field]);
  const of = names.map((name): Expression => {
    const constant = known.get(name);
    return (
      (constant && decide(spelled, constant)) ?? {
        op: 'test',
        field: name,
        test: mapReference(spelled, route),
      }
    );
  });
  // Of several names for one field, absent means absent under all of them.
  return join(test.type === 'null' ? 'and' : 'or', of);
}

/** What a test of a field comes to where the class knows the field; undefined where records must be asked. */
export function decide(test: ValueTest, constant: Known): Constant | undefined {
  if (test.type === 'exists') return yes;
  if (test.type === 'null') return no;
  if (test.type === 'fieldref') return undefined;
  if (makePredicate(test, () => {})(constant.text)) return yes;
  return constant.isOnly ? no : undefined;
}

/** A test with its value as the log spells it. */
export function respell(test: ValueTest, spellings: Readonly<Record<string, string>> | undefined): ValueTest {
  if (spellings === undefined || test.type !== 'text') return test;
  const value = spellings[test.value.toLowerCase()];
  return value === undefined ? test : { ...test, value };
}

/** A reference to another field under its name in the log. */
export function mapReference(test: ValueTest, route: Route): ValueTest {
  if (test.type !== 'fieldref') return test;
  const mapped = route.fields[test.field] ?? test.field;
  return { ...test, field: typeof mapped === 'string' ? mapped : mapped[0]! };
}

function negate(node: Expression): Expression {
  if (node.op === 'const') return node.value ? no : yes;
  return node.op === 'not' ? node.of : { op: 'not', of: node };
}

/** Joins with constants taken out and equal operators merged. */
export function join(op: 'and' | 'or', parts: readonly Expression[]): Expression {
  const of: Expression[] = [];
  for (const part of parts) {
    if (part.op === 'const') {
      if (part.value === (op === 'or')) return part;
    } else if (part.op === op) of.push(...part.of);
    else of.push(part);
  }
  return of.length === 0 ? (op === 'and' ? yes : no) : of.length === 1 ? of[0]! : { op, of };
}

/** Moves every `not` down to the tests. */
export function simplify(node: Expression, isNegated = false): Expression {
  switch (node.op) {
    case 'const':
      return node.value === isNegated ? no : yes;
    case 'not':
      return simplify(node.of, !isNegated);
    case 'test':
      return isNegated ? { op: 'not', of: node } : node;
    default: {
      const op = isNegated ? (node.op === 'and' ? 'or' : 'and') : node.op;
      return join(
        op,
        node.of.map((part) => simplify(part, isNegated)),
      );
    }
  }
}
