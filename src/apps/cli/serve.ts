import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { readSettings } from '../../platform/config/settings.ts';
import { createLog } from '../../platform/log/log.ts';
import { startPostgres } from '../../platform/postgres/start-postgres.ts';
import { createSetupLink } from '../../slices/accounts/public.ts';
import { type DemoSignIn, fillDemo } from '../demo/fill-demo.ts';
import { startServer } from '../server/start-server.ts';
import type { CliCommand, CliIo } from './command.ts';
import { openPage } from './open-page.ts';

const say = (io: CliIo, vi: string, en: string) => {
  io.stdout.write(`${io.language === 'en' ? en : vi}\n`);
};

const printSignIns = (io: CliIo, signIns: readonly DemoSignIn[]) => {
  say(io, '\nTỉnh trình diễn (dữ liệu bịa đặt). Tài khoản:', '\nDemo province (invented data). Sign-ins:');
  for (const { role, email, password, totpSecret } of signIns) {
    io.stdout.write(`  ${role.padEnd(20)} ${email}  ${password}  TOTP ${totpSecret}\n`);
  }
};

/** Ctrl-C and SIGTERM end the server in order. */
const untilStopped = (signal: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    if (signal.aborted) resolve();
    signal.addEventListener('abort', () => resolve(), { once: true });
  });

/** Starts database and server and stays until it is told to stop. */
export const serveCommand: CliCommand = {
  name: 'serve',
  summary: { vi: 'Chạy máy chủ', en: 'Run the server' },
  usage: {
    vi: `khien serve [--demo]

  --demo                nạp tỉnh trình diễn với dữ liệu bịa đặt và in các tài khoản của tỉnh này
                        (chỉ khi hệ thống còn trống)

Thiết lập lấy từ biến môi trường, xem docs/settings.md.

Mã thoát: 0 đã dừng, 1 không khởi động được.`,
    en: `khien serve [--demo]

  --demo                fill an invented province and print its sign-ins
                        (only into an empty system)

Settings come from the environment, see docs/settings.md.

Exit codes: 0 stopped, 1 could not start.`,
  },
  run: async (args, io) => {
    const { values } = parseArgs({ args, options: { demo: { type: 'boolean' } } });
    const settings = readSettings(io.env);
    const log = createLog(
      settings.KHIEN_LOG_LEVEL === 'info' && io.isTty ? 'warn' : settings.KHIEN_LOG_LEVEL,
    );
    const dataDir = resolve(settings.KHIEN_DATA);
    const postgres = await startPostgres({
      dataDir,
      env: io.env,
      log: (line) => io.stderr.write(`${line}\n`),
    });
    try {
      const server = await startServer({ settings, connectionString: postgres.connectionString, log });
      if (postgres.isBundled) {
        say(
          io,
          'Đang dùng PostgreSQL đi kèm: phù hợp để dùng thử. Khi vận hành thật, hãy đặt DATABASE_URL.',
          'Using the bundled PostgreSQL: fine for trying out. For real operation set DATABASE_URL.',
        );
      }
      if (values.demo) printSignIns(io, await fillDemo(server.services));
      const setupLink = await createSetupLink(server.services);
      if (setupLink) {
        say(io, `\nKhiên, thiết lập lần đầu: ${setupLink}`, `\nKhiên, first set-up: ${setupLink}`);
        openPage(io, setupLink);
      } else {
        say(io, `\nKhiên: ${server.services.publicUrl()}`, `\nKhiên: ${server.services.publicUrl()}`);
      }
      await untilStopped(io.signal);
      await server.stop();
    } finally {
      await postgres.stop();
    }
    return 0;
  },
};
