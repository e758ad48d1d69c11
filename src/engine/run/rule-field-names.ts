import type { LogSources } from '../rule/log-sources.ts';
import type { DetectionRule } from '../rule/rule-model.ts';
import type { EventClass } from '../source/event-class.ts';

/**
 * How the fields that a rule names are called in the records of a class. Tests are renamed when a class is planned;
 * this is for fields that are only read: those that correlations group by or count, and those shown with a hit.
 */
export class RuleFieldNames {
  readonly #rules: readonly DetectionRule[];
  readonly #sources: LogSources;
  readonly #known = new WeakMap<EventClass, Map<number, ReadonlyMap<string, readonly string[]>>>();

  constructor(rules: readonly DetectionRule[], sources: LogSources) {
    this.#rules = rules;
    this.#sources = sources;
  }

  /** The names to look for, the likeliest first; the rule's own spelling is always the last. */
  of(rule: number, event: EventClass, name: string): readonly string[] {
    let byRule = this.#known.get(event);
    if (byRule === undefined) {
      byRule = new Map();
      this.#known.set(event, byRule);
    }
    let names = byRule.get(rule);
    if (names === undefined) {
      names = this.#read(rule, event);
      byRule.set(rule, names);
    }
    return names.get(name) ?? [name];
  }

  #read(rule: number, event: EventClass): ReadonlyMap<string, readonly string[]> {
    const names = new Map<string, string[]>();
    for (const { fields } of this.#sources.routes(this.#rules[rule]!.logSource, event))
      for (const [name, mapped] of Object.entries(fields)) {
        const own = names.get(name) ?? [];
        for (const one of [mapped].flat()) if (!own.includes(one)) own.push(one);
        names.set(name, own);
      }
    for (const [name, own] of names) if (!own.includes(name)) own.push(name);
    return names;
  }
}
