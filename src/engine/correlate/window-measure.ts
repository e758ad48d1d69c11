import { numberOf } from '../rule/meaning/number-of.ts';
import type { CorrelationRule, Occurrence } from '../rule/rule-model.ts';
import type { CorrelationEvent } from './correlation-event.ts';

/** What a correlation compares, kept up to date while events enter and leave the window. */
export interface WindowMeasure {
  add(event: CorrelationEvent): void;
  remove(event: CorrelationEvent): void;
  /** The value to compare; NaN where the window has none. */
  readonly value: number;
}

/** Makes the measure for a type of correlation. */
export function makeMeasure(rule: CorrelationRule): WindowMeasure {
  switch (rule.type) {
    case 'event_count':
      return new DistinctMeasure(() => undefined);
    case 'value_count':
      return new DistinctMeasure((event) => tupleOf(rule, event));
    case 'temporal':
    case 'temporal_ordered':
      return new RuleMeasure(rule.occurrence);
    default:
      return new NumberMeasure(rule);
  }
}

function fieldOf(rule: CorrelationRule, event: CorrelationEvent, name: string): string | undefined {
  return event.values[rule.aliases[name]?.[rule.rules[event.source]!] ?? name];
}

/** The values to count, joined; undefined where one is absent. */
function tupleOf(rule: CorrelationRule, event: CorrelationEvent): string | null {
  const values = rule.fields.map((name) => fieldOf(rule, event, name));
  return values.includes(undefined) ? null : JSON.stringify(values).toLowerCase();
}

/** Counts events, or the different keys among them. Events with the key null do not count. */
class DistinctMeasure implements WindowMeasure {
  readonly #keyOf: (event: CorrelationEvent) => string | null | undefined;
  readonly #counts = new Map<string, number>();
  #events = 0;

  constructor(keyOf: (event: CorrelationEvent) => string | null | undefined) {
    this.#keyOf = keyOf;
  }

  add(event: CorrelationEvent): void {
    const key = this.#keyOf(event);
    if (key === undefined) this.#events++;
    else if (key !== null) this.#counts.set(key, (this.#counts.get(key) ?? 0) + 1);
  }

  remove(event: CorrelationEvent): void {
    const key = this.#keyOf(event);
    if (key === undefined) this.#events--;
    else if (key !== null) {
      const count = this.#counts.get(key)! - 1;
      if (count === 0) this.#counts.delete(key);
      else this.#counts.set(key, count);
    }
  }

  get value(): number {
    return this.#events + this.#counts.size;
  }
}

/** Which rules occur: how many of them, or whether an expression over them holds (1 or 0). */
class RuleMeasure implements WindowMeasure {
  readonly #occurrence: Occurrence | undefined;
  readonly #counts = new Map<number, number>();

  constructor(occurrence: Occurrence | undefined) {
    this.#occurrence = occurrence;
  }

  add(event: CorrelationEvent): void {
    this.#counts.set(event.source, (this.#counts.get(event.source) ?? 0) + 1);
  }

  remove(event: CorrelationEvent): void {
    const count = this.#counts.get(event.source)! - 1;
    if (count === 0) this.#counts.delete(event.source);
    else this.#counts.set(event.source, count);
  }

  get value(): number {
    if (this.#occurrence === undefined) return this.#counts.size;
    return this.#holds(this.#occurrence) ? 1 : 0;
  }

  #holds(node: Occurrence): boolean {
    switch (node.op) {
      case 'rule':
        return this.#counts.has(node.index);
      case 'not':
        return !this.#holds(node.of);
      case 'and':
        return node.of.every((part) => this.#holds(part));
      case 'or':
        return node.of.some((part) => this.#holds(part));
    }
  }
}

/** Sum, average, percentile or median of the numbers in a field. Values that are no numbers do not count. */
class NumberMeasure implements WindowMeasure {
  readonly #rule: CorrelationRule;
  readonly #sorted: number[] = [];

  constructor(rule: CorrelationRule) {
    this.#rule = rule;
  }

  add(event: CorrelationEvent): void {
    const value = this.#numberOf(event);
    if (!Number.isNaN(value)) this.#sorted.splice(this.#placeOf(value), 0, value);
  }

  remove(event: CorrelationEvent): void {
    const value = this.#numberOf(event);
    if (!Number.isNaN(value)) this.#sorted.splice(this.#placeOf(value), 1);
  }

  get value(): number {
    const values = this.#sorted;
    if (values.length === 0) return Number.NaN;
    const { type, percentile } = this.#rule;
    if (type === 'value_percentile' || type === 'value_median')
      return percentileOf(values, type === 'value_median' ? 50 : percentile);
    const sum = values.reduce((total, value) => total + value, 0);
    return type === 'value_avg' ? sum / values.length : sum;
  }

  #numberOf(event: CorrelationEvent): number {
    return numberOf(fieldOf(this.#rule, event, this.#rule.fields[0]!) ?? '');
  }

  /** The first place with a value not below the given one. */
  #placeOf(value: number): number {
    let [low, high] = [0, this.#sorted.length];
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (this.#sorted[middle]! < value) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}

/** The percentile of sorted values, with linear interpolation between neighbours. */
function percentileOf(sorted: readonly number[], percentile: number): number {
  const rank = ((sorted.length - 1) * Math.min(Math.max(percentile, 0), 100)) / 100;
  const below = Math.floor(rank);
  const above = Math.min(below + 1, sorted.length - 1);
  return sorted[below]! + (sorted[above]! - sorted[below]!) * (rank - below);
}
