import { spawnSync } from 'node:child_process';
import { chownSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { userInfo } from 'node:os';
import { join } from 'node:path';
import { PostgresError } from './postgres-error.ts';

/** How PostgreSQL's programs are called so that they do not run as root. */
export type RunAs = {
  /** Put before the program and its arguments. */
  prefix: string[];
  /** Passed to `spawn`; PostgreSQL's directories belong to this user. */
  uid?: number;
  gid?: number;
};

type Account = { uid: number; gid: number };

const nobody: Account = { uid: 65534, gid: 65534 };

/**
 * A user name space of its own: outside, the files stay those of the caller; inside, PostgreSQL sees an
 * ordinary user. Nothing on the host changes, and paths below /root stay reachable.
 */
const nameSpace: RunAs = {
  prefix: ['unshare', '--user', `--map-user=${nobody.uid}`, `--map-group=${nobody.gid}`, '--'],
};

/**
 * Chooses how to run PostgreSQL on the given directory. An ordinary user runs it directly. Root tries, in this
 * order, what the machine allows (containers often refuse name spaces): a name space; the user who owns the
 * data, else `postgres` or `nobody`; the same with the one right to pass through closed parent directories.
 * The directory keeps the owner that it once got, so the same folder starts the same way next time.
 * @param homeDir holds all of PostgreSQL's own files; it exists
 */
export const chooseRunAs = (options: {
  homeDir: string;
  clusterDir: string;
  postgresPath: string;
  env: Record<string, string>;
}): RunAs => {
  const uid = process.getuid?.() ?? -1;
  const owner = statSync(options.clusterDir, { throwIfNoEntry: false });
  if (uid !== 0) {
    if (owner && uid !== -1 && owner.uid !== uid) {
      throw new PostgresError('postgres.not-owner', { dir: options.clusterDir, uid: String(owner.uid) });
    }
    return hasAccount() || !works(nameSpace, options).ok ? { prefix: [] } : nameSpace;
  }
  if ((!owner || owner.uid === 0) && works(nameSpace, options).ok) return nameSpace;
  const account = owner && owner.uid !== 0 ? { uid: owner.uid, gid: owner.gid } : serviceAccount();
  giveTo(options.homeDir, account);
  const found = [{ prefix: [], ...account }, withPassage(account)].find((one) => works(one, options).ok);
  if (found) return found;
  const direct = works({ prefix: [] }, options);
  if (direct.ok) throw new PostgresError('postgres.cannot-drop-root');
  throw new PostgresError('postgres.not-startable', { dir: options.postgresPath, detail: direct.detail });
};

/** Gives a path that we made to the user who runs PostgreSQL. */
export const chownFor = (runAs: RunAs, path: string): void => {
  if (runAs.uid !== undefined && runAs.gid !== undefined) chownSync(path, runAs.uid, runAs.gid);
};

/**
 * As root in /root/khien, `nobody` could not even reach the programs: the right to override file permissions
 * stays, all others go.
 */
const withPassage = ({ uid, gid }: Account): RunAs => ({
  prefix: [
    'setpriv',
    `--reuid=${uid}`,
    `--regid=${gid}`,
    '--clear-groups',
    '--inh-caps=-all,+dac_override',
    '--ambient-caps=-all,+dac_override',
    '--',
  ],
});

/** Tries it: the program runs and the directory can be written. */
const works = (
  runAs: RunAs,
  { postgresPath, homeDir, env }: { postgresPath: string; homeDir: string; env: Record<string, string> },
): { ok: boolean; detail: string } => {
  const script = 'test -w "$2" && exec "$1" --version';
  const [command = '', ...args] = [...runAs.prefix, '/bin/sh', '-c', script, 'sh', postgresPath, homeDir];
  const { status, stderr, error } = spawnSync(command, args, {
    env,
    encoding: 'utf8',
    timeout: 10_000,
    ...(runAs.uid !== undefined && runAs.prefix.length === 0 ? { uid: runAs.uid, gid: runAs.gid } : {}),
  });
  return { ok: status === 0, detail: error?.message ?? stderr?.trim() ?? '' };
};

/** initdb wants its user to have a name; in some containers there is only a number. */
const hasAccount = (): boolean => {
  try {
    return userInfo().username !== '';
  } catch {
    return false;
  }
};

const serviceAccount = (): Account => {
  const line = readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .find((one) => one.startsWith('postgres:'));
  const [, , uid, gid] = line?.split(':') ?? [];
  return uid && gid ? { uid: Number(uid), gid: Number(gid) } : nobody;
};

const giveTo = (path: string, account: Account): void => {
  const stat = statSync(path, { throwIfNoEntry: false });
  if (!stat) return;
  if (stat.uid !== account.uid) chownSync(path, account.uid, account.gid);
  if (!stat.isDirectory()) return;
  for (const entry of readdirSync(path, { withFileTypes: true })) {
    // Links lead out of the directory: what they point to is not ours to give away.
    if (!entry.isSymbolicLink()) giveTo(join(path, entry.name), account);
  }
};
