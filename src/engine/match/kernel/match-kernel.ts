import type { ClassPlan } from '../../plan/class-plan.ts';
import type { PredicateTable } from '../../plan/predicate-table.ts';
import { foldTable } from '../../rule/meaning/fold.ts';
import type { RecordView } from '../../source/record-view.ts';
import { startKernel } from '../../source/start-kernel.ts';
import { ValueStrings } from '../../source/value-strings.ts';
import { ValueText } from '../../source/value-text.ts';
import type { WorkMemory } from '../../source/work-memory.ts';
import { FoundSet } from '../found-set.ts';
import { lazyBytes, PlanTables } from './plan-tables.ts';
import { recordMatch } from './record-match.ts';
import { TableSpace } from './table-space.ts';

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
/** The public rules take 8 MB; endless classes of a hostile log must not take more than a worker may. */
const tableBytes = 96 << 20;
const slotBytes = 16;
const singleBitsBytes = 128 * 16;
const candidateBytes = 1025 * 4;
const seenBytes = 8192;
const slotsFirst = 1 << 12;
const classSlots = 1 << 16;
const serialMax = 0x3fff_ffff;

/** No class was kept for such a record. */
export const unknownClass = -1;
/** The record has no channel: its format decides. */
export const noChannel = -2;

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
    singleBits: number,
    candidates: number,
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
  readonly #plans: PlanTables;
  readonly #text = new ValueText();
  readonly #strings = new ValueStrings();
  readonly #found = new FoundSet();
  readonly #folded: number;
  readonly #answers: number;
  readonly #fired: number;
  readonly #marks: number;
  readonly #classes: number;
  #classCount = 0;
  /** The value that was read last. */
  readonly #read = { serial: -1, at: 0, length: 0, type: 0, text: '' };
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
    const lazies = memory.reserve(laziesMax * lazyBytes);
    kernel.setLazies(lazies);
    this.#classes = memory.reserve(classSlots * 12);
    this.#setUp(valueBytes);
    this.#space = new TableSpace(memory, Math.min(tableBytes, memory.free >>> 1));
    this.#plans = new PlanTables(this.#space, { at: lazies, most: laziesMax });
  }

  #setUp(valueBytes: number): void {
    const { memory } = this;
    const kernel = this.#kernel;
    const fold = memory.reserve(foldTable.byteLength);
    memory.units.set(foldTable, fold >>> 1);
    const stamps = memory.reserve(predicatesMax * 4);
    const found = memory.reserve(predicatesMax * 4);
    const singleBits = memory.reserve(singleBitsBytes);
    kernel.setBuffers(
      this.#folded,
      fold,
      this.#marks,
      stamps,
      found,
      this.#answers,
      predicatesMax,
      singleBits,
      memory.reserve(candidateBytes),
    );
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
  addPlan(plan: ClassPlan, predicates: PredicateTable): number {
    if (predicates.size > predicatesMax || plan.rules.length >= rulesMax)
      throw new RangeError('more rules than the kernel has place for');
    return this.#plans.add(plan, predicates.lazies);
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

  /** Keeps the class of the record that was asked for just now; false where there are too many. */
  addClass(view: RecordView, number: number): boolean {
    const kernel = this.#kernel;
    const places = [kernel.placeOfChannel(), kernel.placeOfEventId(), kernel.placeOfProvider()];
    if (this.#classCount * 2 >= classSlots) return false;
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
      return true;
    } catch (error) {
      if (error instanceof RangeError) return false;
      throw error;
    }
  }

  /** Drops all classes. */
  forgetClasses(): void {
    this.#kernel.forgetClasses();
    this.#classCount = 0;
  }

  #enter(view: RecordView): void {
    if (this.#view !== view) {
      this.#kernel.setView(...view.columnAddresses);
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

  /** Several tests often ask one value of a record. */
  #readOnce(at: number, length: number, type: number): string {
    const last = this.#read;
    if (last.serial === this.#serial && last.at === at && last.length === length && last.type === type)
      return last.text;
    last.serial = this.#serial;
    last.at = at;
    last.length = length;
    last.type = type;
    last.text = this.#strings.read(this.memory.bytes, at, length, type);
    return last.text;
  }

  #readText(at: number, length: number, type: number): number {
    this.#text.read(this.memory.bytes, at, length, type);
    this.memory.units.set(this.#text.units.subarray(0, this.#text.length), this.#folded >>> 1);
    return this.#text.length;
  }

  #askOthers(matcher: number, at: number, length: number, type: number): number {
    const found = this.#found;
    found.clear();
    this.#plans.others[matcher]!.match(this.#readOnce(at, length, type), found);
    const { words } = this.memory;
    for (let k = 0; k < found.count; k++) words[(this.#answers >>> 2) + k] = found.numbers[k]!;
    return found.count;
  }
}
