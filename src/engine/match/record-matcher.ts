import { Answer } from '../plan/branch-program.ts';
import { type ClassPlan, type ClassRule, Planner } from '../plan/class-plan.ts';
import type { Node } from '../plan/compile-node.ts';
import { type Predicate, PredicateTable } from '../plan/predicate-table.ts';
import type { JoinedField, LogSources } from '../rule/log-sources.ts';
import { foldText } from '../rule/meaning/fold.ts';
import type { DetectionRule } from '../rule/rule-model.ts';
import type { EventClass } from '../source/event-class.ts';
import type { FieldNames } from '../source/field-names.ts';
import type { RecordView } from '../source/record-view.ts';
import { ValueText } from '../source/value-text.ts';
import type { WorkMemory } from '../source/work-memory.ts';
import { FieldMatcher } from './field-matcher.ts';
import { MatchKernel } from './kernel/match-kernel.ts';
import { KeywordAsker } from './keyword-asker.ts';
import { keywordTexts } from './keyword-filter.ts';
import { LazyTests } from './lazy-tests.ts';
import { ValueDictionary } from './value-dictionary.ts';

/** A plan with what matching remembers about it. */
export type ActivePlan = ClassPlan & {
  /** Where the kernel has the plan; 0 where JavaScript does the matching. */
  readonly kernelAt: number;
  /** Made when JavaScript matches a record of the class for the first time. */
  plain: PlainPlan | undefined;
  /** By number of a rule: its positive tests. */
  readonly positives: Map<number, readonly Positive[]>;
  /** The part of a log (counted by the scanner) in which the plan was used last. */
  usedIn: number;
};

/** A test that may be why a rule fired: number of the predicate or of the lazy test; field -1 for keywords. */
type Positive = { readonly predicate: number; readonly lazy: boolean; readonly field: number };

/** What matching in JavaScript needs of a plan. */
type PlainPlan = {
  /** One bit per field number: whether somebody asks. A few bytes in place of an array per class, which would be cold. */
  readonly asks: Uint32Array;
  readonly byField: ReadonlyMap<number, FieldMatcher>;
  readonly keywordAsker: KeywordAsker | undefined;
  /** Result number -> rules that it wakes. */
  readonly woken: (readonly number[] | undefined)[];
  /** The epoch of the dictionary that the results belong to. */
  epoch: number;
  /** Rule of the plan -> the record for which it was last asked. */
  readonly asked: Int32Array;
};

const noRules: readonly number[] = [];
const dictionaryBytesDefault = 96 << 20;

/**
 * Asks all rules about one record after another.
 *
 * For each value that a rule of the class reads the dictionary says which predicates hold. A record whose predicates
 * wake no rule is done; only then are predicates marked and the woken rules evaluated.
 */
export class RecordMatcher {
  readonly #names: FieldNames;
  readonly #text = new ValueText();
  readonly #dictionary: ValueDictionary;
  readonly #predicates = new PredicateTable();
  readonly #lazies: LazyTests;
  readonly #planner: Planner;
  readonly #matchers = new Map<string, FieldMatcher>();
  #matcherCount = 0;
  readonly #keywordAskers = new Map<string, KeywordAsker>();
  /** Does the matching for records in its memory. */
  readonly kernel: MatchKernel | undefined;
  /** The kernel matched the last record. */
  #isKernelRecord = false;
  /** By number of a predicate: the record on which it held last. */
  #marks = new Int32Array(1024);
  #serial = 0;
  #results = new Int32Array(1024);

  constructor(
    rules: readonly DetectionRule[],
    options: {
      sources: LogSources;
      names: FieldNames;
      /** A rule's regular expression exceeded its budget. */
      onFault?: (rule: number, reason: string) => void;
      dictionaryBytes?: number;
      /** The memory of the worker, so that a kernel can do the matching; what is found does not depend on it. */
      memory?: WorkMemory | undefined;
    },
  ) {
    this.#names = options.names;
    this.#dictionary = new ValueDictionary(this.#text, options.dictionaryBytes);
    this.#lazies = new LazyTests(this.#predicates.lazies, this.#dictionary, () => ++this.#matcherCount);
    const shared = { sources: options.sources, names: options.names, predicates: this.#predicates };
    this.#planner = new Planner(rules, shared, options.onFault ?? (() => {}));
    if (options.memory !== undefined)
      this.kernel = MatchKernel.make(options.memory, options.dictionaryBytes ?? dictionaryBytesDefault, {
        refers: (lazy) => this.#lazies.holds(lazy),
      });
  }

  /** Plans a class of records. Plans are made once per class and kept by the caller. */
  plan(event: EventClass): ActivePlan {
    const plan = this.#planner.plan(event);
    return { ...plan, kernelAt: this.#kernelPlan(plan), plain: undefined, positives: new Map(), usedIn: 0 };
  }

  #kernelPlan(plan: ClassPlan): number {
    if (this.kernel === undefined) return 0;
    try {
      return this.kernel.addPlan(plan, this.#predicates);
    } catch (error) {
      // A log with endless classes fills the place for tables; JavaScript goes on with the further ones.
      if (error instanceof RangeError) return 0;
      throw error;
    }
  }

  #makePlain(plan: ActivePlan): PlainPlan {
    const byField = new Map<number, FieldMatcher>();
    const asks = new Uint32Array((Math.max(0, ...plan.questions.keys()) >>> 5) + 1);
    for (const [field, questions] of plan.questions) {
      byField.set(field, this.#matcherFor(questions));
      asks[field >>> 5]! |= 1 << (field & 31);
    }
    if (this.#marks.length < this.#predicates.size) {
      const marks = new Int32Array(this.#predicates.size * 2);
      marks.set(this.#marks);
      this.#marks = marks;
    }
    const keywordAsker = this.#keywordAskerFor(plan);
    const asked = new Int32Array(plan.rules.length);
    plan.plain = { asks, byField, keywordAsker, woken: [], epoch: this.#dictionary.epoch, asked };
    return plan.plain;
  }

  /** Classes with the same questions share a matcher, and so what is remembered of values. */
  #matcherFor(questions: readonly Predicate[]): FieldMatcher {
    const numbers = Int32Array.from(questions, ({ number }) => number).sort();
    const key = Buffer.from(numbers.buffer).toString('latin1');
    let matcher = this.#matchers.get(key);
    if (matcher === undefined) {
      matcher = new FieldMatcher(++this.#matcherCount, questions);
      this.#matchers.set(key, matcher);
    }
    return matcher;
  }

  #keywordAskerFor(plan: ClassPlan): KeywordAsker | undefined {
    if (plan.keywords.length === 0) return undefined;
    const matcher = this.#matcherFor(plan.keywords);
    const key = `${matcher.number} ${plan.keywordGates.map(({ number }) => number)}`;
    let asker = this.#keywordAskers.get(key);
    if (asker === undefined) {
      asker = new KeywordAsker(keywordTexts(plan), matcher, plan.keywordsReadScalars);
      this.#keywordAskers.set(key, asker);
    }
    return asker;
  }

  /** Drops remembered values; for benchmarks, and to bound memory from outside. */
  forget(): void {
    this.#dictionary.forget();
    this.kernel?.forget();
  }

  /** Appends the numbers of the rules that fire on a record, in the order of the rules. */
  match(view: RecordView, plan: ActivePlan, fired: number[]): void {
    if (plan.rules.length === 0) return;
    if (plan.joins.length > 0) this.#addJoins(view, plan.joins);
    this.#dictionary.trim();
    const serial = ++this.#serial;
    this.#isKernelRecord = plan.kernelAt > 0 && view.memory === this.kernel?.memory && view.isInMemory;
    if (this.#isKernelRecord) {
      this.#lazies.enter(view, serial);
      const count = this.kernel!.match(view, plan.kernelAt);
      for (let i = 0; i < count; i++) fired.push(plan.rules[this.kernel!.firedAt(i)]!.rule);
      if (count >= 0) return;
      this.#isKernelRecord = false;
    }
    this.#matchPlain(view, plan, serial, fired);
  }

  #matchPlain(view: RecordView, plan: ActivePlan, serial: number, fired: number[]): void {
    const plain = plan.plain ?? this.#makePlain(plan);
    if (plain.epoch !== this.#dictionary.epoch) {
      plain.woken.length = 0;
      plain.epoch = this.#dictionary.epoch;
    }
    if (this.#results.length < view.count * 2) this.#results = new Int32Array(view.count * 4);
    const results = this.#results;
    const count = this.#findResults(view, plain, results);
    let isWoken = plan.always.length > 0;
    for (let i = 0; i < count; i++)
      if ((plain.woken[results[i]!] ?? this.#findWoken(plan, plain, results[i]!)) !== noRules) isWoken = true;
    if (!isWoken) return;
    this.#lazies.enter(view, serial);
    for (let i = 0; i < count; i++) this.#mark(results[i]!, serial);
    const first = fired.length;
    for (const index of plan.always) this.#ask(plan, plain, index, serial, fired);
    for (let i = 0; i < count; i++)
      for (const index of plain.woken[results[i]!]!) this.#ask(plan, plain, index, serial, fired);
    if (fired.length - first > 1) sortTail(fired, first);
  }

  /** Looks up all values that a rule asks for; gives the number of results that are not empty. */
  #findResults(view: RecordView, plain: PlainPlan, results: Int32Array): number {
    const { asks, byField, keywordAsker } = plain;
    const { fields } = view;
    const dictionary = this.#dictionary;
    const asksAll = keywordAsker?.asksAll(view) ?? false;
    let count = 0;
    for (let i = 0; i < view.count; i++) {
      const field = fields[i]!;
      if (((asks[field >>> 5]! >>> (field & 31)) & 1) !== 0) {
        const result = dictionary.look(byField.get(field)!, view, i);
        if (result !== 0) results[count++] = result;
      }
      if (keywordAsker !== undefined) {
        const result = keywordAsker.ask(view, i, asksAll, dictionary);
        if (result !== 0) results[count++] = result;
      }
    }
    return count;
  }

  /**
   * The fields whose values made a rule fire on the record that was matched last: those of its positive tests that
   * hold. For keywords, the fields that hold them.
   */
  matchedFields(view: RecordView, plan: ActivePlan, rule: number): Set<number> {
    const fields = new Set<number>();
    let keywords: Set<number> | undefined;
    for (const { predicate, lazy, field } of this.#positives(plan, rule)) {
      if (fields.has(field)) continue;
      if (lazy ? !this.#holdsLazy(predicate) : !this.#isMarked(predicate)) continue;
      if (field >= 0) fields.add(field);
      else if (!lazy) {
        keywords ??= new Set();
        keywords.add(predicate);
      }
    }
    if (keywords !== undefined) this.#addFieldsWith(view, plan, keywords, fields);
    return fields;
  }

  /** The positive tests of a rule, found out when it fires for the first time. */
  #positives(plan: ActivePlan, rule: number): readonly Positive[] {
    const known = plan.positives.get(rule);
    if (known !== undefined) return known;
    const positives: Positive[] = [];
    const collect = (node: Node): void => {
      if (node.op === 'and' || node.op === 'or') node.of.forEach(collect);
      else if (node.op === 'predicate' && !node.isNegated) {
        const { field } = node.predicate;
        const id = field === null ? -1 : this.#names.id(field);
        positives.push({ predicate: node.number, lazy: false, field: id });
      } else if (node.op === 'lazy' && !node.isNegated && node.lazy.field >= 0)
        positives.push({ predicate: node.lazy.number, lazy: true, field: node.lazy.field });
    };
    collect(findRule(plan.rules, rule).node);
    plan.positives.set(rule, positives);
    return positives;
  }

  #isMarked(predicate: number): boolean {
    return this.#isKernelRecord ? this.kernel!.isMarked(predicate) : this.#marks[predicate] === this.#serial;
  }

  #holdsLazy(number: number): boolean {
    return this.#isKernelRecord ? this.kernel!.holdsLazy(number) : this.#lazies.holds(number);
  }

  /** Adds the fields that hold one of the keywords. */
  #addFieldsWith(view: RecordView, plan: ActivePlan, keywords: Set<number>, fields: Set<number>): void {
    for (let i = 0; i < view.count; i++) {
      if (fields.has(view.fields[i]!)) continue;
      for (const found of this.#keywordsIn(view, plan, i))
        if (keywords.has(found)) {
          fields.add(view.fields[i]!);
          break;
        }
    }
  }

  #keywordsIn(view: RecordView, plan: ActivePlan, i: number): Int32Array {
    if (this.#isKernelRecord) return this.kernel!.keywordsIn(view, plan.kernelAt, i);
    return this.#dictionary.list(plan.plain?.keywordAsker?.ask(view, i, true, this.#dictionary) ?? 0);
  }

  #mark(result: number, serial: number): void {
    const list = this.#dictionary.list(result);
    for (let k = 0; k < list.length; k++) this.#marks[list[k]!] = serial;
  }

  #findWoken(plan: ActivePlan, plain: PlainPlan, result: number): readonly number[] {
    const rules = new Set<number>();
    for (const predicate of this.#dictionary.list(result))
      for (const rule of plan.wakes.get(predicate) ?? noRules) rules.add(rule);
    const woken = rules.size === 0 ? noRules : [...rules];
    plain.woken[result] = woken;
    return woken;
  }

  #ask(plan: ActivePlan, plain: PlainPlan, index: number, serial: number, fired: number[]): void {
    if (plain.asked[index] === serial) return;
    plain.asked[index] = serial;
    const { code, entries } = plan.program;
    const marks = this.#marks;
    let at = entries[index]!;
    while (at >= 0) {
      const question = code[at]!;
      const holds = question >= 0 ? marks[question] === serial : this.#lazies.holds(~question);
      at = code[holds ? at + 1 : at + 2]!;
    }
    if (at === Answer.yes) fired.push(plan.rules[index]!.rule);
  }

  #textOf(view: RecordView, i: number): string {
    this.#text.read(view.bufferOf(i), view.offsets[i]!, view.lengths[i]!, view.types[i]!);
    return this.#text.toString();
  }

  #addJoins(view: RecordView, joins: ActivePlan['joins']): void {
    for (const { field, join } of joins) {
      const text = this.#joinText(view, join);
      if (text !== undefined && view.indexOf(field) < 0) view.addMade(field, text);
    }
  }

  #joinText(view: RecordView, join: JoinedField): string | undefined {
    const parts: string[] = [];
    for (const name of join.fields) {
      const at = view.indexOf(this.#names.id(name));
      const text = at < 0 ? '' : this.#textOf(view, at);
      if (text !== '' && text !== '-') parts.push(text);
    }
    if (parts.length === 0) return undefined;
    const text = parts.join(join.separator);
    const found = Object.entries(join.prefixes).find(([prefix]) =>
      foldText(text).startsWith(foldText(prefix)),
    );
    return found === undefined ? text : found[1] + text.slice(found[0].length);
  }
}

/** Rules of a plan stand in the order of their numbers. */
function findRule(rules: readonly ClassRule[], rule: number): ClassRule {
  let [low, high] = [0, rules.length - 1];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (rules[middle]!.rule < rule) low = middle + 1;
    else high = middle;
  }
  return rules[low]!;
}

function sortTail(list: number[], from: number): void {
  const tail = list.slice(from).sort((a, b) => a - b);
  for (const [i, value] of tail.entries()) list[from + i] = value;
}
