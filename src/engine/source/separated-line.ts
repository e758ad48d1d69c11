import { separatedLine } from './kernel/separated-line.ts';
import { addText, findByte } from './line-bytes.ts';
import type { RecordView } from './record-view.ts';
import { startKernel } from './start-kernel.ts';

type Exports = {
  setColumns: (fields: number, offsets: number, lengths: number, types: number, places: number) => void;
  setTables: (numbers: number, starts: number) => void;
  split: (start: number, end: number, separator: number, wanted: number) => number;
};

/** Lines with more columns are read by JavaScript. */
const columnsInMemory = 1024;
const neededBytes = columnsInMemory * 16;
const countMask = 0xffff;
const dash = 0x2d;

/** Takes lines apart at a separator; in the memory of a worker with a kernel in WebAssembly. */
export class SeparatedLine {
  /** Where the columns of the last line begin, and behind them where one more would. */
  starts: Int32Array = new Int32Array(columnsInMemory + 1);
  readonly #view: RecordView | undefined;
  readonly #kernel: Exports | undefined;
  /** Numbers of fields, and where columns begin, as the kernel has them. */
  readonly #numbers: Int32Array = new Int32Array(0);
  readonly #kernelStarts: Int32Array = new Int32Array(0);
  #fields: readonly number[] = [];
  #ownStarts = this.starts;

  /** @param view that the kernel fills; without one, or without a memory, JavaScript does it all */
  constructor(view?: RecordView) {
    const memory = view?.memory;
    if (view === undefined || memory === undefined || memory.free < neededBytes) return;
    this.#view = view;
    this.#kernel = startKernel<Exports>(separatedLine, memory);
    const numbersAt = memory.reserve(columnsInMemory * 4);
    const startsAt = memory.reserve((columnsInMemory + 1) * 4);
    this.#numbers = memory.wordsAt(numbersAt, columnsInMemory);
    this.#kernelStarts = memory.wordsAt(startsAt, columnsInMemory + 1);
    const { fields, offsets, lengths, types, places } = view;
    this.#kernel?.setColumns(
      fields.byteOffset,
      offsets.byteOffset,
      lengths.byteOffset,
      types.byteOffset,
      places.byteOffset,
    );
    this.#kernel?.setTables(numbersAt, startsAt);
  }

  /**
   * Adds the columns of a line that are neither empty nor a dash; gives how many there are, at most as many as fields.
   *
   * @param fields numbers of the fields of the columns; a new list for a new header
   */
  split(view: RecordView, start: number, end: number, separator: number, fields: readonly number[]): number {
    if (fields !== this.#fields) this.#setFields(fields);
    const kernel = view === this.#view && view.isInMemory && view.count === 0 ? this.#kernel : undefined;
    if (kernel === undefined || fields.length > columnsInMemory)
      return this.#split(view, start, end, separator);
    const found = kernel.split(start, end, separator, fields.length);
    view.count = found & countMask;
    this.starts = this.#kernelStarts;
    return found >>> 16;
  }

  #setFields(fields: readonly number[]): void {
    this.#fields = fields;
    if (fields.length <= this.#numbers.length) this.#numbers.set(fields);
    if (fields.length >= this.#ownStarts.length) this.#ownStarts = new Int32Array(fields.length + 1);
  }

  #split(view: RecordView, start: number, end: number, separator: number): number {
    const fields = this.#fields;
    const starts = this.#ownStarts;
    this.starts = starts;
    const { bytes } = view;
    let at = start;
    let index = 0;
    starts[0] = at;
    while (at <= end && index < fields.length) {
      const stop = findByte(bytes, separator, at, end);
      if (stop > at && !(stop - at === 1 && bytes[at] === dash)) addText(view, fields[index]!, at, stop);
      at = stop + 1;
      starts[++index] = at;
    }
    return index;
  }
}
