import { closeSync, openSync, readSync } from 'node:fs';

/** Small enough that a block is still in the cache when its lines are read. */
export const blockBytes = 1 << 18;

/**
 * The blocks of a file from an offset on, all in one buffer: each is valid until the next is asked for. A stream
 * would make a new buffer for each block, and clearing those costs more than reading. Plain arrays and not `Buffer`,
 * whose `slice` would give a part of the block where a copy is meant.
 *
 * @param buffer of {@link blockBytes} bytes
 */
export function* readBlocks(path: string, from: number, buffer: Uint8Array): Generator<Uint8Array> {
  const file = openSync(path, 'r');
  try {
    for (let offset = from; ; ) {
      const count = readSync(file, buffer, 0, blockBytes, offset);
      if (count === 0) return;
      yield count === blockBytes ? buffer : buffer.subarray(0, count);
      offset += count;
    }
  } finally {
    closeSync(file);
  }
}
