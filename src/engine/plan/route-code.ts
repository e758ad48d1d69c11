import type { Route } from '../rule/log-sources.ts';
import type { Expression, ValueTest } from '../rule/rule-model.ts';
import type { EventClass } from '../source/event-class.ts';
import type { FieldNames } from '../source/field-names.ts';
import { type ClassCode, leafOf, Outcome } from './class-code.ts';
import { compileLazy } from './compile-lazy.ts';
import { literalGuard } from './literal-guard.ts';
import type { PredicateTable } from './predicate-table.ts';
import {
  classFields,
  decodeTest,
  groupAnd,
  groupOf,
  groupOr,
  isEager,
  placeBehind,
  type RuleCode,
} from './rule-code.ts';
import { decide, type Known, knownFields, mapReference, respell, simplify } from './specialise.ts';

export type PlanContext = {
  readonly code: RuleCode;
  readonly predicates: PredicateTable;
  readonly names: FieldNames;
  readonly onFault: (rule: number, reason: string) => void;
};

/** What a field of rules is in the records of a route. */
type Target = {
  readonly field: string | null;
  readonly names: readonly (string | null)[];
  /** Classes know something about it. */
  readonly isOfClass: boolean;
  /** A test of the field is a test of the one name, and of nothing else. */
  readonly isPlain: boolean;
};

function namesOf(field: string, route: Route): readonly string[] {
  const mapped = route.fields[field] ?? field;
  return typeof mapped === 'string' ? [mapped] : mapped;
}

/**
 * Rules as they stand for the records of one route: fields under the names of these records, values in their
 * spelling, and everything that the class itself decides (event id, provider, channel) decided. It does to the code of
 * rules what `specialise` does to one expression. What becomes of a question is remembered, unless the class has a
 * part in it: there are thousands of questions, and many classes with the same route.
 */
export class RouteCode {
  readonly route: Route;
  readonly #context: PlanContext;
  readonly #out: ClassCode;
  /** By question as it is coded: one more than its leaf; 0 where it has to be compiled. */
  readonly #leaves: Int32Array;
  /** What is more than a leaf. Expensive tests belong to one rule, which answers for their faults. */
  readonly #parts = new Map<number | string, Int32Array>();
  /** By number of a field and one more: the first is any value. */
  readonly #targets: (Target | undefined)[] = [];
  #known: ReadonlyMap<string, Known> = new Map();
  #where = new Int32Array(0);
  #whereOutcome: number = Outcome.yes;
  #rule = 0;

  constructor(route: Route, out: ClassCode, context: PlanContext) {
    this.#context = context;
    this.route = route;
    this.#out = out;
    this.#leaves = new Int32Array(context.code.questions.length);
  }

  /** Goes on to another class that this route leads to. */
  enter(event: EventClass): void {
    this.#known = knownFields(event);
    const { where } = this.route;
    if (where === undefined) return;
    const start = this.#out.length;
    this.#whereOutcome = this.#addExpression(simplify(where), 0);
    this.#where = this.#out.slice(start);
    this.#out.length = start;
  }

  /** Writes a rule for the class. Most rules are decided here, and do not hold. */
  add(rule: number, around: number): number {
    this.#rule = rule;
    const place = this.#context.code.entries[rule]!;
    if (this.#whereOutcome < 0)
      return this.#whereOutcome === Outcome.no ? Outcome.no : this.#add(place, around);
    const start = this.#out.open(groupAnd, around);
    for (const value of this.#where) this.#out.push(value);
    const own = this.#add(place, groupAnd);
    if (own === Outcome.no) return this.#out.decide(start, false);
    return this.#out.close(groupAnd, around, start, 1 + Math.max(own, 0));
  }

  #add(place: number, around: number): number {
    const { code } = this.#context.code;
    const first = code[place]!;
    if (first >= 0) return this.#addCoded(first);
    const op = groupOf(first);
    const isAnd = op === groupAnd;
    const start = this.#out.open(op, around);
    const end = code[place + 1]!;
    if (first !== op && this.#isDecided(place, !isAnd)) return this.#out.decide(start, !isAnd);
    let parts = 0;
    for (let at = place + 2; at < end; at = placeBehind(code, at)) {
      const outcome = this.#add(at, op);
      if (outcome > 0) parts += outcome;
      // Nothing behind it matters, and nothing need be made of it.
      else if ((outcome === Outcome.yes) !== isAnd) return this.#out.decide(start, !isAnd);
    }
    return this.#out.close(op, around, start, parts);
  }

  /** Whether what the class knows gives this value to one of the parts of a group, before anything is made of the others. */
  #isDecided(place: number, value: boolean): boolean {
    const { code, fields, questions } = this.#context.code;
    const outcome = value ? Outcome.yes : Outcome.no;
    const end = code[place + 1]!;
    for (let at = place + 2; at < end; at = placeBehind(code, at)) {
      const coded = code[at]!;
      if (coded < 0 || !classFields.has(fields[questions[coded & ~1]!]!)) continue;
      const { length } = this.#out;
      if (this.#addCoded(coded) === outcome) return true;
      this.#out.length = length;
    }
    return false;
  }

  #addCoded(coded: number): number {
    const leaf = this.#leaves[coded]!;
    if (leaf === 0) return this.#addQuestion(coded);
    this.#out.push(leaf - 1);
    return 1;
  }

  /** A question that is asked for the first time, or that is more than a leaf. */
  #addQuestion(coded: number): number {
    const { questions, tests } = this.#context.code;
    const target = this.#targetOf(questions[coded & ~1]!);
    const testNumber = questions[(coded & ~1) + 1]!;
    const test = tests[testNumber]!;
    if (typeof test !== 'string' || !target.isPlain)
      return this.#addOther(coded, target, decodeTest(test), testNumber);
    const { predicates } = this.#context;
    const leaf = leafOf(predicates.add(target.names[0]!, test, testNumber).number, false, (coded & 1) !== 0);
    this.#leaves[coded] = leaf + 1;
    this.#out.push(leaf);
    return 1;
  }

  #addOther(coded: number, { field, isOfClass }: Target, test: ValueTest, testNumber: number): number {
    const key = test.type === 'regex' ? `${this.#rule} ${coded}` : coded;
    const known = this.#parts.get(key);
    if (known !== undefined) {
      for (const value of known) this.#out.push(value);
      return 1;
    }
    const start = this.#out.length;
    const outcome = this.#addTest(field, test, (coded & 1) !== 0, testNumber);
    if (isOfClass) return outcome;
    const written = this.#out.slice(start);
    if (written.length === 1 && key === coded) this.#leaves[coded] = written[0]! + 1;
    else this.#parts.set(key, written);
    return outcome;
  }

  #targetOf(fieldNumber: number): Target {
    let target = this.#targets[fieldNumber + 1];
    if (target === undefined) {
      const field = fieldNumber < 0 ? null : this.#context.code.fields[fieldNumber]!;
      const names = field === null ? [null] : namesOf(field, this.route);
      const isOfClass = names.some((name) => name !== null && classFields.has(name));
      const isSpelled = field !== null && this.route.values[field] !== undefined;
      target = { field, names, isOfClass, isPlain: names.length === 1 && !isOfClass && !isSpelled };
      this.#targets[fieldNumber + 1] = target;
    }
    return target;
  }

  /** @param key what is the same for equal tests only */
  #addTest(field: string | null, test: ValueTest, isNegated: boolean, key?: number): number {
    if (field === null) return this.#addNamed(field, test, isNegated, key);
    const spelled = respell(test, this.route.values[field]);
    const ownKey = spelled === test ? key : undefined;
    // Of several names for one field, absent means absent under all of them.
    const op = (test.type === 'null') === isNegated ? groupOr : groupAnd;
    const start = this.#out.open(op, 0);
    let parts = 0;
    for (const name of namesOf(field, this.route)) {
      const constant = this.#known.get(name);
      const decided = constant && decide(spelled, constant);
      if (decided === undefined)
        parts += this.#addNamed(name, mapReference(spelled, this.route), isNegated, ownKey);
      else if ((decided.value !== isNegated) !== (op === groupAnd))
        return this.#out.decide(start, op === groupOr);
    }
    return this.#out.close(op, 0, start, parts);
  }

  /** A test under the name of its field in the records. */
  #addNamed(field: string | null, test: ValueTest, isNegated: boolean, key?: number): number {
    const { predicates, names, onFault } = this.#context;
    const out = this.#out;
    if (isEager(test)) {
      out.push(leafOf(predicates.add(field, test, key).number, false, isNegated));
      return 1;
    }
    const rule = this.#rule;
    const lazy = predicates.addLazy((number) =>
      compileLazy(number, field, test, names, (reason) => onFault(rule, reason)),
    );
    const guards = literalGuard(test);
    if (guards !== undefined) {
      // not (guard and test) = not guard or not test
      out.push(isNegated ? groupOr : groupAnd);
      out.push(guards.length === 1 ? 2 : guards.length + 3);
      if (guards.length > 1) {
        out.push(isNegated ? groupAnd : groupOr);
        out.push(guards.length);
      }
    }
    for (const value of guards ?? []) {
      const op = test.type === 'text' ? test.op : 'contains';
      const guard = predicates.add(field, { type: 'text', op, value, cased: false });
      out.push(leafOf(guard.number, false, isNegated));
    }
    out.push(leafOf(lazy.number, true, isNegated));
    return 1;
  }

  /** An expression of the log source itself; its negations stand at tests. */
  #addExpression(node: Expression, around: number): number {
    if (node.op === 'const') return node.value ? Outcome.yes : Outcome.no;
    if (node.op === 'test') return this.#addTest(node.field, node.test, false);
    if (node.op === 'not') {
      if (node.of.op !== 'test') throw new TypeError('a negation stands above something else than a test');
      return this.#addTest(node.of.field, node.of.test, true);
    }
    const op = node.op === 'and' ? groupAnd : groupOr;
    const start = this.#out.open(op, around);
    let parts = 0;
    for (const part of node.of) {
      const outcome = this.#addExpression(part, op);
      if (outcome > 0) parts += outcome;
      else if ((outcome === Outcome.yes) !== (op === groupAnd))
        return this.#out.decide(start, op === groupOr);
    }
    return this.#out.close(op, around, start, parts);
  }
}
