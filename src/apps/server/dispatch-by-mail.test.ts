import { SMTPServer } from 'smtp-server';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { settleMails } from '../../slices/duties/clocks/settle-mails.ts';
import { sendDispatchRoute } from '../../slices/duties/contract/dispatches.ts';
import { createForm } from '../../slices/duties/save-form.ts';
import {
  type ClockStage,
  createClockStage,
  openFilledIncident,
  setTestProfile,
} from '../../slices/duties/testing.ts';
import { createTestApp, type TestApp } from '../testing/test-app.ts';
import { createMailDelivery } from './mail-delivery.ts';

let app: TestApp;
let stage: ClockStage;
const received: string[] = [];
const refused = 'tu-choi@minhson.example';

/** A real mail server on the loopback: takes mail, but for one recipient that it refuses for good. */
const server = new SMTPServer({
  authOptional: true,
  disabledCommands: ['STARTTLS'],
  onRcptTo: ({ address }, _session, callback) =>
    callback(
      address === refused ? Object.assign(new Error('5.1.1 no such user'), { responseCode: 550 }) : null,
    ),
  onData: (stream, _session, callback) => {
    const chunks: Buffer[] = [];
    stream.on('data', (chunk: Buffer) => chunks.push(chunk));
    stream.on('end', () => {
      received.push(Buffer.concat(chunks).toString());
      callback(null, '2.0.0 queued as KHIEN-TEST-1');
    });
  },
});

beforeAll(async () => {
  app = await createTestApp();
  stage = createClockStage(app);
  await setTestProfile(app.system());
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
});
afterAll(async () => {
  await new Promise<void>((resolve) => server.close(() => resolve()));
  await app.stop();
});

const until = async (isDone: () => Promise<boolean>) => {
  for (let attempt = 0; attempt < 100; attempt += 1) {
    if (await isDone()) return;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error('not in time');
};

test('a report with its form goes out by real mail, and the acceptance of the mail server is its proof', async () => {
  const incident = await openFilledIncident(app.system());
  const form = await createForm(app.system(), incident.id, 'form-03');
  const clock = await stage.clockOf(incident.id, 'B3');
  const { items } = await stage.desk().call(sendDispatchRoute, {
    params: { id: clock.id },
    body: {
      recipients: [{ key: 'role:national-coordinator', address: 'dieuphoi@quocgia.example' }],
      channel: 'email',
      title: 'Báo cáo sự cố',
      message: 'Kính gửi Quý cơ quan.',
      documents: [{ kind: 'form', id: form.id }],
    },
  });
  expect(items[0]).toMatchObject({ state: 'waiting', files: [{ name: expect.stringContaining('.pdf') }] });
  expect((await stage.clockOf(incident.id, 'B3')).state).toBe('running');
  const settings = {
    ...app.services.settings,
    KHIEN_SMTP_URL: `smtp://127.0.0.1:${(server.server.address() as { port: number }).port}?ignoreTLS=true`,
  };
  const mail = createMailDelivery(settings, app.services.log);
  mail.start(app.services.db, app.services.blobs);
  try {
    mail.wake();
    await until(async () => (await settleMails(app.system())) > 0);
    const done = await stage.clockOf(incident.id, 'B3');
    expect(done.state).toBe('fulfilled');
    expect(done.dispatches[0]?.proof).toMatchObject({
      kind: 'smtp',
      reference: expect.stringContaining('KHIEN-TEST-1'),
      messageId: expect.stringMatching(/^<.+>$/),
    });
    expect(received[0]).toContain(done.dispatches[0]?.proof?.messageId);
    expect(received[0]).toContain('Content-Type: application/pdf');

    const other = await stage.clockOf(incident.id, 'A2');
    const first = other.recipients[0]?.key ?? '';
    await stage.desk().call(sendDispatchRoute, {
      params: { id: other.id },
      body: {
        recipients: [{ key: first, address: refused }],
        channel: 'email',
        title: 'Thông báo sự cố',
        message: 'Kính gửi.',
      },
    });
    mail.wake();
    await until(async () => (await settleMails(app.system())) > 0);
    const open = await stage.clockOf(incident.id, 'A2');
    expect(open.recipients[0]?.state).toBe('failed');
    expect(open.state).toBe('running');
    expect(open.events.map(({ kind }) => kind)).toContain('failed');
  } finally {
    await mail.stop();
  }
}, 60_000);
