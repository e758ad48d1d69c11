const blockBytes = 4;
/** The table of jumps should stay in the first-level cache. */
const tableBits = 12;
/** Sets the bit that tells small letters from capitals, in four bytes at once; other bytes only get more alike. */
const fold = 0x20202020;

/** How texts lie in a record: two bytes for each unit (UTF-16), or one for each of ASCII. */
export type UnitBytes = 1 | 2;

/**
 * Says of the raw bytes of a record that none of the keywords can be in them, which is so for nearly all records;
 * their values need not be looked up then. Wu and Manber's way: a block of four bytes tells how far the search may
 * jump, so most bytes are never read.
 *
 * Only ASCII is searched for. The Kelvin sign folds to `k`, so stretches without a `k` are taken.
 */
export class KeywordFilter {
  readonly #shifts = new Uint8Array(1 << tableBits);
  /** Block at the end of a stretch -> the stretches that end so. */
  readonly #stretches = new Map<number, Uint8Array[]>();
  readonly #length: number;
  readonly #defaultShift: number;

  /** A filter for folded keywords; undefined where one of them has no stretch long enough to be searched for. */
  static make(keywords: readonly string[], unitBytes: UnitBytes): KeywordFilter | undefined {
    const stretches = keywords.map(longestStretch);
    const length = stretches.reduce((least, { length: own }) => Math.min(least, own), 127 / unitBytes);
    const bytes = Math.floor(length) * unitBytes;
    return bytes < blockBytes ? undefined : new KeywordFilter(stretches, bytes, unitBytes);
  }

  private constructor(stretches: readonly string[], length: number, unitBytes: UnitBytes) {
    this.#length = length;
    this.#defaultShift = length - blockBytes + 1;
    this.#shifts.fill(this.#defaultShift);
    for (const stretch of stretches) {
      const bytes = Buffer.from(stretch, unitBytes === 2 ? 'utf16le' : 'latin1').subarray(0, length);
      const data = new DataView(bytes.buffer, bytes.byteOffset, length);
      for (let end = blockBytes; end <= length; end++) {
        const place = placeOf(data.getInt32(end - blockBytes, true) | fold);
        this.#shifts[place] = Math.min(this.#shifts[place]!, length - end);
      }
      const last = data.getInt32(length - blockBytes, true) | fold;
      this.#stretches.set(last, [...(this.#stretches.get(last) ?? []), bytes.map((byte) => byte | 0x20)]);
    }
  }

  /** Whether a keyword may stand between two offsets. */
  mayHold(data: DataView, start: number, end: number): boolean {
    const shifts = this.#shifts;
    const last = end - blockBytes;
    for (let at = start + this.#length - blockBytes; at <= last; ) {
      const block = data.getInt32(at, true) | fold;
      const shift = shifts[placeOf(block)]!;
      if (shift === 0 && this.#stands(data, at + blockBytes, block)) return true;
      at += shift === 0 ? 1 : shift;
    }
    return false;
  }

  #stands(data: DataView, end: number, block: number): boolean {
    const start = end - this.#length;
    return (this.#stretches.get(block) ?? []).some((bytes) => {
      for (let k = 0; k < bytes.length; k++) if ((data.getUint8(start + k) | 0x20) !== bytes[k]) return false;
      return true;
    });
  }
}

const placeOf = (block: number): number => Math.imul(block, 0x9e3779b1) >>> (32 - tableBits);

/** The longest run of ASCII without a `k`. */
function longestStretch(keyword: string): string {
  const runs = keyword.split(/[^\0-jl-\x7f]/);
  return runs.reduce((best, run) => (run.length > best.length ? run : best), '');
}
