import { Client } from 'pg';
import { expect, test } from 'vitest';
import { createTestDatabase } from './test-database.ts';

test('two test databases do not see each other and are gone after their drop', async () => {
  const [one, two] = await Promise.all([createTestDatabase(), createTestDatabase()]);
  const client = new Client({ connectionString: one.connectionString });
  await client.connect();
  await client.query('create table only_here (id int)');
  await client.end();
  const other = new Client({ connectionString: two.connectionString });
  await other.connect();
  const found = await other.query("select to_regclass('only_here') as name");
  expect(found.rows[0].name).toBeNull();
  await other.end();
  await one.drop();
  await two.drop();
  await expect(new Client({ connectionString: one.connectionString }).connect()).rejects.toThrow(
    /does not exist/,
  );
});
