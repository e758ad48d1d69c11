import { type RecordView, ValueType } from '../source/record-view.ts';
import type { ValueText } from '../source/value-text.ts';
import { FoundSet } from './found-set.ts';
import type { ValueMatcher } from './value-matcher.ts';

/** What a slot holds, side by side, so that a probe touches one line of the cache. */
const Slot = { hash: 0, key: 1, length: 2, offset: 3, result: 4, size: 8 } as const;
const slotBytes = Slot.size * 4;
const slotsMin = 1 << 12;
const arenaBytesMin = 1 << 18;
/** As long as the slots fit into the second-level cache, remembering is always cheaper than asking. */
const slotsInCache = 1 << 15;
/** Shorter values (words of a request) are asked in less time than main memory needs to answer. */
const worthwhileBytes = 48;
/** A crafted log could hold endless combinations; they go when there are so many. */
const listsMax = 1 << 18;
/** Longer values hardly ever come twice. */
const internedBytesMax = 2048;
/** Of so many lookups, one in eight must be a repetition; otherwise the next ones go past the dictionary. */
const sampleSize = 4096;
const repetitionsMin = sampleSize / 8;
const pauseLength = 65_536;

/**
 * Remembers, for raw bytes of a value and the matcher asked, which predicates hold. Logs repeat themselves: most
 * values are decoded and matched once. The memory grows with what there is to remember; when its limit is reached
 * everything is forgotten and learnt anew, so it is bounded whatever the input.
 */
export class ValueDictionary {
  #slots = new Int32Array(slotsMin * Slot.size);
  #arena = new Uint8Array(arenaBytesMin);
  #arenaData = new DataView(this.#arena.buffer);
  #arenaLength = 0;
  #count = 0;
  readonly #slotsMax: number;
  readonly #arenaBytesMax: number;
  /** Result lists by number; 0 is the empty one. */
  #lists: Int32Array[] = [new Int32Array(0)];
  /** By a hash that does not depend on their order: the lists with that hash. */
  #listsByHash = new Map<number, number[]>();
  readonly #text: ValueText;
  readonly #found = new FoundSet();
  /** Per matcher: lookups and repetitions of the current sample, and lookups left until the next one. */
  readonly #lookups: number[] = [];
  readonly #repetitions: number[] = [];
  readonly #pauses: number[] = [];
  /** Counts how often results lost their meaning. */
  epoch = 0;

  /** @param bytesMax memory for values and slots together, at least 1 MiB */
  constructor(text: ValueText, bytesMax = 96 << 20) {
    this.#text = text;
    // Slots are half full at most, values some forty bytes long: a third for slots suits most logs.
    this.#slotsMax = 1 << (31 - Math.clz32(Math.max(slotsMin, Math.floor(bytesMax / 3 / slotBytes))));
    this.#arenaBytesMax = Math.max(arenaBytesMin, bytesMax - this.#slotsMax * slotBytes);
  }

  /** The predicates of a result. */
  list(result: number): Int32Array {
    return this.#lists[result]!;
  }

  /** The number of the list of predicates of `matcher` that hold for value `i`; 0 where none does. */
  look(matcher: ValueMatcher, view: RecordView, i: number): number {
    const type = view.types[i]!;
    if (type === ValueType.null) return 0;
    const offset = view.offsets[i]!;
    const length = view.lengths[i]!;
    if (length > internedBytesMax || this.#isPaused(matcher.number))
      return this.#match(matcher, view.bufferOf(i), offset, length, type);
    const data = view.dataOf(i);
    const key = (matcher.number << 8) | type;
    const hash = hashBytes(data, offset, length, key);
    const slots = this.#slots;
    const mask = slots.length - 1;
    let slot = (hash << 3) & mask;
    while (slots[slot + Slot.key] !== 0) {
      const isAlike =
        slots[slot + Slot.hash] === hash &&
        slots[slot + Slot.key] === key &&
        slots[slot + Slot.length] === length;
      if (isAlike && isSame(this.#arenaData, slots[slot + Slot.offset]!, data, offset, length)) {
        this.#repetitions[matcher.number]!++;
        return slots[slot + Slot.result]!;
      }
      slot = (slot + Slot.size) & mask;
    }
    const bytes = view.bufferOf(i);
    const result = this.#match(matcher, bytes, offset, length, type);
    this.#reserve(length);
    this.#insert(hash, key, length, this.#keep(bytes, offset, length), result);
    return result;
  }

  #insert(hash: number, key: number, length: number, offset: number, result: number): void {
    const slots = this.#slots;
    const mask = slots.length - 1;
    let slot = (hash << 3) & mask;
    while (slots[slot + Slot.key] !== 0) slot = (slot + Slot.size) & mask;
    slots[slot + Slot.hash] = hash;
    slots[slot + Slot.key] = key;
    slots[slot + Slot.length] = length;
    slots[slot + Slot.offset] = offset;
    slots[slot + Slot.result] = result;
    this.#count++;
  }

  /** Makes place for one more value: by growing, or by forgetting all. */
  #reserve(length: number): void {
    const slotCount = this.#slots.length / Slot.size;
    const isFull = (this.#count + 1) * 2 > slotCount;
    const isArenaFull = this.#arenaLength + length > this.#arena.length;
    if (!isFull && !isArenaFull) return;
    const isWorthwhile = slotCount < slotsInCache || this.#arenaLength >= this.#count * worthwhileBytes;
    if (
      (isFull && (slotCount >= this.#slotsMax || !isWorthwhile)) ||
      (isArenaFull && this.#arena.length >= this.#arenaBytesMax)
    ) {
      this.#slots.fill(0);
      this.#arenaLength = 0;
      this.#count = 0;
      return;
    }
    if (isArenaFull) {
      const bigger = new Uint8Array(Math.min(this.#arena.length * 4, this.#arenaBytesMax));
      bigger.set(this.#arena);
      this.#arena = bigger;
      this.#arenaData = new DataView(bigger.buffer);
    }
    if (isFull) this.#growSlots(slotCount * 2);
  }

  #growSlots(slotCount: number): void {
    const old = this.#slots;
    this.#slots = new Int32Array(Math.min(slotCount, this.#slotsMax) * Slot.size);
    this.#count = 0;
    for (let at = 0; at < old.length; at += Slot.size) {
      const [hash, key, length] = [old[at + Slot.hash]!, old[at + Slot.key]!, old[at + Slot.length]!];
      if (key !== 0) this.#insert(hash, key, length, old[at + Slot.offset]!, old[at + Slot.result]!);
    }
  }

  /** Copies the bytes of a value; gives their place. */
  #keep(bytes: Uint8Array, offset: number, length: number): number {
    const arena = this.#arena;
    const start = this.#arenaLength;
    if (length > 32) arena.set(bytes.subarray(offset, offset + length), start);
    else for (let i = 0; i < length; i++) arena[start + i] = bytes[offset + i]!;
    this.#arenaLength += length;
    return start;
  }

  /** Fields whose values hardly ever repeat (addresses of pages, times) are better asked directly. */
  #isPaused(number: number): boolean {
    const pause = this.#pauses[number];
    if (pause === undefined) {
      this.#pauses[number] = this.#lookups[number] = this.#repetitions[number] = 0;
      return false;
    }
    if (pause > 0) {
      this.#pauses[number] = pause - 1;
      return true;
    }
    if (++this.#lookups[number]! >= sampleSize) {
      if (this.#repetitions[number]! < repetitionsMin) this.#pauses[number] = pauseLength;
      this.#lookups[number] = this.#repetitions[number] = 0;
    }
    return false;
  }

  /** Drops all values, down to the memory of the beginning. Results given out keep their meaning. */
  forget(): void {
    if (this.#count === 0) return;
    this.#slots = new Int32Array(slotsMin * Slot.size);
    this.#arena = new Uint8Array(arenaBytesMin);
    this.#arenaData = new DataView(this.#arena.buffer);
    this.#arenaLength = 0;
    this.#count = 0;
  }

  /** To be called between records: drops results, too, where there are too many. */
  trim(): void {
    if (this.#lists.length < listsMax) return;
    this.forget();
    this.#lists = [new Int32Array(0)];
    this.#listsByHash = new Map();
    this.epoch++;
  }

  #match(matcher: ValueMatcher, bytes: Uint8Array, offset: number, length: number, type: number): number {
    this.#text.read(bytes, offset, length, type);
    const found = this.#found;
    found.clear();
    matcher.match(this.#text, found);
    return found.count === 0 ? 0 : this.#listNumber(found);
  }

  #listNumber(found: FoundSet): number {
    const { numbers, count } = found;
    let hash = count;
    for (let i = 0; i < count; i++) hash = (hash + Math.imul(numbers[i]! + 1, 0x9e3779b1)) | 0;
    const known = this.#listsByHash.get(hash);
    if (known !== undefined)
      for (const number of known) if (isSameSet(this.#lists[number]!, found)) return number;
    const number = this.#lists.length;
    this.#lists.push(numbers.slice(0, count));
    if (known === undefined) this.#listsByHash.set(hash, [number]);
    else known.push(number);
    return number;
  }
}

function isSameSet(list: Int32Array, found: FoundSet): boolean {
  if (list.length !== found.count) return false;
  for (let i = 0; i < list.length; i++) if (!found.has(list[i]!)) return false;
  return true;
}

function isSame(a: DataView, atA: number, b: DataView, atB: number, length: number): boolean {
  let i = 0;
  for (; i + 4 <= length; i += 4) if (a.getInt32(atA + i, true) !== b.getInt32(atB + i, true)) return false;
  for (; i < length; i++) if (a.getUint8(atA + i) !== b.getUint8(atB + i)) return false;
  return true;
}

/** Two sums side by side, so that the processor need not wait for one multiplication before the next. */
function hashBytes(data: DataView, offset: number, length: number, seed: number): number {
  let a = Math.imul(seed, 0x9e3779b1) ^ length;
  let b = 0x85ebca6b;
  const end = offset + length;
  let at = offset;
  for (; at + 8 <= end; at += 8) {
    a = Math.imul(a ^ data.getInt32(at, true), 0x85ebca6b);
    b = Math.imul(b ^ data.getInt32(at + 4, true), 0xc2b2ae35);
    a ^= a >>> 15;
    b ^= b >>> 13;
  }
  for (; at + 4 <= end; at += 4) a = Math.imul(a ^ data.getInt32(at, true), 0x85ebca6b) ^ (a >>> 15);
  for (; at < end; at++) b = Math.imul(b ^ data.getUint8(at), 0x01000193);
  a = Math.imul(a ^ (b >>> 11) ^ b, 0xc2b2ae35);
  return a ^ (a >>> 15);
}
