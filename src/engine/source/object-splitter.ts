import type { LineSink } from './line-splitter.ts';

const objectBytesMax = 16 << 20;

/**
 * Cuts JSON that is written over several lines, or inside one big list, into its outermost objects. Whatever stands
 * between them (brackets, commas, blanks) is passed over.
 */
export class ObjectSplitter {
  readonly #sink: LineSink;
  #rest: Uint8Array = new Uint8Array(0);
  #offset = 0;
  #depth = 0;
  #isInText = false;
  #isEscaped = false;

  constructor(sink: LineSink) {
    this.#sink = sink;
  }

  push(block: Uint8Array): void {
    const kept = this.#rest.length;
    const bytes = kept === 0 ? block : Buffer.concat([this.#rest, block]);
    let start = this.#depth > 0 ? 0 : -1;
    let done = 0;
    for (let at = kept; at < bytes.length; at++) {
      const c = bytes[at];
      if (this.#isInText) {
        if (this.#isEscaped) this.#isEscaped = false;
        else if (c === 0x5c) this.#isEscaped = true;
        else if (c === 0x22) this.#isInText = false;
      } else if (c === 0x22) this.#isInText = this.#depth > 0;
      else if (c === 0x7b && this.#depth++ === 0) start = at;
      else if (c === 0x7d && this.#depth > 0 && --this.#depth === 0) {
        this.#sink.line(bytes, start, at + 1, this.#offset + start);
        start = -1;
        done = at + 1;
      }
    }
    const keepFrom = start < 0 ? bytes.length : start;
    if (bytes.length - keepFrom > objectBytesMax) {
      this.#sink.tooLong(this.#offset + keepFrom);
      this.#depth = 0;
      this.#isInText = false;
      done = bytes.length;
    }
    const from = Math.max(done, Math.min(keepFrom, bytes.length));
    this.#rest = bytes.slice(from);
    this.#offset += from;
  }

  /** The input ends inside an object: what is there is given on, to be reported as damaged. */
  end(): void {
    if (this.#rest.length > 0 && this.#depth > 0)
      this.#sink.line(this.#rest, 0, this.#rest.length, this.#offset);
    this.#rest = new Uint8Array(0);
  }
}
