import { readFileSync } from 'node:fs';
import { IndicatorMatcher } from '../match/indicator-matcher.ts';
import { ValueDictionary } from '../match/value-dictionary.ts';
import type { Indicator } from '../rule/indicators/indicator.ts';
import { type RecordView, ValueType } from '../source/record-view.ts';
import { ValueText } from '../source/value-text.ts';

const dictionaryBytes = 32 << 20;

/** Looks for indicators in every text of a record, remembering values as the rules do. */
export class IndicatorSweep {
  readonly #indicators: readonly Indicator[];
  readonly #matcher: IndicatorMatcher;
  readonly #dictionary = new ValueDictionary(new ValueText(), dictionaryBytes);

  constructor(indicators: readonly Indicator[]) {
    this.#indicators = indicators;
    this.#matcher = new IndicatorMatcher(indicators);
  }

  /** Reads the indicators that the hunt wrote down for its workers. */
  static load(path: string | undefined): IndicatorSweep | undefined {
    if (path === undefined) return undefined;
    return new IndicatorSweep(JSON.parse(readFileSync(path, 'utf8')) as Indicator[]);
  }

  /** Drops remembered values. */
  forget(): void {
    this.#dictionary.forget();
  }

  /** Each indicator once per record, with the first field that holds it. */
  sweep(view: RecordView): { indicator: Indicator; field: number }[] {
    const seen = new Set<number>();
    const hits: { indicator: Indicator; field: number }[] = [];
    for (let i = 0; i < view.count; i++) {
      const type = view.types[i]!;
      if (type !== ValueType.utf16 && type < ValueType.utf8 && type !== ValueType.ansi) continue;
      const result = this.#dictionary.look(this.#matcher, view, i);
      if (result === 0) continue;
      for (const number of this.#dictionary.list(result)) {
        if (seen.has(number)) continue;
        seen.add(number);
        hits.push({ indicator: this.#indicators[number]!, field: view.fields[i]! });
      }
    }
    return hits;
  }
}
