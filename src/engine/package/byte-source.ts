import { open } from 'node:fs/promises';

/** Bytes that can be read at any place, of a file or in memory. */
export type ByteSource = {
  readonly size: number;
  /** Fewer bytes than asked for only at the end. */
  read(offset: number, length: number): Promise<Buffer>;
  close(): Promise<void>;
};

/** Rejects where the file cannot be opened. */
export async function openByteSource(from: string | Uint8Array): Promise<ByteSource> {
  if (typeof from !== 'string') {
    const bytes = Buffer.from(from.buffer, from.byteOffset, from.byteLength);
    return {
      size: bytes.length,
      read: (offset, length) => Promise.resolve(bytes.subarray(offset, offset + length)),
      close: () => Promise.resolve(),
    };
  }
  const file = await open(from, 'r');
  const { size } = await file.stat();
  return {
    size,
    read: async (offset, length) => {
      const part = Buffer.alloc(Math.max(0, Math.min(length, size - offset)));
      let filled = 0;
      while (filled < part.length) {
        const { bytesRead } = await file.read(part, filled, part.length - filled, offset + filled);
        if (bytesRead === 0) break;
        filled += bytesRead;
      }
      return part.subarray(0, filled);
    },
    close: () => file.close(),
  };
}

/** A range in parts of at most 1 MiB. */
export async function* readRange(source: ByteSource, from: number, to: number): AsyncGenerator<Buffer> {
  for (let at = from; at < to; ) {
    const part = await source.read(at, Math.min(1 << 20, to - at));
    if (part.length === 0) return;
    at += part.length;
    yield part;
  }
}
