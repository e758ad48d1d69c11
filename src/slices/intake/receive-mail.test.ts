import { Buffer } from 'node:buffer';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createTestApp, type TestApp, type TestCaller } from '../../apps/testing/test-app.ts';
import { composeMail } from '../../platform/mail/testing/compose-mail.ts';
import { composeOutlookMessage } from '../../platform/mail/testing/compose-outlook-message.ts';
import { createReportRoute } from './contract/new-report.ts';
import { getReportRoute, type Report } from './contract/report.ts';
import { sendMessageRoute } from './contract/triage.ts';
import { receiveMail } from './receive-mail.ts';
import { createReplyAddress } from './reply-address.ts';
import { buildAttachment, buildMail, countRows, fileTestReport } from './testing.ts';

let app: TestApp;
let duty: TestCaller;
beforeAll(async () => {
  app = await createTestApp();
  duty = app.as(['duty-officer']);
});
afterAll(() => app.stop());

const receive = (raw: Uint8Array, recipients: readonly string[] = ['khien@localhost']) =>
  receiveMail(app.services, { raw, recipients, source: 'mail' });
const read = (id: string): Promise<Report> => duty.call(getReportRoute, { params: { id } });
const findReceipt = (id: string) =>
  app
    .system()
    .tx((tx) => tx.selectFrom('outbox_messages').selectAll().where('subject_id', '=', id).execute());

describe('a mail becomes a report', () => {
  test('with an .eml and a .msg inside: their text is readable, every file is kept, the mail itself too', async () => {
    const eml = buildMail({
      subject: 'Canh bao trong eml',
      text: 'Dia chi 203.0.113.9 tan cong',
      from: 'CERT <c@cert.example>',
    });
    const msg = composeOutlookMessage({
      subject: 'Cảnh báo trong msg',
      text: 'Tên miền xấu: doc-hai.example',
      sender: 'Lê C',
      senderAddress: 'c@so.example',
    });
    const raw = buildMail({
      subject: '=?utf-8?B?W1RCU0NdIEPhu5VuZyBi4buLIHThuqVuIGPDtG5n?=',
      text: 'Kính gửi đội ứng cứu',
      parts: [
        composeMail(['Content-Type: message/rfc822'], eml),
        buildAttachment('canh-bao.msg', msg, 'application/vnd.ms-outlook'),
      ],
    });
    const receipt = await receive(raw);
    const report = await read(receipt.id);
    expect(report).toMatchObject({ channel: 'email', title: '[TBSC] Cổng bị tấn công' });
    expect(report.description).toContain('Kính gửi đội ứng cứu');
    expect(report.description).toContain('> Dia chi 203.0.113.9 tan cong');
    expect(report.description).toContain('Cảnh báo trong msg');
    expect(report.description).toContain('> Tên miền xấu: doc-hai.example');
    expect(report.files.map(({ name }) => name)).toEqual([
      'message.eml',
      'Canh bao trong eml.eml',
      'canh-bao.msg',
    ]);
    expect(await app.services.blobs.read(report.files[0]?.sha256 ?? '')).toEqual(raw);
    expect(report.messages[0]).toMatchObject({
      direction: 'in',
      mailFacts: { markers: ['TBSC'], embedded: 2 },
    });
    expect(report.checklist.find(({ step }) => step === 'c')?.doneAt).toBeNull();
  });

  test('step c is proven by the acceptance of the receipt, not by queueing it', async () => {
    const { id } = await receive(buildMail({ from: 'an@reporter.example' }));
    const [mail] = await findReceipt(id);
    expect(mail).toMatchObject({ recipient: 'an@reporter.example', mail: { isAutomaticReply: true } });
    await app.system().tx((tx) =>
      tx
        .updateTable('outbox_messages')
        .set({ state: 'sent', accepted_at: app.clock.now(), response: '250 2.0.0 queued as 4F' })
        .where('id', '=', mail?.id ?? '')
        .execute(),
    );
    const step = (await read(id)).checklist.find((item) => item.step === 'c');
    expect(step?.doneAt).not.toBeNull();
    expect(step?.proof).toContain('queued as 4F');
  });

  test('the receipt answers the mail in its thread', async () => {
    const { id } = await receive(buildMail({ messageId: '<thread-1@sender.example>' }));
    const [mail] = await findReceipt(id);
    expect(mail?.mail).toMatchObject({
      inReplyTo: '<thread-1@sender.example>',
      references: ['<thread-1@sender.example>'],
    });
  });

  test.each([
    ['Auto-Submitted: auto-replied'],
    ['Precedence: bulk'],
    ['List-Id: <l.example>'],
    ['X-Auto-Response-Suppress: All'],
    ['Return-Path: <>'],
  ])('%s: a mail that no person wrote is filed and gets no receipt', async (header) => {
    const { id } = await receive(buildMail({ headers: [header] }));
    expect(await findReceipt(id)).toEqual([]);
    expect((await read(id)).channel).toBe('email');
  });

  test('the same Message-ID again is the same report, as is the same mail without one', async () => {
    const named = buildMail({ messageId: '<once@sender.example>' });
    const first = await receive(named);
    expect(await receive(named)).toMatchObject({ id: first.id, isDuplicate: true });
    const nameless = buildMail({ messageId: null });
    const one = await receive(nameless);
    expect(await receive(nameless)).toMatchObject({ id: one.id, isDuplicate: true });
    expect(await findReceipt(first.id)).toHaveLength(1);
  });

  test('a Message-ID that is known from another way in loses nothing', async () => {
    const raw = buildMail({ messageId: '<both@sender.example>', text: 'hai đường' });
    const byMail = await receive(raw);
    const byKey = await receiveMail(app.services, { raw, recipients: [], source: 'api-key:1' });
    expect(byKey.id).not.toBe(byMail.id);
    expect((await read(byKey.id)).description).toContain('hai đường');
  });

  test('POST /reports takes a MIME message like one that came by mail', async () => {
    const response = await duty.inject({
      method: 'POST',
      url: createReportRoute.path,
      headers: { 'content-type': 'message/rfc822' },
      payload: buildMail({ subject: 'Qua API', text: 'nội dung' }),
    });
    expect(response.statusCode).toBe(201);
    expect(await read(response.json().id)).toMatchObject({ channel: 'email', title: 'Qua API' });
  });

  test('an endless subject and an endless word are kept readable and findable', async () => {
    const { id } = await receive(
      buildMail({ subject: 'S'.repeat(9_000), text: `${'x'.repeat(1_000_000)} cuối` }),
    );
    const report = await read(id);
    expect(report.title.length).toBeLessThanOrEqual(500);
    expect(report.description.length).toBeGreaterThan(900_000);
  });

  test('bytes that are no mail at all are still a report', async () => {
    for (const raw of [
      Buffer.alloc(0),
      Buffer.from([0, 255, 254, 10, 10, 0]),
      Buffer.from('GET / HTTP/1.1'),
    ]) {
      const { id } = await receive(raw);
      expect((await read(id)).files).toHaveLength(1);
    }
  });
});

describe('an answer joins the conversation', () => {
  test('by the token of its recipient address, with its files, and only once', async () => {
    const report = await fileTestReport(duty);
    const to = createReplyAddress(app.services, report.id);
    const raw = buildMail({
      to,
      text: 'bổ sung thông tin',
      parts: [buildAttachment('log.txt', Buffer.from('x'), 'text/plain')],
    });
    expect(await receive(raw, [to])).toMatchObject({ id: report.id, isDuplicate: false });
    expect(await receive(raw, [to])).toMatchObject({ id: report.id, isDuplicate: true });
    const { messages, files } = await read(report.id);
    expect(messages.filter(({ direction }) => direction === 'in')).toMatchObject([
      { text: 'bổ sung thông tin', mailFacts: { isFromReporter: false } },
    ]);
    expect(files.map(({ name }) => name)).toEqual(['message.eml', 'log.txt']);
  });

  test('what the team writes goes out by mail in the thread, an internal note does not', async () => {
    const report = await receive(buildMail({ messageId: '<conv@sender.example>' }));
    await duty.call(sendMessageRoute, {
      params: { id: report.id },
      body: { text: 'Xin gửi thêm nhật ký', isVisibleToReporter: true },
    });
    await duty.call(sendMessageRoute, {
      params: { id: report.id },
      body: { text: 'nghi giả mạo', isVisibleToReporter: false },
    });
    const mails = await findReceipt(report.id);
    expect(mails).toHaveLength(2);
    expect(mails[1]?.mail.references).toContain('<conv@sender.example>');
    expect(JSON.stringify(mails)).not.toContain('nghi giả mạo');
  });

  test.each([
    [
      'a token with one letter changed',
      (own: string) => own.replace(/\+(.)/, (_, a) => `+${a === '0' ? '1' : '0'}`),
    ],
    ['a token cut short', (own: string) => own.replace(/\+(.{30}).*@/, '+$1@')],
    ['no token at all', () => 'khien@localhost'],
  ])('%s makes a report of its own', async (_, change) => {
    const report = await fileTestReport(duty);
    const to = change(createReplyAddress(app.services, report.id));
    const joined = await receive(buildMail({ to }), [to]);
    expect(joined.id).not.toBe(report.id);
    expect((await read(report.id)).messages.filter(({ direction }) => direction === 'in')).toEqual([]);
  });

  test('a number in the subject, In-Reply-To and References alone join nothing', async () => {
    const report = await fileTestReport(duty);
    const [receipt] = await findReceipt(report.id);
    const forged = await receive(
      buildMail({
        subject: `Re: [${report.number}] Da tiep nhan bao cao su co`,
        headers: [
          `In-Reply-To: ${receipt?.message_id}`,
          `References: ${receipt?.message_id}`,
          `X-Khien-Report: ${report.id}`,
        ],
      }),
    );
    expect(forged.id).not.toBe(report.id);
    expect((await read(report.id)).messages).toHaveLength(1);
  });

  test('a Message-ID that another conversation used hides no answer', async () => {
    const one = await fileTestReport(duty);
    const other = await fileTestReport(duty);
    for (const report of [one, other]) {
      const to = createReplyAddress(app.services, report.id);
      await receive(buildMail({ to, messageId: '<taken@sender.example>', text: report.number }), [to]);
    }
    expect((await read(other.id)).messages.map(({ text }) => text)).toContain(other.number);
  });

  test('a robot that answers our receipts cannot start a loop', async () => {
    const report = await fileTestReport(duty);
    const to = createReplyAddress(app.services, report.id);
    const before = await countRows(app, 'outbox_messages');
    await receive(buildMail({ to, headers: ['Auto-Submitted: auto-replied'] }), [to]);
    await receive(buildMail({ headers: ['Auto-Submitted: auto-replied'] }));
    expect(await countRows(app, 'outbox_messages')).toBe(before);
  });
});
