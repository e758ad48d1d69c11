import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, chownSync, mkdirSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { listPostgresPrograms } from './find-postgres.ts';
import { startPostgres } from './start-postgres.ts';

const kind = listPostgresPrograms().some((one) => one.kind === 'bundled') ? 'bundled' : 'system';
const fixture = fileURLToPath(new URL('./hold-postgres.fixture.ts', import.meta.url));
const ordinary = 65_534;
const asOrdinary = [`--reuid=${ordinary}`, `--regid=${ordinary}`, '--clear-groups', '--'];
const isRoot = process.getuid?.() === 0;
const canRunAsOrdinary =
  isRoot && spawnSync('setpriv', [...asOrdinary, process.execPath, '--check', fixture]).status === 0;
let base: string;

beforeEach(() => {
  base = mkdtempSync(join(tmpdir(), 'khien-run-as-'));
});

afterEach(() => rmSync(base, { recursive: true, force: true }));

const startAndStop = async (dataDir: string, path = process.env.PATH): Promise<number> => {
  const env = { PATH: path };
  const server = await startPostgres({ dataDir, log: () => {}, env, only: kind, settings: { fsync: 'off' } });
  const owner = statSync(`/proc/${server.pid}`).uid;
  await server.stop();
  return owner;
};

/** What the fixture says when an ordinary user runs it. */
const holdAsOrdinary = async (dataDir: string): Promise<string> => {
  const child = spawn('setpriv', [...asOrdinary, process.execPath, fixture, dataDir, kind]);
  const [line] = (await once(child.stdout, 'data')) as [Buffer];
  const gone = once(child, 'exit');
  child.kill('SIGTERM');
  if (!line.toString().includes('"error"')) await gone;
  else child.kill('SIGKILL');
  return line.toString();
};

describe.runIf(isRoot)('as root', () => {
  test('PostgreSQL starts, and starts again on the same directory', async () => {
    await startAndStop(base);
    await startAndStop(base);
    expect(statSync(join(base, 'postgres', 'data', 'PG_VERSION')).isFile()).toBe(true);
  });

  test('a directory of mode 0700 below another closed one works', async () => {
    const closed = join(base, 'closed');
    mkdirSync(join(closed, 'data'), { recursive: true, mode: 0o700 });
    await startAndStop(join(closed, 'data'));
  });

  test.each(['open', 'closed'])(
    'where name spaces are refused, a service account runs it (%s directory)',
    async (way) => {
      const shim = join(base, 'shim');
      mkdirSync(shim);
      writeFileSync(join(shim, 'unshare'), '#!/bin/sh\nexit 1\n', { mode: 0o755 });
      mkdirSync(join(base, 'data'));
      chmodSync(base, way === 'open' ? 0o755 : 0o700);
      const path = `${shim}:${process.env.PATH}`;
      const owner = await startAndStop(join(base, 'data'), path);
      expect(owner).not.toBe(0);
      expect(await startAndStop(join(base, 'data'), path)).toBe(owner);
      expect(await startAndStop(join(base, 'data'))).toBe(owner);
    },
  );

  test('data of an ordinary user below a closed directory is run as that user', async () => {
    const home = join(base, 'data', 'postgres');
    mkdirSync(join(home, 'data'), { recursive: true, mode: 0o700 });
    chownSync(home, ordinary, ordinary);
    chownSync(join(home, 'data'), ordinary, ordinary);
    chmodSync(base, 0o700);
    expect(await startAndStop(join(base, 'data'))).toBe(ordinary);
    expect(statSync(join(home, 'data', 'PG_VERSION')).uid).toBe(ordinary);
  });
});

describe.runIf(canRunAsOrdinary)('as an ordinary user', () => {
  test('PostgreSQL starts, and root may start the same directory later without taking it away', async () => {
    chownSync(base, ordinary, ordinary);
    expect(await holdAsOrdinary(base)).toContain('"pid"');
    expect(await startAndStop(base)).toBe(ordinary);
    expect(await holdAsOrdinary(base)).toContain('"pid"');
  });

  test('a directory of another user is refused with its name', async () => {
    await startAndStop(base);
    chmodSync(base, 0o777);
    expect(await holdAsOrdinary(base)).toContain('belongs to another user (uid 0)');
  });
});
