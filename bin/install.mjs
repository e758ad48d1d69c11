import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { accessSync, constants, lstatSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { inRoot, root } from './place.mjs';
import { say } from './say.mjs';

const listPath = inRoot('node_modules', '.package-lock.json');
const stampPath = inRoot('node_modules', '.khien-install');

/**
 * Installs the packages when they are missing, outdated or half installed. No script of any package runs.
 * Ends the process with a plain message when it cannot.
 */
export const install = () => {
  const lock = readFileSync(inRoot('package-lock.json'), 'utf8');
  const stamp = `${createHash('sha256').update(lock).digest('hex')} ${process.platform}-${process.arch}\n`;
  // A linked node_modules belongs to another checkout: it is used as it is, never emptied.
  if (isLink(inRoot('node_modules')) || (read(stampPath) === stamp && read(listPath) !== undefined)) return;
  if (!isInstalled(JSON.parse(lock))) {
    say('installing');
    rmSync(stampPath, { force: true });
    runNpm();
  }
  try {
    writeFileSync(stampPath, stamp);
  } catch {
    // A read-only node_modules that holds the right packages will do.
  }
};

/** npm writes its own list last: where it names what the lock file names, an installation was completed. */
const isInstalled = (lock) => {
  try {
    const { packages } = JSON.parse(read(listPath) ?? '');
    return Object.entries(lock.packages).every(
      ([path, wanted]) => path === '' || wanted.optional || packages[path]?.version === wanted.version,
    );
  } catch {
    return false;
  }
};

const runNpm = () => {
  const ci = [
    'ci',
    '--ignore-scripts',
    '--include=dev',
    '--no-audit',
    '--no-fund',
    '--no-update-notifier',
    '--loglevel=error',
  ];
  const args = [...ci, ...cacheArguments()];
  const own = process.env.npm_execpath;
  const [command, all] = own?.endsWith('.js') ? [process.execPath, [own, ...args]] : ['npm', args];
  const { status, error } = spawnSync(command, all, { cwd: root, stdio: ['ignore', 2, 2] });
  if (error) say('npmMissing');
  if (status !== 0) {
    if (!error) say('installFailed');
    process.exit(1);
  }
};

/** Service users often have no home to keep npm's cache in. */
const cacheArguments = () => {
  if (process.env.npm_config_cache && isWritable(process.env.npm_config_cache)) return [];
  if (isWritable(homedir())) return [];
  const cache = join(tmpdir(), `khien-npm-${process.getuid?.() ?? 0}`);
  mkdirSync(cache, { recursive: true, mode: 0o700 });
  return ['--cache', cache];
};

const isWritable = (path) => {
  try {
    accessSync(path, constants.W_OK);
    return true;
  } catch {
    return false;
  }
};

const isLink = (path) => lstatSync(path, { throwIfNoEntry: false })?.isSymbolicLink() ?? false;

const read = (path) => {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return undefined;
  }
};

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) install();
