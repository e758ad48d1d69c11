import { Client } from 'pg';
import { connectionString } from './connection-string.ts';

/** The application's role and database of the same name. */
export const appName = 'khien';

/**
 * Makes the application's role and database where they are missing. The role is no superuser, because
 * row-level security does not bind superusers; it owns its database and may make the roles it needs.
 * @param socketDir where PostgreSQL listens
 */
export const ensureDatabase = async (socketDir: string): Promise<void> => {
  const client = new Client({ connectionString: connectionString(socketDir, 'postgres', 'postgres') });
  await client.connect();
  try {
    const found = await client.query<{ role: boolean; database: boolean; version: number }>(
      `select exists (select from pg_roles where rolname = $1) as role,
              exists (select from pg_database where datname = $1) as database,
              current_setting('server_version_num')::int as version`,
      [appName],
    );
    const { role, database, version } = found.rows[0]!;
    if (!role) await client.query(`create role ${appName} login nosuperuser createdb createrole`);
    // Without it, the role could not act as the roles that it makes.
    if (!role && version >= 160_000) {
      await client.query(`alter role ${appName} set createrole_self_grant = 'set, inherit'`);
    }
    if (!database) await client.query(`create database ${appName} owner ${appName}`);
  } finally {
    await client.end();
  }
};
