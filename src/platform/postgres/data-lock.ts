import { randomUUID } from 'node:crypto';
import { linkSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { PostgresError } from './postgres-error.ts';
import { findProcess, isSameProcess, type ProcessIdentity } from './process-identity.ts';

export type DataLock = { release(): void };

const pollMs = 50;

/**
 * Makes this process the one owner of a data directory. The lock names the owner and when it started, so
 * what a killed owner leaves behind is recognised even if its number has been given to another process.
 * Waits a moment for an owner that is about to end; throws `postgres.in-use` if it lives on.
 */
export const acquireDataLock = async (dataDir: string, waitMs: number): Promise<DataLock> => {
  mkdirSync(dataDir, { recursive: true });
  const path = join(dataDir, 'khien.lock');
  const own = `${JSON.stringify({ ...findProcess(process.pid), token: randomUUID() })}\n`;
  const draft = join(dataDir, `.khien.lock.${process.pid}.${randomUUID()}`);
  // Written whole beside the lock and linked into place: a reader never sees half a lock.
  writeFileSync(draft, own, { mode: 0o644 });
  try {
    for (const start = Date.now(); ; await sleep(pollMs)) {
      if (tryLink(draft, path)) {
        return {
          release: () => {
            if (readLock(path) === own) rmSync(path, { force: true });
          },
        };
      }
      const found = readLock(path);
      const owner = parseOwner(found);
      if (owner && isSameProcess(owner)) {
        if (Date.now() - start < waitMs) continue;
        throw new PostgresError('postgres.in-use', { pid: String(owner.pid), dir: dataDir });
      }
      if (found !== undefined) removeStale(path, found);
    }
  } finally {
    rmSync(draft, { force: true });
  }
};

const tryLink = (from: string, to: string): boolean => {
  try {
    linkSync(from, to);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  }
};

const readLock = (path: string): string | undefined => {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return undefined;
  }
};

const parseOwner = (text: string | undefined): ProcessIdentity | undefined => {
  try {
    const owner = JSON.parse(text ?? '') as ProcessIdentity;
    return typeof owner.pid === 'number' && typeof owner.startedAt === 'string' ? owner : undefined;
  } catch {
    return undefined;
  }
};

/**
 * Between reading and removing, another starter may have replaced the stale lock by its own: what was moved
 * away is compared with what was read, and put back if it is not the same.
 */
const removeStale = (path: string, expected: string): void => {
  const aside = `${path}.${process.pid}.${randomUUID()}`;
  try {
    renameSync(path, aside);
  } catch {
    return;
  }
  if (readLock(aside) !== expected) tryLink(aside, path);
  rmSync(aside, { force: true });
};
