import { blockBytes } from './read-blocks.ts';
import type { RecordView } from './record-view.ts';

const copiedBytesMax = 1 << 20;

/** What the readers of text logs share: the view that they fill, and the block that they read. */
export class TextBuffers {
  readonly view: RecordView;
  readonly #copyAt: number;
  #block: Uint8Array | undefined;

  constructor(view: RecordView) {
    const { memory } = view;
    this.view = view;
    this.#copyAt = memory?.reserve(copiedBytesMax) ?? 0;
    if (memory !== undefined) this.#block = memory.bytesAt(memory.reserve(blockBytes), blockBytes);
  }

  /** Where blocks of a file are read to. Without a memory each file gets one of its own. */
  get block(): Uint8Array {
    return this.#block ?? new Uint8Array(blockBytes);
  }

  /** Begins a record with the bytes of its text, where kernels can read them if they fit there. */
  enter(bytes: Uint8Array, start: number, end: number): void {
    const { view } = this;
    const { memory } = view;
    view.bytes = bytes;
    view.start = start;
    view.byteLength = end - start;
    view.unitBytes = 1;
    if (memory === undefined || bytes === memory.bytes) return;
    if (bytes.buffer === memory.bytes.buffer) view.start += bytes.byteOffset;
    else if (end - start <= copiedBytesMax) {
      memory.bytes.set(bytes.subarray(start, end), this.#copyAt);
      view.start = this.#copyAt;
    } else return;
    view.bytes = memory.bytes;
  }
}
