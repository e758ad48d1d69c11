import { chmodSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { chownFor, type RunAs } from './run-as.ts';

/** Part of the socket's name (`.s.PGSQL.5432`); no network port is opened. */
export const socketPort = 5432;
const socketName = `.s.PGSQL.${socketPort}`;

/** `sockaddr_un.sun_path` without its closing NUL. */
const pathBytesMax = process.platform === 'darwin' ? 103 : 107;
const shortPrefix = 'khien-pg-';

/**
 * The directory for PostgreSQL's socket, closed to everybody else: that is what stands in for a password.
 * A deep data directory would exceed what the system allows for a socket's path; then it is a fresh
 * directory for temporary files, which PostgreSQL notes in `postmaster.pid`.
 * The caller has made sure that no server of this cluster runs.
 */
export const prepareSocketDirectory = (homeDir: string, runAs: RunAs): string => {
  const directory = [join(homeDir, 'socket')].find(fits) ?? makeShortDirectory();
  mkdirSync(directory, { recursive: true, mode: 0o700 });
  // Left by a killed server. Its lock would hold if its number has been given to another process.
  for (const name of [socketName, `${socketName}.lock`]) rmSync(join(directory, name), { force: true });
  chmodSync(directory, 0o700);
  chownFor(runAs, directory);
  return directory;
};

/** Removes the directory if it is one of the temporary ones. */
export const removeShortDirectory = (directory: string): void => {
  const isOurs =
    basename(directory).startsWith(shortPrefix) && [tmpdir(), '/tmp'].includes(dirname(directory));
  if (isOurs) rmSync(directory, { recursive: true, force: true });
};

const fits = (directory: string): boolean => Buffer.byteLength(join(directory, socketName)) <= pathBytesMax;

const makeShortDirectory = (): string => {
  const parent = [tmpdir(), '/tmp'].find((one) => fits(join(one, `${shortPrefix}XXXXXX`))) ?? '/tmp';
  return mkdtempSync(join(parent, shortPrefix));
};
