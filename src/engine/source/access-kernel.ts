import { accessLine } from './kernel/access-line.ts';
import type { RecordView } from './record-view.ts';
import { startKernel } from './start-kernel.ts';
import type { WorkMemory } from './work-memory.ts';

type Exports = {
  setColumns: (fields: number, offsets: number, lengths: number, types: number, places: number) => void;
  setFields: (numbers: number, time: number) => void;
  read: (start: number, end: number) => number;
  findDoubtful: (origin: number, start: number, end: number, out: number, outEnd: number) => number;
};

const fieldsMax = 16;
const neededBytes = 1024;
const countMask = 0xff;
const encodedMark = 0x100;

/** The reader of access logs in WebAssembly, for lines in the memory of a worker. */
export class AccessKernel {
  /** Whether something in the request of the last line may have to be decoded. */
  isEncoded = false;
  readonly #exports: Exports;
  readonly #view: RecordView;
  readonly #fields: Int32Array;
  readonly #time: Float64Array;

  /** Undefined where the view is not in a memory with place left, or the platform lacks what kernels need. */
  static start(view: RecordView): AccessKernel | undefined {
    const { memory } = view;
    if (memory === undefined || memory.free < neededBytes) return undefined;
    const exports = startKernel<Exports>(accessLine, memory);
    return exports === undefined ? undefined : new AccessKernel(exports, view, memory);
  }

  private constructor(exports: Exports, view: RecordView, memory: WorkMemory) {
    const fieldsAt = memory.reserve(fieldsMax * 4);
    const timeAt = memory.reserve(8);
    this.#exports = exports;
    this.#view = view;
    this.#fields = memory.wordsAt(fieldsAt, fieldsMax);
    this.#time = new Float64Array(memory.bytes.buffer, timeAt, 1);
    exports.setColumns(...view.columnAddresses);
    exports.setFields(fieldsAt, timeAt);
  }

  /** @param numbers of the fields, in the order of the list in AccessLog */
  setFields(numbers: readonly number[]): void {
    this.#fields.set(numbers);
  }

  /** Finds damaged lines in a stretch of whole ones without reading them: for `DoubtfulLines`. */
  get findDoubtful(): Exports['findDoubtful'] {
    return this.#exports.findDoubtful;
  }

  /** Whether the kernel can read lines of this view now. */
  canRead(view: RecordView): boolean {
    return view === this.#view && view.isInMemory;
  }

  /** Fills the view with the values of a line; false where it is damaged. */
  read(view: RecordView, start: number, end: number): boolean {
    const found = this.#exports.read(start, end);
    if (found === 0) return false;
    view.count = found & countMask;
    view.timeMicros = this.#time[0]!;
    this.isEncoded = (found & encodedMark) !== 0;
    return true;
  }
}
