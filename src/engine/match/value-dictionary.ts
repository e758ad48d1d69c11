import { ValueType } from '../source/record-view.ts';
import type { ValueText } from '../source/value-text.ts';
import type { ValueMatcher } from './value-matcher.ts';

const slotBits = 20;
const slotCount = 1 << slotBits;
const entriesMax = slotCount >>> 1;
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
  readonly #hashes = new Int32Array(slotCount);
  readonly #keys = new Int32Array(slotCount);
  readonly #offsets = new Int32Array(slotCount);
  readonly #lengths = new Int32Array(slotCount);
  readonly #results = new Int32Array(slotCount);
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
    let slot = hash & (slotCount - 1);
    while (this.#keys[slot] !== 0) {
      if (this.#hashes[slot] === hash && this.#keys[slot] === key && this.#lengths[slot] === length) {
        if (this.#isSame(slot, bytes, offset, length)) {
          this.#repetitions[matcher.number]!++;
          return this.#results[slot]!;
        }
      }
      slot = (slot + 1) & (slotCount - 1);
    }
    const result = this.#match(matcher, bytes, offset, length, type);
    if (this.#count >= entriesMax || this.#arenaLength + length > this.#arena.length) {
      this.forget();
      slot = hash & (slotCount - 1);
    }
    this.#count++;
    this.#hashes[slot] = hash;
    this.#keys[slot] = key;
    this.#lengths[slot] = length;
    this.#offsets[slot] = this.#arenaLength;
    this.#results[slot] = result;
    const arena = this.#arena;
    const start = this.#arenaLength;
    if (length > 32) arena.set(bytes.subarray(offset, offset + length), start);
    else for (let i = 0; i < length; i++) arena[start + i] = bytes[offset + i]!;
    this.#arenaLength += length;
    return result;
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
    this.#keys.fill(0);
    this.#arenaLength = 0;
    this.#count = 0;
  }

  #isSame(slot: number, bytes: Uint8Array, offset: number, length: number): boolean {
    const arena = this.#arena;
    const start = this.#offsets[slot]!;
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
    const unique = found.length === 1 ? Int32Array.of(found[0]!) : Int32Array.from(new Set(found)).sort();
    const name = unique.join();
    let number = this.#listNumbers.get(name);
    if (number === undefined) {
      number = this.#lists.length;
      this.#lists.push(unique);
      this.#listNumbers.set(name, number);
    }
    return number;
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
