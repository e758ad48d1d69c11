import pg from 'pg';
import { exportedTables } from './exported-tables.ts';

const FETCH = 1_000;

/** One line: the table's name and the row with its columns as they are stored (instants ISO 8601 in UTC). */
export type ExportLine = { table: string; row: Record<string, unknown> };

const quote = (name: string) => `"${name.replaceAll('"', '""')}"`;

/**
 * Reads everything in one snapshot (repeatable read), table after table, with constant memory. Rows come as PostgreSQL
 * renders them to JSON, so nothing is rounded on the way.
 */
export async function* exportData(connectionString: string): AsyncGenerator<ExportLine> {
  const client = new pg.Client({
    connectionString,
    application_name: 'khien-export',
    options: '-c timezone=UTC',
  });
  await client.connect();
  try {
    await client.query('begin isolation level repeatable read read only');
    // Tasks, observables and TLP:RED ask for the permission besides the reach.
    await client.query(
      `select set_config('khien.reach', 'all', true), set_config('khien.permissions', '{"*":"any"}', true)`,
    );
    for (const { table, orderBy } of exportedTables) {
      await client.query(
        `declare lines no scroll cursor for select to_jsonb(t) as row from ${quote(table)} t order by ${orderBy}`,
      );
      for (;;) {
        const { rows } = await client.query<{ row: Record<string, unknown> }>(`fetch ${FETCH} from lines`);
        for (const { row } of rows) yield { table, row };
        if (rows.length < FETCH) break;
      }
      await client.query('close lines');
    }
    await client.query('commit');
  } finally {
    await client.end();
  }
}
