import type { WorkMemory } from '../work-memory.ts';
import { BadBinaryXml } from './binary-xml.ts';

const bytesInMemory = 16 << 20;

/**
 * Literal texts of templates in one UTF-16 buffer; offsets stay valid until it is cleared. In the memory of a worker
 * its length is bounded: more than a few megabytes of texts stand only in crafted files.
 */
export class LiteralStore {
  bytes: Uint8Array<ArrayBuffer>;
  readonly #memory: WorkMemory | undefined;
  readonly #start: number;
  #length: number;
  /** Counts how often it was cleared. */
  epoch = 0;

  constructor(memory?: WorkMemory) {
    this.#memory = memory;
    this.#start = memory?.reserve(bytesInMemory) ?? 0;
    this.#length = this.#start;
    this.bytes = memory?.bytes ?? new Uint8Array(65_536);
  }

  /** Whether it is time to begin anew, between two chunks. */
  get isLarge(): boolean {
    return this.#length - this.#start > bytesInMemory / 2;
  }

  /** Stores a text and gives its offset. Throws {@link BadBinaryXml} where there are too many texts. */
  add(text: string): number {
    const start = this.#length;
    const needed = start + text.length * 2;
    if (needed - this.#start > bytesInMemory) throw new BadBinaryXml('too many texts in templates', 0);
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
    if (this.#memory === undefined) this.bytes = new Uint8Array(65_536);
    this.#length = this.#start;
    this.epoch++;
  }
}
