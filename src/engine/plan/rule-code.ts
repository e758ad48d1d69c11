import type { DetectionRule, Expression, TextOp, ValueTest } from '../rule/rule-model.ts';
import { literalGuard } from './literal-guard.ts';
import { simplify } from './specialise.ts';

/** A test of a text whose case does not count is its letter and the text; the others stand as they are. */
export type CodedTest = string | ValueTest;

/**
 * The expressions of many rules as numbers: what planning walks through for each class of records, and what the cache
 * keeps. Equal tests and equal questions have one number each, so that planning compares no texts. Plain data.
 *
 * An expression is a question (twice its number, and one more if it is negated), or {@link groupAnd} or {@link groupOr}
 * (and {@link ofClass}) followed by the place behind the group and by its parts.
 */
export type RuleCode = {
  /** The different tests. */
  readonly tests: readonly CodedTest[];
  /** The different names of fields, as rules write them. */
  readonly fields: readonly string[];
  /** The different questions, two numbers each: the field (-1 for any value) and the test. */
  readonly questions: readonly number[];
  readonly code: readonly number[];
  /** By rule, where its expression begins. */
  readonly entries: readonly number[];
};

export const groupAnd = -1;
export const groupOr = -2;
/** Added to a group some of whose parts are texts that the class may know: they decide about most rules. */
export const ofClass = -2;

const letters: Record<TextOp, string> = { equals: '=', contains: '~', startswith: '<', endswith: '>' };
/** By the code of the letter. */
const ops: TextOp[] = [];
for (const [op, letter] of Object.entries(letters)) ops[letter.charCodeAt(0)] = op as TextOp;

/** What a class knows about its records. */
export const classFields: ReadonlySet<string> = new Set(['EventID', 'Channel', 'Provider_Name']);

/** Turns expressions into numbers. */
export function encodeRules(rules: readonly Pick<DetectionRule, 'expression'>[]): RuleCode {
  const tests = new Numbering<CodedTest>();
  const fields = new Numbering<string>();
  const questions = new Numbering<readonly [number, number]>();
  const code: number[] = [];
  const questionOf = (field: string | null, test: ValueTest): number => {
    const coded = encodeTest(test);
    const testNumber = tests.of(typeof coded === 'string' ? coded : JSON.stringify(coded), coded);
    const fieldNumber = field === null ? -1 : fields.of(field, field);
    return questions.of(`${fieldNumber} ${testNumber}`, [fieldNumber, testNumber]);
  };
  const add = (node: Expression): void => {
    if (node.op === 'test') code.push(2 * questionOf(node.field, node.test));
    else if (node.op === 'not' && node.of.op === 'test')
      code.push(2 * questionOf(node.of.field, node.of.test) + 1);
    else if (node.op === 'and' || node.op === 'or')
      addGroup(
        node.op,
        [...node.of].sort((a, b) => cost(a) - cost(b)),
      );
    else if (node.op === 'const') addGroup(node.value ? 'and' : 'or', []);
    else throw new TypeError('a negation stands above something else than a test');
  };
  const addGroup = (op: 'and' | 'or', parts: readonly Expression[]): void => {
    const group = (op === 'and' ? groupAnd : groupOr) + (parts.some(isOfClass) ? ofClass : 0);
    const at = code.push(group, 0);
    for (const part of parts) add(part);
    code[at - 1] = code.length;
  };
  const entries = rules.map(({ expression }) => {
    const at = code.length;
    add(simplify(expression));
    return at;
  });
  return { tests: tests.all, fields: fields.all, questions: questions.all.flat(), code, entries };
}

function isOfClass(node: Expression): boolean {
  const test = node.op === 'not' ? node.of : node;
  return (
    test.op === 'test' &&
    test.field !== null &&
    classFields.has(test.field) &&
    typeof encodeTest(test.test) === 'string'
  );
}

/** What costs nothing comes first; a lazy test runs only when the rest leaves the question open. */
function cost(node: Expression): number {
  switch (node.op) {
    case 'const':
      return 0;
    case 'not':
      return cost(node.of);
    case 'test':
      if (isEager(node.test)) return 0;
      if (isOfPresence.has(node.test.type)) return 10;
      return literalGuard(node.test) === undefined ? 1000 : 1001;
    default:
      return node.of.reduce((sum, part) => sum + cost(part), 1);
  }
}

const isOfPresence = new Set<ValueTest['type']>(['exists', 'null', 'fieldref']);

/** The expression of one rule; its negations stand at tests. */
export function decodeRule(all: RuleCode, rule: number): Expression {
  const at = (place: number): Expression => {
    const code = all.code[place]!;
    if (code < 0) {
      const of: Expression[] = [];
      const end = all.code[place + 1]!;
      for (let part = place + 2; part < end; part = placeBehind(all.code, part)) of.push(at(part));
      const isAnd = groupOf(code) === groupAnd;
      return of.length === 0 ? { op: 'const', value: isAnd } : { op: isAnd ? 'and' : 'or', of };
    }
    const question = code & ~1;
    const field = all.questions[question]!;
    const test: Expression = {
      op: 'test',
      field: field < 0 ? null : all.fields[field]!,
      test: decodeTest(all.tests[all.questions[question + 1]!]!),
    };
    return (code & 1) === 0 ? test : { op: 'not', of: test };
  };
  return at(all.entries[rule]!);
}

/** {@link groupAnd} or {@link groupOr}. */
export const groupOf = (code: number): number => (code < groupOr ? code - ofClass : code);

/** Where the part after this one begins. */
export const placeBehind = (code: readonly number[], place: number): number =>
  code[place]! < 0 ? code[place + 1]! : place + 1;

/** Whether the dictionary answers a test; the others are asked only when the rest of a rule holds. */
export const isEager = (test: ValueTest): boolean =>
  (test.type === 'text' && !test.cased) || test.type === 'number' || test.type === 'cidr';

function encodeTest(test: ValueTest): CodedTest {
  return test.type === 'text' && !test.cased ? letters[test.op] + test.value : test;
}

export function decodeTest(coded: CodedTest): ValueTest {
  if (typeof coded !== 'string') return coded;
  return { type: 'text', op: ops[coded.charCodeAt(0)]!, value: coded.slice(1), cased: false };
}

/** Gives things numbers in the order in which they come. */
class Numbering<T> {
  readonly all: T[] = [];
  readonly #numbers = new Map<string, number>();

  of(key: string, thing: T): number {
    let number = this.#numbers.get(key);
    if (number === undefined) {
      number = this.all.push(thing) - 1;
      this.#numbers.set(key, number);
    }
    return number;
  }
}

/** The code that is there already, or can be had. */
const codes = new WeakMap<readonly DetectionRule[], () => RuleCode>();

/** Says where the code of these rules is; it is asked for only where it is needed. */
export function keepCode(rules: readonly DetectionRule[], code: () => RuleCode): void {
  codes.set(rules, code);
}

/** The code of rules, made once. */
export function codeOf(rules: readonly DetectionRule[]): RuleCode {
  const known = codes.get(rules)?.();
  if (known !== undefined) return known;
  const code = encodeRules(rules);
  codes.set(rules, () => code);
  return code;
}
