import type { RecordView } from '../record-view.ts';
import { startKernel } from '../start-kernel.ts';
import type { WorkMemory } from '../work-memory.ts';
import { walkRecord } from './kernel/walk-record.ts';
import { SlotKind, type Template } from './template.ts';

type Exports = {
  setColumns(
    fields: number,
    offsets: number,
    lengths: number,
    types: number,
    places: number,
    valuesMax: number,
  ): void;
  setTables(
    answer: number,
    scratch: number,
    chunkTable: number,
    sharedTable: number,
    keep: number,
    keepEnd: number,
  ): void;
  enterChunk(at: number): void;
  readRecord(at: number): number;
  learn(area: number, definition: number, words: number): number;
  forgetTemplates(): void;
};

const answerBytes = 64;
const scratchBytes = 9 * 65_536;
const chunkTableBytes = 2048 * 12;
const sharedTableBytes = 32_768 * 32;
const keptBytes = 16 << 20;
/** Four words for each slot, and four before them. */
const templateWords = 1 << 20;
const neededBytes =
  keptBytes + templateWords * 4 + sharedTableBytes + chunkTableBytes + scratchBytes + 65_536;
const areasMax = 4096;
const noArea = 0xffff;

/**
 * The walk over records in WebAssembly, for a view in the memory of a worker. It knows the templates that
 * JavaScript has compiled, and does the records that need nothing but them; the others are left to JavaScript.
 *
 * A template lies in the memory as words: number of its slots and three unused; then of each slot its field, the number
 * of its value or the address of its literal, the area of a nested fragment or the length of the literal, its kind (0;
 * +1: the value is optional, +2: it is the time of the event; 4: a literal; 8: something that JavaScript must make).
 */
export class WalkKernel {
  readonly #exports: Exports;
  readonly #times: Float64Array;
  readonly #numbers: Int32Array;
  readonly #words: Int32Array;
  readonly #wordsAt: number;
  readonly #timeField: number;
  readonly #addresses = new Map<Template, number>();
  readonly #areas = new Map<string, number>();
  #used = 0;
  #isFull = false;

  private constructor(exports: Exports, view: RecordView, memory: WorkMemory, timeField: number) {
    const answer = memory.reserve(answerBytes);
    const keep = memory.reserve(keptBytes);
    this.#exports = exports;
    this.#timeField = timeField;
    this.#times = new Float64Array(memory.bytes.buffer, answer, 2);
    this.#numbers = memory.wordsAt(answer, 6);
    this.#wordsAt = memory.reserve(templateWords * 4);
    this.#words = memory.wordsAt(this.#wordsAt, templateWords);
    exports.setColumns(...view.columnAddresses, view.fields.length);
    exports.setTables(
      answer,
      memory.reserve(scratchBytes),
      memory.reserve(chunkTableBytes),
      memory.reserve(sharedTableBytes),
      keep,
      keep + keptBytes,
    );
    this.#begin();
  }

  /**
   * Undefined where kernels cannot run, or the memory has no room for the templates.
   *
   * @param view a new one: its columns are filled by the kernel
   * @param timeField whose FILETIME is the time of the record
   */
  static start(view: RecordView, timeField: number): WalkKernel | undefined {
    const { memory } = view;
    if (memory === undefined || memory.free < neededBytes) return undefined;
    const exports = startKernel<Exports>(walkRecord, memory);
    return exports === undefined ? undefined : new WalkKernel(exports, view, memory, timeField);
  }

  /** Goes on to the chunk at an address. */
  enterChunk(at: number): void {
    if (this.#isFull) this.forget();
    this.#exports.enterChunk(at);
  }

  /** Reads the record at an address of the chunk; gives its size, or 0 where no whole record stands. */
  read(at: number): number {
    return this.#exports.readRecord(at);
  }

  /** EventRecordID of the record that was read last. */
  get id(): number {
    return this.#times[0]!;
  }

  /** Gives the view what was read. False where JavaScript must walk the record: the view is as it was. */
  fill(view: RecordView): boolean {
    const count = this.#numbers[5]!;
    if (count < 0) return false;
    view.count = count;
    view.timeMicros = this.#times[1]!;
    view.timeNanos = this.#numbers[4]!;
    view.timeDigits = 7;
    return true;
  }

  /** Makes a compiled template of this chunk known. */
  learn(area: string, definition: number, template: Template): void {
    const number = this.#areaNumber(area);
    const words = this.#addresses.get(template) ?? this.#write(template);
    if (number === noArea || words === undefined) return;
    this.#isFull ||= this.#exports.learn(number, definition, words) === 0;
  }

  /** Forgets all templates. Literals may begin anew then; no chunk is entered any more. */
  forget(): void {
    this.#exports.forgetTemplates();
    this.#begin();
  }

  #begin(): void {
    this.#addresses.clear();
    this.#areas.clear();
    this.#areas.set('root', 0);
    this.#used = 0;
    this.#isFull = false;
  }

  #areaNumber(area: string): number {
    const known = this.#areas.get(area);
    if (known !== undefined) return known;
    if (this.#areas.size >= areasMax) {
      this.#isFull = true;
      return noArea;
    }
    this.#areas.set(area, this.#areas.size);
    return this.#areas.size - 1;
  }

  #write(template: Template): number | undefined {
    const { count, kinds, fields, sources, lengths, optional, pieces } = template;
    const words = this.#words;
    const start = this.#used;
    let at = start + 4;
    if (at + count * 4 > words.length) {
      this.#isFull = true;
      return undefined;
    }
    words[start] = count;
    for (let i = 0; i < count; i++, at += 4) {
      const isValue = kinds[i] === SlotKind.substitution;
      words[at] = fields[i]!;
      words[at + 1] = sources[i]!;
      words[at + 2] = isValue ? this.#areaNumber(pieces[i]!.innerArea) : lengths[i]!;
      if (isValue) words[at + 3] = optional[i]! | (fields[i] === this.#timeField ? 2 : 0);
      else words[at + 3] = kinds[i] === SlotKind.literal ? 4 : 8;
    }
    this.#used = at;
    const address = this.#wordsAt + start * 4;
    this.#addresses.set(template, address);
    return address;
  }
}
