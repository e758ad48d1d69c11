import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createSmsGateway, type SmsGatewayOptions } from './sms-gateway.ts';
import { type FakeSmsGateway, startFakeSmsGateway } from './testing/fake-sms-gateway.ts';

let fake: FakeSmsGateway;
let directory: string;
beforeAll(async () => {
  fake = await startFakeSmsGateway();
  directory = mkdtempSync(join(tmpdir(), 'khien-sms-'));
  writeFileSync(join(directory, 'secret'), 'bi-mat-cua-cong\n');
});
afterAll(async () => {
  await fake.stop();
  rmSync(directory, { recursive: true });
});

const gateway = (over: Partial<SmsGatewayOptions> = {}) =>
  createSmsGateway({
    url: `http://127.0.0.1:${fake.port}/send?ref={{reference}}`,
    method: 'POST',
    headers: '{"authorization":"Bearer {{secret}}"}',
    body: '{"to":"{{to}}","text":"{{text}}","reference":"{{reference}}"}',
    secretFile: join(directory, 'secret'),
    ...over,
  });
const sms = { to: '+84912345678', text: 'Huy dong', reference: 'r-1' };

test('a message reaches the gateway with its reference and the secret out of the file', async () => {
  await gateway().send(sms);
  expect(fake.messages.at(-1)).toEqual({ ...sms, authorization: 'Bearer bi-mat-cua-cong' });
});

test('quotes, braces and line breaks of a text change nothing but the text', async () => {
  const text = '","to":"+1","x":"{{secret}}\r\nX-Evil: 1';
  await gateway({ headers: '{"x-note":"{{text}}"}' }).send({ ...sms, text });
  expect(fake.messages.at(-1)).toMatchObject({ to: sms.to, text, authorization: '' });
});

test('a busy gateway is asked again later, a refusal is final, silence leaves no code', async () => {
  fake.failNext(1, 503);
  await expect(gateway().send(sms)).rejects.toMatchObject({ isTemporary: true, responseCode: 503 });
  fake.failNext(1, 400);
  await expect(gateway().send(sms)).rejects.toMatchObject({ isTemporary: false, responseCode: 400 });
  await expect(gateway({ url: 'http://127.0.0.1:1/' }).send(sms)).rejects.toMatchObject({
    isTemporary: true,
    responseCode: undefined,
  });
});

test('an answer of 200 without the agreed word counts as refused', async () => {
  await expect(gateway({ accepted: '"code":0' }).send(sms)).rejects.toMatchObject({ isTemporary: false });
  await gateway({ accepted: 'accepted' }).send(sms);
});

test.each([
  ['ftp://sms.example/', /only http/],
  ['http://sms.example/', /https elsewhere/],
  ['https://{{to}}.example/send', /no placeholder in the host/],
])('the address %s is refused at the start', (url, message) => {
  expect(() => gateway({ url })).toThrow(message);
});
test('templates that are no JSON are refused at the start', () => {
  expect(() => gateway({ body: '{to}' })).toThrow(/KHIEN_SMS_BODY/);
});
