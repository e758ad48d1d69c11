import { Kysely, PostgresDialect } from 'kysely';
import pg from 'pg';
import type { Database, Tables } from './tables.ts';

const DATE_OID = 1082;
const INT8_OID = 20;

/** Calendar dates stay text (a Date would move them across midnight); counts fit a number. */
const types: pg.CustomTypesConfig = {
  getTypeParser: (oid: number, format?: 'text' | 'binary') => {
    if (oid === DATE_OID) return (value: string) => value;
    if (oid === INT8_OID) return Number;
    return pg.types.getTypeParser(oid, format as 'text');
  },
};

export type DatabaseConnection = { db: Database; pool: pg.Pool; close(): Promise<void> };

/** Opens the pool. Statements end after 15 s, idle transactions after 30 s: nothing may hold a lock for ever. */
export const connectDatabase = (connectionString: string, connectionsMax: number): DatabaseConnection => {
  const pool = new pg.Pool({
    connectionString,
    max: connectionsMax,
    idleTimeoutMillis: 30_000,
    connectionTimeoutMillis: 10_000,
    statement_timeout: 15_000,
    idle_in_transaction_session_timeout: 30_000,
    application_name: 'khien',
    types,
    options: '-c timezone=UTC -c jit=off',
  });
  pool.on('error', () => {});
  const db = new Kysely<Tables>({ dialect: new PostgresDialect({ pool }) });
  return { db, pool, close: () => db.destroy() };
};
