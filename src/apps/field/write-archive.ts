import { createReadStream, createWriteStream, type WriteStream } from 'node:fs';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import { paddingOf, tarEnd, tarHeader } from '../../engine/package/tar-block.ts';

/** One file of an archive: bytes at hand, or a file to copy. */
export type ArchiveEntry = {
  readonly path: string;
  readonly isProgram?: boolean;
  readonly content: Buffer | { readonly file: string; readonly bytes: number };
};

/** Writes a .tar.gz in which nothing depends on time or machine: the same entries give the same bytes. */
export async function writeArchive(path: string, entries: readonly ArchiveEntry[], level = 9): Promise<void> {
  const out: WriteStream = createWriteStream(path);
  const sorted = [...entries].sort((a, b) => (a.path < b.path ? -1 : 1));
  await pipeline(tarOf(sorted), createGzip({ level }), out);
}

async function* tarOf(entries: readonly ArchiveEntry[]): AsyncGenerator<Buffer> {
  for (const { path, isProgram, content } of entries) {
    const bytes = Buffer.isBuffer(content) ? content.length : content.bytes;
    yield tarHeader(path, bytes, isProgram ? 0o755 : 0o644);
    if (Buffer.isBuffer(content)) yield content;
    else for await (const part of createReadStream(content.file)) yield part as Buffer;
    yield Buffer.alloc(paddingOf(bytes));
  }
  yield tarEnd;
}
