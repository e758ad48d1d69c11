import { ImapFlow } from 'imapflow';
import { createTransport } from 'nodemailer';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { createTestApp, type TestApp } from '../../apps/testing/test-app.ts';
import type { Services } from '../../platform/ctx/services.ts';
import { composeMail } from '../../platform/mail/testing/compose-mail.ts';
import {
  dovecotMissing,
  startDovecot,
  type TestImapServer,
} from '../../platform/mail/testing/start-dovecot.ts';
import { imapService, smtpService } from './mail-services.ts';

let app: TestApp;
const running: { stop(): Promise<void> }[] = [];
beforeAll(async () => {
  app = await createTestApp({ settings: { KHIEN_INTAKE_ADDRESS: 'baocao@khien.test' } });
});
afterEach(async () => {
  for (const service of running.splice(0)) await service.stop();
});
afterAll(() => app.stop());

const withSettings = (settings: Partial<Services['settings']>): Services => ({
  ...app.services,
  settings: { ...app.services.settings, ...settings },
});

const listTitles = () =>
  app.system().tx(async (tx) => {
    const rows = await tx.selectFrom('reports').select('title').orderBy('id').execute();
    return rows.map((row) => row.title);
  });

test('the SMTP listener answers 250 when the report is stored, and takes mail for our address only', async () => {
  const port = 20_000 + Math.floor(Math.random() * 30_000);
  running.push(await smtpService.start(withSettings({ KHIEN_SMTP_LISTEN: `127.0.0.1:${port}` })));
  const transport = createTransport({ host: '127.0.0.1', port, ignoreTLS: true });
  const mail = {
    from: 'a@agency.example',
    subject: 'Qua SMTP',
    text: 'x',
    messageId: '<smtp-1@agency.example>',
  };
  await transport.sendMail({ ...mail, to: 'baocao@khien.test' });
  expect(await listTitles()).toContain('Qua SMTP');
  await expect(transport.sendMail({ ...mail, to: 'ai-do@noi-khac.test' })).rejects.toThrow(/550/);
});

const deliver = async ({ port, user, password }: TestImapServer, mail: Buffer): Promise<void> => {
  const client = new ImapFlow({
    host: '127.0.0.1',
    port,
    secure: false,
    auth: { user, pass: password },
    logger: false,
  });
  await client.connect();
  await client.append('INBOX', mail);
  await client.logout();
};

describe.skipIf(dovecotMissing)(`a mailbox${dovecotMissing ? ` (${dovecotMissing})` : ''}`, () => {
  test('every mail becomes one report, also after a restart of the poller', async () => {
    const server = await startDovecot();
    try {
      const mail = (id: string, subject: string) =>
        composeMail(
          ['From: b@agency.example', `Subject: ${subject}`, `Message-ID: <${id}@agency.example>`],
          'Noi dung',
        );
      await deliver(server, mail('imap-1', 'Qua IMAP mot'));
      const services = withSettings({
        KHIEN_IMAP_URL: `imap://${encodeURIComponent(server.user)}:${encodeURIComponent(server.password)}@127.0.0.1:${server.port}/INBOX`,
        KHIEN_IMAP_INTERVAL_SECONDS: 1,
      });
      const first = await imapService.start(services);
      await expect.poll(listTitles, { timeout: 15_000 }).toContain('Qua IMAP mot');
      await first.stop();
      await deliver(server, mail('imap-2', 'Qua IMAP hai'));
      running.push(await imapService.start(services));
      await expect.poll(listTitles, { timeout: 15_000 }).toContain('Qua IMAP hai');
      const titles = await listTitles();
      expect(titles.filter((title) => title.startsWith('Qua IMAP'))).toEqual([
        'Qua IMAP mot',
        'Qua IMAP hai',
      ]);
    } finally {
      for (const service of running.splice(0)) await service.stop();
      await server.stop();
    }
  });
});
