import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Client } from 'pg';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { listPostgresPrograms } from './find-postgres.ts';
import { findProcess } from './process-identity.ts';
import { findRunningPostgres, type RunningPostgres, startPostgres } from './start-postgres.ts';

const kind = listPostgresPrograms().some((one) => one.kind === 'bundled') ? 'bundled' : 'system';
const fixture = fileURLToPath(new URL('./hold-postgres.fixture.ts', import.meta.url));
let base: string;
let running: RunningPostgres[];
let children: ChildProcess[];

beforeEach(() => {
  base = mkdtempSync(join(tmpdir(), 'khiên thử '));
  running = [];
  children = [];
});

afterEach(async () => {
  for (const child of children) child.kill('SIGKILL');
  for (const server of running) await server.stop();
  rmSync(base, { recursive: true, force: true });
});

const start = async (dataDir = base): Promise<RunningPostgres> => {
  const env = { PATH: process.env.PATH };
  const server = await startPostgres({
    dataDir,
    log: () => {},
    env,
    only: kind,
    lockWaitMs: 500,
    settings: { fsync: 'off' },
  });
  running.push(server);
  return server;
};

/** Starts the fixture and waits for its line. */
const hold = async (dataDir = base): Promise<{ child: ChildProcess; pid: number; error?: string }> => {
  const child = spawn(process.execPath, [fixture, dataDir, kind], { stdio: ['ignore', 'pipe', 'inherit'] });
  children.push(child);
  const [line] = (await once(child.stdout!, 'data')) as [Buffer];
  return { child, ...JSON.parse(line.toString()) };
};

const query = async (url: string, sql: string): Promise<Record<string, unknown>[]> => {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query(sql)).rows;
  } finally {
    await client.end();
  }
};

const kill = async (child: ChildProcess): Promise<void> => {
  const gone = once(child, 'exit');
  child.kill('SIGKILL');
  await gone;
};

test('data outlives a stop, and the second start takes less than 0.7 s', async () => {
  const first = await start();
  await query(first.connectionString, 'create table kept as select 7 as n');
  await first.stop();
  const startedAt = performance.now();
  const second = await start();
  expect(performance.now() - startedAt).toBeLessThan(700);
  expect(await query(second.connectionString, 'select n from kept')).toEqual([{ n: 7 }]);
});

test('the application is no superuser, on a UTF-8 database with checksums and Vietnamese order', async () => {
  const server = await start();
  const [row] = await query(
    server.connectionString,
    `select current_setting('is_superuser') as super, current_setting('data_checksums') as sums,
            current_setting('server_encoding') as encoding, current_setting('listen_addresses') as network,
            lower('ĐỘI ỨNG CỨU') as lower,
            (select string_agg(x, ' ' order by x collate "vi-x-icu") from unnest(array['đi','dê','ân','an']) x) as sorted`,
  );
  expect(row).toEqual({
    super: 'off',
    sums: 'on',
    encoding: 'UTF8',
    network: '',
    lower: 'đội ứng cứu',
    sorted: 'an ân dê đi',
  });
});

test('the socket is closed to other users', async () => {
  await start();
  expect(statSync(join(base, 'postgres', 'socket')).mode & 0o777).toBe(0o700);
});

test('a server left by a killed owner is taken over and later stopped', async () => {
  const held = await hold();
  await kill(held.child);
  expect(findProcess(held.pid)).toBeDefined();
  const server = await start();
  expect(server).toMatchObject({ isAdopted: true, pid: held.pid });
  expect(await query(server.connectionString, 'select 1 as n')).toEqual([{ n: 1 }]);
  await server.stop();
  expect(findProcess(held.pid)).toBeUndefined();
});

test('what was committed is there after server and owner were killed together', async () => {
  const held = await hold();
  const url = findRunningPostgres(base)?.connectionString ?? '';
  await query(url, 'create table kept as select 7 as n');
  process.kill(held.pid, 'SIGKILL');
  await kill(held.child);
  const server = await start();
  expect(server.isAdopted).toBe(false);
  expect(await query(server.connectionString, 'select n from kept')).toEqual([{ n: 7 }]);
});

test('a server that hangs after its owner was killed is replaced', async () => {
  const held = await hold();
  await kill(held.child);
  const file = join(base, 'postgres', 'data', 'postmaster.pid');
  writeFileSync(file, readFileSync(file, 'utf8').replace(/ready *\n/, 'stopping\n'));
  const server = await start();
  expect(server.isAdopted).toBe(false);
  expect(findProcess(held.pid)).toBeUndefined();
});

test('a stranger with the process number of an old server is left alone', async () => {
  await (await start()).stop();
  const stranger = spawn('sleep', ['60']);
  children.push(stranger);
  const data = join(base, 'postgres', 'data');
  writeFileSync(
    join(data, 'postmaster.pid'),
    `${stranger.pid}\n${data}\n1\n5432\n${base}\n\n1 1\nready   \n`,
  );
  const server = await start();
  expect(server.isAdopted).toBe(false);
  expect(findProcess(stranger.pid!)).toBeDefined();
});

test('a second Khiên on the same data is refused with the number of the first', async () => {
  const server = await start();
  expect((await hold()).error).toContain(`Another Khiên (process ${process.pid})`);
  expect(await query(server.connectionString, 'select 1 as n')).toEqual([{ n: 1 }]);
});

test('a lock whose number belongs to another process by now does not hold', async () => {
  writeFileSync(join(base, 'khien.lock'), JSON.stringify({ pid: process.pid, startedAt: 'long ago' }));
  await expect(start()).resolves.toBeDefined();
});

test('a data directory too deep for a socket works, and leaves no temporary directory behind', async () => {
  const deep = join(base, ...Array.from({ length: 12 }, () => 'thư-mục-rất-sâu'));
  mkdirSync(deep, { recursive: true });
  const shortOnes = (): string[] => readdirSync(tmpdir()).filter((name) => name.startsWith('khien-pg-'));
  const before = shortOnes();
  const server = await start(deep);
  expect(await query(server.connectionString, 'select 1 as n')).toEqual([{ n: 1 }]);
  await server.stop();
  expect(shortOnes()).toEqual(before);
});

test('an interrupted first start does not stop the next one', async () => {
  mkdirSync(join(base, 'postgres', 'data.new', 'base'), { recursive: true });
  await expect(start()).resolves.toBeDefined();
});

test('data of another PostgreSQL version is named, not touched', async () => {
  mkdirSync(join(base, 'postgres', 'data'), { recursive: true });
  writeFileSync(join(base, 'postgres', 'data', 'PG_VERSION'), '9\n');
  await expect(start()).rejects.toMatchObject({
    code: 'postgres.version-mismatch',
    message: expect.stringContaining('belongs to PostgreSQL 9'),
  });
  expect(readdirSync(join(base, 'postgres', 'data'))).toEqual(['PG_VERSION']);
});

test('DATABASE_URL is used as it is, and never stopped', async () => {
  const server = await startPostgres({
    dataDir: base,
    log: () => {},
    env: { DATABASE_URL: 'postgresql://a/b' },
  });
  await server.stop();
  expect(server).toMatchObject({ kind: 'external', connectionString: 'postgresql://a/b' });
  expect(readdirSync(base)).toEqual([]);
});
