import { afterAll, beforeAll, expect, test } from 'vitest';
import { createTestApp, type TestApp } from '../../apps/testing/test-app.ts';
import { askConfirmationRoute, listAttentionRoute } from '../agencies/contract/confirmations.ts';
import { addContactRoute } from '../agencies/contract.ts';
import { createTestAgency } from '../agencies/testing.ts';
import { receiveMail } from './receive-mail.ts';

let app: TestApp;
beforeAll(async () => {
  app = await createTestApp();
});
afterAll(() => app.stop());

const nonDelivery = (messageId: string) =>
  Buffer.from(
    [
      'From: MAILER-DAEMON@mx.example',
      'To: intake@khien.test',
      'Subject: Undelivered Mail Returned to Sender',
      'Auto-Submitted: auto-replied',
      'Content-Type: multipart/report; report-type=delivery-status; boundary="b"',
      '',
      '--b',
      'Content-Type: text/plain',
      '',
      'The mail could not be delivered.',
      '--b',
      'Content-Type: message/delivery-status',
      '',
      'Reporting-MTA: dns; mx.example',
      '',
      'Final-Recipient: rfc822; dau.moi@so.example',
      'Action: failed',
      'Status: 5.1.1',
      '--b',
      'Content-Type: text/rfc822-headers',
      '',
      `Message-ID: ${messageId}`,
      '--b--',
      '',
    ].join('\r\n'),
  );

test('a report of non-delivery opens an item about the agency’s contact; one with a guessed id opens none', async () => {
  const desk = app.as(['duty-officer']);
  const id = await createTestAgency(app.system());
  for (const [kind, email] of [
    ['focal-point', 'dau.moi@so.example'],
    ['head', 'giam.doc@so.example'],
  ] as const) {
    await desk.call(addContactRoute, {
      params: { id },
      body: { kind, fullName: 'Người nhận', email, validFrom: '2024-01-01' },
    });
  }
  await desk.call(askConfirmationRoute, { params: { id }, body: {} });
  const outbox = () => app.system().tx((tx) => tx.selectFrom('outbox_messages').selectAll().execute());
  const [mail] = await outbox();
  const items = async () => (await desk.call(listAttentionRoute)).items;
  const receive = (raw: Uint8Array) => receiveMail(app.services, { raw, recipients: [], source: 'mail' });

  await receive(nonDelivery('<0199c0de-1234-7abc-8def-0123456789ab@khien.invalid>'));
  expect(await items()).toEqual([]);
  await receive(nonDelivery(mail?.message_id ?? ''));
  expect(await items()).toMatchObject([
    { kind: 'bounced-mail', about: 'dau.moi@so.example', isWithHead: true },
  ]);
  expect((await outbox()).some((one) => one.recipient === 'giam.doc@so.example')).toBe(true);
});
