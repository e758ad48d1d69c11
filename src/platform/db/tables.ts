import type { ColumnType, Generated, Kysely, Transaction } from 'kysely';

/**
 * Row types of every table. Each owner augments this interface in its `tables.ts`:
 *
 *     declare module '../../platform/db/tables.ts' { interface Tables { incidents: IncidentsTable } }
 */
// biome-ignore lint/suspicious/noEmptyInterface: filled by declaration merging
export interface Tables {}

export type Database = Kysely<Tables>;
export type Tx = Transaction<Tables>;

/** An instant: read as Date, written as Date or ISO 8601 text. */
export type Instant = ColumnType<Date, Date | string, Date | string>;
/** An instant that may be missing. */
export type InstantOrNull = ColumnType<Date | null, Date | string | null | undefined, Date | string | null>;
/** A calendar date, read and written as `YYYY-MM-DD`. */
export type DateText = ColumnType<string, string, string>;
export type DateTextOrNull = ColumnType<string | null, string | null | undefined, string | null>;
/** A jsonb column: write `JSON.stringify(value)`, since arrays would become PostgreSQL arrays. */
export type Json<Value> = ColumnType<Value, string, string>;
export type JsonOrNull<Value> = ColumnType<Value | null, string | null | undefined, string | null>;
export type WithDefault<Value> = Generated<Value>;
