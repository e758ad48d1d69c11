import type { FieldNames } from '../source/field-names.ts';
import { timeText } from '../source/parse-time.ts';
import { type RecordView, ValueType } from '../source/record-view.ts';
import type { TimeZone } from '../source/time-zone.ts';
import { ValueText } from '../source/value-text.ts';
import { JsonBytes } from './json-bytes.ts';

const batchBytes = 1 << 17;
const encoder = new TextEncoder();
const head = encoder.encode('{"file":');
const recordKey = encoder.encode(',"record":');
const offsetKey = encoder.encode(',"offset":');
const timeKey = encoder.encode(',"time":');
const fieldsKey = encoder.encode(',"fields":{');
const nullText = encoder.encode('null');
const lineEnd = encoder.encode('}}\n');

/**
 * Writes records as JSON Lines straight from the bytes of the log: `{"file", "record", "offset", "time", "fields"}`,
 * fields with several values as lists. No object and hardly a string is made for a record.
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
  #file = '';
  #fileBytes: Uint8Array = new Uint8Array(0);

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
    const out = this.#out;
    if (file !== this.#file || this.#fileBytes.length === 0) {
      this.#file = file;
      this.#fileBytes = encoder.encode(JSON.stringify(file));
    }
    out.put(head);
    out.put(this.#fileBytes);
    out.put(recordKey);
    out.putNumber(view.record + linesBefore);
    out.put(offsetKey);
    out.putNumber(view.fileOffset);
    out.put(timeKey);
    this.#putTime(view);
    out.put(fieldsKey);
    this.#putFields(view);
    out.put(lineEnd);
    if (out.length >= batchBytes) this.flush();
  }

  /** Gives out what is waiting. */
  flush(): void {
    if (this.#out.length > 0) this.#onBytes(this.#out.bytes.slice(0, this.#out.length));
    this.#out.length = 0;
  }

  #putTime(view: RecordView): void {
    const out = this.#out;
    const { timeMicros, timeDigits, timeNanos } = view;
    const seconds = Math.floor(timeMicros / 1e6);
    // Times of four-digit years in UTC; everything else takes the long way.
    if (this.#zone === undefined && seconds >= 0 && seconds <= 253_402_300_799) {
      out.putByte(0x22);
      out.putTime(seconds, (timeMicros - seconds * 1e6) * 1000 + timeNanos, 9, timeDigits);
      out.putByte(0x22);
      return;
    }
    const text = timeText(timeMicros, timeDigits, timeNanos);
    out.put(text === null ? nullText : encoder.encode(JSON.stringify(this.#zone?.display(text) ?? text)));
  }

  #putFields(view: RecordView): void {
    const out = this.#out;
    const count = view.ownCount;
    const serial = ++this.#serial;
    if (this.#names.size > this.#counts.length) this.#grow();
    const { fields } = view;
    let hasLists = false;
    for (let i = 0; i < count; i++) {
      const field = fields[i]!;
      if (this.#seenIn[field] === serial) {
        this.#counts[field]!++;
        hasLists = true;
      } else {
        this.#seenIn[field] = serial;
        this.#counts[field] = 1;
      }
    }
    for (let i = 0; i < count; i++) {
      const field = fields[i]!;
      const valueCount = this.#counts[field]!;
      // Written already, with the first value.
      if (valueCount === 0) continue;
      if (i > 0) out.putByte(0x2c);
      out.put(this.#keys[field] ?? this.#makeKey(field));
      if (!hasLists || valueCount === 1) this.#putValue(view, i);
      else this.#putList(view, i);
    }
  }

  #putList(view: RecordView, first: number): void {
    const field = view.fields[first]!;
    this.#counts[field] = 0;
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
