import { lstatSync, mkdirSync, readFileSync, readlinkSync, renameSync, rmSync, symlinkSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';

/**
 * The bundled PostgreSQL comes without the short names of its libraries (`libpq.so.5`), which its package
 * would link after installation. Scripts of packages do not run here, and node_modules may be read-only, so
 * the links go into a directory of our own.
 * @returns the environment that lets the programs find them
 */
export const linkLibraries = (nativeDir: string, linkDir: string): Record<string, string> => {
  const list = JSON.parse(readFileSync(join(nativeDir, 'pg-symlinks.json'), 'utf8')) as {
    source: string;
    target: string;
  }[];
  mkdirSync(linkDir, { recursive: true, mode: 0o755 });
  for (const { source, target } of list) {
    setLink(join(dirname(nativeDir), source), join(linkDir, basename(target)));
  }
  const path = `${linkDir}:${join(nativeDir, 'lib')}`;
  return process.platform === 'darwin' ? { DYLD_LIBRARY_PATH: path } : { LD_LIBRARY_PATH: path };
};

/** Replaced in one step, so that a PostgreSQL that starts meanwhile finds either the old or the new link. */
const setLink = (to: string, path: string): void => {
  if (lstatSync(path, { throwIfNoEntry: false })?.isSymbolicLink() && readlinkSync(path) === to) return;
  const draft = `${path}.${process.pid}`;
  rmSync(draft, { force: true });
  symlinkSync(to, draft);
  renameSync(draft, path);
};
