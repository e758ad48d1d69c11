import { ValueType } from '../source/record-view.ts';
import type { ValueText } from '../source/value-text.ts';
import type { ValueMatcher } from './value-matcher.ts';

const slotBits = 19;
const slotCount = 1 << slotBits;
const entriesMax = slotCount >>> 1;
/** What a slot holds, side by side, so that a probe touches one line of the cache. */
const Slot = { hash: 0, key: 1, length: 2, offset: 3, result: 4, size: 8 } as const;
/** Longer values hardly ever come twice. */
const internedBytesMax = 2048;
/** Of so many lookups, one in eight must be a repetition; otherwise the next ones go past the dictionary. */
const sampleSize = 4096;
const repetitionsMin = sampleSize / 8;
const pauseLength = 65_536;

/**
 * Remembers, for raw bytes of a value and the matcher asked, which predicates hold. Logs repeat themselves: most
 * values are decoded and matched once. When the memory is full everything is forgotten and learnt anew, so memory
 * is bounded whatever the input.
 */
export class ValueDictionary {
  readonly #slots = new Int32Array(slotCount * Slot.size);
  readonly #arena: Uint8Array;
  #arenaLength = 0;
  #count = 0;
  /** Result lists by number; 0 is the empty one. */
  readonly #lists: Int32Array[] = [new Int32Array(0)];
  readonly #listNumbers = new Map<string, number>();
  readonly #text: ValueText;
  readonly #found: number[] = [];
  /** Per matcher: lookups and repetitions of the current sample, and lookups left until the next one. */
  readonly #lookups: number[] = [];
  readonly #repetitions: number[] = [];
  readonly #pauses: number[] = [];

  /** @param arenaBytes memory for the bytes of values */
  constructor(text: ValueText, arenaBytes = 64 << 20) {
    this.#text = text;
    this.#arena = new Uint8Array(arenaBytes);
  }

  /** The predicates of a result. */
  list(result: number): Int32Array {
    return this.#lists[result]!;
  }

  /** The number of the list of predicates of `matcher` that hold for a value; 0 where none does. */
  look(matcher: ValueMatcher, bytes: Uint8Array, offset: number, length: number, type: number): number {
    if (type === ValueType.null) return 0;
    if (length > internedBytesMax || this.#isPaused(matcher.number))
      return this.#match(matcher, bytes, offset, length, type);
    const key = (matcher.number << 8) | type;
    const hash = hashBytes(bytes, offset, length, key);
    const slots = this.#slots;
    let slot = (hash & (slotCount - 1)) * Slot.size;
    while (slots[slot + Slot.key] !== 0) {
      const isAlike =
        slots[slot + Slot.hash] === hash &&
        slots[slot + Slot.key] === key &&
        slots[slot + Slot.length] === length;
      if (isAlike && this.#isSame(slots[slot + Slot.offset]!, bytes, offset, length)) {
        this.#repetitions[matcher.number]!++;
        return slots[slot + Slot.result]!;
      }
      slot = (slot + Slot.size) & (slotCount * Slot.size - 1);
    }
    const result = this.#match(matcher, bytes, offset, length, type);
    if (this.#count >= entriesMax || this.#arenaLength + length > this.#arena.length) {
      this.forget();
      slot = (hash & (slotCount - 1)) * Slot.size;
    }
    slots[slot + Slot.hash] = hash;
    slots[slot + Slot.key] = key;
    slots[slot + Slot.length] = length;
    slots[slot + Slot.offset] = this.#keep(bytes, offset, length);
    slots[slot + Slot.result] = result;
    return result;
  }

  /** Copies the bytes of a value; gives their place. */
  #keep(bytes: Uint8Array, offset: number, length: number): number {
    const arena = this.#arena;
    const start = this.#arenaLength;
    if (length > 32) arena.set(bytes.subarray(offset, offset + length), start);
    else for (let i = 0; i < length; i++) arena[start + i] = bytes[offset + i]!;
    this.#arenaLength += length;
    this.#count++;
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

  /** Drops all values. Lists of predicates stay: there are few. */
  forget(): void {
    this.#slots.fill(0);
    this.#arenaLength = 0;
    this.#count = 0;
  }

  #isSame(start: number, bytes: Uint8Array, offset: number, length: number): boolean {
    const arena = this.#arena;
    for (let i = 0; i < length; i++) if (arena[start + i] !== bytes[offset + i]) return false;
    return true;
  }

  #match(matcher: ValueMatcher, bytes: Uint8Array, offset: number, length: number, type: number): number {
    this.#text.read(bytes, offset, length, type);
    const found = this.#found;
    found.length = 0;
    matcher.match(this.#text, found);
    return found.length === 0 ? 0 : this.#listNumber(found);
  }

  #listNumber(found: number[]): number {
    if (found.length > 1) found.sort((a, b) => a - b);
    let name = '';
    let last = -1;
    for (const number of found) {
      if (number !== last) name += `${number},`;
      last = number;
    }
    let list = this.#listNumbers.get(name);
    if (list === undefined) {
      list = this.#lists.length;
      this.#lists.push(Int32Array.from(new Set(found)));
      this.#listNumbers.set(name, list);
    }
    return list;
  }
}

function hashBytes(bytes: Uint8Array, offset: number, length: number, seed: number): number {
  let hash = Math.imul(seed, 0x9e3779b1) ^ length;
  const end = offset + length;
  let at = offset;
  for (; at + 4 <= end; at += 4) {
    const word = bytes[at]! | (bytes[at + 1]! << 8) | (bytes[at + 2]! << 16) | (bytes[at + 3]! << 24);
    hash = Math.imul(hash ^ word, 0x85ebca6b);
    hash ^= hash >>> 15;
  }
  for (; at < end; at++) hash = Math.imul(hash ^ bytes[at]!, 0x01000193);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return hash ^ (hash >>> 16);
}
