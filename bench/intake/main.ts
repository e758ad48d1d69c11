import { type ChildProcess, fork } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { cpus, loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { startPostgres } from '../../src/platform/postgres/start-postgres.ts';
import {
  connectToData,
  findFreePort,
  insertApiKey,
  type RealServer,
  startRealServer,
} from '../../test/real-server/start-real-server.ts';
import type { LoadOrder, LoadResult } from './load.ts';

/**
 * The intake under load: the real server with the bundled PostgreSQL, requests from a process of its own.
 * Targets: 200 reports a second for a minute with p99 under 100 ms; 1,000 a second for half a minute; nothing lost;
 * repeats make no doubles; second start under 2 s; less than 250 MB when idle. Exit code 1 when one is missed.
 * `--seconds N` shortens the phases for a look in between.
 */
const { values } = parseArgs({
  options: { seconds: { type: 'string' }, idle: { type: 'string', default: '60' } },
});
const secondsOf = (full: number) => Number(values.seconds ?? full);

const faults: string[] = [];
const demand = (name: string, isMet: boolean) => {
  if (!isMet) faults.push(name);
};

const runLoad = (order: LoadOrder): Promise<LoadResult> =>
  new Promise((resolve, reject) => {
    const child: ChildProcess = fork(new URL('./load.ts', import.meta.url));
    child.once('message', (result) => resolve(result as LoadResult));
    child.once('error', reject);
    child.once('exit', (code) => code && reject(new Error(`load ended with ${code}`)));
    child.send(order);
  });

const quantile = (sorted: readonly number[], share: number) =>
  sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;

const rowOf = (phase: string, order: LoadOrder, result: LoadResult) => {
  const times = result.times.sort((a, b) => a - b);
  const ms = (value: number) => Number(value.toFixed(1));
  return {
    phase,
    'asked/s': order.perSecond,
    'acknowledged/s': Number((result.acknowledged.length / result.seconds).toFixed(1)),
    acknowledged: result.acknowledged.length,
    refused: result.refused,
    'p50 ms': ms(quantile(times, 0.5)),
    'p95 ms': ms(quantile(times, 0.95)),
    'p99 ms': ms(quantile(times, 0.99)),
    'max ms': ms(times.at(-1) ?? 0),
    load: loadavg()[0]?.toFixed(1),
  };
};

const memoryOf = (pid: number): number =>
  Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0) / 1024;

/** A cluster that the bundled programs made is served by them, whatever else is installed. */
const createBundledCluster = async (dataDir: string) => {
  const first = await startPostgres({ dataDir, log: () => {}, only: 'bundled' });
  await first.stop();
};

const countReports = async (dataDir: string, ids: readonly string[]) => {
  const client = await connectToData(dataDir);
  const { rows } = await client.query(
    `select count(*)::int as all, count(distinct number)::int as numbers,
       (select count(*)::int from reports where id = any ($1::uuid[])) as acknowledged from reports`,
    [ids],
  );
  await client.end();
  return rows[0] as { all: number; numbers: number; acknowledged: number };
};

/** The search for agency and system runs behind the intake; idle means that it has caught up. */
const untilRecognised = async (dataDir: string): Promise<number> => {
  const startMs = performance.now();
  const client = await connectToData(dataDir);
  for (;;) {
    const { rows } = await client.query('select from reports where recognised_at is null limit 1');
    if (rows.length === 0 || performance.now() - startMs > 300_000) break;
    await sleep(250);
  }
  await client.end();
  return performance.now() - startMs;
};

const dataDir = mkdtempSync(join(tmpdir(), 'khien-bench-'));
let server: RealServer | undefined;
try {
  await createBundledCluster(dataDir);
  const port = await findFreePort();
  const first = await startRealServer({ dataDir, port });
  const key = await insertApiKey(dataDir);
  await first.stop();
  server = await startRealServer({ dataDir, port });
  demand('second start under 2 s', server.startMs < 2_000);

  const order = (perSecond: number, seconds: number, prefix: string): LoadOrder => ({
    url: server?.url ?? '',
    key,
    perSecond,
    seconds,
    prefix,
    replayOf: null,
  });
  await runLoad(order(50, 3, 'warm'));
  const rows: ReturnType<typeof rowOf>[] = [];
  const acknowledged: string[] = [];
  for (const [phase, perSecond, seconds] of [
    ['sustained', 200, secondsOf(60)],
    ['burst', 1_000, secondsOf(30)],
  ] as const) {
    const asked = order(perSecond, seconds, phase);
    const result = await runLoad(asked);
    acknowledged.push(...result.acknowledged);
    const row = rowOf(phase, asked, result);
    rows.push(row);
    demand(`${phase}: nothing refused`, row.refused === 0);
    demand(`${phase}: every request answered in time`, row['acknowledged/s'] >= perSecond * 0.98);
    if (phase === 'sustained') demand('sustained: p99 under 100 ms', row['p99 ms'] < 100);
    await sleep(3_000);
  }
  const before = await countReports(dataDir, acknowledged);
  demand('every acknowledged report is stored', before.acknowledged === new Set(acknowledged).size);
  const again = {
    ...order(200, secondsOf(60) / 10, 'sustained'),
    replayOf: acknowledged.slice(0, 20 * secondsOf(60)),
  };
  const replay = await runLoad(again);
  rows.push(rowOf('replay', again, replay));
  const after = await countReports(dataDir, acknowledged);
  demand('repeats make no doubles', after.all === before.all && replay.mismatches === 0);
  demand('no number twice', after.numbers === after.all);
  console.table(rows);

  const recognisedMs = await untilRecognised(dataDir);
  await server.stop();
  server = await startRealServer({ dataDir, port });
  await sleep(Number(values.idle) * 1_000);
  const idleMb = memoryOf(server.pid);
  demand('idle memory under 250 MB', idleMb < 250);
  console.table([
    {
      'stored reports': after.all,
      'recognised after, s': Math.round(recognisedMs / 1_000),
      'start over them, ms': Math.round(server.startMs),
      'idle memory, MB': Math.round(idleMb),
      processor: cpus()[0]?.model,
      cores: cpus().length,
    },
  ]);
} finally {
  await server?.stop();
  rmSync(dataDir, { recursive: true, force: true });
}
for (const fault of faults) console.error(`missed: ${fault}`);
process.exitCode = faults.length > 0 ? 1 : 0;
