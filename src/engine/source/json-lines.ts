import type { FieldNames } from './field-names.ts';
import { JsonField, type JsonKey, requestNames } from './json-fields.ts';
import type { JsonKernel } from './json-kernel.ts';
import { parseEpoch } from './parse-loose-time.ts';
import { parseIsoTime } from './parse-time.ts';
import { Place, type RecordView, ValueType } from './record-view.ts';
import type { ParseResult, TextFormat } from './text-format.ts';

const depthMax = 64;

/** How JSON is written, and how it is cut into records. */
const cuts = { 'json-lines': 'lines', json: 'objects', 'json-list': 'listed' } as const;
type JsonName = keyof typeof cuts;

/**
 * JSON: one object per line, over several lines, or in lists inside an outer object. Keys lead to fields by their path;
 * values stay bytes: texts with their escapes, numbers and words as they are written. A list gives its field several
 * values. Objects that rules also ask for as one text (`JsonField.isText`) count as that too, as a second spelling.
 */
export class JsonLines implements TextFormat {
  readonly name: JsonName;
  readonly isSplittable: boolean;
  readonly eventClass = { isOpen: true } as const;
  readonly cut: (typeof cuts)[JsonName];
  readonly requestFields: readonly number[];
  readonly #root: JsonField;
  readonly #kernel: JsonKernel | undefined;
  #bytes: Uint8Array = new Uint8Array(0);
  #end = 0;
  #timeRank = 0;
  /** Objects that are texts as well: field, beginning and end of each. */
  readonly #texts: number[] = [];

  /**
   * @param kernel that reads the records which it can reach, as long as it knows their keys
   * @param renamed as in `JsonField`
   */
  constructor(
    names: FieldNames,
    name: JsonName = 'json-lines',
    kernel?: JsonKernel,
    renamed?: ReadonlyMap<string, string>,
  ) {
    this.name = name;
    this.cut = cuts[name];
    this.isSplittable = name === 'json-lines';
    this.requestFields = requestNames.map((request) => names.id(request));
    this.#root = kernel?.begin(names, renamed) ?? new JsonField('', names, renamed);
    this.#kernel = kernel;
  }

  /** Logs without requests, as most are, need not be searched for them. */
  get isEncoded(): boolean {
    return this.#root.hasRequests;
  }

  parse(view: RecordView, start: number, end: number): ParseResult {
    if (this.#kernel?.canRead(view, this.#root)) {
      const result = this.#kernel.read(view, start, end);
      if (result !== 'unknown') return result;
    }
    return this.#parse(view, start, end);
  }

  #parse(view: RecordView, start: number, end: number): ParseResult {
    this.#bytes = view.bytes;
    this.#end = end;
    this.#timeRank = 0;
    this.#texts.length = 0;
    const from = this.#skipBlank(start);
    if (from >= end) return 'skipped';
    if (this.#bytes[from] !== 0x7b) return 'damaged';
    const stop = this.#readObject(view, from, this.#root, 0);
    if (stop < 0 || this.#skipBlank(stop) < end) return 'damaged';
    if (this.#texts.length > 0) this.#addTexts(view);
    return 'record';
  }

  #addTexts(view: RecordView): void {
    view.derivedFrom = view.count;
    for (let i = 0; i < this.#texts.length; i += 3) {
      const [field, start, end] = this.#texts.slice(i, i + 3) as [number, number, number];
      // With its escapes undone, so that a text inside the text is as rules write it.
      view.add(field, Place.record, start, end - start, ValueType.jsonString);
    }
  }

  /** Each reader gives the offset after what it read, or -1. */
  #readValue(view: RecordView, at: number, field: JsonField, depth: number): number {
    const c = this.#byteAt(at);
    if (c === 0x22) return this.#readText(view, at, field);
    if (c === 0x7b) {
      const stop = depth > depthMax ? -1 : this.#readObject(view, at, field, depth);
      if (field.isText && stop > 0) this.#texts.push(field.id, at, stop);
      return stop;
    }
    if (c === 0x5b) return depth > depthMax ? -1 : this.#readList(view, at, field, depth);
    return this.#readWord(view, at, field);
  }

  #readObject(view: RecordView, start: number, field: JsonField, depth: number): number {
    let at = this.#skipBlank(start + 1);
    if (this.#byteAt(at) === 0x7d) return at + 1;
    let guess = field.firstKey;
    let previous: JsonKey | undefined;
    for (;;) {
      if (this.#byteAt(at) !== 0x22) return -1;
      const isGuessed = guess !== undefined && this.#isKeyAt(guess, at + 1);
      const keyEnd: number = isGuessed ? at + 1 + guess!.bytes.length : this.#textEnd(at + 1);
      if (keyEnd < 0) return -1;
      const key: JsonKey = isGuessed ? guess! : this.#key(field, at + 1, keyEnd);
      if (previous === undefined) field.firstKey = key;
      else previous.next = key;
      previous = key;
      guess = key.next;
      at = this.#skipBlank(keyEnd + 1);
      if (this.#byteAt(at) !== 0x3a) return -1;
      at = this.#readValue(view, this.#skipBlank(at + 1), key.field, depth + 1);
      if (at < 0) return -1;
      at = this.#skipBlank(at);
      const c = this.#byteAt(at);
      if (c === 0x7d) return at + 1;
      if (c !== 0x2c) return -1;
      at = this.#skipBlank(at + 1);
    }
  }

  #readList(view: RecordView, start: number, field: JsonField, depth: number): number {
    let at = this.#skipBlank(start + 1);
    if (this.#byteAt(at) === 0x5d) return at + 1;
    for (;;) {
      at = this.#readValue(view, at, field, depth + 1);
      if (at < 0) return -1;
      at = this.#skipBlank(at);
      const c = this.#byteAt(at);
      if (c === 0x5d) return at + 1;
      if (c !== 0x2c) return -1;
      at = this.#skipBlank(at + 1);
    }
  }

  #readText(view: RecordView, start: number, field: JsonField): number {
    const end = this.#textEnd(start + 1);
    if (end < 0) return -1;
    this.#add(view, field, start + 1, end, this.#hasEscape ? ValueType.jsonString : ValueType.utf8);
    if (field.timeRank > this.#timeRank) this.#readTime(view, field, start + 1, end);
    return end + 1;
  }

  #readWord(view: RecordView, start: number, field: JsonField): number {
    let at = start;
    while (at < this.#end && isWordByte(this.#bytes[at]!)) at++;
    if (at === start) return -1;
    const isNull = at - start === 4 && this.#bytes[start] === 0x6e;
    this.#add(view, field, start, at, isNull ? ValueType.null : ValueType.utf8);
    if (field.timeRank > this.#timeRank) this.#readEpoch(view, field, start, at);
    return at;
  }

  #add(view: RecordView, field: JsonField, start: number, end: number, type: number): void {
    view.add(field.id, Place.record, start, end - start, type);
    if (field.alias >= 0) view.add(field.alias, Place.record, start, end - start, type);
  }

  #readTime(view: RecordView, field: JsonField, start: number, end: number): void {
    const time = parseIsoTime(this.#bytes, start, end);
    if (time === undefined) return;
    view.setTime(time);
    this.#timeRank = field.timeRank;
  }

  /** Zeek and others write times as numbers: seconds or milliseconds since 1970. */
  #readEpoch(view: RecordView, field: JsonField, start: number, end: number): void {
    if (end - start > 32) return;
    const time = parseEpoch(Buffer.from(this.#bytes.subarray(start, end)).toString('latin1'));
    if (time === undefined) return;
    view.setTime(time);
    this.#timeRank = field.timeRank;
  }

  #hasEscape = false;

  /** The offset of the closing quotation mark, or -1. */
  #textEnd(start: number): number {
    const bytes = this.#bytes;
    this.#hasEscape = false;
    for (let at = start; at < this.#end; at++) {
      const c = bytes[at];
      if (c === 0x22) return at;
      if (c === 0x5c) {
        this.#hasEscape = true;
        at++;
      }
    }
    return -1;
  }

  /** Keys mostly come in the order in which they came before: the guess is compared before anything is searched. */
  #isKeyAt({ bytes: key }: JsonKey, start: number): boolean {
    const bytes = this.#bytes;
    const { length } = key;
    if (start + length >= this.#end || bytes[start + length] !== 0x22) return false;
    for (let i = 0; i < length; i++) if (key[i] !== bytes[start + i]) return false;
    return true;
  }

  #key(field: JsonField, start: number, end: number): JsonKey {
    const bytes = this.#bytes;
    let hash = end - start;
    for (let i = start; i < end; i++) hash = (Math.imul(hash, 31) + bytes[i]!) | 0;
    const known = field.byHash.get(hash);
    if (known !== undefined && known.bytes.length === end - start && this.#isKeyAt(known, start))
      return known;
    const raw = Buffer.from(bytes.subarray(start, end)).toString('utf8');
    const child = field.child(raw.includes('\\') ? unescapeKey(raw) : raw);
    const key = { bytes: new Uint8Array(bytes.subarray(start, end)), field: child, next: undefined };
    if (field.byHash.size < 4096) field.byHash.set(hash, key);
    // What the kernel does not know it leaves to this reader, with the whole record.
    if (child.isForKernel) this.#kernel?.addKey(this.#root, field, key);
    return key;
  }

  /** What stands behind the end is no part of the record. */
  #byteAt(at: number): number {
    return at < this.#end ? this.#bytes[at]! : -1;
  }

  #skipBlank(from: number): number {
    let at = from;
    while (at < this.#end) {
      const c = this.#bytes[at]!;
      if (c !== 0x20 && c !== 0x09 && c !== 0x0a && c !== 0x0d) break;
      at++;
    }
    return at;
  }
}

/** Digits, signs and letters of numbers, true, false and null. */
function isWordByte(c: number): boolean {
  return (
    (c >= 0x30 && c <= 0x39) ||
    (c >= 0x61 && c <= 0x7a) ||
    c === 0x2d ||
    c === 0x2b ||
    c === 0x2e ||
    c === 0x45
  );
}

function unescapeKey(raw: string): string {
  try {
    return JSON.parse(`"${raw}"`) as string;
  } catch {
    return raw;
  }
}
