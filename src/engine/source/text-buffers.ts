import { LineBreaks } from './line-breaks.ts';
import { blockBytes } from './read-blocks.ts';
import type { RecordView } from './record-view.ts';
import { TextKernels } from './text-kernels.ts';

const copiedBytesMax = 1 << 20;

const notInMemory = -1;

/** What the readers of text logs share: the view that they fill, the block that they read, and kernels. */
export class TextBuffers {
  readonly view: RecordView;
  readonly breaks: LineBreaks;
  readonly kernels: TextKernels;
  readonly #copyAt: number;
  #block: Uint8Array | undefined;
  /** What was entered last, and where it begins in the memory. */
  #entered: Uint8Array | undefined;
  #enteredAt = notInMemory;

  constructor(view: RecordView) {
    const { memory } = view;
    this.view = view;
    this.breaks = new LineBreaks(memory);
    this.kernels = new TextKernels(view);
    this.#copyAt = memory?.reserve(copiedBytesMax) ?? 0;
    if (memory !== undefined) this.#block = memory.bytesAt(memory.reserve(blockBytes), blockBytes);
  }

  /** Where blocks of a file are read to. Without a memory each file gets one of its own. */
  get block(): Uint8Array {
    return this.#block ?? new Uint8Array(blockBytes);
  }

  /** The same bytes in the memory of the worker, part by part: each is valid until the next is asked for. */
  *hold(bytes: Uint8Array): Generator<Uint8Array> {
    const held = this.#block;
    if (held === undefined || bytes.buffer === held.buffer) {
      yield bytes;
      return;
    }
    for (let at = 0; at < bytes.length; at += blockBytes) {
      const part = bytes.subarray(at, at + blockBytes);
      held.set(part);
      yield held.subarray(0, part.length);
    }
  }

  /** Begins a record with the bytes of its text, where kernels can read them if they fit there. */
  enter(bytes: Uint8Array, start: number, end: number): void {
    const { view } = this;
    const { memory } = view;
    view.byteLength = end - start;
    view.unitBytes = 1;
    if (bytes !== this.#entered) {
      this.#entered = bytes;
      this.#enteredAt = bytes.buffer === memory?.bytes.buffer ? bytes.byteOffset : notInMemory;
    }
    if (this.#enteredAt !== notInMemory) {
      view.bytes = memory!.bytes;
      view.start = this.#enteredAt + start;
    } else if (memory !== undefined && end - start <= copiedBytesMax) {
      memory.bytes.set(bytes.subarray(start, end), this.#copyAt);
      view.bytes = memory.bytes;
      view.start = this.#copyAt;
    } else {
      view.bytes = bytes;
      view.start = start;
    }
  }
}
