import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startServer } from '../../../src/apps/server/start-server.ts';
import { readSettings, type Settings } from '../../../src/platform/config/settings.ts';
import type { Services } from '../../../src/platform/ctx/services.ts';
import { createLog } from '../../../src/platform/log/log.ts';
import { startMailSink } from '../../../src/platform/mail/testing/mail-sink.ts';
import { createTestDatabase } from '../../../src/platform/testing/test-database.ts';

/** A free TCP port on the loopback. */
export const findFreePort = (): Promise<number> =>
  new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address() as { port: number };
      server.close(() => resolve(port));
    });
  });

export type LiveKhien = {
  baseUrl: string;
  services: Services;
  mailSink: Awaited<ReturnType<typeof startMailSink>>;
  /** Port of the incoming SMTP listener; reports go to `intake@khien.test`. */
  smtpPort: number;
  stop(): Promise<void>;
};

/** The real server with web pages, mail in and out, on a database of its own. */
export const startLiveKhien = async (
  settings: Partial<Record<keyof Settings, string>> = {},
): Promise<LiveKhien> => {
  const database = await createTestDatabase();
  const dataDir = await mkdtemp(join(tmpdir(), 'khien-live-'));
  const mailSink = await startMailSink();
  const port = await findFreePort();
  const smtpPort = await findFreePort();
  const server = await startServer({
    settings: readSettings({
      KHIEN_DATA: dataDir,
      KHIEN_PORT: String(port),
      KHIEN_PUBLIC_URL: `http://localhost:${port}`,
      KHIEN_LOG_LEVEL: process.env.KHIEN_TEST_LOG ?? 'silent',
      KHIEN_SMTP_URL: `smtp://127.0.0.1:${mailSink.port}`,
      KHIEN_SMTP_LISTEN: `127.0.0.1:${smtpPort}`,
      KHIEN_MAIL_FROM: 'intake@khien.test',
      ...settings,
    }),
    connectionString: database.connectionString,
    log: createLog(process.env.KHIEN_TEST_LOG ?? 'silent'),
  });
  return {
    // `localhost`, since passkeys know no IP addresses.
    baseUrl: `http://localhost:${port}`,
    services: server.services,
    mailSink,
    smtpPort,
    stop: async () => {
      await server.stop();
      await mailSink.stop();
      await database.drop();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
};
