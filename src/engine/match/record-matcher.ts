import { type ClassPlan, Planner } from '../plan/class-plan.ts';
import type { Lazy, Node } from '../plan/compile-node.ts';
import { type Predicate, PredicateTable } from '../plan/predicate-table.ts';
import type { JoinedField, LogSources } from '../rule/log-sources.ts';
import { foldText } from '../rule/meaning/fold.ts';
import { compareText } from '../rule/meaning/test-value.ts';
import type { DetectionRule } from '../rule/rule-model.ts';
import type { EventClass } from '../source/event-class.ts';
import type { FieldNames } from '../source/field-names.ts';
import { type RecordView, ValueType } from '../source/record-view.ts';
import { ValueText } from '../source/value-text.ts';
import { FieldMatcher } from './field-matcher.ts';
import { ValueDictionary } from './value-dictionary.ts';

/** A plan with what matching remembers about it. */
export type ActivePlan = ClassPlan & {
  /** Field number -> matcher, as an array; undefined where nobody asks. */
  readonly byField: (FieldMatcher | undefined)[];
  /** The matcher for all other fields, where there are keywords. */
  readonly ofOthers: FieldMatcher | undefined;
  /** Result number -> rules that it wakes. */
  readonly woken: (readonly number[] | undefined)[];
  /** Rule of the plan -> the record for which it was last asked. */
  readonly asked: Float64Array;
};

const noRules: readonly number[] = [];

/**
 * Asks all rules about one record after another.
 *
 * For each value the dictionary says which predicates hold. A record whose predicates wake no rule is done; only
 * then are predicates marked and the woken rules evaluated.
 */
export class RecordMatcher {
  readonly #names: FieldNames;
  readonly #text = new ValueText();
  readonly #dictionary: ValueDictionary;
  readonly #predicates = new PredicateTable();
  readonly #planner: Planner;
  readonly #matchers = new Map<string, FieldMatcher>();
  #marks = new Float64Array(1024);
  #serial = 0;
  #results = new Int32Array(1024);
  #view: RecordView | undefined;

  constructor(
    rules: readonly DetectionRule[],
    options: {
      sources: LogSources;
      names: FieldNames;
      /** A rule's regular expression exceeded its budget. */
      onFault?: (rule: number, reason: string) => void;
      dictionaryBytes?: number;
    },
  ) {
    this.#names = options.names;
    this.#dictionary = new ValueDictionary(this.#text, options.dictionaryBytes);
    const shared = { sources: options.sources, names: options.names, predicates: this.#predicates };
    this.#planner = new Planner(rules, shared, options.onFault ?? (() => {}));
  }

  /** Plans a class of records. Plans are made once per class and kept by the caller. */
  plan(event: EventClass): ActivePlan {
    const plan = this.#planner.plan(event);
    const byField: (FieldMatcher | undefined)[] = [];
    for (const [field, questions] of plan.questions) byField[field] = this.#matcherFor(questions);
    for (let field = 0; field < byField.length; field++) byField[field] ??= undefined;
    if (this.#marks.length < this.#predicates.size) {
      const marks = new Float64Array(this.#predicates.size * 2);
      marks.set(this.#marks);
      this.#marks = marks;
    }
    const ofOthers = plan.keywords.length === 0 ? undefined : this.#matcherFor(plan.keywords);
    return { ...plan, byField, ofOthers, woken: [], asked: new Float64Array(plan.rules.length) };
  }

  /** Classes with the same questions share a matcher, and so what is remembered of values. */
  #matcherFor(questions: readonly Predicate[]): FieldMatcher {
    const key = questions
      .map(({ number }) => number)
      .sort((a, b) => a - b)
      .join();
    let matcher = this.#matchers.get(key);
    if (matcher === undefined) {
      matcher = new FieldMatcher(this.#matchers.size + 1, questions);
      this.#matchers.set(key, matcher);
    }
    return matcher;
  }

  /** Drops remembered values; for benchmarks, and to bound memory from outside. */
  forget(): void {
    this.#dictionary.forget();
  }

  /** Appends the numbers of the rules that fire on a record, in the order of the rules. */
  match(view: RecordView, plan: ActivePlan, fired: number[]): void {
    if (plan.rules.length === 0) return;
    if (plan.joins.length > 0) this.#addJoins(view, plan.joins);
    const serial = ++this.#serial;
    let count = 0;
    let isWoken = plan.always.length > 0;
    if (this.#results.length < view.count) this.#results = new Int32Array(view.count * 2);
    const results = this.#results;
    for (let i = 0; i < view.count; i++) {
      const result = this.#look(view, plan, i);
      if (result === 0) continue;
      results[count++] = result;
      const woken = plan.woken[result] ?? this.#findWoken(plan, result);
      if (woken !== noRules) isWoken = true;
    }
    if (!isWoken) return;
    this.#view = view;
    for (let i = 0; i < count; i++) this.#mark(results[i]!, serial);
    const first = fired.length;
    for (const index of plan.always) this.#ask(plan, index, serial, fired);
    for (let i = 0; i < count; i++)
      for (const index of plan.woken[results[i]!]!) this.#ask(plan, index, serial, fired);
    if (fired.length - first > 1) sortTail(fired, first);
  }

  /**
   * The fields whose values made a rule fire on the record that was matched last: those of its positive tests that
   * hold. For keywords, the fields that hold them.
   */
  matchedFields(view: RecordView, plan: ActivePlan, rule: number): Set<number> {
    const fields = new Set<number>();
    const collect = (node: Node): void => {
      if (node.op === 'and' || node.op === 'or') node.of.forEach(collect);
      else if (node.op === 'predicate' && !node.isNegated && this.#marks[node.number] === this.#serial) {
        if (node.predicate.field !== null) fields.add(this.#names.id(node.predicate.field));
        else for (const field of this.#fieldsWith(view, plan, node.number)) fields.add(field);
      } else if (node.op === 'lazy' && !node.isNegated && node.lazy.field >= 0 && this.#holdsLazy(node.lazy))
        fields.add(node.lazy.field);
    };
    this.#view = view;
    for (const entry of plan.rules) if (entry.rule === rule) collect(entry.node);
    return fields;
  }

  #fieldsWith(view: RecordView, plan: ActivePlan, predicate: number): number[] {
    const fields: number[] = [];
    for (let i = 0; i < view.count; i++) {
      const result = this.#look(view, plan, i);
      if (result !== 0 && this.#dictionary.list(result).includes(predicate)) fields.push(view.fields[i]!);
    }
    return fields;
  }

  #look(view: RecordView, plan: ActivePlan, i: number): number {
    const type = view.types[i]!;
    let matcher = plan.byField[view.fields[i]!];
    if (matcher === undefined) {
      matcher = plan.ofOthers;
      if (matcher === undefined) return 0;
      const isText = type === ValueType.utf16 || type >= ValueType.utf8 || type === ValueType.ansi;
      if (!isText && !plan.keywordsReadScalars) return 0;
    }
    return this.#dictionary.look(matcher, view.bufferOf(i), view.offsets[i]!, view.lengths[i]!, type);
  }

  #mark(result: number, serial: number): void {
    const list = this.#dictionary.list(result);
    for (let k = 0; k < list.length; k++) this.#marks[list[k]!] = serial;
  }

  #findWoken(plan: ActivePlan, result: number): readonly number[] {
    const rules = new Set<number>();
    for (const predicate of this.#dictionary.list(result))
      for (const rule of plan.wakes.get(predicate) ?? noRules) rules.add(rule);
    const woken = rules.size === 0 ? noRules : [...rules];
    plan.woken[result] = woken;
    return woken;
  }

  #ask(plan: ActivePlan, index: number, serial: number, fired: number[]): void {
    if (plan.asked[index] === serial) return;
    plan.asked[index] = serial;
    const { rule, node } = plan.rules[index]!;
    if (this.#holds(node, serial)) fired.push(rule);
  }

  #holds(node: Node, serial: number): boolean {
    switch (node.op) {
      case 'const':
        return node.value;
      case 'predicate':
        return (this.#marks[node.number] === serial) !== node.isNegated;
      case 'lazy':
        return this.#holdsLazy(node.lazy) !== node.isNegated;
      case 'and':
        for (const part of node.of) if (!this.#holds(part, serial)) return false;
        return true;
      case 'or':
        for (const part of node.of) if (this.#holds(part, serial)) return true;
        return false;
    }
  }

  #holdsLazy(lazy: Lazy): boolean {
    const view = this.#view!;
    if (lazy.kind === 'exists') return view.indexOf(lazy.field) >= 0;
    let hasText = false;
    for (let i = 0; i < view.count; i++) {
      if (lazy.field >= 0 && view.fields[i] !== lazy.field) continue;
      if (view.types[i] === ValueType.null) continue;
      hasText = true;
      if (lazy.kind === 'null') return false;
      const text = this.#textOf(view, i);
      if (lazy.kind === 'text' ? lazy.predicate(text) : this.#refersTo(view, text, lazy)) return true;
    }
    return lazy.kind === 'null' && !hasText;
  }

  #refersTo(view: RecordView, text: string, lazy: Extract<Lazy, { kind: 'reference' }>): boolean {
    for (let i = 0; i < view.count; i++) {
      if (view.fields[i] !== lazy.other || view.types[i] === ValueType.null) continue;
      const other = this.#textOf(view, i);
      if (
        lazy.cased
          ? compareText(text, lazy.textOp, other)
          : compareText(foldText(text), lazy.textOp, foldText(other))
      )
        return true;
    }
    return false;
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

function sortTail(list: number[], from: number): void {
  const tail = list.slice(from).sort((a, b) => a - b);
  for (const [i, value] of tail.entries()) list[from + i] = value;
}
