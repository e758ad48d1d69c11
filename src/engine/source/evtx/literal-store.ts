/** Literal texts of templates in one growing UTF-16 buffer; offsets stay valid when it grows, until it is cleared. */
export class LiteralStore {
  bytes = new Uint8Array(65_536);
  #length = 0;
  /** Counts how often it was cleared. */
  epoch = 0;

  /** Stores a text and gives its offset. */
  add(text: string): number {
    const start = this.#length;
    const needed = start + text.length * 2;
    if (needed > this.bytes.length) {
      const bigger = new Uint8Array(needed * 2);
      bigger.set(this.bytes);
      this.bytes = bigger;
    }
    Buffer.from(this.bytes.buffer).write(text, start, 'utf16le');
    this.#length = needed;
    return start;
  }

  /** Forgets all texts: templates made with them must be forgotten, too. */
  clear(): void {
    this.bytes = new Uint8Array(65_536);
    this.#length = 0;
    this.epoch++;
  }
}
