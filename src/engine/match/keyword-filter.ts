import type { ClassPlan } from '../plan/class-plan.ts';
import { foldText } from '../rule/meaning/fold.ts';

const blockBytesMax = 4;
const blockBytesMin = 3;
/** The table of jumps should stay in the first-level cache. */
const tableBits = 12;
/** Sets the bit that tells small letters from capitals, in four bytes at once; other bytes only get more alike. */
const fold = 0x20202020;

/** Shorter jumps are not worth it. */
const jumpMin = 4;

/** How texts lie in a record: two bytes for each unit (UTF-16), or one for each of ASCII. */
export type UnitBytes = 1 | 2;

/** What to search the bytes of records for, given the keywords that decide; an empty text where only values can tell. */
export function keywordTexts(plan: Pick<ClassPlan, 'keywords' | 'keywordGates'>): string[] {
  if (plan.keywords.some(({ test }) => test.type !== 'text')) return [''];
  return plan.keywordGates.map(({ test }) => (test.type === 'text' ? foldText(test.value) : ''));
}

export type KeywordTables = {
  readonly shifts: Uint8Array;
  readonly length: number;
  readonly blockBytes: number;
  readonly defaultShift: number;
  /** Block at the end of the first part of a stretch -> the stretches. */
  readonly stretches: ReadonlyMap<number, readonly Uint8Array[]>;
};

/**
 * Says of the raw bytes of a record that none of the keywords can be in them, which is so for nearly all records;
 * their values need not be looked up then. Wu and Manber's way: a block of three or four bytes tells how far the search may
 * jump, so most bytes are never read.
 *
 * Only ASCII is searched for. The Kelvin sign folds to `k`, so stretches without a `k` are taken.
 */
export class KeywordFilter {
  readonly #shifts = new Uint8Array(1 << tableBits);
  /** Block at the end of the first part of a stretch -> the stretches. All first parts are equally long. */
  readonly #stretches = new Map<number, Uint8Array[]>();
  readonly #length: number;
  readonly #blockBytes: number;
  readonly #defaultShift: number;

  /** A filter for folded keywords; undefined where one of them has no stretch long enough to be searched for. */
  static make(keywords: readonly string[], unitBytes: UnitBytes): KeywordFilter | undefined {
    const stretches = keywords.map(longestStretch);
    const length = stretches.reduce((least, { length: own }) => Math.min(least, own), 127 / unitBytes);
    const bytes = Math.floor(length) * unitBytes;
    return bytes < blockBytesMin ? undefined : new KeywordFilter(stretches, bytes, unitBytes);
  }

  /** What the kernel searches with. */
  get tables(): KeywordTables {
    return {
      shifts: this.#shifts,
      length: this.#length,
      blockBytes: this.#blockBytes,
      defaultShift: this.#defaultShift,
      stretches: this.#stretches,
    };
  }

  private constructor(stretches: readonly string[], length: number, unitBytes: UnitBytes) {
    this.#length = length;
    const blockBytes = Math.min(length, blockBytesMax);
    this.#blockBytes = blockBytes;
    this.#defaultShift = length - blockBytes + 1;
    this.#shifts.fill(this.#defaultShift);
    for (const stretch of stretches) {
      const bytes = Buffer.from(stretch, unitBytes === 2 ? 'utf16le' : 'latin1');
      for (let end = blockBytes; end <= length; end++) {
        const place = placeOf(blockOf(bytes, end - blockBytes, end));
        this.#shifts[place] = Math.min(this.#shifts[place]!, length - end);
      }
      const last = blockOf(bytes, length - blockBytes, length);
      this.#stretches.set(last, [...(this.#stretches.get(last) ?? []), bytes.map((byte) => byte | 0x20)]);
    }
  }

  /** Whether a keyword may stand between two offsets. */
  mayHold(data: DataView, start: number, end: number): boolean {
    if (this.#defaultShift < jumpMin) return this.#mayHoldByte(data, start, end);
    const shifts = this.#shifts;
    const last = end - blockBytesMax;
    for (let at = start + this.#length - blockBytesMax; at <= last; ) {
      const block = data.getInt32(at, true) | fold;
      const shift = shifts[placeOf(block)]!;
      if (shift === 0 && this.#stands(data, at + blockBytesMax, end, block)) return true;
      at += shift === 0 ? 1 : shift;
    }
    return false;
  }

  /** With short keywords jumps gain nothing, and going on by one lets the processor work ahead. */
  #mayHoldByte(data: DataView, start: number, end: number): boolean {
    const shifts = this.#shifts;
    const bits = 8 * (this.#blockBytes - 1);
    let block = 0;
    for (let at = start; at < end; at++) {
      block = (block >>> 8) | ((data.getUint8(at) | 0x20) << bits);
      if (shifts[placeOf(block)] === 0 && at + 1 - start >= this.#length)
        if (this.#stands(data, at + 1, end, block)) return true;
    }
    return false;
  }

  /** Whether a stretch as a whole stands where its first part ends at `at`. */
  #stands(data: DataView, at: number, end: number, block: number): boolean {
    const start = at - this.#length;
    for (const bytes of this.#stretches.get(block) ?? []) {
      if (start + bytes.length > end) continue;
      let k = 0;
      while (k < bytes.length && (data.getUint8(start + k) | 0x20) === bytes[k]) k++;
      if (k === bytes.length) return true;
    }
    return false;
  }
}

const placeOf = (block: number): number => Math.imul(block, 0x9e3779b1) >>> (32 - tableBits);

/** Up to four bytes as a number, alike for small letters and capitals. */
function blockOf(bytes: Uint8Array, from: number, to: number): number {
  let block = 0;
  for (let at = to - 1; at >= from; at--) block = (block << 8) | bytes[at]! | 0x20;
  return block;
}

/** The longest run of ASCII without a `k`. */
function longestStretch(keyword: string): string {
  const runs = keyword.split(/[^\0-jl-\x7f]/);
  return runs.reduce((best, run) => (run.length > best.length ? run : best), '');
}
