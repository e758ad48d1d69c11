import type { ParsedTime } from './parse-time.ts';
import type { WorkMemory } from './work-memory.ts';

/** How the bytes of a value are to be read. Numbers below 0x30 are the types of Windows binary XML. */
export const ValueType = {
  utf16: 0x01,
  ansi: 0x02,
  int8: 0x03,
  uint8: 0x04,
  int16: 0x05,
  uint16: 0x06,
  int32: 0x07,
  uint32: 0x08,
  int64: 0x09,
  uint64: 0x0a,
  float: 0x0b,
  double: 0x0c,
  boolean: 0x0d,
  binary: 0x0e,
  guid: 0x0f,
  size: 0x10,
  fileTime: 0x11,
  systemTime: 0x12,
  sid: 0x13,
  hex32: 0x14,
  hex64: 0x15,
  utf8: 0x30,
  /** UTF-8 with the escapes of a JSON string still in it. */
  jsonString: 0x31,
  /** A JSON null: present, but equal to no text. */
  null: 0x32,
} as const;

/** Which buffer a value lies in: the record's own, the literals of templates, or text made for this record. */
export const Place = { record: 0, literal: 1, made: 2 } as const;

/**
 * 1970 in microseconds since 1601 is 27,111,902 * 429,496,729 + this. Taken apart, all steps of the conversion stay
 * below 2 to the power of 53, where numbers are exact.
 */
const epochHigh = 27_111_902;
const epochRest = 374_031_442;
const microsPerHigh = 429_496_729;

/** Values and bytes of made texts that a view holds in the memory of the worker; what has more goes elsewhere. */
const valuesInMemory = 65_536;
const madeBytesInMemory = 1 << 20;

/** The places of values, side by side. */
type Columns = Pick<RecordView, 'fields' | 'offsets' | 'lengths' | 'types' | 'places'>;

/**
 * The fields of one record as places in byte buffers: number of the field, offset, length, type.
 *
 * A reader fills one view again and again; nothing is copied or decoded before somebody asks for it. The
 * content is valid only until the reader goes on to the next record.
 *
 * A view in the memory of a worker has all three buffers and the places themselves in there, where kernels read them;
 * a record that is too large for that leaves the memory and is read by JavaScript alone.
 */
export class RecordView {
  /** The buffer of the record (a chunk, or a block of lines). */
  bytes: Uint8Array = new Uint8Array(0);
  /** Literal texts of templates, which outlive the record. */
  literals: Uint8Array = new Uint8Array(0);
  /** Counts how often the literals began anew: their offsets mean other texts then. */
  literalsEpoch = 0;
  /** Texts put together for this record only. */
  made: Uint8Array;
  madeLength = 0;
  readonly memory: WorkMemory | undefined;

  count = 0;
  fields: Int32Array;
  offsets: Int32Array;
  lengths: Int32Array;
  types: Uint8Array;
  places: Uint8Array;

  /** EventRecordID, or the number of the line. */
  record = 0;
  /** Where the record starts in its (unpacked) file, in bytes. */
  fileOffset = 0;
  /** Where the record begins in `bytes`; -1 where its values do not all lie between there and its end. */
  start = -1;
  /** Length of the record in bytes. */
  byteLength = 0;
  /** Bytes of one character of ASCII in the texts of `bytes`: 2 in event logs, 1 in text logs. */
  unitBytes: 1 | 2 = 1;
  /** Microseconds since 1970; NaN where the record has no readable time. */
  timeMicros = Number.NaN;
  /** Nanoseconds below the microsecond. */
  timeNanos = 0;
  /** How many digits of the second the log itself gives. */
  timeDigits = 0;
  /** A time whose year the log does not say, as if in the year 2000; NaN for all others. */
  yearlessMicros = Number.NaN;
  /** The log wrote no zone beside the time, which was taken as UTC. */
  isLocalTime = false;
  /**
   * Values from here on are second spellings of earlier ones (a decoded request): rules may match them, but they are
   * no values of the log.
   */
  derivedFrom = Number.MAX_SAFE_INTEGER;
  /** Set by the reader where it found the record in unused space. */
  isRecovered = false;

  #data: DataView = new DataView(new ArrayBuffer(0));
  #literalData: DataView = new DataView(new ArrayBuffer(0));
  #madeData: DataView;
  #dataOf: Uint8Array | undefined;
  #literalDataOf: Uint8Array | undefined;
  readonly #ownColumns: Columns;
  readonly #ownMade: Uint8Array;
  readonly #ownMadeStart: number;
  /** Where made texts begin in their buffer, and where they must end. */
  #madeStart = 0;
  #madeEnd = 4096;
  /** The record is too large for the memory of the worker. */
  #isOutside = false;

  /** @param memory of the worker; without one the view makes buffers of its own, and no kernel can read it */
  constructor(memory?: WorkMemory) {
    this.memory = memory;
    if (memory !== undefined) {
      this.bytes = memory.bytes;
      this.literals = memory.bytes;
      this.#madeStart = memory.reserve(madeBytesInMemory);
      this.#madeEnd = this.#madeStart + madeBytesInMemory;
    }
    this.#ownMade = memory?.bytes ?? new Uint8Array(this.#madeEnd);
    this.#ownColumns = memory === undefined ? newColumns(256) : columnsIn(memory);
    this.#ownMadeStart = this.#madeStart;
    this.made = this.#ownMade;
    this.#madeData = new DataView(this.made.buffer);
    this.madeLength = this.#madeStart;
    const { fields, offsets, lengths, types, places } = this.#ownColumns;
    this.fields = fields;
    this.offsets = offsets;
    this.lengths = lengths;
    this.types = types;
    this.places = places;
  }

  /** Whether kernels can read the record: all of it lies in the memory of the worker. */
  get isInMemory(): boolean {
    return this.memory !== undefined && !this.#isOutside && this.bytes === this.memory.bytes;
  }

  /** Where the columns of a view in the memory of a worker begin: fields, offsets, lengths, types, places. */
  get columnAddresses(): readonly [number, number, number, number, number] {
    const { fields, offsets, lengths, types, places } = this.#ownColumns;
    return [fields.byteOffset, offsets.byteOffset, lengths.byteOffset, types.byteOffset, places.byteOffset];
  }

  /** Whether texts were made for this record. */
  get hasMade(): boolean {
    return this.madeLength > this.#madeStart;
  }

  /** Empties the view for the next record. */
  reset(): void {
    if (this.#isOutside) this.#comeBack();
    this.count = 0;
    this.start = -1;
    this.madeLength = this.#madeStart;
    this.timeMicros = Number.NaN;
    this.timeNanos = 0;
    this.timeDigits = 0;
    this.yearlessMicros = Number.NaN;
    this.isLocalTime = false;
    this.derivedFrom = Number.MAX_SAFE_INTEGER;
    this.isRecovered = false;
  }

  /** Adds one value. */
  add(field: number, place: number, offset: number, length: number, type: number): void {
    const i = this.count;
    if (i === this.fields.length) this.#grow();
    this.fields[i] = field;
    this.places[i] = place;
    this.offsets[i] = offset;
    this.lengths[i] = length;
    this.types[i] = type;
    this.count = i + 1;
  }

  /** Adds a value whose bytes exist nowhere in the input. */
  addMade(field: number, text: string): void {
    if (this.madeLength + text.length * 2 > this.#madeEnd) this.#growMade(text.length * 2);
    const start = this.madeLength;
    const needed = start + text.length * 2;
    const { made } = this;
    for (let i = 0, at = start; i < text.length; i++, at += 2) {
      const unit = text.charCodeAt(i);
      made[at] = unit & 0xff;
      made[at + 1] = unit >>> 8;
    }
    this.madeLength = needed;
    this.add(field, Place.made, start, text.length * 2, ValueType.utf16);
  }

  /** How many bytes more of made texts find place beside the others. */
  get madeFree(): number {
    return this.#madeEnd - this.madeLength;
  }

  /** Adds a text in UTF-16 that a kernel wrote at `madeLength`. */
  addWritten(field: number, byteLength: number): void {
    this.add(field, Place.made, this.madeLength, byteLength, ValueType.utf16);
    this.madeLength += byteLength;
  }

  /** The buffer that holds value `i`. */
  bufferOf(i: number): Uint8Array {
    const place = this.places[i];
    return place === Place.record ? this.bytes : place === Place.literal ? this.literals : this.made;
  }

  /** The buffer of the record, for reading several bytes at once. */
  get data(): DataView {
    if (this.#dataOf !== this.bytes) {
      this.#dataOf = this.bytes;
      this.#data = new DataView(this.bytes.buffer, this.bytes.byteOffset, this.bytes.length);
    }
    return this.#data;
  }

  /** The buffer that holds value `i`, for reading several bytes at once. */
  dataOf(i: number): DataView {
    const place = this.places[i];
    if (place === Place.record) return this.data;
    return place === Place.literal ? this.#dataOfLiterals() : this.#dataOfMade();
  }

  #dataOfLiterals(): DataView {
    if (this.#literalDataOf !== this.literals) {
      this.#literalDataOf = this.literals;
      this.#literalData = new DataView(this.literals.buffer, this.literals.byteOffset, this.literals.length);
    }
    return this.#literalData;
  }

  #dataOfMade(): DataView {
    if (this.#madeData.buffer !== this.made.buffer) this.#madeData = new DataView(this.made.buffer);
    return this.#madeData;
  }

  /** The index of the first value of a field, or -1. */
  indexOf(field: number): number {
    for (let i = 0; i < this.count; i++) if (this.fields[i] === field) return i;
    return -1;
  }

  /** Sets the time that a reader found. */
  setTime(time: ParsedTime): void {
    this.timeMicros = time.micros;
    this.timeNanos = time.nanos;
    this.timeDigits = time.digits;
    this.isLocalTime = time.isLocal;
  }

  /** Gives a time without a year the year that somebody knows. */
  setYear(year: number): void {
    const date = new Date(this.yearlessMicros / 1000);
    if (Number.isNaN(date.getTime())) return;
    this.timeMicros = date.setUTCFullYear(year) * 1000;
    this.timeDigits = 0;
    this.timeNanos = 0;
    this.isLocalTime = true;
  }

  /** How many values the log itself gives. */
  get ownCount(): number {
    return Math.min(this.count, this.derivedFrom);
  }

  /** Sets the time from the two halves of a Windows FILETIME (100 ns since 1601). */
  setFileTime(low: number, high: number): void {
    // 2 to the power of 32 is ten times 429,496,729, and 6.
    const rest = high * 6 + low;
    this.timeMicros = (high - epochHigh) * microsPerHigh + Math.floor(rest / 10) - epochRest;
    this.timeNanos = (rest % 10) * 100;
    this.timeDigits = 7;
  }

  #grow(): void {
    this.#isOutside = true;
    const grown = newColumns(this.fields.length * 2);
    grown.fields.set(this.fields);
    grown.offsets.set(this.offsets);
    grown.lengths.set(this.lengths);
    grown.types.set(this.types);
    grown.places.set(this.places);
    Object.assign(this, grown);
  }

  /** Takes made texts into a bigger buffer of their own. */
  #growMade(wanted: number): void {
    this.#isOutside = true;
    const used = this.madeLength - this.#madeStart;
    const bigger = new Uint8Array((used + wanted) * 2);
    bigger.set(this.made.subarray(this.#madeStart, this.madeLength));
    for (let i = 0; i < this.count; i++)
      if (this.places[i] === Place.made) this.offsets[i]! -= this.#madeStart;
    this.made = bigger;
    this.#madeStart = 0;
    this.madeLength = used;
    this.#madeEnd = bigger.length;
  }

  /** The large record is done: the next one is read into the view's own buffers again. */
  #comeBack(): void {
    this.#isOutside = false;
    if (this.memory === undefined) return;
    Object.assign(this, this.#ownColumns);
    if (this.made === this.#ownMade) return;
    this.made = this.#ownMade;
    this.#madeStart = this.#ownMadeStart;
    this.#madeEnd = this.#madeStart + madeBytesInMemory;
  }
}

const newColumns = (count: number): Columns => ({
  fields: new Int32Array(count),
  offsets: new Int32Array(count),
  lengths: new Int32Array(count),
  types: new Uint8Array(count),
  places: new Uint8Array(count),
});

const columnsIn = (memory: WorkMemory): Columns => ({
  fields: memory.wordsAt(memory.reserve(valuesInMemory * 4), valuesInMemory),
  offsets: memory.wordsAt(memory.reserve(valuesInMemory * 4), valuesInMemory),
  lengths: memory.wordsAt(memory.reserve(valuesInMemory * 4), valuesInMemory),
  types: memory.bytesAt(memory.reserve(valuesInMemory), valuesInMemory),
  places: memory.bytesAt(memory.reserve(valuesInMemory), valuesInMemory),
});
