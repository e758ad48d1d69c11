/** Numbers gathered without repetition; emptied in constant time, so that one set serves millions of values. */
export class FoundSet {
  /** The numbers, in the order in which they were found; only the first `count` are valid. */
  numbers = new Int32Array(256);
  count = 0;
  #stamps = new Int32Array(1024);
  #serial = 1;

  add(number: number): void {
    if (number >= this.#stamps.length) this.#stamps = grown(this.#stamps, number + 1);
    if (this.#stamps[number] === this.#serial) return;
    this.#stamps[number] = this.#serial;
    if (this.count === this.numbers.length) this.numbers = grown(this.numbers, this.count + 1);
    this.numbers[this.count++] = number;
  }

  has(number: number): boolean {
    return this.#stamps[number] === this.#serial;
  }

  clear(): void {
    this.count = 0;
    if (++this.#serial < 0x7fffffff) return;
    this.#stamps.fill(0);
    this.#serial = 1;
  }
}

function grown(old: Int32Array<ArrayBuffer>, needed: number): Int32Array<ArrayBuffer> {
  const bigger = new Int32Array(Math.max(needed, old.length * 2));
  bigger.set(old);
  return bigger;
}
