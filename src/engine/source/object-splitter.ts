import type { LineSink } from './line-splitter.ts';

const objectBytesMax = 16 << 20;

/**
 * Cuts JSON that is written over several lines, or inside one big list, into its outermost objects. Whatever stands
 * between them (brackets, commas, blanks) is passed over.
 *
 * A brace or a quotation mark that is lost must not swallow the objects after it: a text ends with its line, and in
 * indented JSON an object that begins as far left as the one that is open shows that this one is broken.
 */
export class ObjectSplitter {
  readonly #sink: LineSink;
  #rest: Uint8Array = new Uint8Array(0);
  #offset = 0;
  #depth = 0;
  #isInText = false;
  #isEscaped = false;
  /** Blanks since the beginning of the line; -1 behind the first other character. */
  #column = 0;
  /** How far in the open object begins; -1 where something stands before it. */
  #indent = -1;
  /** Whether the lines of the open object stand further in than its first; undefined before the second line. */
  #isIndented: boolean | undefined;

  constructor(sink: LineSink) {
    this.#sink = sink;
  }

  push(block: Uint8Array): void {
    const kept = this.#rest.length;
    const bytes = kept === 0 ? block : Buffer.concat([this.#rest, block]);
    let start = this.#depth > 0 ? 0 : -1;
    let done = 0;
    for (let at = kept; at < bytes.length; at++) {
      const c = bytes[at]!;
      if (c === 0x0a) {
        this.#isInText = false;
        this.#isEscaped = false;
        this.#column = 0;
      } else if (this.#isInText) at = this.#passText(bytes, at);
      else if (c === 0x20 || c === 0x09 || c === 0x0d) {
        if (this.#column >= 0) this.#column++;
      } else {
        if (c === 0x22) this.#isInText = this.#depth > 0;
        else if (c === 0x7b && this.#opensAnother()) {
          if (start >= 0) this.#sink.line(bytes, start, at, this.#offset + start);
          start = at;
          done = at;
        } else if (c === 0x7d && this.#depth > 0 && --this.#depth === 0) {
          this.#sink.line(bytes, start, at + 1, this.#offset + start);
          start = -1;
          done = at + 1;
        }
        if (this.#depth > 0 && this.#column >= 0 && at > start)
          this.#isIndented ??= this.#column > this.#indent;
        this.#column = -1;
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

  /** Passes over a text as far as it goes; gives the offset of its last byte. */
  #passText(bytes: Uint8Array, from: number): number {
    let at = this.#isEscaped ? from + 1 : from;
    this.#isEscaped = false;
    for (; at < bytes.length; at++) {
      const c = bytes[at];
      if (c === 0x0a) break;
      if (c === 0x22) {
        this.#isInText = false;
        return at;
      }
      if (c !== 0x5c) continue;
      if (at + 1 === bytes.length) this.#isEscaped = true;
      else if (bytes[at + 1] !== 0x0a) at++;
    }
    return Math.min(at, bytes.length) - 1;
  }

  /** Counts a brace; gives whether an outermost object begins with it, be it inside one that is broken. */
  #opensAnother(): boolean {
    const interrupts = this.#isIndented === true && this.#column >= 0 && this.#column === this.#indent;
    if (this.#depth > 0 && !interrupts) {
      this.#depth++;
      return false;
    }
    this.#depth = 1;
    this.#indent = this.#column;
    this.#isIndented = undefined;
    return true;
  }

  /** The input ends inside an object: what is there is given on, to be reported as damaged. */
  end(): void {
    if (this.#rest.length > 0 && this.#depth > 0)
      this.#sink.line(this.#rest, 0, this.#rest.length, this.#offset);
    this.#rest = new Uint8Array(0);
  }
}
