import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Client } from 'pg';
import { connectionString } from './connection-string.ts';
import { isPostmasterOf, readPostmasterFile } from './postmaster-file.ts';
import { findProcess, listProcessesIn } from './process-identity.ts';
import { removeShortDirectory } from './socket-directory.ts';
import { stopPostmaster } from './stop-postmaster.ts';

const readyMsMax = 30_000;
const childrenMsMax = 10_000;

/**
 * Deals with what an earlier run left in `postmaster.pid`. A living server of this cluster is returned for
 * reuse, or stopped when it does not answer; a number that now belongs to a stranger is only forgotten.
 * The caller holds the data lock, so no other Khiên uses that server.
 */
export const settleOrphan = async (
  clusterDir: string,
): Promise<{ pid: number; socketDir: string } | undefined> => {
  const file = readPostmasterFile(clusterDir);
  if (!file) return undefined;
  if (isPostmasterOf(file.pid, clusterDir)) {
    const socketDir = await waitUntilReady(clusterDir, file.pid);
    if (socketDir !== undefined && (await answers(socketDir))) {
      return { pid: file.pid, socketDir };
    }
    await stopPostmaster(file.pid);
  }
  await waitForChildren(clusterDir);
  removeShortDirectory(file.socketDir);
  // PostgreSQL removes a stale file itself, except when its number is taken: by another program, or by its own
  // dead process that nobody has collected. It still guards itself by its shared memory.
  if (isTaken(file.pid)) rmSync(join(clusterDir, 'postmaster.pid'), { force: true });
  return undefined;
};

const isTaken = (pid: number): boolean => {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
};

const waitUntilReady = async (clusterDir: string, pid: number): Promise<string | undefined> => {
  for (const start = Date.now(); Date.now() - start < readyMsMax; await sleep(20)) {
    const file = readPostmasterFile(clusterDir);
    if (file?.pid !== pid || file.status === 'stopping' || !findProcess(pid)) return undefined;
    if (file.status === 'ready') return file.socketDir;
  }
  return undefined;
};

const answers = async (socketDir: string): Promise<boolean> => {
  const client = new Client({
    connectionString: connectionString(socketDir, 'postgres', 'postgres'),
    connectionTimeoutMillis: 5_000,
  });
  client.on('error', () => {});
  try {
    await client.connect();
    await client.query('select 1');
    return true;
  } catch {
    return false;
  } finally {
    await client.end().catch(() => {});
  }
};

/**
 * After a killed server its helper processes still live for a moment; a new server may only start when they
 * are gone. Those that hang are ended: they work in the cluster's directory, so they are PostgreSQL's.
 */
const waitForChildren = async (clusterDir: string): Promise<void> => {
  for (const start = Date.now(); Date.now() - start < childrenMsMax; await sleep(20)) {
    if (listProcessesIn(clusterDir).length === 0) return;
  }
  for (const pid of listProcessesIn(clusterDir)) process.kill(pid, 'SIGKILL');
};
