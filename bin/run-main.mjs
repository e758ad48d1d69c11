import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { cacheEnvironment, findNode } from './node-program.mjs';
import { inRoot, root } from './place.mjs';

const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'];
const repeatMs = 1_000;
const parentMs = 250;

/** Runs the program with the right Node; ends with its exit code. */
export const runMain = (args) => {
  const isServer = args[0] === 'serve';
  const child = spawn(
    findNode(),
    [...nodeArguments(isServer), inRoot('src', 'apps', 'cli', 'main.ts'), ...args],
    {
      stdio: isServer ? ['inherit', 'inherit', 'inherit', 'ipc'] : 'inherit',
      // The server gets a process group of its own: Ctrl-C reaches it once, from here, and not again from the
      // terminal and from npm.
      detached: isServer,
      env: { ...process.env, ...cacheEnvironment(), KHIEN_DATA: dataDir() },
    },
  );
  child.once('error', (error) => {
    process.stderr.write(`${error.message}\n`);
    process.exit(1);
  });
  forwardSignals(child, isServer);
  if (isServer && process.env.npm_lifecycle_event) stopWithParent(child);
  child.once('exit', (code, signal) => {
    if (!signal) process.exit(code ?? 1);
    for (const name of signals) process.removeAllListeners(name);
    process.kill(process.pid, signal);
  });
};

const nodeArguments = (isServer) => [
  '--disable-warning=ExperimentalWarning',
  ...(isServer ? ['--import', pathToFileURL(inRoot('bin', 'follow-parent.mjs')).href] : []),
];

/** The same data whatever directory the command is called from. */
const dataDir = () => (process.env.KHIEN_DATA ? resolve(process.env.KHIEN_DATA) : resolve(root, 'data'));

const forwardSignals = (child, isServer) => {
  let lastAt = 0;
  for (const name of signals) {
    process.on(name, () => {
      // In the terminal's foreground group the command has already got its Ctrl-C.
      if (!isServer && name === 'SIGINT' && process.stdin.isTTY) return;
      if (Date.now() - lastAt < repeatMs) return;
      lastAt = Date.now();
      child.kill(name);
    });
  }
};

/** npm started us; when npm has been killed, nobody could stop the server by Ctrl-C any more. */
const stopWithParent = (child) => {
  const ancestry = readAncestry();
  setInterval(() => {
    if (readAncestry() !== ancestry) child.kill('SIGTERM');
  }, parentMs).unref();
};

/** Our parent; where that is only the shell in which npm runs scripts, npm above it as well. */
const readAncestry = () => {
  const parent = process.ppid;
  const proc = `/proc/${parent}`;
  try {
    if (!readFileSync(`${proc}/cmdline`, 'utf8').startsWith('sh\0-c\0')) return `${parent}`;
    const stat = readFileSync(`${proc}/stat`, 'utf8');
    return `${parent} ${stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1]}`;
  } catch {
    return `${parent}`;
  }
};
