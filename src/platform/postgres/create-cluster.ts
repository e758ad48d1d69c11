import { spawn } from 'node:child_process';
import { appendFileSync, existsSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { PostgresPrograms } from './find-postgres.ts';
import { PostgresError } from './postgres-error.ts';
import type { RunAs } from './run-as.ts';

/** The major version that wrote the cluster; undefined when there is no cluster yet. */
export const readClusterMajor = (clusterDir: string): number | undefined => {
  try {
    return Number.parseInt(readFileSync(join(clusterDir, 'PG_VERSION'), 'utf8'), 10);
  } catch {
    return undefined;
  }
};

/**
 * Makes a new cluster: UTF-8, order by code point (Vietnamese order is asked for where names are listed), with
 * checksums, reachable only through its socket. It is made beside its place and moved there when it is whole,
 * so that an interrupted first start leaves nothing half made.
 */
export const createCluster = async (options: {
  programs: PostgresPrograms;
  clusterDir: string;
  runAs: RunAs;
  env: Record<string, string>;
  /** False only for data that may be lost with the machine. */
  isSynced: boolean;
}): Promise<void> => {
  const { programs, clusterDir, runAs, env, isSynced } = options;
  const draft = `${clusterDir}.new`;
  rmSync(draft, { recursive: true, force: true });
  const said = await run(
    runAs,
    [
      join(programs.binDir, 'initdb'),
      '--pgdata',
      draft,
      '--username=postgres',
      '--encoding=UTF8',
      '--data-checksums',
      '--auth-local=trust',
      '--auth-host=reject',
      ...localeArguments(programs.major),
      ...(isSynced ? [] : ['--no-sync']),
    ],
    env,
  );
  if (!existsSync(join(draft, 'PG_VERSION')) || said.code !== 0) {
    rmSync(draft, { recursive: true, force: true });
    throw new PostgresError('postgres.init-failed', { dir: clusterDir, detail: said.output.slice(-1_500) });
  }
  appendFileSync(
    join(draft, 'postgresql.conf'),
    "\ninclude_if_exists = 'khien.conf'\ninclude_if_exists = 'local.conf'\n",
  );
  writeFileSync(join(draft, 'local.conf'), '# Settings of this site; they come after khien.conf.\n');
  renameSync(draft, clusterDir);
};

/** From 17 on PostgreSQL brings C.UTF-8 itself; before, the operating system's is used. */
const localeArguments = (major: number): string[] => {
  const plain = ['messages', 'monetary', 'numeric', 'time'].map((category) => `--lc-${category}=C`);
  if (major < 17) return ['--locale=C.UTF-8', ...plain];
  const letters = process.platform === 'darwin' ? 'en_US.UTF-8' : 'C.UTF-8';
  return [
    '--locale-provider=builtin',
    '--builtin-locale=C.UTF-8',
    '--lc-collate=C',
    `--lc-ctype=${letters}`,
    ...plain,
  ];
};

const run = (runAs: RunAs, words: string[], env: Record<string, string>) =>
  new Promise<{ code: number | null; output: string }>((resolve) => {
    const [command = '', ...args] = [...runAs.prefix, ...words];
    const child = spawn(command, args, {
      env,
      stdio: ['ignore', 'pipe', 'pipe'],
      ...(runAs.uid !== undefined && runAs.prefix.length === 0 ? { uid: runAs.uid, gid: runAs.gid } : {}),
    });
    let output = '';
    const keep = (chunk: Buffer): void => {
      output = (output + chunk.toString('utf8')).slice(-8_000);
    };
    child.stdout.on('data', keep);
    child.stderr.on('data', keep);
    child.on('error', (error) => resolve({ code: 1, output: error.message }));
    child.on('close', (code) => resolve({ code, output }));
  });
