import { spawn } from 'node:child_process';
import {
  closeSync,
  mkdirSync,
  openSync,
  readFileSync,
  realpathSync,
  renameSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { clusterSettings, formatSettings } from './cluster-settings.ts';
import { connectionString } from './connection-string.ts';
import { createCluster, readClusterMajor } from './create-cluster.ts';
import { acquireDataLock } from './data-lock.ts';
import { appName, ensureDatabase } from './ensure-database.ts';
import { findPostgres, type PostgresPrograms } from './find-postgres.ts';
import { linkLibraries } from './link-libraries.ts';
import { PostgresError } from './postgres-error.ts';
import { isPostmasterOf, readPostmasterFile } from './postmaster-file.ts';
import { chooseRunAs, type RunAs } from './run-as.ts';
import { settleOrphan } from './settle-orphan.ts';
import { prepareSocketDirectory, removeShortDirectory } from './socket-directory.ts';
import { stopPostmaster } from './stop-postmaster.ts';

export type RunningPostgres = {
  /** For the application: the role `khien`, no superuser, on the database `khien`. */
  connectionString: string;
  /** `external` is a server named by DATABASE_URL, which is not ours to start or stop. */
  kind: 'external' | 'system' | 'bundled';
  /** True when a plain notice is due (`bundledPostgresNotice`). */
  isBundled: boolean;
  /** Such as `15.18`; empty for an external server. */
  version: string;
  /** True when a server that an earlier, killed process had left was taken over. */
  isAdopted: boolean;
  /** Process of the server; undefined for an external one. */
  pid?: number;
  /** Superuser on the database `khien`, for backup and repair; not for external servers. */
  adminConnectionString?: string;
  /** Orderly stop: open transactions are rolled back, everything is written. May be called twice. */
  stop(): Promise<void>;
};

export type StartPostgresOptions = {
  /** KHIEN_DATA. PostgreSQL keeps its files in `postgres/` below it. */
  dataDir: string;
  log: (line: string) => void;
  env?: NodeJS.ProcessEnv;
  only?: 'system' | 'bundled';
  /** Settings over those of `clusterSettings`. */
  settings?: Record<string, string>;
  /** How long to wait for another Khiên that is just ending; default 5 s. */
  lockWaitMs?: number;
};

const lockMsDefault = 5_000;
const logBytesMax = 10 * 1024 * 1024;
const startMsMax = 10 * 60_000;

/**
 * Brings the database up: takes over a server left by a killed process, mends what is stale, makes the
 * cluster at the first start. Throws PostgresError, among others when another Khiên uses the directory.
 */
export const startPostgres = async (options: StartPostgresOptions): Promise<RunningPostgres> => {
  const env = options.env ?? process.env;
  if (env.DATABASE_URL) return externalPostgres(env.DATABASE_URL);
  mkdirSync(options.dataDir, { recursive: true });
  const dataDir = realpathSync(options.dataDir);
  const lock = await acquireDataLock(dataDir, options.lockWaitMs ?? lockMsDefault);
  try {
    const server = await bringUp({ ...options, env, dataDir });
    let stopping: Promise<void> | undefined;
    const stop = async (): Promise<void> => {
      await stopPostmaster(server.pid);
      removeShortDirectory(server.socketDir);
      lock.release();
    };
    return {
      connectionString: connectionString(server.socketDir, appName, appName),
      adminConnectionString: connectionString(server.socketDir, 'postgres', appName),
      kind: server.programs.kind,
      isBundled: server.programs.kind === 'bundled',
      version: server.programs.version,
      isAdopted: server.isAdopted,
      pid: server.pid,
      stop: () => {
        stopping ??= stop();
        return stopping;
      },
    };
  } catch (error) {
    lock.release();
    throw error;
  }
};

/** The server of this data directory if it runs: for commands that work beside the running application. */
export const findRunningPostgres = (dataDir: string): { connectionString: string } | undefined => {
  const clusterDir = join(dataDir, 'postgres', 'data');
  if (!statSync(clusterDir, { throwIfNoEntry: false })) return undefined;
  const file = readPostmasterFile(clusterDir);
  if (file?.status !== 'ready' || !isPostmasterOf(file.pid, realpathSync(clusterDir))) return undefined;
  return { connectionString: connectionString(file.socketDir, appName, appName) };
};

const externalPostgres = (url: string): RunningPostgres => ({
  connectionString: url,
  kind: 'external',
  isBundled: false,
  version: '',
  isAdopted: false,
  stop: async () => {},
});

type Server = { pid: number; socketDir: string; programs: PostgresPrograms; isAdopted: boolean };
type BringUp = StartPostgresOptions & { env: NodeJS.ProcessEnv };

const bringUp = async ({ dataDir, log, env, only, settings }: BringUp): Promise<Server> => {
  const homeDir = join(dataDir, 'postgres');
  const clusterDir = join(homeDir, 'data');
  mkdirSync(homeDir, { recursive: true, mode: 0o755 });
  const dataMajor = readClusterMajor(clusterDir);
  const found = findPostgres({ env, dataMajor, dataDir: clusterDir, only });
  if (found.kind === 'external') throw new PostgresError('postgres.not-found');
  const orphan = await settleOrphan(clusterDir);
  if (orphan) {
    await ensureDatabase(orphan.socketDir);
    return { ...orphan, programs: found, isAdopted: true };
  }
  const childEnv = environmentOf(found, join(homeDir, 'lib'), env);
  const postgresPath = join(found.binDir, 'postgres');
  const runAs = chooseRunAs({ homeDir, clusterDir, postgresPath, env: childEnv });
  if (dataMajor === undefined) {
    log(`PostgreSQL ${found.version} (${found.kind}): ${clusterDir}`);
    const isSynced = settings?.fsync !== 'off';
    await createCluster({ programs: found, clusterDir, runAs, env: childEnv, isSynced });
  }
  const lines = formatSettings({ ...clusterSettings(found.major), ...settings });
  writeFileSync(join(clusterDir, 'khien.conf'), lines, { mode: 0o644 });
  const socketDir = prepareSocketDirectory(homeDir, runAs);
  const pid = await spawnPostmaster({ postgresPath, clusterDir, socketDir, homeDir, runAs, env: childEnv });
  try {
    await ensureDatabase(socketDir);
  } catch (error) {
    await stopPostmaster(pid);
    throw error;
  }
  return { pid, socketDir, programs: found, isAdopted: false };
};

const environmentOf = (
  programs: PostgresPrograms,
  linkDir: string,
  env: NodeJS.ProcessEnv,
): Record<string, string> => ({
  // Nothing else of the caller's environment: PGPORT, PGDATA and the like would change what is started.
  PATH: env.PATH ?? '/usr/bin:/bin',
  LC_ALL: process.platform === 'darwin' ? 'en_US.UTF-8' : 'C.UTF-8',
  TZ: 'UTC',
  ...(programs.nativeDir ? linkLibraries(programs.nativeDir, linkDir) : {}),
});

/** Starts the server in its own process group (Ctrl-C must not reach it) and waits until it accepts work. */
const spawnPostmaster = async (options: {
  postgresPath: string;
  clusterDir: string;
  socketDir: string;
  homeDir: string;
  runAs: RunAs;
  env: Record<string, string>;
}): Promise<number> => {
  const { clusterDir, runAs } = options;
  const logFile = join(options.homeDir, 'server.log');
  // A file, no pipe: the server must be able to write on when its parent is gone.
  const output = openLog(logFile);
  const socketList = `unix_socket_directories="${options.socketDir.replaceAll('"', '""')}"`;
  const [command = '', ...args] = [
    ...runAs.prefix,
    options.postgresPath,
    ...['-D', clusterDir, '-c', 'listen_addresses=', '-c', 'port=5432'],
    ...['-c', socketList, '-c', 'unix_socket_permissions=0700'],
  ];
  const child = spawn(command, args, {
    env: options.env,
    detached: true,
    stdio: ['ignore', output, output],
    ...(runAs.uid !== undefined && runAs.prefix.length === 0 ? { uid: runAs.uid, gid: runAs.gid } : {}),
  });
  closeSync(output);
  let failure: string | undefined;
  child.once('error', (error) => {
    failure = error.message;
  });
  const onExit = (): void => {
    failure ??= lastLines(logFile);
  };
  child.once('exit', onExit);
  child.unref();
  for (const start = Date.now(); Date.now() - start < startMsMax; await sleep(10)) {
    if (failure !== undefined)
      throw new PostgresError('postgres.start-failed', { log: logFile, detail: failure });
    const file = readPostmasterFile(clusterDir);
    if (file?.pid === child.pid && file?.status === 'ready') {
      child.off('exit', onExit);
      return file.pid;
    }
  }
  if (child.pid !== undefined) await stopPostmaster(child.pid);
  throw new PostgresError('postgres.start-failed', { log: logFile, detail: lastLines(logFile) });
};

const openLog = (path: string): number => {
  const size = statSync(path, { throwIfNoEntry: false })?.size ?? 0;
  if (size > logBytesMax) renameSync(path, `${path}.1`);
  return openSync(path, 'a', 0o640);
};

const lastLines = (path: string): string =>
  readFileSync(path, 'utf8').trim().split('\n').slice(-4).join(' | ');
