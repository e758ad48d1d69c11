import { specialise } from '../plan/specialise.ts';
import type { LogSources, Route } from '../rule/log-sources.ts';
import { foldText } from '../rule/meaning/fold.ts';
import { compareText, makePredicate } from '../rule/meaning/test-value.ts';
import type { DetectionRule, Expression, ValueTest } from '../rule/rule-model.ts';
import type { EventClass } from '../source/event-class.ts';

/** Values of a record by field; null is a null of the format. */
export type DecodedFields = ReadonlyMap<string, readonly (string | null)[]>;

/** One question of a rule, and what the record answers. */
export type ExplainedTest = {
  /** Name in the record; null asks every value. */
  readonly field: string | null;
  /** The question in words of Sigma, such as `contains "-enc"`. */
  readonly question: string;
  readonly holds: boolean;
  /** What the field holds; undefined where the record has no such field. */
  readonly values: readonly (string | null)[] | undefined;
};

export type ExplainedSelection = {
  readonly name: string;
  readonly holds: boolean;
  readonly tests: readonly ExplainedTest[];
};

export type Explanation = {
  /** Whether the rule's log source means this record at all. */
  readonly isRouted: boolean;
  readonly fires: boolean;
  readonly selections: readonly ExplainedSelection[];
};

/** Says part by part why a rule fires on a record or does not. Slow and plain: for one record at a time. */
export function explainRule(
  rule: DetectionRule,
  record: DecodedFields,
  event: EventClass,
  sources: LogSources,
): Explanation {
  const routes = sources.routes(rule.logSource, event);
  if (routes.length === 0) return { isRouted: false, fires: false, selections: [] };
  const route =
    routes.find((candidate) => evaluate(mapped(rule.expression, candidate), record)) ?? routes[0]!;
  const selections = Object.entries(rule.selections).map(([name, expression]): ExplainedSelection => {
    const own = mapped(expression, { ...route, where: undefined });
    return {
      name,
      holds: evaluate(own, record),
      tests: testsOf(own).map((test) => explainTest(test, record)),
    };
  });
  return { isRouted: true, fires: evaluate(mapped(rule.expression, route), record), selections };
}

/** Names and values as the record has them; nothing is decided beforehand. */
const mapped = (expression: Expression, route: Route): Expression => specialise(expression, route, {});

type Test = Extract<Expression, { op: 'test' }>;

function testsOf(expression: Expression): Test[] {
  switch (expression.op) {
    case 'test':
      return [expression];
    case 'not':
      return testsOf(expression.of);
    case 'const':
      return [];
    default:
      return expression.of.flatMap(testsOf);
  }
}

function explainTest(node: Test, record: DecodedFields): ExplainedTest {
  const values = node.field === null ? undefined : record.get(node.field);
  return { field: node.field, question: describe(node.test), holds: evaluate(node, record), values };
}

function evaluate(node: Expression, record: DecodedFields): boolean {
  switch (node.op) {
    case 'const':
      return node.value;
    case 'not':
      return !evaluate(node.of, record);
    case 'and':
      return node.of.every((part) => evaluate(part, record));
    case 'or':
      return node.of.some((part) => evaluate(part, record));
    case 'test':
      return evaluateTest(node, record);
  }
}

function evaluateTest({ field, test }: Test, record: DecodedFields): boolean {
  const values = field === null ? [...record.values()].flat() : (record.get(field) ?? []);
  if (test.type === 'exists') return values.length > 0;
  const texts = values.filter((value) => value !== null);
  if (test.type === 'null') return texts.length === 0;
  if (test.type === 'fieldref') {
    const fold = test.cased ? (text: string) => text : foldText;
    const others = (record.get(test.field) ?? []).filter((value) => value !== null);
    return texts.some((text) => others.some((other) => compareText(fold(text), test.op, fold(other))));
  }
  return texts.some(makePredicate(test, () => {}));
}

/** A test in the words of Sigma. */
export function describe(test: ValueTest): string {
  switch (test.type) {
    case 'text':
      return `${test.op}${test.cased ? ' (cased)' : ''} "${test.value}"`;
    case 'glob':
      return `like "${test.parts.map((part) => (typeof part === 'string' ? part : part === 0 ? '?' : '*')).join('')}"`;
    case 'regex':
      return `re /${test.source}/${test.flags}`;
    case 'number':
      return `${test.part ?? ''} ${test.op} ${test.value}`.trim();
    case 'cidr':
      return `cidr ${test.value}`;
    case 'fieldref':
      return `${test.op} field ${test.field}`;
    default:
      return test.type;
  }
}
