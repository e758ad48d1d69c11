import { createHash, randomUUID } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { mkdir, open, readdir, readFile, rename, stat, unlink } from 'node:fs/promises';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { platformErrors } from '../errors/platform-errors.ts';

export type StoredBlob = { sha256: string; sizeBytes: number };

/** Contents by their SHA-256. Names and rights live in the tables; here is nothing but bytes. */
export type BlobStore = {
  /** @throws AppError platform.tooLarge when the content exceeds `sizeBytesMax` */
  put(content: Uint8Array | Readable, sizeBytesMax: number): Promise<StoredBlob>;
  read(sha256: string): Promise<Buffer>;
  stream(sha256: string): Readable;
  has(sha256: string): Promise<boolean>;
  /** Blobs that were stored before an instant, a folder at a time. */
  listOlder(before: Date): AsyncIterable<readonly string[]>;
  /** For blobs that no row names, unless stored again since `before`. Unknown ones are no fault. */
  remove(sha256: string, before: Date): Promise<void>;
  /** Removes what is left of uploads that broke off. @returns how many */
  removeBroken(before: Date): Promise<number>;
};

const isHash = (value: string) => /^[0-9a-f]{64}$/.test(value);

/** Keeps blobs as files below `directory`, two levels of folders. A blob is on the disk (fsync) before `put` answers. */
export const createBlobStore = (directory: string): BlobStore => {
  const folderOf = (sha256: string) => {
    if (!isHash(sha256)) throw new Error('not a SHA-256');
    return join(directory, sha256.slice(0, 2), sha256.slice(2, 4));
  };
  const pathOf = (sha256: string) => join(folderOf(sha256), sha256);
  const has = (sha256: string) =>
    stat(pathOf(sha256)).then(
      () => true,
      () => false,
    );

  const put: BlobStore['put'] = async (content, sizeBytesMax) => {
    const incoming = join(directory, 'incoming');
    await mkdir(incoming, { recursive: true });
    const temporary = join(incoming, randomUUID());
    const hash = createHash('sha256');
    let sizeBytes = 0;
    const file = await open(temporary, 'wx', 0o600);
    try {
      const chunks = content instanceof Uint8Array ? [content] : content;
      for await (const chunk of chunks as AsyncIterable<Uint8Array>) {
        sizeBytes += chunk.byteLength;
        if (sizeBytes > sizeBytesMax) throw platformErrors.tooLarge({ sizeBytesMax });
        hash.update(chunk);
        await file.write(chunk);
      }
      await file.sync();
      await file.close();
      const sha256 = hash.digest('hex');
      await mkdir(folderOf(sha256), { recursive: true });
      await rename(temporary, pathOf(sha256));
      return { sha256, sizeBytes };
    } catch (error) {
      await file.close().catch(() => {});
      await unlink(temporary).catch(() => {});
      throw error;
    }
  };

  const namesIn = (...path: string[]) => readdir(join(directory, ...path)).catch((): string[] => []);
  const isOlder = (path: string, before: Date) =>
    stat(path).then(
      (found) => found.mtimeMs < before.getTime(),
      () => false,
    );
  const listOlder = async function* (before: Date): AsyncIterable<readonly string[]> {
    for (const first of (await namesIn()).filter((name) => name.length === 2)) {
      for (const second of await namesIn(first)) {
        const old: string[] = [];
        for (const name of (await namesIn(first, second)).filter(isHash)) {
          if (await isOlder(pathOf(name), before)) old.push(name);
        }
        if (old.length > 0) yield old;
      }
    }
  };
  const removeBroken = async (before: Date): Promise<number> => {
    let count = 0;
    for (const name of await namesIn('incoming')) {
      const path = join(directory, 'incoming', name);
      if (!(await isOlder(path, before))) continue;
      await unlink(path).catch(() => {});
      count += 1;
    }
    return count;
  };

  return {
    put,
    listOlder,
    removeBroken,
    remove: async (sha256, before) => {
      if (await isOlder(pathOf(sha256), before)) await unlink(pathOf(sha256)).catch(() => {});
    },
    has,
    read: (sha256) => readFile(pathOf(sha256)),
    stream: (sha256) => {
      const stream = createReadStream(pathOf(sha256));
      // The file is opened before anybody listens: a missing one must end this answer, not the process.
      stream.on('error', () => {});
      return stream;
    },
  };
};
