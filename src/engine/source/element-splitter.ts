import type { LineSink } from './line-splitter.ts';

const elementBytesMax = 16 << 20;
const opening = Buffer.from('<Event');
const closing = Buffer.from('</Event>');

/**
 * Cuts XML into its `<Event>` elements. What stands around them (a declaration, an `<Events>` root, blanks) is passed
 * over. An element that another one interrupts is damaged: it is given on as far as it goes.
 */
export class ElementSplitter {
  readonly #sink: LineSink;
  #rest: Buffer = Buffer.alloc(0);
  #offset = 0;
  /** Up to here the rest was searched without an end. */
  #searched = 0;

  constructor(sink: LineSink) {
    this.#sink = sink;
  }

  push(block: Uint8Array): void {
    const bytes = this.#rest.length === 0 ? Buffer.from(block) : Buffer.concat([this.#rest, block]);
    let from = 0;
    for (;;) {
      const start = findOpening(bytes, from);
      if (start < 0) {
        this.#keep(bytes, Math.max(from, bytes.length - opening.length));
        return;
      }
      const end = bytes.indexOf(closing, Math.max(start, this.#searched));
      const next = findOpening(bytes, Math.max(start + opening.length, this.#searched), end);
      if (next >= 0) this.#give(bytes, start, next);
      else if (end >= 0) this.#give(bytes, start, end + closing.length);
      else if (bytes.length - start > elementBytesMax) {
        this.#sink.tooLong(this.#offset + start);
        this.#keep(bytes, bytes.length - opening.length);
        return;
      } else {
        this.#keep(bytes, start);
        this.#searched = Math.max(0, this.#rest.length - closing.length);
        return;
      }
      from = next >= 0 ? next : end + closing.length;
      this.#searched = 0;
    }
  }

  /** The input ends inside an element: what is there is given on, to be reported as damaged. */
  end(): void {
    const start = findOpening(this.#rest, 0);
    if (start >= 0) this.#give(this.#rest, start, this.#rest.length);
    this.#rest = Buffer.alloc(0);
  }

  #give(bytes: Buffer, start: number, end: number): void {
    this.#sink.line(bytes, start, end, this.#offset + start);
  }

  #keep(bytes: Buffer, from: number): void {
    const start = Math.max(0, from);
    this.#offset += start;
    this.#rest = Buffer.from(bytes.subarray(start));
    this.#searched = 0;
  }
}

/** The next `<Event>` or `<Event ...`, not `<Events>` or `<EventData>`; -1 where there is none before `limit`. */
function findOpening(bytes: Buffer, from: number, limit = -1): number {
  const end = limit < 0 ? bytes.length : limit;
  for (let at = bytes.indexOf(opening, from); at >= 0 && at < end; at = bytes.indexOf(opening, at + 1)) {
    const after = bytes[at + opening.length];
    if (after === 0x3e || after === 0x20 || (after !== undefined && after >= 0x09 && after <= 0x0d))
      return at;
  }
  return -1;
}
