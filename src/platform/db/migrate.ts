import { type Kysely, sql } from 'kysely';
import { connectDatabase } from './connect.ts';

/** One step forward; never edited after a release. `id` is `area/0001-what-it-does`. */
export type Migration = { id: string; up(db: Kysely<never>): Promise<void> };

/** The role under which requests run, so that row-level security also binds where we connect as a superuser. */
export const appRole = 'khien_app';

const MIGRATION_LOCK = 7_436_215;

const createAppRole = (db: Kysely<never>) =>
  sql`do $$ begin
    if not exists (select from pg_roles where rolname = ${sql.lit(appRole)}) then
      create role ${sql.raw(appRole)} nologin;
    end if;
    execute format('grant %I to %I', ${sql.lit(appRole)}, current_user);
  exception
    when duplicate_object or unique_violation or insufficient_privilege then null;
  end $$`.execute(db);

const grantToAppRole = (db: Kysely<never>) =>
  sql`do $$ begin
    if exists (select from pg_roles where rolname = ${sql.lit(appRole)}) then
      grant usage on schema public to ${sql.raw(appRole)};
      grant select, insert, update, delete on all tables in schema public to ${sql.raw(appRole)};
      grant usage, select on all sequences in schema public to ${sql.raw(appRole)};
    end if;
  end $$`.execute(db);

/**
 * Brings the schema up to date: all missing steps in one transaction, so a fault leaves the old schema whole.
 * Several processes may call it at once; one works, the others wait.
 * @returns ids of the steps that ran
 * @throws Error when the database knows a step that this program does not: it was made by a newer version
 */
export const migrate = async (
  connectionString: string,
  migrations: readonly Migration[],
): Promise<readonly string[]> => {
  const connection = connectDatabase(connectionString, 2);
  const root = connection.db as unknown as Kysely<never>;
  try {
    await createAppRole(root);
    return await root.transaction().execute(async (tx) => {
      const db = tx as unknown as Kysely<never>;
      await sql`set local statement_timeout = 0`.execute(db);
      await sql`select pg_advisory_xact_lock(${MIGRATION_LOCK})`.execute(db);
      await sql`select set_config('khien.reach', 'all', true), set_config('khien.permissions', '{"*":"any"}', true)`.execute(
        db,
      );
      await sql`create table if not exists schema_migrations (id text primary key, ran_at timestamptz not null default now())`.execute(
        db,
      );
      const { rows } = await sql<{ id: string }>`select id from schema_migrations`.execute(db);
      const done = new Set(rows.map((row) => row.id));
      const known = new Set(migrations.map((migration) => migration.id));
      const foreign = [...done].filter((id) => !known.has(id));
      if (foreign.length > 0) {
        throw new Error(
          `The database was made by a newer version of Khiên (it knows ${foreign.join(', ')}).`,
        );
      }
      const missing = migrations.filter((migration) => !done.has(migration.id));
      for (const migration of missing) {
        await migration.up(db);
        await sql`insert into schema_migrations (id) values (${migration.id})`.execute(db);
      }
      if (missing.length > 0) await grantToAppRole(db);
      return missing.map((migration) => migration.id);
    });
  } finally {
    await connection.close();
  }
};
