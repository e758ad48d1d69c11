import { resolve } from 'node:path';
import { readSettings } from '../../platform/config/settings.ts';
import { createLog } from '../../platform/log/log.ts';
import { findRunningPostgres } from '../../platform/postgres/start-postgres.ts';
import { createRecoveryLink } from '../../slices/accounts/public.ts';
import { createServices } from '../server/create-services.ts';
import { type CliCommand, note } from './command.ts';

/**
 * The way back in when no second officer is left to approve it: whoever holds the machine makes a link that replaces
 * both factors of one person. The audit log names the console.
 */
export const recoverCommand: CliCommand = {
  name: 'recover',
  summary: { vi: 'Tạo đường dẫn khôi phục tài khoản', en: 'Make a recovery link for an account' },
  usage: {
    vi: `khien recover EMAIL

In đường dẫn để người có địa chỉ này đặt lại mật khẩu và mã xác thực.
Dùng được khi máy chủ đang chạy.

Mã thoát: 0 đã in, 1 không có tài khoản đang hoạt động với địa chỉ này hoặc không có cơ sở dữ liệu,
2 lệnh gõ sai.`,
    en: `khien recover EMAIL

Prints a link that lets the person set a new password and a new code. Works beside the running
server.

Exit codes: 0 printed, 1 no such active person or no database, 2 wrong usage.`,
  },
  run: async (args, io) => {
    const [email] = args;
    if (!email || args.length > 1) {
      io.stderr.write(`${recoverCommand.usage[io.language]}\n`);
      return 2;
    }
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
    const running = await createServices({
      settings,
      connectionString,
      log: createLog('silent'),
      isWorking: false,
    });
    try {
      const link = await createRecoveryLink(running.services, email);
      if (link) io.stdout.write(`${link}\n`);
      else
        note(
          io,
          `${email}: không có người dùng đang hoạt động nào mang địa chỉ này.`,
          `${email}: no active person has this address.`,
        );
      return link ? 0 : 1;
    } finally {
      await running.close();
    }
  },
};
