import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync, readlinkSync } from 'node:fs';

/**
 * Tells processes apart although the system reuses their numbers: a number alone says little after a crash
 * or a reboot. Linux answers from /proc, other systems from `ps`.
 */
export type ProcessIdentity = { pid: number; startedAt: string };

const isLinux = process.platform === 'linux';

/** The identity of a living process; undefined when there is none (a zombie is not living). */
export const findProcess = (pid: number): ProcessIdentity | undefined => {
  if (!Number.isSafeInteger(pid) || pid <= 0) return undefined;
  if (!isLinux) {
    const line = ps(pid, 'stat=,lstart=');
    if (line === '' || line.startsWith('Z')) return undefined;
    return { pid, startedAt: line.slice(line.indexOf(' ') + 1).trim() };
  }
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    // The second field is the program's name in brackets and may itself hold spaces and brackets.
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    if (fields[0] === 'Z' || fields[0] === 'X') return undefined;
    return { pid, startedAt: `${bootId()}:${fields[19]}` };
  } catch {
    return undefined;
  }
};

export const isSameProcess = (identity: ProcessIdentity): boolean =>
  findProcess(identity.pid)?.startedAt === identity.startedAt;

/** The command line of a process, arguments separated by NUL on Linux and by spaces elsewhere. */
export const readCommandLine = (pid: number): string => {
  if (!isLinux) return ps(pid, 'command=');
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8');
  } catch {
    return '';
  }
};

/** Numbers of living processes that work in `directory` (PostgreSQL's all do in their data directory). */
export const listProcessesIn = (directory: string): number[] => {
  if (!isLinux) return [];
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(Number)
    .filter((pid) => workingDirectory(pid) === directory && findProcess(pid) !== undefined);
};

const workingDirectory = (pid: number): string | undefined => {
  try {
    return readlinkSync(`/proc/${pid}/cwd`);
  } catch {
    return undefined;
  }
};

const bootId = (): string => readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim();

const ps = (pid: number, columns: string): string => {
  try {
    return execFileSync('ps', ['-o', columns, '-p', String(pid)], {
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
    }).trim();
  } catch {
    return '';
  }
};
