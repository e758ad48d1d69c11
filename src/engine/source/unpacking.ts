import { createGunzip, createZstdDecompress } from 'node:zlib';

const blockBytes = 1 << 20;
/** Logs pack to a tenth or a hundredth; what packs to less than this share is made to fill a disk. */
const ratioMax = 500;
/** Small inputs may be as repetitive as they like. */
const freeBytes = 256 << 20;
const unpackedBytesMax = 2 ** 40;

export type Unpacker = ReturnType<typeof createGunzip> | ReturnType<typeof createZstdDecompress>;

/** A stream that unpacks; its memory does not depend on the size of the input. */
export const openUnpacker = (packing: 'gzip' | 'zstd'): Unpacker =>
  packing === 'gzip'
    ? createGunzip({ chunkSize: blockBytes })
    : createZstdDecompress({ chunkSize: blockBytes });

/** A packed file that unpacks to absurdly much; the message says how much. */
export class UnpackingLimit extends Error {}

/** Stops the unpacking of a bomb: a few kilobytes that hold terabytes. */
export class UnpackingGuard {
  readonly #unpacker: Unpacker;
  #bytes = 0;

  constructor(unpacker: Unpacker) {
    this.#unpacker = unpacker;
  }

  /** Counts bytes that came out. Throws {@link UnpackingLimit}. */
  count(bytes: number): void {
    this.#bytes += bytes;
    if (this.#bytes <= freeBytes) return;
    const ratio = this.#bytes / Math.max(1, this.#unpacker.bytesWritten);
    const megabytes = Math.round(this.#bytes / 1e6);
    if (ratio > ratioMax)
      throw new UnpackingLimit(
        `stopped after ${megabytes} MB: the packed file grows to more than ${ratioMax} times its size`,
      );
    if (this.#bytes > unpackedBytesMax)
      throw new UnpackingLimit(
        `stopped after ${megabytes} MB: the packed file holds more than is read at once`,
      );
  }
}

/** What is wrong with a packed file, for the reader of the report; undefined for errors of another kind. */
export function unpackingFault(error: unknown): string | undefined {
  if (error instanceof UnpackingLimit) return error.message;
  const code = error instanceof Error ? (error as NodeJS.ErrnoException).code : undefined;
  return /^(Z_|ZSTD_|ERR_ZSTD|ERR_BUFFER)/.test(code ?? '')
    ? `the packed file is damaged or cut off: ${(error as Error).message}`
    : undefined;
}
