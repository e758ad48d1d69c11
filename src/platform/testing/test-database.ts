import { randomBytes } from 'node:crypto';
import { Client } from 'pg';

/** A database of one test, a copy of the migrated template. */
export type TestDatabase = { connectionString: string; drop(): Promise<void> };

/** How the global setup tells the test processes where the server is. */
export const testServerVariables = {
  url: 'KHIEN_TEST_SERVER_URL',
  template: 'KHIEN_TEST_TEMPLATE',
  owner: 'KHIEN_TEST_SERVER_OWNER',
} as const;

/** Makes a database of its own for a test file or a test; takes about 50 ms. Throws outside of Vitest runs. */
export const createTestDatabase = async (): Promise<TestDatabase> => {
  const url = process.env[testServerVariables.url];
  const template = process.env[testServerVariables.template];
  if (!url || !template) throw new Error('No test server: run this through Vitest with its global setup.');
  const name = template.replace(/template$/, randomBytes(6).toString('hex'));
  await withClient(url, (client) => client.query(`create database "${name}" template "${template}"`));
  return {
    connectionString: onDatabase(url, name),
    drop: () => withClient(url, (client) => client.query(`drop database if exists "${name}" with (force)`)),
  };
};

/** The same server, role and options, another database. */
export const onDatabase = (url: string, database: string): string => {
  const changed = new URL(url);
  changed.pathname = `/${database}`;
  return changed.href;
};

export const withClient = async (url: string, work: (client: Client) => Promise<unknown>): Promise<void> => {
  const client = new Client({ connectionString: url, application_name: 'khien_test' });
  await client.connect();
  try {
    await work(client);
  } finally {
    await client.end();
  }
};
