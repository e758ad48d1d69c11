import type { ClassPlan } from '../../plan/class-plan.ts';
import type { Lazy } from '../../plan/lazy.ts';
import type { Predicate } from '../../plan/predicate-table.ts';
import type { TextPredicate } from '../../rule/meaning/test-value.ts';
import type { FoundSet } from '../found-set.ts';
import { keywordTexts } from '../keyword-filter.ts';
import { OtherTests, type WholeText } from '../other-tests.ts';
import { type Literal, sortTests } from '../sorted-tests.ts';
import { areWrittenPlainly, writeAnchors } from './keyword-anchors.ts';
import { writeScanner } from './scanner-table.ts';
import { slotsFor, type TableSpace } from './table-space.ts';
import { TrieTable } from './trie-table.ts';

/** In the numbers of the kernel. */
const lazyKinds: readonly Lazy['kind'][] = ['text', 'exists', 'null'];
const lazyEqualFields = 3;
const lazyReference = 4;
/** Bytes of an expensive test in its table. */
export const lazyBytes = 20;
/** Type (none yet), length, address, result, epoch of the last value that a matcher was asked about. */
const lastValue = [0xff, 0, 0, 0, 0];
const knownLiterals = 4096;

type Matcher = { readonly at: number; readonly questions: readonly Predicate[] };

/** Writes plans, and what asks the values for them, into the memory of the worker. Classes with equal questions share it. */
export class PlanTables {
  readonly #space: TableSpace;
  readonly #lazies: { readonly at: number; readonly most: number };
  #lazyCount = 0;
  #planCount = 0;
  /** By a hash of the questions that does not depend on their order. */
  readonly #matchers = new Map<number, Matcher[]>();
  readonly #askers = new Map<string, number>();
  /** By number of a matcher: what JavaScript asks for it. */
  readonly others: (Pick<OtherTests, 'match'> | undefined)[] = [undefined];

  /** @param lazies where the table of expensive tests is, and how many have place in it */
  constructor(space: TableSpace, lazies: { at: number; most: number }) {
    this.#space = space;
    this.#lazies = lazies;
  }

  /**
   * The address of a plan:
   *
   * ```
   * plan   number, bits of fields that are asked, words of bits, ranks by word, matchers, keyword asker, triggers, mask of
   *        triggers, rules for every record, code, entries, records for which rules were asked last, bits of predicates
   *        that are triggers, their number
   * ```
   *
   * Throws a RangeError where no place is left.
   *
   * @param lazies all expensive tests so far
   */
  add(plan: ClassPlan, lazies: readonly Lazy[]): number {
    if (lazies.length > this.#lazies.most) throw new RangeError('too many expensive tests');
    for (; this.#lazyCount < lazies.length; this.#lazyCount++) this.#addLazy(lazies[this.#lazyCount]!);
    const space = this.#space;
    const fields = [...plan.questions.keys()].sort((a, b) => a - b);
    const wordCount = fields.length === 0 ? 0 : (fields.at(-1)! >>> 5) + 1;
    const bits = space.allocate(wordCount * 4);
    const ranks = space.allocate(wordCount * 4);
    for (const field of fields) space.words[(bits >>> 2) + (field >>> 5)]! |= 1 << (field & 31);
    for (const [rank, field] of fields.entries())
      for (let word = (field >>> 5) + 1; word < wordCount; word++)
        space.words[(ranks >>> 2) + word] = rank + 1;
    const matchers = space.put(fields.map((field) => this.#matcherFor(plan.questions.get(field)!)));
    const [triggers, mask] = this.#writeTriggers(plan.wakes);
    let wakingCount = 0;
    for (const predicate of plan.wakes.keys()) wakingCount = Math.max(wakingCount, predicate + 1);
    const waking = space.allocate(((wakingCount + 31) >>> 5) * 4);
    for (const predicate of plan.wakes.keys())
      space.words[(waking >>> 2) + (predicate >>> 5)]! |= 1 << (predicate & 31);
    const always = space.allocate(4 + plan.always.length * 4);
    space.words.set([plan.always.length, ...plan.always], always >>> 2);
    return space.put([
      this.#planCount++,
      bits,
      wordCount,
      ranks,
      matchers,
      this.#askerFor(plan),
      triggers,
      mask,
      always,
      space.put(plan.program.code),
      space.put(plan.program.entries),
      space.allocate(plan.rules.length * 4),
      waking,
      wakingCount,
    ]);
  }

  /** Kind, field, matcher that asks the text (or the other field), record asked last, units that a text needs. */
  #addLazy(lazy: Lazy): void {
    const at = (this.#lazies.at + lazy.number * lazyBytes) >>> 2;
    const { words } = this.#space;
    if (lazy.kind === 'reference') {
      const isEqual = lazy.textOp === 'equals' && !lazy.cased;
      words.set([isEqual ? lazyEqualFields : lazyReference, lazy.field, lazy.other, 0, 0], at);
    } else {
      const [matcher, least] =
        lazy.kind === 'text' ? [this.#matcherForText(lazy.predicate), lazy.unitsMin] : [0, 0];
      words.set([lazyKinds.indexOf(lazy.kind), lazy.field, matcher, 0, least], at);
    }
  }

  #matcherForText(predicate: TextPredicate): number {
    const ask = (value: WholeText, found: FoundSet): void => {
      if (predicate(value.toString())) found.add(0);
    };
    const number = this.others.push({ match: ask }) - 1;
    return this.#space.put([number, 1, 0, 0, 0, 0, 0, 0, 0, ...lastValue]);
  }

  /** Predicate + 1 (0: empty), rules. */
  #writeTriggers(wakes: ReadonlyMap<number, readonly number[]>): [number, number] {
    const space = this.#space;
    const slots = slotsFor(wakes.size);
    const at = space.allocate(slots * 8);
    for (const [predicate, rules] of wakes) {
      let slot = (Math.imul(predicate, 0x9e3779b1) >>> 7) & (slots - 1);
      while (space.words[(at >>> 2) + slot * 2] !== 0) slot = (slot + 1) & (slots - 1);
      space.words[(at >>> 2) + slot * 2] = predicate + 1;
      space.words[(at >>> 2) + slot * 2 + 1] = space.putList(rules);
    }
    return [at, slots - 1];
  }

  /**
   * Number, whether JavaScript has to be asked, trie of starts, trie of ends, scanner, lookups, repetitions, pause,
   * scanner of literals with other letters than ASCII (most values cannot hold those), the last value.
   */
  #matcherFor(questions: readonly Predicate[]): number {
    let hash = questions.length;
    for (const { number } of questions) hash = (hash + Math.imul(number + 1, 0x9e3779b1)) | 0;
    const alike = this.#matchers.get(hash) ?? [];
    for (const { at, questions: own } of alike) if (isSameSet(own, questions)) return at;
    const at = this.#writeMatcher(questions);
    this.#matchers.set(hash, [...alike, { at, questions }]);
    return at;
  }

  #writeMatcher(questions: readonly Predicate[]): number {
    const space = this.#space;
    const { starts, ends, anywhere, others } = sortTests(questions);
    const number = this.others.push(others.length === 0 ? undefined : new OtherTests(others)) - 1;
    const plain: Literal[] = [];
    const wide: Literal[] = [];
    for (const literal of anywhere) (isAscii(literal.text) ? plain : wide).push(literal);
    return space.put([
      number,
      others.length === 0 ? 0 : 1,
      TrieTable.write(starts, false, space),
      TrieTable.write(ends, true, space),
      writeScanner(plain, true, space),
      0,
      0,
      0,
      writeScanner(wide, false, space),
      ...lastValue,
    ]);
  }

  /** Matcher, whether it reads scalars, anchors, answers for literals, whether JSON writes keywords plainly. */
  #askerFor(plan: ClassPlan): number {
    if (plan.keywords.length === 0) return 0;
    const matcher = this.#matcherFor(plan.keywords);
    const key = `${matcher} ${plan.keywordGates.map(({ number }) => number)}`;
    const known = this.#askers.get(key);
    if (known !== undefined) return known;
    const space = this.#space;
    const texts = keywordTexts(plan);
    const made = space.put([
      matcher,
      plan.keywordsReadScalars ? 1 : 0,
      writeAnchors(texts, space),
      space.allocate(knownLiterals * 12),
      areWrittenPlainly(texts) ? 1 : 0,
    ]);
    this.#askers.set(key, made);
    return made;
  }
}

function isAscii(text: string): boolean {
  for (let i = 0; i < text.length; i++) if (text.charCodeAt(i) >= 0x80) return false;
  return true;
}

function isSameSet(a: readonly Predicate[], b: readonly Predicate[]): boolean {
  if (a.length !== b.length) return false;
  const numbers = new Set(a.map(({ number }) => number));
  return b.every(({ number }) => numbers.has(number));
}
