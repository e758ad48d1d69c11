import type { LineSink } from './line-splitter.ts';

const rowBytesMax = 4 << 20;
const quote = 0x22;
const newline = 0x0a;

/**
 * Cuts CSV into rows. A line break inside a quoted cell belongs to the cell; a quotation mark inside an unquoted cell
 * is a mark like any other.
 *
 * A quotation mark that is never closed would swallow the rest of the file. So a row beyond 4 MiB, or one that the
 * end of the file cuts off, is taken apart at its line breaks: its first line is damaged, the others are rows again.
 */
export class RowSplitter {
  readonly #sink: LineSink;
  readonly #delimiter: number;
  #rest: Uint8Array = new Uint8Array(0);
  #offset = 0;
  /** Inside a quoted cell. */
  #isQuoted = false;
  #isCellStart = true;

  constructor(sink: LineSink, delimiter: string) {
    this.#sink = sink;
    this.#delimiter = delimiter.charCodeAt(0);
  }

  push(block: Uint8Array): void {
    const scanned = this.#rest.length;
    const bytes = scanned === 0 ? block : Buffer.concat([this.#rest, block]);
    const delimiter = this.#delimiter;
    let start = 0;
    let isQuoted = this.#isQuoted;
    let isCellStart = this.#isCellStart;
    for (let at = scanned; at < bytes.length; at++) {
      const c = bytes[at]!;
      if (isQuoted) {
        // A doubled mark closes and, the cell still being at its start, opens again: which comes to the same.
        if (c === quote) isQuoted = false;
      } else if (c === newline) {
        this.#emit(bytes, start, at);
        start = at + 1;
        isCellStart = true;
      } else if (c === quote) isQuoted = isCellStart;
      else isCellStart = c === delimiter;
    }
    this.#isQuoted = isQuoted;
    this.#isCellStart = isCellStart;
    if (bytes.length - start > rowBytesMax) start = this.#takeApart(bytes, start);
    this.#rest = bytes.slice(start);
    this.#offset += start;
  }

  /** The input ends: what waits is the last row. */
  end(): void {
    if (this.#rest.length > 0 && this.#isQuoted) {
      const start = this.#takeApart(this.#rest, 0);
      if (start < this.#rest.length) this.#emit(this.#rest, start, this.#rest.length);
    } else if (this.#rest.length > 0) this.#emit(this.#rest, 0, this.#rest.length);
    this.#rest = new Uint8Array(0);
  }

  /** Gives each line as a row of its own; gives the offset after the last line break. */
  #takeApart(bytes: Uint8Array, from: number): number {
    let start = from;
    for (let end = bytes.indexOf(newline, start); end >= 0; end = bytes.indexOf(newline, start)) {
      this.#emit(bytes, start, end);
      start = end + 1;
    }
    this.#isQuoted = false;
    this.#isCellStart = true;
    if (bytes.length - start <= rowBytesMax) return start;
    this.#sink.tooLong(this.#offset + start);
    return bytes.length;
  }

  #emit(bytes: Uint8Array, start: number, end: number): void {
    const stop = end > start && bytes[end - 1] === 0x0d ? end - 1 : end;
    this.#sink.line(bytes, start, stop, this.#offset + start);
  }
}
