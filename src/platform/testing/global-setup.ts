import { existsSync } from 'node:fs';
import { Client } from 'pg';
import { onDatabase, testServerVariables, withClient } from './test-database.ts';
import { startTestServer } from './test-server.ts';

/**
 * Vitest's global setup: one PostgreSQL for the whole run, with a template database that is migrated once.
 * `KHIEN_TEST_DATABASE_URL` or `DATABASE_URL` name a server to use instead of a throw-away one; its role must be
 * allowed to create databases. All databases are named `khien_test_...` and removed afterwards.
 */
export const setup = async (): Promise<() => Promise<void>> => {
  // Vitest calls this once per project in the same process; the first call serves all.
  if (process.env[testServerVariables.owner] === String(process.pid)) return async () => {};
  const givenUrl = process.env.KHIEN_TEST_DATABASE_URL || process.env.DATABASE_URL;
  const server = givenUrl ? undefined : await startTestServer();
  const url = givenUrl || server?.connectionString || '';
  const run = `khien_test_${process.pid.toString(36)}${Date.now().toString(36)}`;
  // As long as this session lives, its databases are not taken for left-overs by another run.
  const watch = new Client({ connectionString: url, application_name: run });
  watch.on('error', () => {});
  await watch.connect();
  await dropLeftOvers(url);
  const template = `${run}_template`;
  await watch.query(`create database "${template}"`);
  await migrateTemplate(onDatabase(url, template));
  process.env[testServerVariables.owner] = String(process.pid);
  process.env[testServerVariables.url] = url;
  process.env[testServerVariables.template] = template;
  return async () => {
    for (const name of Object.values(testServerVariables)) delete process.env[name];
    if (!server) await dropAll(url, await listTestDatabases(url, run));
    await watch.end();
    await server?.stop();
  };
};

type MigrationList = { allMigrations: unknown };
type Migrate = { migrate(connectionString: string, migrations: unknown): Promise<unknown> };

/** Loaded by path: the list of migrations belongs to the application, a floor above this one. */
const migrateTemplate = async (url: string): Promise<void> => {
  const list = new URL('../../apps/migrations.ts', import.meta.url);
  if (!existsSync(list)) return;
  const { allMigrations } = (await import(list.href)) as MigrationList;
  const { migrate } = (await import(new URL('../db/migrate.ts', import.meta.url).href)) as Migrate;
  await migrate(url, allMigrations);
};

/** Databases of runs that were killed: no session carries the name of their run any more. */
const dropLeftOvers = async (url: string): Promise<void> => {
  const names: string[] = [];
  await withClient(url, async (client) => {
    const found = await client.query<{ datname: string }>(
      `select datname from pg_database
        where datname ~ '^khien_test_[0-9a-z]+_' and pg_has_role(datdba, 'member')
          and not exists (select from pg_stat_activity
                           where application_name = substring(datname from '^khien_test_[0-9a-z]+'))`,
    );
    names.push(...found.rows.map((row) => row.datname));
  });
  await dropAll(url, names);
};

const listTestDatabases = async (url: string, run: string): Promise<string[]> => {
  const names: string[] = [];
  await withClient(url, async (client) => {
    const found = await client.query<{ datname: string }>(
      'select datname from pg_database where starts_with(datname, $1)',
      [`${run}_`],
    );
    names.push(...found.rows.map((row) => row.datname));
  });
  return names;
};

const dropAll = (url: string, names: readonly string[]): Promise<void> =>
  withClient(url, async (client) => {
    for (const name of names) await client.query(`drop database if exists "${name}" with (force)`);
  });
