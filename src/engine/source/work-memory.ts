/** Parts begin at multiples of this many bytes, so that no two share a line of the cache. */
const alignment = 64;
const pageBytes = 65_536;

/**
 * The memory of one worker that JavaScript and the WebAssembly kernels share: blocks of logs, the places of values in
 * them, what is remembered of values. Everything that a kernel reads lies in here, so nothing is copied for it.
 *
 * It is cut into parts once and never grows; pages that nobody touches cost nothing.
 */
export class WorkMemory {
  readonly memory: WebAssembly.Memory;
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly data: DataView<ArrayBuffer>;
  /** The whole memory once more, as numbers of four bytes and of two. */
  readonly words: Int32Array<ArrayBuffer>;
  readonly units: Uint16Array<ArrayBuffer>;
  #end = alignment;

  private constructor(byteLength: number) {
    this.memory = new WebAssembly.Memory({ initial: Math.ceil(byteLength / pageBytes) });
    const buffer = this.memory.buffer as ArrayBuffer;
    this.bytes = new Uint8Array(buffer);
    this.data = new DataView(buffer);
    this.words = new Int32Array(buffer);
    this.units = new Uint16Array(buffer);
  }

  /** Undefined where WebAssembly is missing or forbidden, or so much address space cannot be had. */
  static make(byteLength: number): WorkMemory | undefined {
    try {
      return new WorkMemory(byteLength);
    } catch {
      return undefined;
    }
  }

  /** The address of a new part, filled with zeros. Throws where no place is left. */
  reserve(byteLength: number): number {
    const at = this.#end;
    const end = at + Math.ceil(byteLength / alignment) * alignment;
    // Kernels may read some bytes past the end of a value.
    if (end + pageBytes > this.bytes.length) throw new RangeError('the memory of the worker is used up');
    this.#end = end;
    return at;
  }

  /** Bytes that can still be reserved. */
  get free(): number {
    return Math.max(0, this.bytes.length - pageBytes - this.#end);
  }

  /** A part as bytes. */
  bytesAt(at: number, byteLength: number): Uint8Array<ArrayBuffer> {
    return new Uint8Array(this.bytes.buffer, at, byteLength);
  }

  /** A part as whole numbers of four bytes. */
  wordsAt(at: number, count: number): Int32Array<ArrayBuffer> {
    return new Int32Array(this.bytes.buffer, at, count);
  }
}
