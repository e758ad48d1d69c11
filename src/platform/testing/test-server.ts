import { mkdtempSync, readdirSync, realpathSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { acquireDataLock } from '../postgres/data-lock.ts';
import { listPostgresPrograms } from '../postgres/find-postgres.ts';
import { isPostmasterOf, readPostmasterFile } from '../postgres/postmaster-file.ts';
import { startPostgres } from '../postgres/start-postgres.ts';
import { stopPostmaster } from '../postgres/stop-postmaster.ts';

const prefix = 'khien-test-';
const settleMs = 60_000;

/** Safety of the data is given up for speed: it lives for one run only. */
const fastSettings = {
  fsync: 'off',
  synchronous_commit: 'off',
  full_page_writes: 'off',
  autovacuum: 'off',
  max_connections: '200',
};

/** A throw-away PostgreSQL (the bundled one where there is one) in the directory for temporary files. */
export const startTestServer = async (): Promise<{ connectionString: string; stop(): Promise<void> }> => {
  await removeLeftServers();
  const hasBundled = listPostgresPrograms().some((one) => one.kind === 'bundled');
  const dataDir = mkdtempSync(join(tmpdir(), prefix));
  const server = await startPostgres({
    dataDir,
    log: () => {},
    env: { PATH: process.env.PATH },
    settings: fastSettings,
    ...(hasBundled ? { only: 'bundled' } : {}),
  });
  return {
    connectionString: server.connectionString,
    stop: async () => {
      await server.stop();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
};

/** Stops and removes the servers of runs that were killed. Those of living runs and other users stay. */
const removeLeftServers = async (): Promise<void> => {
  const directories = readdirSync(tmpdir())
    .filter((name) => name.startsWith(prefix))
    .map((name) => join(realpathSync(tmpdir()), name));
  for (const directory of directories) {
    try {
      if (Date.now() - statSync(directory).mtimeMs < settleMs) continue;
      await acquireDataLock(directory, 0);
      const clusterDir = join(directory, 'postgres', 'data');
      const pid = readPostmasterFile(clusterDir)?.pid;
      if (pid !== undefined && isPostmasterOf(pid, clusterDir)) await stopPostmaster(pid);
      rmSync(directory, { recursive: true, force: true });
    } catch {
      // In use, or not ours: both are reasons to leave it alone.
    }
  }
};
