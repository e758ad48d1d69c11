import type { JoinedField, LogSources, Route } from '../rule/log-sources.ts';
import type { DetectionRule, LogSource } from '../rule/rule-model.ts';
import type { EventClass } from '../source/event-class.ts';
import type { FieldNames } from '../source/field-names.ts';
import { BranchProgram } from './branch-program.ts';
import { compileNode, type Node } from './compile-node.ts';
import type { Predicate, PredicateTable } from './predicate-table.ts';
import { join, specialise } from './specialise.ts';
import { chooseKeywords, chooseTriggers } from './triggers.ts';

/** A rule as it is asked in one class. */
export type ClassRule = { readonly rule: number; readonly node: Node };

/** Everything that one class of records needs: which fields to look up, and which rules they may wake. */
export type ClassPlan = {
  readonly event: EventClass;
  readonly rules: readonly ClassRule[];
  /** The rules as branches: `entries` by index of the rule. */
  readonly program: { readonly code: Int32Array; readonly entries: Int32Array };
  /** Rules that must be asked for every record. */
  readonly always: readonly number[];
  /** Predicate -> rules of this plan (indexes) that it wakes. */
  readonly wakes: ReadonlyMap<number, readonly number[]>;
  /** Field number -> what is asked of its values, without keywords. */
  readonly questions: ReadonlyMap<number, readonly Predicate[]>;
  /** What is asked of every value. */
  readonly keywords: readonly Predicate[];
  /** Where none of these keywords is in a record, no other keyword matters either. */
  readonly keywordGates: readonly Predicate[];
  /** Whether keywords could be found in numbers, times and the like. */
  readonly keywordsReadScalars: boolean;
  readonly joins: readonly { readonly field: number; readonly join: JoinedField }[];
};

/** Rules, log sources and tables that all classes share. */
export class Planner {
  readonly #rules: readonly DetectionRule[];
  readonly #sources: LogSources;
  readonly #names: FieldNames;
  readonly #predicates: PredicateTable;
  /** The different log sources of the rules, and the one of each rule. */
  readonly #logSources: LogSource[] = [];
  readonly #sourceOf: readonly number[];
  readonly #onFault: (rule: number, reason: string) => void;

  constructor(
    rules: readonly DetectionRule[],
    shared: { sources: LogSources; names: FieldNames; predicates: PredicateTable },
    onFault: (rule: number, reason: string) => void,
  ) {
    this.#rules = rules;
    this.#sources = shared.sources;
    this.#names = shared.names;
    this.#predicates = shared.predicates;
    this.#onFault = onFault;
    const numbers = new Map<string, number>();
    this.#sourceOf = rules.map(({ logSource }) => {
      const key = JSON.stringify([logSource.category, logSource.product, logSource.service]);
      const known = numbers.get(key);
      if (known !== undefined) return known;
      numbers.set(key, numbers.size);
      this.#logSources.push(logSource);
      return numbers.size - 1;
    });
  }

  /** The rules whose log source means the class, in their order. Many rules share a log source: each is asked once. */
  #routed(event: EventClass): { rule: DetectionRule; number: number; routes: Route[] }[] {
    const routesOf = this.#logSources.map((source) => this.#sources.routes(source, event));
    const routed: { rule: DetectionRule; number: number; routes: Route[] }[] = [];
    for (const [number, rule] of this.#rules.entries()) {
      const routes = routesOf[this.#sourceOf[number]!]!;
      if (routes.length > 0) routed.push({ rule, number, routes });
    }
    return routed;
  }

  /** Plans one class. */
  plan(event: EventClass): ClassPlan {
    const rules: ClassRule[] = [];
    const always: number[] = [];
    const wakes = new Map<number, number[]>();
    const joins = new Map<number, JoinedField>();
    for (const { rule, number, routes } of this.#routed(event)) {
      const expression = join(
        'or',
        routes.map((route) => specialise(rule.expression, route, event)),
      );
      if (expression.op === 'const' && !expression.value) continue;
      const onFault = (reason: string): void => this.#onFault(number, reason);
      const node = compileNode(expression, { predicates: this.#predicates, names: this.#names, onFault });
      for (const route of routes)
        for (const [field, joined] of Object.entries(route.joins)) joins.set(this.#names.id(field), joined);
      rules.push({ rule: number, node });
    }
    const predicates = new Map<number, Predicate>();
    const uses = new Map<number, number>();
    for (const { node } of rules) {
      const own = new Map<number, Predicate>();
      collect(node, own);
      for (const [number, predicate] of own) {
        predicates.set(number, predicate);
        uses.set(number, (uses.get(number) ?? 0) + 1);
      }
    }
    for (const [index, { node }] of rules.entries()) {
      const triggers = chooseTriggers(node, uses);
      if (triggers === undefined) always.push(index);
      else for (const predicate of triggers) addTo(wakes, predicate, index);
    }
    const gates = gatesOf(rules, uses);
    const program = new BranchProgram();
    for (const { node } of rules) program.add(node);
    return {
      event,
      rules,
      program: program.finish(),
      always,
      wakes,
      keywordGates: [...gates].map((number) => predicates.get(number)!),
      ...byField([...predicates.values()], this.#names),
      joins: [...joins].map(([field, joined]) => ({ field, join: joined })),
    };
  }
}

/** The keywords that decide about all keywords of the rules. */
function gatesOf(rules: readonly ClassRule[], uses: ReadonlyMap<number, number>): Set<number> {
  return new Set(rules.flatMap(({ node }) => chooseKeywords(node, uses)));
}

function addTo(lists: Map<number, number[]>, key: number, value: number): void {
  const list = lists.get(key);
  if (list === undefined) lists.set(key, [value]);
  else list.push(value);
}

/** Predicates by the field they are asked of; keywords are asked of every value. */
function byField(
  predicates: readonly Predicate[],
  names: FieldNames,
): Pick<ClassPlan, 'questions' | 'keywords' | 'keywordsReadScalars'> {
  const keywords = predicates.filter(({ field }) => field === null);
  const questions = new Map<number, Predicate[]>();
  for (const predicate of predicates) {
    if (predicate.field === null) continue;
    const field = names.id(predicate.field);
    const list = questions.get(field);
    if (list === undefined) questions.set(field, [predicate]);
    else list.push(predicate);
  }
  const keywordsReadScalars = keywords.some(
    ({ test }) => test.type !== 'text' || canStandInScalar(test.value),
  );
  return { questions, keywords, keywordsReadScalars };
}

function collect(node: Node, into: Map<number, Predicate>): void {
  if (node.op === 'predicate') into.set(node.number, node.predicate);
  else if (node.op === 'and' || node.op === 'or') for (const part of node.of) collect(part, into);
}

/** Whether a text could be part of a number, a GUID, a SID, a time or a boolean as they are written. */
const canStandInScalar = (text: string): boolean => /^[0-9a-fA-FxXtTrRuUlLsSzZiInNyY{}:.+-]*$/.test(text);
