import { rm } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import pg from 'pg';
import { readSettings } from '../../platform/config/settings.ts';
import { startPostgres } from '../../platform/postgres/start-postgres.ts';
import { demoMark } from '../demo/fill-demo.ts';
import { type CliCommand, note } from './command.ts';

/** What the database holds: nothing yet, the demo, or somebody's work. */
const inspect = async (client: pg.Client): Promise<'empty' | 'demo' | 'real'> => {
  const { rows: tables } = await client.query(`select to_regclass('public.organisation_profile') as name`);
  if (!tables[0]?.name) return 'empty';
  await client.query(`select set_config('khien.reach', 'all', false)`);
  const { rows } = await client.query<{ address: string; is_set_up: boolean }>(
    'select address, is_set_up from organisation_profile',
  );
  if (rows.some((row) => row.address.includes(demoMark))) return 'demo';
  return rows.some((row) => row.is_set_up) ? 'real' : 'empty';
};

/** Throws the demo province away; the next `npm start -- --demo` fills it afresh. Never touches real data. */
export const demoResetCommand: CliCommand = {
  name: 'demo reset',
  summary: { vi: 'Xóa dữ liệu trình diễn', en: 'Throw the demo data away' },
  usage: {
    vi: `khien demo reset

Hãy dừng máy chủ trước. Xóa tỉnh trình diễn và các tệp của tỉnh này; hệ thống có dữ liệu thật thì
lệnh từ chối, không xóa gì.

Mã thoát: 0 đã xóa hoặc không có gì để xóa, 1 từ chối.`,
    en: `khien demo reset

Stop the server first. Deletes the invented province and its files. A system with real data is
refused.

Exit codes: 0 done or nothing to do, 1 refused.`,
  },
  run: async (_args, io) => {
    const settings = readSettings(io.env);
    const dataDir = resolve(settings.KHIEN_DATA);
    const postgres = await startPostgres({ dataDir, env: io.env, log: () => {} });
    const client = new pg.Client({ connectionString: postgres.connectionString });
    try {
      await client.connect();
      const found = await inspect(client);
      if (found === 'real') {
        note(
          io,
          'Hệ thống này có dữ liệu thật; không xóa gì.',
          'This system holds real data; nothing was deleted.',
        );
        return 1;
      }
      if (found === 'demo') {
        await client.query('drop schema if exists pgboss cascade');
        await client.query('drop schema public cascade');
        await client.query('create schema public');
        await rm(join(dataDir, 'files'), { recursive: true, force: true });
      }
      if (found === 'demo') note(io, 'Đã xóa dữ liệu trình diễn.', 'The demo data is gone.');
      else note(io, 'Không có dữ liệu trình diễn.', 'There was no demo data.');
      return 0;
    } finally {
      await client.end();
      await postgres.stop();
    }
  },
};
