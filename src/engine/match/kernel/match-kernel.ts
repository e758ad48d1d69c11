import type { ClassPlan } from '../../plan/class-plan.ts';
import type { Lazy } from '../../plan/lazy.ts';
import type { Predicate, PredicateTable } from '../../plan/predicate-table.ts';
import { foldTable } from '../../rule/meaning/fold.ts';
import type { TextPredicate } from '../../rule/meaning/test-value.ts';
import type { RecordView } from '../../source/record-view.ts';
import { startKernel } from '../../source/start-kernel.ts';
import { ValueText } from '../../source/value-text.ts';
import type { WorkMemory } from '../../source/work-memory.ts';
import { FoundSet } from '../found-set.ts';
import { keywordTexts } from '../keyword-filter.ts';
import { OtherTests } from '../other-tests.ts';
import { sortTests } from '../sorted-tests.ts';
import type { ValueMatcher } from '../value-matcher.ts';
import { areWrittenPlainly, writeAnchors } from './keyword-anchors.ts';
import { recordMatch } from './record-match.ts';
import { writeScanner } from './scanner-table.ts';
import { slotsFor, TableSpace } from './table-space.ts';
import { TrieTable } from './trie-table.ts';

/** Predicates and rules that the kernel has place for; beyond, JavaScript does the work. */
const predicatesMax = 1 << 19;
const rulesMax = 1 << 16;
const laziesMax = 1 << 18;
/** Units of a value: no line is longer, and each of its bytes may become one. */
const unitsMax = 17 << 20;
const valuesMax = 1 << 16;
const listsMax = 1 << 18;
const storageBytes = 16 << 20;
const wokenSlots = 1 << 16;
const tableBytes = 384 << 20;
const slotBytes = 16;
const seenBytes = 8192;
const slotsFirst = 1 << 12;
/** In the numbers of the kernel. */
const lazyKinds: readonly Lazy['kind'][] = ['text', 'exists', 'null', 'reference'];
/** Type (none yet), length, address, result, epoch of the last value that a matcher was asked about. */
const lastValue = [0xff, 0, 0, 0, 0];
const knownLiterals = 4096;
const classSlots = 1 << 16;
const serialMax = 0x3fff_ffff;

/** No class was kept for such a record. */
export const unknownClass = -1;
/** The record has no channel: its format decides. */
export const noChannel = -2;

const isAscii = (text: string): boolean => /^[\0-\x7f]*$/.test(text);

type Exports = {
  setView: (fields: number, offsets: number, lengths: number, types: number, places: number) => void;
  setBuffers: (
    folded: number,
    foldTable: number,
    marks: number,
    stamps: number,
    found: number,
    answers: number,
    predicates: number,
  ) => void;
  setDictionary: (
    slots: number,
    first: number,
    max: number,
    arena: number,
    arenaBytes: number,
    seen: number,
  ) => void;
  setLists: (lists: number, max: number, table: number, size: number, storage: number, bytes: number) => void;
  setWoken: (cache: number, size: number, storage: number, bytes: number, taken: number) => void;
  setLazies: (tests: number) => void;
  holdsLazy: (number: number) => number;
  setRecord: (results: number, fired: number) => void;
  match: (
    plan: number,
    count: number,
    start: number,
    length: number,
    unitBytes: number,
    serial: number,
  ) => number;
  keywordResult: (plan: number, i: number, unitBytes: number) => number;
  listOf: (result: number) => number;
  clearMarks: () => void;
  setClasses: (table: number, slots: number, channel: number, eventId: number, provider: number) => void;
  classOf: (count: number) => number;
  addClass: (key: number, number: number) => void;
  placeOfChannel: () => number;
  placeOfEventId: () => number;
  placeOfProvider: () => number;
  forgetClasses: () => void;
  changeLiterals: () => void;
  forget: () => void;
};

export type KernelCalls = {
  /** Whether a field of the record at hand refers to another one as a test asks. */
  readonly refers: (lazy: number) => boolean;
};

/**
 * Matching in WebAssembly: for records in the memory of the worker it gives what {@link RecordMatcher} finds out in
 * JavaScript, several times as fast. It keeps its own tables and its own memory of values.
 */
export class MatchKernel {
  readonly memory: WorkMemory;
  readonly #kernel: Exports;
  readonly #space: TableSpace;
  readonly #matchers = new Map<string, number>();
  /** By number of a matcher: what JavaScript asks for it. */
  readonly #others: (Pick<ValueMatcher, 'match'> | undefined)[] = [undefined];
  readonly #askers = new Map<string, number>();
  readonly #text = new ValueText();
  readonly #found = new FoundSet();
  readonly #folded: number;
  readonly #answers: number;
  readonly #fired: number;
  readonly #marks: number;
  readonly #lazies: number;
  #lazyCount = 0;
  readonly #classes: number;
  #planCount = 0;
  #classCount = 0;
  /** Counts records; marks say for which one a predicate held last. */
  #serial = 0;
  #view: RecordView | undefined;
  #literalsEpoch = 0;

  /**
   * Undefined where the platform has no WebAssembly with SIMD, or the memory no place.
   *
   * @param valueBytes what may be remembered of values
   */
  static make(memory: WorkMemory, valueBytes: number, calls: KernelCalls): MatchKernel | undefined {
    try {
      return new MatchKernel(memory, valueBytes, calls);
    } catch (error) {
      if (error instanceof RangeError) return undefined;
      throw error;
    }
  }

  private constructor(memory: WorkMemory, valueBytes: number, calls: KernelCalls) {
    this.memory = memory;
    const kernel = startKernel<Exports>(recordMatch, memory, {
      readText: (at, length, type) => this.#readText(at, length, type),
      askOthers: (matcher, at, length, type) => this.#askOthers(matcher, at, length, type),
      holds: (lazy) => (calls.refers(lazy) ? 1 : 0),
    });
    if (kernel === undefined) throw new RangeError('no WebAssembly');
    this.#kernel = kernel;
    this.#folded = memory.reserve(unitsMax * 2);
    this.#answers = memory.reserve(predicatesMax * 4);
    this.#marks = memory.reserve(predicatesMax * 4);
    this.#fired = memory.reserve(rulesMax * 4);
    this.#lazies = memory.reserve(laziesMax * 16);
    kernel.setLazies(this.#lazies);
    this.#classes = memory.reserve(classSlots * 12);
    this.#setUp(valueBytes);
    this.#space = new TableSpace(memory, Math.min(tableBytes, memory.free >>> 1));
  }

  #setUp(valueBytes: number): void {
    const { memory } = this;
    const kernel = this.#kernel;
    const fold = memory.reserve(foldTable.byteLength);
    memory.units.set(foldTable, fold >>> 1);
    const stamps = memory.reserve(predicatesMax * 4);
    const found = memory.reserve(predicatesMax * 4);
    kernel.setBuffers(this.#folded, fold, this.#marks, stamps, found, this.#answers, predicatesMax);
    const slots = 1 << (31 - Math.clz32(Math.max(slotsFirst, Math.floor(valueBytes / 4 / slotBytes))));
    const arenaBytes = Math.max(1 << 18, valueBytes - slots * slotBytes);
    kernel.setDictionary(
      memory.reserve(slots * slotBytes),
      slotsFirst,
      slots,
      memory.reserve(arenaBytes),
      arenaBytes,
      memory.reserve(seenBytes),
    );
    const lists = memory.reserve(listsMax * 4);
    const table = memory.reserve(listsMax * 8);
    kernel.setLists(lists, listsMax, table, listsMax * 2, memory.reserve(storageBytes), storageBytes);
    const cache = memory.reserve(wokenSlots * 12);
    const taken = memory.reserve(rulesMax * 4);
    kernel.setWoken(cache, wokenSlots, memory.reserve(storageBytes), storageBytes, taken);
    kernel.setRecord(memory.reserve(valuesMax * 16), this.#fired);
  }

  /** The address of a plan. Throws a RangeError where no place is left for it. */
  addPlan(plan: ClassPlan, { size, lazies }: PredicateTable): number {
    if (size > predicatesMax || lazies.length > laziesMax || plan.rules.length >= rulesMax)
      throw new RangeError('more rules than the kernel has place for');
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
    ]);
  }

  /** Kind, field, matcher that asks the text, record for which it was asked last. */
  #addLazy(lazy: Lazy): void {
    const kind = lazyKinds.indexOf(lazy.kind);
    const matcher = lazy.kind === 'text' ? this.#matcherForText(lazy.predicate) : 0;
    this.memory.words.set([kind, lazy.field, matcher, 0], (this.#lazies >>> 2) + lazy.number * 4);
  }

  #matcherForText(predicate: TextPredicate): number {
    const ask = (value: ValueText, found: FoundSet): void => {
      if (predicate(value.toString())) found.add(0);
    };
    const number = this.#others.push({ match: ask }) - 1;
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
    const numbers = Int32Array.from(questions, ({ number }) => number).sort();
    const key = Buffer.from(numbers.buffer).toString('latin1');
    const known = this.#matchers.get(key);
    if (known !== undefined) return known;
    const space = this.#space;
    const { starts, ends, anywhere, others } = sortTests(questions);
    const number = this.#others.push(others.length === 0 ? undefined : new OtherTests(others)) - 1;
    const made = space.put([
      number,
      others.length === 0 ? 0 : 1,
      TrieTable.write(starts, false, space),
      TrieTable.write(ends, true, space),
      writeScanner(
        anywhere.filter(({ text }) => isAscii(text)),
        space,
      ),
      0,
      0,
      0,
      writeScanner(
        anywhere.filter(({ text }) => !isAscii(text)),
        space,
      ),
      ...lastValue,
    ]);
    this.#matchers.set(key, made);
    return made;
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

  /**
   * How many rules of a plan fire on a record; -1 where it is too much for the kernel. Which ones {@link firedAt} tells,
   * until the next record.
   */
  match(view: RecordView, plan: number): number {
    this.#enter(view);
    const start = view.start < 0 ? 0 : view.start;
    this.#serial++;
    if (this.#serial === serialMax) {
      this.#serial = 1;
      this.#kernel.clearMarks();
    }
    return this.#kernel.match(plan, view.count, start, view.byteLength, view.unitBytes, this.#serial);
  }

  /** To be told before classes are asked for: the numbers of the fields that decide. */
  nameClassFields(channel: number, eventId: number, provider: number): void {
    this.#kernel.setClasses(this.#classes, classSlots, channel, eventId, provider);
  }

  /** The number under which the class of a record was kept; {@link unknownClass}, or {@link noChannel}. */
  classOf(view: RecordView): number {
    this.#enter(view);
    return this.#kernel.classOf(view.count);
  }

  /** Keeps the class of the record that was asked for just now; not where there are too many. */
  addClass(view: RecordView, number: number): void {
    const kernel = this.#kernel;
    const places = [kernel.placeOfChannel(), kernel.placeOfEventId(), kernel.placeOfProvider()];
    if (this.#classCount * 2 >= classSlots) return;
    try {
      const lengths = places.map((i) => (i < 0 ? 0 : view.lengths[i]!));
      const key = this.#space.allocate(lengths.reduce((sum, length) => sum + 8 + ((length + 3) & ~3), 0));
      let at = key;
      for (const [k, i] of places.entries()) {
        const length = lengths[k]!;
        this.memory.words.set([i < 0 ? 0 : view.types[i]!, length], at >>> 2);
        if (i >= 0) this.memory.bytes.copyWithin(at + 8, view.offsets[i]!, view.offsets[i]! + length);
        at += 8 + ((length + 3) & ~3);
      }
      kernel.addClass(key, number);
      this.#classCount++;
    } catch (error) {
      if (!(error instanceof RangeError)) throw error;
    }
  }

  /** Drops all classes. */
  forgetClasses(): void {
    this.#kernel.forgetClasses();
    this.#classCount = 0;
  }

  #enter(view: RecordView): void {
    if (this.#view !== view) {
      const { fields, offsets, lengths, types, places } = view;
      this.#kernel.setView(
        fields.byteOffset,
        offsets.byteOffset,
        lengths.byteOffset,
        types.byteOffset,
        places.byteOffset,
      );
      this.#view = view;
    }
    if (this.#literalsEpoch === view.literalsEpoch) return;
    this.#literalsEpoch = view.literalsEpoch;
    this.#kernel.changeLiterals();
  }

  /** The index, within its plan, of the `i`-th rule that fired. */
  firedAt(i: number): number {
    return this.memory.words[(this.#fired >>> 2) + i]!;
  }

  /** Whether a predicate held for the record that was matched last. */
  isMarked(predicate: number): boolean {
    return this.memory.words[(this.#marks >>> 2) + predicate] === this.#serial;
  }

  /** The keywords in value `i` of the record that was matched last. */
  keywordsIn(view: RecordView, plan: number, i: number): Int32Array {
    const at = this.#kernel.listOf(this.#kernel.keywordResult(plan, i, view.unitBytes)) >>> 2;
    return this.memory.words.subarray(at + 1, at + 1 + this.memory.words[at]!);
  }

  /** Whether an expensive test holds for the record that was matched last. */
  holdsLazy(number: number): boolean {
    return this.#kernel.holdsLazy(number) !== 0;
  }

  /** Drops remembered values. */
  forget(): void {
    this.#kernel.forget();
  }

  #readText(at: number, length: number, type: number): number {
    this.#text.read(this.memory.bytes, at, length, type);
    this.memory.units.set(this.#text.units.subarray(0, this.#text.length), this.#folded >>> 1);
    return this.#text.length;
  }

  #askOthers(matcher: number, at: number, length: number, type: number): number {
    this.#text.read(this.memory.bytes, at, length, type);
    this.#found.clear();
    this.#others[matcher]!.match(this.#text, this.#found);
    const { numbers, count } = this.#found;
    this.memory.words.set(numbers.subarray(0, count), this.#answers >>> 2);
    return count;
  }
}
