import type { Lazy } from '../plan/lazy.ts';
import { foldTable, foldText } from '../rule/meaning/fold.ts';
import { compareText } from '../rule/meaning/test-value.ts';
import { type RecordView, ValueType } from '../source/record-view.ts';
import { ValueText } from '../source/value-text.ts';
import type { FoundSet } from './found-set.ts';
import type { ValueDictionary } from './value-dictionary.ts';
import type { ValueMatcher } from './value-matcher.ts';

type TextLazy = Extract<Lazy, { kind: 'text' }>;

/** One expensive test as a matcher, so that the dictionary remembers its answers. */
class TextTest implements ValueMatcher {
  readonly number: number;
  readonly #lazy: TextLazy;

  constructor(number: number, lazy: TextLazy) {
    this.number = number;
    this.#lazy = lazy;
  }

  match(value: ValueText, found: FoundSet): void {
    if (this.#lazy.predicate(value.toString())) found.add(0);
  }
}

/**
 * Answers the tests that read the record itself. Each is asked once per record (expensive ones stand in several
 * rules, and are asked again for what matched), and tests of a text once per distinct value.
 */
export class LazyTests {
  readonly #lazies: readonly Lazy[];
  readonly #dictionary: ValueDictionary;
  readonly #numberFor: () => number;
  readonly #textTests = new Map<Lazy, TextTest>();
  readonly #text = new ValueText();
  readonly #other = new ValueText();
  /** By number of a test: the record for which it was asked last, negative where it did not hold. */
  #answers = new Int32Array(64);
  #serial = 0;
  #view: RecordView | undefined;

  /**
   * @param lazies may grow
   * @param numberFor gives numbers of matchers that nobody else has in the dictionary
   */
  constructor(lazies: readonly Lazy[], dictionary: ValueDictionary, numberFor: () => number) {
    this.#lazies = lazies;
    this.#dictionary = dictionary;
    this.#numberFor = numberFor;
  }

  /** Goes on to another record. */
  enter(view: RecordView, serial: number): void {
    this.#view = view;
    this.#serial = serial;
    if (this.#answers.length >= this.#lazies.length) return;
    const answers = new Int32Array(this.#lazies.length * 2);
    answers.set(this.#answers);
    this.#answers = answers;
  }

  holds(number: number): boolean {
    const answer = this.#answers[number]!;
    if (answer === this.#serial || answer === -this.#serial) return answer > 0;
    const holds = this.#ask(this.#lazies[number]!);
    this.#answers[number] = holds ? this.#serial : -this.#serial;
    return holds;
  }

  #ask(lazy: Lazy): boolean {
    const view = this.#view!;
    if (lazy.kind === 'exists') return view.indexOf(lazy.field) >= 0;
    let hasText = false;
    for (let i = 0; i < view.count; i++) {
      if (lazy.field >= 0 && view.fields[i] !== lazy.field) continue;
      if (view.types[i] === ValueType.null) continue;
      hasText = true;
      if (lazy.kind === 'null') return false;
      if (lazy.kind === 'text' ? this.#holdsText(view, i, lazy) : this.#refersTo(view, i, lazy)) return true;
    }
    return lazy.kind === 'null' && !hasText;
  }

  #holdsText(view: RecordView, i: number, lazy: TextLazy): boolean {
    let test = this.#textTests.get(lazy);
    if (test === undefined) {
      test = new TextTest(this.#numberFor(), lazy);
      this.#textTests.set(lazy, test);
    }
    return this.#dictionary.look(test, view, i) !== 0;
  }

  #refersTo(view: RecordView, at: number, lazy: Extract<Lazy, { kind: 'reference' }>): boolean {
    readValue(this.#text, view, at);
    for (let i = 0; i < view.count; i++) {
      if (view.fields[i] !== lazy.other || view.types[i] === ValueType.null) continue;
      readValue(this.#other, view, i);
      if (lazy.textOp === 'equals') {
        if (isEqual(this.#text, this.#other, lazy.cased)) return true;
        continue;
      }
      const [text, other] = [this.#text.toString(), this.#other.toString()];
      if (
        lazy.cased
          ? compareText(text, lazy.textOp, other)
          : compareText(foldText(text), lazy.textOp, foldText(other))
      )
        return true;
    }
    return false;
  }
}

const readValue = (text: ValueText, view: RecordView, i: number): void =>
  text.read(view.bufferOf(i), view.offsets[i]!, view.lengths[i]!, view.types[i]!);

function isEqual(a: ValueText, b: ValueText, cased: boolean): boolean {
  if (a.length !== b.length) return false;
  const [unitsA, unitsB] = [a.units, b.units];
  // From the end: paths begin alike.
  for (let i = a.length - 1; i >= 0; i--) {
    const [x, y] = [unitsA[i]!, unitsB[i]!];
    if (x !== y && (cased || foldTable[x] !== foldTable[y])) return false;
  }
  return true;
}
