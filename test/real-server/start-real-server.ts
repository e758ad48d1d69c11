import { type ChildProcess, spawn } from 'node:child_process';
import { randomBytes, randomUUID } from 'node:crypto';
import { createServer } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import pg from 'pg';
import { findRunningPostgres } from '../../src/platform/postgres/start-postgres.ts';
import { createKeySecret } from '../../src/slices/accounts/authenticate-key.ts';

const main = fileURLToPath(new URL('../../src/apps/cli/main.ts', import.meta.url));

export type RealServer = {
  url: string;
  pid: number;
  /** Milliseconds from the start of the process to its first healthy answer. */
  startMs: number;
  kill(): Promise<void>;
  stop(): Promise<void>;
};

export const findFreePort = (): Promise<number> =>
  new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const { port } = probe.address() as { port: number };
      probe.close(() => resolve(port));
    });
  });

const untilHealthy = async (url: string, child: ChildProcess): Promise<void> => {
  const startMs = performance.now();
  while (performance.now() - startMs < 60_000) {
    if (child.exitCode !== null) throw new Error(`the server ended with ${child.exitCode}`);
    const isUp = await fetch(`${url}/healthz`).then(
      (answer) => answer.ok,
      () => false,
    );
    if (isUp) return;
    await sleep(10);
  }
  throw new Error('the server did not come up within a minute');
};

/** `khien serve` as a process of its own, on its own data directory and the PostgreSQL that comes with it. */
export const startRealServer = async (options: {
  dataDir: string;
  port: number;
  env?: NodeJS.ProcessEnv;
}): Promise<RealServer> => {
  const url = `http://127.0.0.1:${options.port}`;
  const startedMs = performance.now();
  const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', main, 'serve'], {
    stdio: ['ignore', 'ignore', 'inherit'],
    env: {
      PATH: process.env.PATH,
      NODE_COMPILE_CACHE: process.env.NODE_COMPILE_CACHE,
      KHIEN_DATA: options.dataDir,
      KHIEN_PORT: String(options.port),
      KHIEN_LOG_LEVEL: 'error',
      ...options.env,
    },
  });
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  await untilHealthy(url, child);
  return {
    url,
    pid: child.pid as number,
    startMs: performance.now() - startedMs,
    kill: () => {
      child.kill('SIGKILL');
      return ended;
    },
    stop: () => {
      child.kill('SIGTERM');
      return ended;
    },
  };
};

/** A connection to the database of a running server that sees every row. */
export const connectToData = async (dataDir: string): Promise<pg.Client> => {
  const running = findRunningPostgres(dataDir);
  if (!running) throw new Error(`no database runs in ${dataDir}`);
  const client = new pg.Client({ connectionString: running.connectionString });
  client.on('error', () => {});
  await client.connect();
  await client.query(
    `select set_config('khien.reach', 'all', false), set_config('khien.permissions', '{"*":"any"}', false)`,
  );
  return client;
};

/** A key that files and reads reports, put into the database directly. @returns its secret */
export const insertApiKey = async (dataDir: string): Promise<string> => {
  const client = await connectToData(dataDir);
  const personId = randomUUID();
  const { prefix, secret, hash } = createKeySecret();
  try {
    await client.query(
      `insert into people (id, full_name, email, state, search_text, created_at)
       values ($1, 'Người đo', $2, 'active', '', now())`,
      [personId, `${randomBytes(6).toString('hex')}@bench.example`],
    );
    await client.query(
      `insert into api_keys (id, name, prefix, secret_hash, scopes, created_at, created_by)
       values ($1, 'đo', $2, $3, '{report-create,report-read}', now(), $4)`,
      [randomUUID(), prefix, hash, personId],
    );
  } finally {
    await client.end();
  }
  return secret;
};
