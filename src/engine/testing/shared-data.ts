import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

/** The path of an archive of public test data beside the repository, or undefined where there is none. */
export function findSharedData(archive: string): string | undefined {
  return ['../shared/data', '../../shared/data']
    .map((folder) => resolve(import.meta.dirname, '../../..', folder, archive))
    .find((path) => existsSync(path));
}

/** Unpacks an archive into a new temporary folder; `dispose` removes it. */
export function unpackSharedData(archive: string): { folder: string; dispose: () => void } | undefined {
  const path = findSharedData(archive);
  if (path === undefined) return undefined;
  const folder = mkdtempSync(join(tmpdir(), 'khien-data-'));
  execFileSync('tar', ['xzf', path, '-C', folder]);
  return { folder, dispose: () => rmSync(folder, { recursive: true, force: true }) };
}
