import { IndicatorFilter } from '../match/indicator-filter.ts';
import { IndicatorMatcher } from '../match/indicator-matcher.ts';
import { IndicatorKernel, type LineCount } from '../match/kernel/indicator-kernel.ts';
import { ValueDictionary } from '../match/value-dictionary.ts';
import type { Indicator } from '../rule/indicators/indicator.ts';
import { Place, type RecordView, ValueType } from '../source/record-view.ts';
import { ValueText } from '../source/value-text.ts';
import { readIndicatorFile } from './indicator-file.ts';

export type SweepOptions = {
  /** False where WebAssembly is not to be used; what is found does not depend on it. */
  readonly usesKernel?: boolean;
  readonly dictionaryBytes?: number | undefined;
};

/**
 * Looks for indicators in every text of a record. Lines of text logs are searched as bytes first, whole blocks at
 * once; only what passes is asked value by value. In event logs values repeat, and the answers are remembered.
 */
export class IndicatorSweep {
  readonly #indicators: readonly Indicator[];
  readonly #matcher: IndicatorMatcher;
  readonly #filter: IndicatorFilter;
  readonly #kernel: IndicatorKernel | undefined;
  readonly #dictionary: ValueDictionary;
  /** The block that the kernel searched last, and the places that passed. */
  #block: Uint8Array | undefined;
  #places: Uint32Array | undefined;
  #nextPlace = 0;

  constructor(indicators: readonly Indicator[], options: SweepOptions = {}) {
    this.#indicators = indicators;
    this.#matcher = new IndicatorMatcher(indicators);
    this.#filter = new IndicatorFilter(indicators);
    this.#dictionary = new ValueDictionary(new ValueText(), options.dictionaryBytes ?? 32 << 20);
    this.#kernel = options.usesKernel !== false ? IndicatorKernel.make(this.#filter.tables) : undefined;
  }

  /** Reads the indicators that the hunt wrote down for its workers. */
  static load(path: string | undefined, options?: SweepOptions): IndicatorSweep | undefined {
    if (path === undefined) return undefined;
    return new IndicatorSweep(readIndicatorFile(path), options);
  }

  /** Drops remembered values. */
  forget(): void {
    this.#dictionary.forget();
  }

  /** To be told of each block of lines before the lines in it. */
  enterBlock(block: Uint8Array): void {
    if (this.#kernel === undefined) return;
    this.#block = block;
    this.#places = this.#kernel.scan(block);
    this.#nextPlace = 0;
  }

  /** Whether an indicator may stand in a line. Lines of a block are asked in their order. */
  mayHold(bytes: Uint8Array, start: number, end: number): boolean {
    const places = this.#places;
    const block = this.#block;
    if (block !== undefined && places !== undefined && bytes.buffer === block.buffer) {
      // The memory of a worker, or the block itself: both begin somewhere in one buffer.
      const shift = bytes.byteOffset - block.byteOffset;
      const [from, to] = [start + shift, end + shift];
      if (from >= 0 && to <= block.length) {
        while (this.#nextPlace < places.length && places[this.#nextPlace]! < from) this.#nextPlace++;
        if (this.#nextPlace === places.length || places[this.#nextPlace]! >= to) return false;
      }
    }
    return this.#filter.mayHold(bytes, start, end);
  }

  /**
   * How far lines of the block go, from one's beginning, that certainly hold no indicator, and how many there are.
   *
   * @param limit lines that begin behind it are left out
   */
  passOver(block: Uint8Array, from: number, limit: number): LineCount & { readonly to: number } {
    const places = this.#places;
    if (block !== this.#block || places === undefined || this.#kernel === undefined)
      return { to: from, lines: 0, records: 0, bytes: 0 };
    while (this.#nextPlace < places.length && places[this.#nextPlace]! < from) this.#nextPlace++;
    const stop = Math.min(places[this.#nextPlace] ?? block.length, limit, block.length);
    let to = stop;
    while (to > from && block[to - 1] !== 0x0a) to--;
    if (to <= from) return { to: from, lines: 0, records: 0, bytes: 0 };
    return { to, ...this.#kernel.countLines(from, to) };
  }

  /** Each indicator once per record, with the first field that holds it. */
  sweep(view: RecordView): { indicator: Indicator; field: number }[] {
    const isSearched =
      view.unitBytes === 1 &&
      view.start >= 0 &&
      !this.mayHold(view.bytes, view.start, view.start + view.byteLength);
    if (isSearched && !view.hasMade) return none;
    const seen = new Set<number>();
    const hits: { indicator: Indicator; field: number }[] = [];
    for (let i = 0; i < view.count; i++) {
      if (isSearched && view.places[i] === Place.record) continue;
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

const none: { indicator: Indicator; field: number }[] = [];
