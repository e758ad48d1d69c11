import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { createTestApp, type TestApp, type TestCaller } from '../../apps/testing/test-app.ts';
import { isReplyAddress, readMailReply } from '../../platform/mail/mail-reply.ts';
import { parseMessage } from '../../platform/mail/parse-message.ts';
import { type CallUp, endCallUpRoute, getCallUpRoute } from './contract/call-up.ts';
import { createTestCallUp } from './testing.ts';

let app: TestApp;
let duty: TestCaller;
let made: CallUp;
let address: string;

beforeAll(async () => {
  app = await createTestApp({ settings: { KHIEN_INTAKE_ADDRESS: 'ucsc@tinh.example' } });
  duty = app.as(['duty-officer']);
});
beforeEach(async () => {
  await app.system().tx((tx) => tx.deleteFrom('outbox_messages').execute());
  made = await createTestCallUp(app.system());
  const mail = await app
    .system()
    .tx((tx) => tx.selectFrom('outbox_messages').select('mail').executeTakeFirstOrThrow());
  address = mail.mail.replyTo ?? '';
});
afterAll(() => app.stop());

const reply = async (
  text: string,
  over: { from?: string; to?: string; headers?: string } = {},
): Promise<boolean> => {
  const to = over.to ?? address;
  const raw = `From: ${over.from ?? 'thu@sample.example'}\r\nTo: ${to}\r\nSubject: Re: HUY DONG\r\nContent-Type: text/plain; charset=utf-8\r\n${over.headers ?? ''}\r\n${text}\r\n`;
  const message = await parseMessage(Buffer.from(raw));
  const found = readMailReply(app.services, [to]);
  return found ? found.handler.receive(app.system(), found.subjectId, message) : false;
};
const first = async () => (await duty.call(getCallUpRoute, { params: { id: made.id } })).recipients[0];
const notes = async () =>
  (await duty.call(getCallUpRoute, { params: { id: made.id } })).steps.filter(
    (step) => step.kind === 'mail-note',
  );

test('a reply with one plain line is an answer', async () => {
  expect(await reply('Có, đến lúc 3h')).toBe(true);
  expect(await first()).toMatchObject({
    state: 'coming',
    answerChannel: 'mail',
    comingAt: '2026-11-22T20:00:00.000Z',
  });
  await reply('Không, vì con ốm');
  expect(await first()).toMatchObject({ state: 'declined', reason: 'con ốm' });
});

test('what is not plain is shown on the board and counts as nothing', async () => {
  await reply('Để tôi hỏi lại thủ trưởng đã');
  expect(await first()).toMatchObject({ state: 'called' });
  expect((await notes())[0]?.note).toContain('hỏi lại thủ trưởng');
});

test('another sender with a forwarded mail does not answer for the recipient', async () => {
  await reply('Có', { from: 'nguoikhac@sample.example' });
  expect(await first()).toMatchObject({ state: 'called' });
  expect(await notes()).toHaveLength(1);
});

test('an automatic answer is none, and none counts after the end', async () => {
  await reply('Có', { headers: 'Auto-Submitted: auto-replied\r\n' });
  expect(await first()).toMatchObject({ state: 'called' });
  await duty.call(endCallUpRoute, { params: { id: made.id }, body: { reason: 'Xong' } });
  await reply('Có');
  expect(await first()).toMatchObject({ state: 'called' });
});

test('the listener takes mail for our tokens only', () => {
  expect(isReplyAddress(app.services, address)).toBe(true);
  const flipped = address.replace(/\+(.)/, (_, letter: string) => `+${letter === '0' ? '1' : '0'}`);
  expect(isReplyAddress(app.services, flipped)).toBe(false);
  expect(isReplyAddress(app.services, 'ucsc@tinh.example')).toBe(false);
});
