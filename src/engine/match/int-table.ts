/** Whole numbers to whole numbers (not negative), in one flat table: several times as fast as a Map in hot loops. */
export class IntTable {
  #keys: Int32Array;
  /** Value plus one; 0 marks an empty slot. */
  #values: Int32Array;
  #count = 0;

  constructor(expected = 16) {
    const size = 1 << Math.max(4, 33 - Math.clz32(expected));
    this.#keys = new Int32Array(size);
    this.#values = new Int32Array(size);
  }

  /** The value of a key, or -1. */
  get(key: number): number {
    const mask = this.#keys.length - 1;
    let slot = hashInt(key) & mask;
    for (;;) {
      const value = this.#values[slot]!;
      if (value === 0 || this.#keys[slot] === key) return value - 1;
      slot = (slot + 1) & mask;
    }
  }

  set(key: number, value: number): void {
    if (this.#count * 2 >= this.#keys.length) this.#grow();
    const mask = this.#keys.length - 1;
    let slot = hashInt(key) & mask;
    while (this.#values[slot] !== 0 && this.#keys[slot] !== key) slot = (slot + 1) & mask;
    if (this.#values[slot] === 0) this.#count++;
    this.#keys[slot] = key;
    this.#values[slot] = value + 1;
  }

  #grow(): void {
    const [keys, values] = [this.#keys, this.#values];
    this.#keys = new Int32Array(keys.length * 2);
    this.#values = new Int32Array(keys.length * 2);
    this.#count = 0;
    for (let i = 0; i < keys.length; i++) if (values[i] !== 0) this.set(keys[i]!, values[i]! - 1);
  }
}

const hashInt = (key: number): number => {
  const mixed = Math.imul(key, 0x9e3779b1);
  return mixed ^ (mixed >>> 15);
};
