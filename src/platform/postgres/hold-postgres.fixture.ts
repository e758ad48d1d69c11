import { startPostgres } from './start-postgres.ts';

/**
 * A process of its own that holds a PostgreSQL, for tests that kill it. Prints one JSON line when it is up or
 * refused, and stops in order on SIGTERM.
 */
const [dataDir = '', only] = process.argv.slice(2);
try {
  const server = await startPostgres({
    dataDir,
    log: () => {},
    env: { PATH: process.env.PATH },
    only: only === 'system' ? 'system' : 'bundled',
    lockWaitMs: 200,
    settings: { fsync: 'off' },
  });
  process.once('SIGTERM', () => server.stop().then(() => process.exit(0)));
  setInterval(() => {}, 60_000);
  console.log(JSON.stringify({ pid: server.pid, connectionString: server.connectionString }));
} catch (error) {
  console.log(JSON.stringify({ error: String(error) }));
}
