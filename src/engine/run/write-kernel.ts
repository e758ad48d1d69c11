import type { FieldNames } from '../source/field-names.ts';
import type { RecordView } from '../source/record-view.ts';
import { startKernel } from '../source/start-kernel.ts';
import type { WorkMemory } from '../source/work-memory.ts';
import type { JsonBytes } from './json-bytes.ts';
import { writeRecord } from './kernel/write-record.ts';

type Exports = {
  setTables(answer: number, marks: number, markCount: number, dayText: number, outEnd: number): void;
  setColumns(fields: number, offsets: number, lengths: number, types: number): void;
  setPrefix(at: number, length: number): void;
  begin(count: number): number;
  putHead(
    at: number,
    record: number,
    offset: number,
    seconds: number,
    fraction: number,
    digits: number,
  ): number;
  putFields(at: number, from: number): number;
};

/** Fields beyond these, which only logs with invented names have, are left to JavaScript. */
const fieldsMax = 65_536;
const markBytes = 16;
const outBytes = 2 << 20;
const keyBytes = 2 << 20;
const prefixBytes = 1 << 16;
const smallBytes = 128;
const neededBytes = fieldsMax * markBytes + outBytes + keyBytes + prefixBytes + 65_536;
/** The kernel copies in steps of this many bytes. */
const stepBytes = 16;

/** One for each memory: writers come and go, parts of a memory stay. */
const started = new WeakMap<WorkMemory, WriteKernel | null>();
const encoder = new TextEncoder();

/**
 * Writes records as JSON in WebAssembly, for views in the memory of a worker. The output lies in there, too; one writer
 * at a time holds it.
 */
export class WriteKernel {
  /** Where the output goes. */
  readonly region: Uint8Array<ArrayBuffer>;
  /** Takes the output away from the writer that holds it. */
  onTaken: () => void = () => {};
  readonly #names: FieldNames;
  readonly #exports: Exports;
  readonly #outAt: number;
  readonly #answer: Int32Array;
  readonly #marks: Int32Array;
  readonly #keys: Uint8Array;
  readonly #prefix: Uint8Array;
  #keysUsed = 0;
  #columns: Int32Array | undefined;

  private constructor(exports: Exports, memory: WorkMemory, names: FieldNames) {
    this.#exports = exports;
    this.#names = names;
    this.#outAt = memory.reserve(outBytes);
    this.region = memory.bytesAt(this.#outAt, outBytes);
    const answer = memory.reserve(smallBytes);
    this.#answer = memory.wordsAt(answer, 2);
    const marks = memory.reserve(fieldsMax * markBytes);
    this.#marks = memory.wordsAt(marks, fieldsMax * 4);
    this.#keys = memory.bytesAt(memory.reserve(keyBytes), keyBytes);
    this.#prefix = memory.bytesAt(memory.reserve(prefixBytes), prefixBytes);
    exports.setTables(answer, marks, fieldsMax, answer + smallBytes / 2, this.#outAt + outBytes);
  }

  /** The kernel of a memory. Undefined where it cannot run, has no room, or was started for other names. */
  static of(memory: WorkMemory, names: FieldNames): WriteKernel | undefined {
    let kernel = started.get(memory);
    if (kernel === undefined) {
      const exports = memory.free < neededBytes ? undefined : startKernel<Exports>(writeRecord, memory);
      kernel = exports === undefined ? null : new WriteKernel(exports, memory, names);
      started.set(memory, kernel);
    }
    return kernel === null || kernel.#names !== names ? undefined : kernel;
  }

  /** Sets the beginning of each line, up to the number of the record. False where it is too long. */
  setPrefix(bytes: Uint8Array): boolean {
    if (bytes.length > prefixBytes - stepBytes) return false;
    this.#prefix.set(bytes);
    this.#exports.setPrefix(this.#prefix.byteOffset, bytes.length);
    return true;
  }

  /** Looks through the fields of a record in memory. False where JavaScript must write it. */
  begin(view: RecordView): boolean {
    if (this.#columns !== view.fields) {
      const { fields, offsets, lengths, types } = view;
      this.#exports.setColumns(fields.byteOffset, offsets.byteOffset, lengths.byteOffset, types.byteOffset);
      this.#columns = fields;
    }
    while (this.#exports.begin(view.ownCount) === 0) if (!this.#addKey(this.#answer[1]!)) return false;
    return true;
  }

  /** Writes everything before the fields. */
  putHead(
    out: JsonBytes,
    record: number,
    offset: number,
    seconds: number,
    fraction: number,
    digits: number,
  ): void {
    const at = this.#outAt + out.length;
    out.length = this.#exports.putHead(at, record, offset, seconds, fraction, digits) - this.#outAt;
  }

  /**
   * Writes the fields from value `from` on, and the end of the line. Gives -1 when all is done, or the value whose
   * field JavaScript must write before the kernel goes on.
   */
  putFields(out: JsonBytes, from: number): number {
    out.length = this.#exports.putFields(this.#outAt + out.length, from) - this.#outAt;
    return this.#answer[0]!;
  }

  /** How many values a field has in this record; 0 when they are written. */
  countOf(field: number): number {
    return this.#marks[field * 4 + 1]!;
  }

  /** Says that all values of a field are written. */
  setWritten(field: number): void {
    this.#marks[field * 4 + 1] = 0;
  }

  #addKey(field: number): boolean {
    if (field >= fieldsMax) return false;
    const key = encoder.encode(`${JSON.stringify(this.#names.name(field))}:`);
    if (this.#keysUsed + key.length + stepBytes > keyBytes) return false;
    this.#keys.set(key, this.#keysUsed);
    this.#marks[field * 4 + 2] = this.#keys.byteOffset + this.#keysUsed;
    this.#marks[field * 4 + 3] = key.length;
    this.#keysUsed += key.length;
    return true;
  }
}
