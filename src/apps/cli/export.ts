import { once } from 'node:events';
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { readSettings } from '../../platform/config/settings.ts';
import { findRunningPostgres } from '../../platform/postgres/start-postgres.ts';
import { exportData } from '../export/export-data.ts';
import { type CliCommand, note } from './command.ts';

/** Writes all data as JSON Lines: for archives and for moving to another system. */
export const exportCommand: CliCommand = {
  name: 'export',
  summary: { vi: 'Xuất toàn bộ dữ liệu (JSON Lines)', en: 'Export all data (JSON Lines)' },
  usage: {
    vi: `khien export > data.jsonl

Mỗi bản ghi một dòng: {"table": "...", "row": {...}}; docs/export.md mô tả từng bảng.
Dữ liệu lấy tại cùng một thời điểm từ DATABASE_URL, hoặc từ PostgreSQL đi kèm đang chạy của
KHIEN_DATA. Không xuất mật khẩu, khóa và thông tin xác thực khác.

Mã thoát: 0 xong, 1 không kết nối được cơ sở dữ liệu.`,
    en: `khien export > data.jsonl

One line a record: {"table": "...", "row": {...}}; docs/export.md describes every table. Reads one
snapshot from DATABASE_URL or from the running bundled PostgreSQL of KHIEN_DATA. Credentials are
left out.

Exit codes: 0 done, 1 no database reached.`,
  },
  run: async (args, io) => {
    parseArgs({ args, options: {} });
    const settings = readSettings(io.env);
    const connectionString =
      settings.DATABASE_URL ?? findRunningPostgres(resolve(settings.KHIEN_DATA))?.connectionString;
    if (!connectionString) {
      note(
        io,
        'Không có cơ sở dữ liệu nào đang chạy: hãy chạy Khiên trước hoặc đặt DATABASE_URL.',
        'No running database: start Khiên first or set DATABASE_URL.',
      );
      return 1;
    }
    let count = 0;
    for await (const line of exportData(connectionString)) {
      if (!io.stdout.write(`${JSON.stringify(line)}\n`)) await once(io.stdout, 'drain');
      count += 1;
      if (io.signal.aborted) return 1;
    }
    note(io, `${count} bản ghi`, `${count} ${count === 1 ? 'record' : 'records'}`);
    return 0;
  },
};
