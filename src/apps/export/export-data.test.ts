import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { addTaskRoute } from '../../slices/incidents/contract/tasks.ts';
import { openTestIncident } from '../../slices/incidents/testing.ts';
import { createTestApp, type TestApp } from '../testing/test-app.ts';
import { type ExportLine, exportData } from './export-data.ts';
import { exportedTables, tablesNotExported } from './exported-tables.ts';

let app: TestApp;
beforeAll(async () => {
  app = await createTestApp();
});
afterAll(() => app.stop());

const readAll = async (): Promise<ExportLine[]> => {
  const lines: ExportLine[] = [];
  for await (const line of exportData(app.connectionString)) lines.push(line);
  return lines;
};

test('every table of the schema is exported or stays behind for a stated reason', async () => {
  const { rows } = await sql<{ name: string }>`
    select tablename as name from pg_tables where schemaname = 'public'`.execute(app.services.db);
  const decided = [...exportedTables.map(({ table }) => table), ...Object.keys(tablesNotExported)];
  expect(decided.toSorted()).toEqual(rows.map(({ name }) => name).toSorted());
});

test('row-level security keeps nothing back: TLP:RED incidents and their tasks are in the export', async () => {
  const { id } = await openTestIncident(app.system(), { tlp: 'red' });
  await app.as(['team-leader']).call(addTaskRoute, { params: { id }, body: { title: 'Thu nhật ký' } });
  const lines = await readAll();
  const of = (table: string) => lines.filter((line) => line.table === table).map(({ row }) => row);
  expect(of('incidents')).toMatchObject([{ id, tlp: 'red' }]);
  expect(of('incident_tasks')).toMatchObject([{ incident_id: id, title: 'Thu nhật ký' }]);
  expect(of('incident_log').length).toBeGreaterThan(0);
});

test('instants are written in UTC with their microseconds, and every row has its table', async () => {
  const lines = await readAll();
  const [entry] = lines.filter((line) => line.table === 'audit_entries');
  expect(String(entry?.row.at)).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?\+00:00$/);
  expect(lines.every(({ table, row }) => table !== '' && typeof row === 'object')).toBe(true);
});
