import type { FieldNames } from '../source/field-names.ts';
import { timeText } from '../source/parse-time.ts';
import { type RecordView, ValueType } from '../source/record-view.ts';
import type { TimeZone } from '../source/time-zone.ts';
import { ValueText } from '../source/value-text.ts';
import type { WorkMemory } from '../source/work-memory.ts';
import { JsonBytes } from './json-bytes.ts';
import { WriteKernel } from './write-kernel.ts';

const batchBytes = 1 << 17;
const encoder = new TextEncoder();
/** Up to the year 2255 microseconds are exact. */
const lastExactSecond = Math.floor(Number.MAX_SAFE_INTEGER / 1e6);
const offsetKey = encoder.encode(',"offset":');
const timeKey = encoder.encode(',"time":');
const fieldsKey = encoder.encode(',"fields":{');
const nullText = encoder.encode('null');
const lineEnd = encoder.encode('}}\n');

/**
 * Writes records as JSON Lines straight from the bytes of the log: `{"file", "record", "offset", "time", "fields"}`,
 * fields with several values as lists. No object and hardly a string is made for a record. Views in the memory of a
 * worker are written by a kernel, with the same result.
 */
export class JsonRecordWriter {
  readonly #names: FieldNames;
  readonly #zone: TimeZone | undefined;
  readonly #onBytes: (bytes: Uint8Array) => void;
  readonly #out = new JsonBytes();
  readonly #text = new ValueText();
  /** By number of a field: its name as a key, with the colon. */
  readonly #keys: Uint8Array[] = [];
  /** By number of a field: the record in which it was written last, and how many values it has there. */
  #seenIn = new Float64Array(256);
  #counts = new Int32Array(256);
  #serial = 0;
  #file: string | undefined;
  /** The beginning of each line, up to the number of the record. */
  #prefix: Uint8Array = new Uint8Array(0);
  #memory: WorkMemory | undefined;
  #kernel: WriteKernel | undefined;
  #kernelHasPrefix = false;

  /**
   * @param zone the zone in which times are shown; UTC unless given
   * @param onBytes is given some lines at a time; the bytes are its own
   */
  constructor(names: FieldNames, zone: TimeZone | undefined, onBytes: (bytes: Uint8Array) => void) {
    this.#names = names;
    this.#zone = zone;
    this.#onBytes = onBytes;
  }

  write(file: string, view: RecordView, linesBefore: number): void {
    if (file !== this.#file) this.#enterFile(file);
    const record = view.record + linesBefore;
    const kernel = view.isInMemory ? this.#kernelOf(view.memory!) : undefined;
    if (kernel?.begin(view) === true) this.#writeByKernel(kernel, view, record);
    else {
      this.#putHead(view, record);
      this.#putFields(view);
      this.#out.put(lineEnd);
    }
    if (this.#out.length >= batchBytes) this.flush();
  }

  /** Gives out what is waiting. */
  flush(): void {
    const out = this.#out;
    if (out.length > 0) this.#onBytes(out.bytes.slice(0, out.length));
    out.length = 0;
    // A record may have outgrown it.
    if (this.#kernel !== undefined) out.bytes = this.#kernel.region;
  }

  #enterFile(file: string): void {
    this.#file = file;
    this.#prefix = encoder.encode(`{"file":${JSON.stringify(file)},"record":`);
    this.#kernelHasPrefix = this.#kernel?.setPrefix(this.#prefix) === true;
  }

  /** The kernel of a memory, with its output in the hands of this writer. */
  #kernelOf(memory: WorkMemory): WriteKernel | undefined {
    if (memory === this.#memory) return this.#kernel;
    this.#letGo();
    const kernel = WriteKernel.of(memory, this.#names);
    if (kernel !== undefined) {
      kernel.onTaken();
      kernel.onTaken = () => this.#letGo();
      this.#kernelHasPrefix = kernel.setPrefix(this.#prefix);
      this.#out.bytes = kernel.region;
    }
    this.#memory = memory;
    this.#kernel = kernel;
    return kernel;
  }

  /** Leaves the output of the kernel to others. */
  #letGo(): void {
    this.flush();
    this.#kernel = undefined;
    this.#memory = undefined;
    this.#out.clear();
  }

  #writeByKernel(kernel: WriteKernel, view: RecordView, record: number): void {
    const out = this.#out;
    const { timeMicros, timeDigits, timeNanos } = view;
    const seconds = Math.floor(timeMicros / 1e6);
    const fraction = (timeMicros - seconds * 1e6) * 1000 + timeNanos;
    const isPlain =
      this.#kernelHasPrefix &&
      this.#zone === undefined &&
      seconds >= 0 &&
      seconds <= lastExactSecond &&
      fraction === (fraction | 0) &&
      record <= Number.MAX_SAFE_INTEGER;
    if (isPlain) kernel.putHead(out, record, view.fileOffset, seconds, fraction, timeDigits);
    else this.#putHead(view, record);
    let at = out.bytes === kernel.region ? kernel.putFields(out, 0) : 0;
    while (at >= 0) {
      if (out.bytes !== kernel.region) {
        this.#putRest(kernel, view, at);
        return;
      }
      this.#putCounted(kernel, view, at);
      at = out.bytes === kernel.region ? kernel.putFields(out, at + 1) : at + 1;
    }
  }

  /** The record outgrew the output of the kernel. */
  #putRest(kernel: WriteKernel, view: RecordView, from: number): void {
    for (let i = from; i < view.ownCount; i++) this.#putCounted(kernel, view, i);
    this.#out.put(lineEnd);
  }

  #putCounted(kernel: WriteKernel, view: RecordView, i: number): void {
    const field = view.fields[i]!;
    const count = kernel.countOf(field);
    if (count === 0) return;
    this.#putField(view, i, count);
    if (count > 1) kernel.setWritten(field);
  }

  #putHead(view: RecordView, record: number): void {
    const out = this.#out;
    out.put(this.#prefix);
    out.putNumber(record);
    out.put(offsetKey);
    out.putNumber(view.fileOffset);
    out.put(timeKey);
    this.#putTime(view);
    out.put(fieldsKey);
  }

  #putTime(view: RecordView): void {
    const out = this.#out;
    const { timeMicros, timeDigits, timeNanos } = view;
    const seconds = Math.floor(timeMicros / 1e6);
    // Usual times in UTC; everything else takes the long way.
    if (this.#zone === undefined && seconds >= 0 && seconds <= lastExactSecond) {
      out.putByte(0x22);
      out.putTime(seconds, (timeMicros - seconds * 1e6) * 1000 + timeNanos, 9, timeDigits);
      out.putByte(0x22);
      return;
    }
    const text = timeText(timeMicros, timeDigits, timeNanos);
    out.put(text === null ? nullText : encoder.encode(JSON.stringify(this.#zone?.display(text) ?? text)));
  }

  #putFields(view: RecordView): void {
    const count = view.ownCount;
    const serial = ++this.#serial;
    if (this.#names.size > this.#counts.length) this.#grow();
    const { fields } = view;
    for (let i = 0; i < count; i++) {
      const field = fields[i]!;
      if (this.#seenIn[field] === serial) this.#counts[field]!++;
      else {
        this.#seenIn[field] = serial;
        this.#counts[field] = 1;
      }
    }
    for (let i = 0; i < count; i++) {
      const field = fields[i]!;
      const valueCount = this.#counts[field]!;
      // Written already, with the first value.
      if (valueCount === 0) continue;
      this.#putField(view, i, valueCount);
      if (valueCount > 1) this.#counts[field] = 0;
    }
  }

  /** Writes all values of the field that value `i` is the first of. */
  #putField(view: RecordView, i: number, valueCount: number): void {
    const out = this.#out;
    const field = view.fields[i]!;
    if (i > 0) out.putByte(0x2c);
    out.put(this.#keys[field] ?? this.#makeKey(field));
    if (valueCount === 1) this.#putValue(view, i);
    else this.#putList(view, i);
  }

  #putList(view: RecordView, first: number): void {
    const field = view.fields[first]!;
    this.#out.putByte(0x5b);
    for (let i = first; i < view.ownCount; i++) {
      if (view.fields[i] !== field) continue;
      if (i > first) this.#out.putByte(0x2c);
      this.#putValue(view, i);
    }
    this.#out.putByte(0x5d);
  }

  #putValue(view: RecordView, i: number): void {
    const type = view.types[i]!;
    if (type === ValueType.null) this.#out.put(nullText);
    else this.#out.putValue(view.bufferOf(i), view.offsets[i]!, view.lengths[i]!, type, this.#text);
  }

  #makeKey(field: number): Uint8Array {
    const key = encoder.encode(`${JSON.stringify(this.#names.name(field))}:`);
    this.#keys[field] = key;
    return key;
  }

  #grow(): void {
    const size = this.#names.size * 2;
    const [seenIn, counts] = [new Float64Array(size), new Int32Array(size)];
    seenIn.set(this.#seenIn);
    counts.set(this.#counts);
    this.#seenIn = seenIn;
    this.#counts = counts;
  }
}
