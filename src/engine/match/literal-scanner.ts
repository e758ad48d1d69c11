const gramLength = 4;
const filterBits = 18;
const filterMask = (1 << filterBits) - 1;

/**
 * Literals anywhere in a value, thousands at once.
 *
 * Of each literal one gram of four units is chosen, the one that the fewest other literals share. A value is
 * walked once with a rolling window; a bitmap of 32 KiB, which stays in the first-level cache, answers almost
 * always "no literal has this gram". The few positions left are compared in full. Against an Aho-Corasick
 * automaton this needs kilobytes in place of tens of megabytes and is built in milliseconds, so nothing has to be
 * stored on disk.
 */
export class LiteralScanner {
  readonly #filter = new Uint32Array(1 << (filterBits - 5));
  /** Gram -> first literal with it; further ones follow in `#next`. */
  readonly #heads = new Map<number, number>();
  readonly #texts: string[] = [];
  readonly #numbers: number[] = [];
  readonly #gramEnds: number[] = [];
  readonly #next: number[] = [];
  /** Literals shorter than a gram, by length. */
  readonly #short: Map<number, number[]>[] = [new Map(), new Map(), new Map(), new Map()];
  /** One bit per length that has a literal in this place. */
  readonly #shortFilter = new Uint8Array(65_536);
  readonly #shortTexts = new Map<number, string>();
  readonly #shortLengths: number[] = [];
  readonly #isLong: boolean;

  /** @param literals folded texts with their numbers; texts are not empty */
  constructor(literals: readonly { text: string; number: number }[]) {
    const shares = new Map<number, number>();
    for (const { text } of literals)
      for (let end = gramLength; end <= text.length; end++) {
        const gram = gramOf(text, end);
        shares.set(gram, (shares.get(gram) ?? 0) + 1);
      }
    for (const { text, number } of literals) {
      if (text.length < gramLength) this.#addShort(text, number);
      else this.#addLong(text, number, shares);
    }
    this.#isLong = this.#texts.length > 0;
  }

  #addShort(text: string, number: number): void {
    const map = this.#short[text.length]!;
    const key = gramOf(text, text.length);
    if (map.size === 0) this.#shortLengths.push(text.length);
    this.#shortTexts.set(number, text);
    map.set(key, [...(map.get(key) ?? []), number]);
    this.#shortFilter[shortPlace(key)]! |= 1 << text.length;
  }

  #addLong(text: string, number: number, shares: ReadonlyMap<number, number>): void {
    let best = gramLength;
    for (let end = gramLength; end <= text.length; end++)
      if (shares.get(gramOf(text, end))! < shares.get(gramOf(text, best))!) best = end;
    const gram = gramOf(text, best);
    const index = this.#numbers.length;
    this.#texts.push(text);
    this.#numbers.push(number);
    this.#gramEnds.push(best);
    this.#next.push(this.#heads.get(gram) ?? -1);
    this.#heads.set(gram, index);
    const bit = hashGram(gram);
    this.#filter[bit >>> 5]! |= 1 << (bit & 31);
  }

  /** Appends the numbers of all literals in the folded value; a number may come more than once. */
  match(units: Uint16Array, length: number, found: number[]): void {
    for (const width of this.#shortLengths) this.#matchShort(units, length, width, found);
    if (!this.#isLong) return;
    const filter = this.#filter;
    let gram = 0;
    for (let i = 0; i < length; i++) {
      gram = (gram << 8) | (units[i]! & 0xff);
      const bit = hashGram(gram);
      if (((filter[bit >>> 5]! >>> (bit & 31)) & 1) !== 0 && i >= gramLength - 1)
        this.#verify(units, length, i + 1, gram, found);
    }
  }

  #verify(units: Uint16Array, length: number, end: number, gram: number, found: number[]): void {
    for (let index = this.#heads.get(gram) ?? -1; index >= 0; index = this.#next[index]!) {
      const text = this.#texts[index]!;
      const start = end - this.#gramEnds[index]!;
      if (start < 0 || start + text.length > length) continue;
      let k = 0;
      while (k < text.length && units[start + k] === text.charCodeAt(k)) k++;
      if (k === text.length) found.push(this.#numbers[index]!);
    }
  }

  #matchShort(units: Uint16Array, length: number, width: number, found: number[]): void {
    const map = this.#short[width]!;
    const filter = this.#shortFilter;
    const mask = 0xffffff >>> (24 - 8 * width);
    const bit = 1 << width;
    let key = 0;
    for (let i = 0; i < length; i++) {
      key = ((key << 8) | (units[i]! & 0xff)) & mask;
      if ((filter[shortPlace(key)]! & bit) === 0 || i + 1 < width) continue;
      const start = i + 1 - width;
      for (const number of map.get(key) ?? [])
        if (isAt(this.#shortTexts.get(number)!, units, start)) found.push(number);
    }
  }
}

/** Two units keep a place of their own; three share them. */
const shortPlace = (key: number): number => (key ^ (key >>> 16)) & 0xffff;

/** The window that ends before `end`: the low bytes of up to four units. Other bytes only cause more comparisons. */
function gramOf(text: string, end: number): number {
  let gram = 0;
  for (let i = Math.max(0, end - gramLength); i < end; i++) gram = (gram << 8) | (text.charCodeAt(i) & 0xff);
  return gram;
}

const hashGram = (gram: number): number => (Math.imul(gram, 0x9e3779b1) >>> (32 - filterBits)) & filterMask;

function isAt(text: string, units: Uint16Array, start: number): boolean {
  for (let k = 0; k < text.length; k++) if (units[start + k] !== text.charCodeAt(k)) return false;
  return true;
}
