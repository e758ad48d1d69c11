import type { JoinedField, LogSources, Route } from '../rule/log-sources.ts';
import type { DetectionRule, LogSource } from '../rule/rule-model.ts';
import type { EventClass } from '../source/event-class.ts';
import type { FieldNames } from '../source/field-names.ts';
import { BranchProgram } from './branch-program.ts';
import { ClassCode, Outcome } from './class-code.ts';
import { type Node, nodeAt } from './compile-node.ts';
import type { Predicate, PredicateTable } from './predicate-table.ts';
import { PredicateUses } from './predicate-uses.ts';
import { type PlanContext, RouteCode } from './route-code.ts';
import { codeOf, groupOr } from './rule-code.ts';
import { TriggerChoice } from './triggers.ts';

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

/** What the rules of a plan are read from. */
type Written = {
  readonly code: Int32Array;
  readonly starts: readonly number[];
  readonly predicates: PredicateTable;
};

/** Its expression is made where somebody asks: that is mostly after a hit. */
class PlannedRule implements ClassRule {
  readonly rule: number;
  readonly #index: number;
  readonly #written: Written;
  #node: Node | undefined;

  constructor(rule: number, index: number, written: Written) {
    this.rule = rule;
    this.#index = index;
    this.#written = written;
  }

  get node(): Node {
    const { code, starts, predicates } = this.#written;
    this.#node ??= nodeAt(code, starts[this.#index]!, predicates);
    return this.#node;
  }
}

/** Rules, log sources and tables that all classes share. */
export class Planner {
  readonly #sources: LogSources;
  readonly #context: PlanContext;
  /** The different log sources, which many rules share. */
  readonly #logSources: LogSource[] = [];
  readonly #sourceOf: Int32Array;
  readonly #out = new ClassCode();
  /** What was made for each route that some class had. */
  readonly #routes = new Map<Route, RouteCode>();
  readonly #uses: PredicateUses;

  constructor(
    rules: readonly DetectionRule[],
    shared: { sources: LogSources; names: FieldNames; predicates: PredicateTable },
    onFault: (rule: number, reason: string) => void,
  ) {
    const { sources, names, predicates } = shared;
    this.#sources = sources;
    this.#context = { code: codeOf(rules), names, predicates, onFault };
    this.#uses = new PredicateUses(predicates);
    const numbers = new Map<string, number>();
    this.#sourceOf = Int32Array.from(rules, ({ logSource }) => {
      const key = `${logSource.category}\0${logSource.product}\0${logSource.service}`;
      const known = numbers.get(key);
      if (known !== undefined) return known;
      numbers.set(key, numbers.size);
      return this.#logSources.push(logSource) - 1;
    });
  }

  /** Plans one class. */
  plan(event: EventClass): ClassPlan {
    const { names, predicates } = this.#context;
    const { numbers, starts, used } = this.#addRules(event);
    const code = this.#out.slice(0);
    const uses = this.#uses;
    uses.count(code, starts);
    const choice = new TriggerChoice(code, uses);
    const written = { code, starts, predicates };
    return {
      event,
      rules: numbers.map((rule, i) => new PlannedRule(rule, i, written)),
      program: BranchProgram.of(code, starts, uses.leaves),
      ...findTriggers(starts, choice),
      ...questionsOf(uses, names),
      keywordGates: gatesOf(starts, choice, uses),
      joins: joinsOf(used, names),
    };
  }

  /** Writes the rules that can fire on records of the class, in their order. */
  #addRules(event: EventClass): { numbers: number[]; starts: number[]; used: Set<RouteCode> } {
    const numbers: number[] = [];
    const starts: number[] = [];
    const used = new Set<RouteCode>();
    const out = this.#out;
    out.length = 0;
    // Many rules share a log source: each is asked once.
    const waysOf = this.#logSources.map((source) => this.#waysOf(source, event));
    const sourceOf = this.#sourceOf;
    for (let rule = 0; rule < sourceOf.length; rule++) {
      const ways = waysOf[sourceOf[rule]!];
      if (ways === undefined) continue;
      const start = out.length;
      const outcome = ways.length === 1 ? ways[0]!.add(rule, 0) : this.#addWays(rule, ways);
      if (outcome === Outcome.no) continue;
      if (outcome === Outcome.yes) out.pushHolding();
      numbers.push(rule);
      starts.push(start);
      for (const way of ways) used.add(way);
    }
    return { numbers, starts, used };
  }

  #addWays(rule: number, ways: readonly RouteCode[]): number {
    const start = this.#out.open(groupOr, 0);
    let parts = 0;
    for (const way of ways) {
      const outcome = way.add(rule, groupOr);
      if (outcome === Outcome.yes) return this.#out.decide(start, true);
      if (outcome > 0) parts += outcome;
    }
    return this.#out.close(groupOr, 0, start, parts);
  }

  #waysOf(source: LogSource, event: EventClass): RouteCode[] | undefined {
    const routes = this.#sources.routes(source, event);
    if (routes.length === 0) return undefined;
    return routes.map((route) => {
      let way = this.#routes.get(route);
      if (way === undefined) {
        way = new RouteCode(route, this.#out, this.#context);
        this.#routes.set(route, way);
      }
      way.enter(event);
      return way;
    });
  }
}

function joinsOf(ways: ReadonlySet<RouteCode>, names: FieldNames): ClassPlan['joins'] {
  const joins = new Map<number, JoinedField>();
  for (const { route } of ways)
    for (const [field, joined] of Object.entries(route.joins)) joins.set(names.id(field), joined);
  return [...joins].map(([field, join]) => ({ field, join }));
}

/** Which predicates wake which rules, and the rules that nothing need wake. */
function findTriggers(starts: readonly number[], choice: TriggerChoice): Pick<ClassPlan, 'always' | 'wakes'> {
  const always: number[] = [];
  const wakes = new Map<number, number[]>();
  for (let index = 0; index < starts.length; index++) {
    const triggers = choice.triggers(starts[index]!);
    if (triggers === undefined) always.push(index);
    else
      for (const predicate of triggers) {
        const woken = wakes.get(predicate);
        if (woken === undefined) wakes.set(predicate, [index]);
        else woken.push(index);
      }
  }
  return { always, wakes };
}

/** The keywords that decide about all keywords of the rules. */
function gatesOf(starts: readonly number[], choice: TriggerChoice, uses: PredicateUses): Predicate[] {
  const gates = new Set(uses.withKeywords.flatMap((index) => choice.keywords(starts[index]!).numbers));
  return gates.size === 0 ? [] : uses.predicates.filter(({ number }) => gates.has(number));
}

/** Predicates by the field they are asked of; keywords are asked of every value. */
function questionsOf(
  { predicates }: PredicateUses,
  names: FieldNames,
): Pick<ClassPlan, 'questions' | 'keywords' | 'keywordsReadScalars'> {
  const keywords: Predicate[] = [];
  const questions = new Map<number, Predicate[]>();
  // Predicates of one field mostly stand together.
  let lastName: string | undefined;
  let last: Predicate[] = keywords;
  for (const predicate of predicates) {
    const { field: name } = predicate;
    if (name === null) keywords.push(predicate);
    else {
      if (name !== lastName) {
        const field = names.id(name);
        last = questions.get(field) ?? [];
        if (last.length === 0) questions.set(field, last);
        lastName = name;
      }
      last.push(predicate);
    }
  }
  const keywordsReadScalars = keywords.some(
    ({ test }) => test.type !== 'text' || canStandInScalar(test.value),
  );
  return { questions, keywords, keywordsReadScalars };
}

/** Whether a text could be part of a number, a GUID, a SID, a time or a boolean as they are written. */
const canStandInScalar = (text: string): boolean => /^[0-9a-fA-FxXtTrRuUlLsSzZiInNyY{}:.+-]*$/.test(text);
