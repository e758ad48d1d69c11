import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { findProcess } from '../postgres/process-identity.ts';

// The commands in bin/, in a small repository of their own with a program that tells what reaches it.
const repository = fileURLToPath(new URL('../../../', import.meta.url));
const program = `
if (process.argv[2] !== 'serve') { console.log(JSON.stringify([process.argv.slice(2), process.env.KHIEN_DATA])); process.exit(7); }
const seen = [];
for (const name of ['SIGINT', 'SIGTERM']) process.on(name, () => {
  seen.push(name);
  if (seen.length === 1) setTimeout(() => { console.log(seen.join(' ')); process.exit(5); }, 300);
});
setInterval(() => {}, 60_000);
console.log('up ' + process.pid);
`;
let base: string;
let started: ChildProcess[];

beforeEach(() => {
  base = realpathSync(mkdtempSync(join(tmpdir(), 'khiên lệnh ')));
  started = [];
  cpSync(join(repository, 'bin'), join(base, 'bin'), { recursive: true });
  mkdirSync(join(base, 'src', 'apps', 'cli'), { recursive: true });
  writeFileSync(join(base, 'package.json'), '{"type":"module"}');
  writeFileSync(join(base, 'src', 'apps', 'cli', 'main.ts'), program);
});

afterEach(() => {
  for (const child of started) child.kill('SIGKILL');
  rmSync(base, { recursive: true, force: true });
});

const linkPackages = (): void => {
  writeFileSync(join(base, 'package-lock.json'), '{"packages":{}}');
  symlinkSync(realpathSync(join(repository, 'node_modules')), join(base, 'node_modules'));
};

/** Starts `khien serve` and waits until the program is up. */
const serve = async (): Promise<{ child: ChildProcess; pid: number; output: () => string }> => {
  const child = spawn(process.execPath, [join(base, 'bin', 'khien'), 'serve'], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  started.push(child);
  let said = '';
  child.stdout!.on('data', (chunk: Buffer) => {
    said += chunk.toString();
  });
  while (!said.includes('\n')) await once(child.stdout!, 'data');
  return { child, pid: Number(/up (\d+)/.exec(said)?.[1]), output: () => said };
};

test('a command gets its arguments, the same data from everywhere, and gives its exit code back', () => {
  linkPackages();
  const run = spawnSync(process.execPath, [join(base, 'bin', 'khien'), 'list', 'đội ứng cứu'], {
    cwd: tmpdir(),
    env: { PATH: process.env.PATH },
    encoding: 'utf8',
  });
  expect(JSON.parse(run.stdout)).toEqual([['list', 'đội ứng cứu'], join(base, 'data')]);
  expect(run.status).toBe(7);
});

test('Ctrl-C reaches the server once although the terminal and npm both send it', async () => {
  linkPackages();
  const { child, output } = await serve();
  child.kill('SIGINT');
  setTimeout(() => child.kill('SIGINT'), 100);
  const [code] = await once(child, 'exit');
  expect(code).toBe(5);
  expect(output()).toMatch(/\nSIGINT\n$/);
});

test('the server stops in order when the command that started it is killed', async () => {
  linkPackages();
  const { child, pid, output } = await serve();
  child.kill('SIGKILL');
  await once(child.stdout!, 'close');
  expect(output()).toMatch(/\nSIGTERM\n$/);
  await expect.poll(() => findProcess(pid)).toBeUndefined();
});

test('packages are installed once, and again after a changed lock file or an interrupted installation', () => {
  writeFileSync(join(base, 'package-lock.json'), lockFile('1.0.0'));
  const shim = join(base, 'shim');
  mkdirSync(shim);
  const script = `#!/bin/sh\necho "$*" >> calls\nmkdir -p node_modules\n[ -n "$BREAK" ] && exit 1\ncp package-lock.json node_modules/.package-lock.json\n`;
  writeFileSync(join(shim, 'npm'), script, { mode: 0o755 });
  const path = `${shim}:${dirname(process.execPath)}:/usr/bin:/bin`;
  const install = (env = {}): number | null =>
    spawnSync(process.execPath, [join(base, 'bin', 'install.mjs')], { env: { PATH: path, ...env } }).status;
  const calls = (): number => readFileSync(join(base, 'calls'), 'utf8').trim().split('\n').length;
  expect([install({ BREAK: '1' }), calls()]).toEqual([1, 1]);
  expect([install(), calls()]).toEqual([0, 2]);
  expect([install(), calls()]).toEqual([0, 2]);
  writeFileSync(join(base, 'package-lock.json'), lockFile('1.0.1'));
  expect([install(), calls()]).toEqual([0, 3]);
  expect(readFileSync(join(base, 'calls'), 'utf8')).toMatch(/^ci --ignore-scripts /);
});

const lockFile = (version: string): string =>
  JSON.stringify({
    packages: { '': {}, 'node_modules/a': { version }, 'node_modules/b': { version, optional: true } },
  });
