import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inRoot } from './place.mjs';
import { say } from './say.mjs';

/** The Node that runs our TypeScript: the pinned one, else the running one if it is new enough. */
export const findNode = () => {
  const platform = `${process.platform}-${process.arch}`;
  const pinned = inRoot('node_modules', `node-${platform}`, 'bin', 'node');
  // It is asked for its version, because a system with another C library has the file but cannot run it.
  if (existsSync(pinned) && spawnSync(pinned, ['--version']).status === 0) return pinned;
  if (Number.parseInt(process.versions.node, 10) >= 24) return process.execPath;
  say('nodeMissing', { platform, version: process.versions.node });
  process.exit(1);
};

/** Environment that lets Node keep what it has compiled: it halves the time of the next start. */
export const cacheEnvironment = () => {
  for (const directory of [
    inRoot('node_modules', '.cache', 'khien'),
    join(tmpdir(), `khien-cache-${process.getuid?.() ?? 0}`),
  ]) {
    try {
      mkdirSync(directory, { recursive: true, mode: 0o700 });
      return { NODE_COMPILE_CACHE: directory };
    } catch {
      // Not ours to write: the next place is tried.
    }
  }
  return {};
};
