import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { findProcess, listProcessesIn, readCommandLine } from './process-identity.ts';

/** What PostgreSQL writes into `postmaster.pid` (src/include/utils/pidfile.h). */
export type PostmasterFile = {
  pid: number;
  port: number;
  socketDir: string;
  /** `ready`, `starting`, `stopping` or `standby`; empty before the first state is written. */
  status: string;
};

export const readPostmasterFile = (clusterDir: string): PostmasterFile | undefined => {
  let lines: string[];
  try {
    lines = readFileSync(join(clusterDir, 'postmaster.pid'), 'utf8').split('\n');
  } catch {
    return undefined;
  }
  return {
    pid: Number(lines[0]),
    port: Number(lines[3]),
    socketDir: lines[4] ?? '',
    status: (lines[7] ?? '').trim(),
  };
};

/**
 * Whether the process is the PostgreSQL of this cluster, and not a stranger that was given the same number:
 * it must work in the cluster's directory or have been started with it (`-D`). The second way is needed where
 * the working directory of a process of another user cannot be read.
 */
export const isPostmasterOf = (pid: number, clusterDir: string): boolean => {
  if (!findProcess(pid)) return false;
  const command = readCommandLine(pid);
  const program = command.split(/[\0 ]/, 1)[0] ?? '';
  if (!/(^|\/)postgres$/.test(program) && !command.includes('/postgres')) return false;
  return command.includes(clusterDir) || listProcessesIn(clusterDir).includes(pid);
};
