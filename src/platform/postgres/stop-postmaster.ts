import { setTimeout as sleep } from 'node:timers/promises';
import { findProcess } from './process-identity.ts';

/** What is sent, and how long its effect is waited for: fast, immediate (mended by the next start), hard. */
const steps = [
  { signal: 'SIGINT', waitMs: 30_000 },
  { signal: 'SIGQUIT', waitMs: 10_000 },
  { signal: 'SIGKILL', waitMs: 5_000 },
] as const;

/** Stops a PostgreSQL server and returns when its process is gone. The caller has made sure that it is one. */
export const stopPostmaster = async (pid: number): Promise<void> => {
  const identity = findProcess(pid);
  const isGone = (): boolean => findProcess(pid)?.startedAt !== identity?.startedAt || !identity;
  for (const { signal, waitMs } of steps) {
    if (isGone()) return;
    try {
      process.kill(pid, signal);
    } catch {
      return;
    }
    for (const start = Date.now(); Date.now() - start < waitMs; await sleep(10)) {
      if (isGone()) return;
    }
  }
};
