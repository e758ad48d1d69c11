import { createHash } from 'node:crypto';
import { open, stat } from 'node:fs/promises';
import type { PackageInput } from '../../../../engine/package/package-manifest.ts';
import type { RunInput } from './run-facts.ts';

const partBytes = 1 << 20;

/**
 * SHA-256 of every input as it is on disk now, so that others can prove which files were read. A file whose size or
 * time of change does not fit what was read is marked as changed. Stops early, with `null`, when the signal fires.
 */
export async function hashInputs(
  inputs: readonly RunInput[],
  startedAt: Date,
  signal: AbortSignal,
): Promise<PackageInput[]> {
  const hashed: PackageInput[] = [];
  for (const { path, bytes, format, records } of inputs) {
    const sha256 = signal.aborted ? null : await hashFile(path, signal);
    const changed = sha256 === null || (await hasChanged(path, bytes, startedAt));
    hashed.push({ path, bytes, sha256, format, records, ...(changed && sha256 !== null ? { changed } : {}) });
  }
  return hashed;
}

async function hashFile(path: string, signal: AbortSignal): Promise<string | null> {
  try {
    await using file = await open(path, 'r');
    const digest = createHash('sha256');
    const part = Buffer.alloc(partBytes);
    for (;;) {
      const { bytesRead } = await file.read(part, 0, part.length);
      if (bytesRead === 0) return digest.digest('hex');
      if (signal.aborted) return null;
      digest.update(part.subarray(0, bytesRead));
    }
  } catch {
    return null;
  }
}

async function hasChanged(path: string, bytes: number, startedAt: Date): Promise<boolean> {
  try {
    const { size, mtimeMs } = await stat(path);
    return size !== bytes || mtimeMs > startedAt.getTime();
  } catch {
    return true;
  }
}
