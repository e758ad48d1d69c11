import type { FieldNames } from './field-names.ts';
import { JsonField, type JsonKey } from './json-fields.ts';
import { jsonRecord } from './kernel/json-record.ts';
import type { RecordView } from './record-view.ts';
import { startKernel } from './start-kernel.ts';
import type { ParseResult } from './text-format.ts';
import type { WorkMemory } from './work-memory.ts';

type Exports = {
  setColumns: (
    fields: number,
    offsets: number,
    lengths: number,
    types: number,
    places: number,
    capacity: number,
  ) => void;
  setTime: (at: number) => void;
  setRegion: (table: number, slots: number, region: number, regionEnd: number) => void;
  clear: () => void;
  addField: (field: number, alias: number, rank: number) => number;
  addKey: (parent: number, node: number, start: number, length: number) => number;
  read: (root: number, start: number, end: number) => number;
};

/**
 * Half of them are used. A log that puts values into its keys fills them soon; what is new from there on is read by
 * JavaScript, and the next file begins anew.
 */
const keySlots = 1 << 15;
const keyRegionBytes = 2 << 20;
const keyBytesMax = 1024;
const neededBytes = keyRegionBytes + keySlots * 4 + 2 * keyBytesMax;
const quote = 0x22;
const countMask = 0xffffff;
const timedMark = 1 << 24;
const damaged = -1;
const unknown = -2;

/** The reader of JSON in WebAssembly, for records in the memory of a worker whose keys were all met before. */
export class JsonKernel {
  readonly #exports: Exports;
  readonly #view: RecordView;
  readonly #memory: WorkMemory;
  readonly #keyAt: number;
  readonly #micros: Float64Array;
  /** Nanoseconds, digits, and whether the time has no zone. */
  readonly #rest: Int32Array;
  #names: FieldNames | undefined;
  #renamed: ReadonlyMap<string, string> | undefined;
  #root: JsonField | undefined;
  /** A key found no place. */
  #isFull = false;

  /** Undefined where the view is not in a memory with place left, or the platform lacks what kernels need. */
  static start(view: RecordView): JsonKernel | undefined {
    const { memory } = view;
    if (memory === undefined || memory.free < neededBytes) return undefined;
    const exports = startKernel<Exports>(jsonRecord, memory);
    return exports === undefined ? undefined : new JsonKernel(exports, view, memory);
  }

  private constructor(exports: Exports, view: RecordView, memory: WorkMemory) {
    const timeAt = memory.reserve(24);
    const regionAt = memory.reserve(keyRegionBytes);
    this.#exports = exports;
    this.#view = view;
    this.#memory = memory;
    this.#keyAt = memory.reserve(keyBytesMax + 1);
    this.#micros = new Float64Array(memory.bytes.buffer, timeAt, 1);
    this.#rest = memory.wordsAt(timeAt + 8, 3);
    exports.setColumns(...view.columnAddresses, view.fields.length);
    exports.setTime(timeAt);
    exports.setRegion(memory.reserve(keySlots * 4), keySlots, regionAt, regionAt + keyRegionBytes);
  }

  /** The keys to begin a file with: those of the files before, unless they were too many. */
  begin(names: FieldNames, renamed?: ReadonlyMap<string, string>): JsonField {
    const isSame = this.#names === names && this.#renamed === renamed;
    if (this.#root !== undefined && isSame && !this.#isFull) return this.#root;
    const root = new JsonField('', names, renamed);
    this.#names = names;
    this.#renamed = renamed;
    this.#root = root;
    this.#isFull = false;
    this.#exports.clear();
    this.#addField(root);
    return root;
  }

  /** Whether the kernel can read records of this view now, with the keys of this tree. */
  canRead(view: RecordView, root: JsonField): boolean {
    return view === this.#view && root === this.#root && view.isInMemory;
  }

  /** Tells the kernel of a key that it did not know. */
  addKey(root: JsonField, parent: JsonField, key: JsonKey): void {
    if (root !== this.#root) return;
    if (!this.#hasPlaceFor(parent, key)) this.#isFull = true;
  }

  #hasPlaceFor(parent: JsonField, { bytes, field }: JsonKey): boolean {
    if (parent.address === 0 || bytes.length > keyBytesMax) return false;
    if (field.address === 0) this.#addField(field);
    if (field.address === 0) return false;
    this.#memory.bytes.set(bytes, this.#keyAt);
    this.#memory.bytes[this.#keyAt + bytes.length] = quote;
    return this.#exports.addKey(parent.address, field.address, this.#keyAt, bytes.length) !== 0;
  }

  #addField(field: JsonField): void {
    field.address = this.#exports.addField(field.id, field.alias, field.timeRank);
  }

  /** Fills the view with the values of a record. `unknown` where JavaScript has to read it. */
  read(view: RecordView, start: number, end: number): ParseResult | 'unknown' {
    const found = this.#exports.read(this.#root!.address, start, end);
    if (found < 0) return found === damaged ? 'damaged' : found === unknown ? 'unknown' : 'skipped';
    view.count = found & countMask;
    if ((found & timedMark) !== 0) {
      view.timeMicros = this.#micros[0]!;
      view.timeNanos = this.#rest[0]!;
      view.timeDigits = this.#rest[1]!;
      view.isLocalTime = this.#rest[2] !== 0;
    }
    return 'record';
  }
}
