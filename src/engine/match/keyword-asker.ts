import { Place, type RecordView, ValueType } from '../source/record-view.ts';
import type { FieldMatcher } from './field-matcher.ts';
import { KeywordFilter, type UnitBytes } from './keyword-filter.ts';
import type { ValueDictionary } from './value-dictionary.ts';

/**
 * Asks keywords of the values of a record, but only of those that can hold one: where the bytes of the record hold
 * none, that leaves literals of templates (whose answers are kept by their place), texts made for the record, and
 * texts with escapes.
 */
export class KeywordAsker {
  readonly #matcher: FieldMatcher;
  readonly #readsScalars: boolean;
  readonly #texts: readonly string[];
  readonly #filters: (KeywordFilter | undefined)[] = [];
  /** Offset of a literal -> its result. */
  readonly #literals = new Map<number, number>();
  #literalsOf = -1;

  /**
   * @param texts of which one must be in the record for any keyword to matter
   * @param readsScalars whether a keyword could stand in a number, a time and the like
   */
  constructor(texts: readonly string[], matcher: FieldMatcher, readsScalars: boolean) {
    this.#matcher = matcher;
    this.#readsScalars = readsScalars;
    this.#texts = texts;
  }

  /** Whether all values have to be asked, since the bytes of the record may hold a keyword. */
  asksAll(view: RecordView): boolean {
    if (view.start < 0) return true;
    const filter = this.#filterFor(view.unitBytes);
    return filter === undefined || filter.mayHold(view.data, view.start, view.start + view.byteLength);
  }

  #filterFor(unitBytes: UnitBytes): KeywordFilter | undefined {
    if (!(unitBytes in this.#filters)) this.#filters[unitBytes] = KeywordFilter.make(this.#texts, unitBytes);
    return this.#filters[unitBytes];
  }

  /** The result for value `i`; 0 where no keyword is in it. */
  ask(view: RecordView, i: number, asksAll: boolean, dictionary: ValueDictionary): number {
    const type = view.types[i]!;
    if (view.places[i] === Place.literal) return this.#askLiteral(view, i, dictionary);
    if (!asksAll && view.places[i] === Place.record) {
      const isSearched = view.unitBytes === 2 ? type === ValueType.utf16 : type === ValueType.utf8;
      if (isSearched) return 0;
    }
    const isText = type === ValueType.utf16 || type >= ValueType.utf8 || type === ValueType.ansi;
    return isText || this.#readsScalars ? dictionary.look(this.#matcher, view, i) : 0;
  }

  #askLiteral(view: RecordView, i: number, dictionary: ValueDictionary): number {
    const epoch = dictionary.epoch * 0x1_0000_0000 + view.literalsEpoch;
    if (this.#literalsOf !== epoch) {
      this.#literals.clear();
      this.#literalsOf = epoch;
    }
    const at = view.offsets[i]!;
    const known = this.#literals.get(at);
    if (known !== undefined) return known;
    const result = dictionary.look(this.#matcher, view, i);
    this.#literals.set(at, result);
    return result;
  }
}
