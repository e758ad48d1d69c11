import { afterAll, beforeAll, expect, test } from 'vitest';
import { createTestApp, type TestApp } from '../../../apps/testing/test-app.ts';

let app: TestApp;
beforeAll(async () => {
  app = await createTestApp({
    settings: {
      KHIEN_TRUST_PROXY: 'true',
      KHIEN_PUBLIC_REPORTS_PER_HOUR: '3',
      KHIEN_ATTACHMENTS_MAX: '2',
      KHIEN_ATTACHMENT_BYTES_MAX: '1000',
    },
  });
});
afterAll(() => app.stop());

const guess = (headers: Record<string, string>, remoteAddress = '127.0.0.1') => {
  const form = new FormData();
  form.append('number', 'TN-2026-000001');
  form.append('code', 'AAAA-BBBB-CCCC');
  return app.server.inject({ method: 'POST', url: '/theo-doi', payload: form, headers, remoteAddress });
};

const countRefused = async (tries: number, headersOf: (index: number) => Record<string, string>) => {
  const codes: number[] = [];
  for (let index = 0; index < tries; index += 1) codes.push((await guess(headersOf(index))).statusCode);
  return codes.filter((code) => code === 429).length;
};

test('an address that the visitor put before the one of our proxy does not renew the limit', async () => {
  // The route itself takes twenty a minute of one address.
  const refused = await countRefused(25, (index) => ({
    'x-forwarded-for': `198.51.100.${index}, 203.0.113.7`,
  }));
  expect(refused).toBe(5);
  expect((await guess({ 'x-forwarded-for': '203.0.113.8' })).statusCode).toBe(404);
});

test('addresses of one IPv6 household share the limit of reports', async () => {
  const file = (address: string) => {
    const form = new FormData();
    for (const [name, value] of Object.entries({ kind: 'other', step: '4', description: 'Máy bị khóa' })) {
      form.append(name, value);
    }
    const headers = { 'x-forwarded-for': address };
    return app.server.inject({ method: 'POST', url: '/bao-cao', payload: form, headers });
  };
  const codes: number[] = [];
  for (let index = 1; index <= 4; index += 1) {
    codes.push((await file(`2001:db8:0:1::${index}`)).statusCode);
  }
  expect(codes).toEqual([201, 201, 201, 429]);
  expect((await file('2001:db8:0:2::1')).statusCode).toBe(201);
});

test('a change that comes from a frame without an origin is refused, with or without fetch metadata', async () => {
  expect((await guess({ origin: 'null' })).statusCode).toBe(403);
  expect((await guess({ origin: 'null', 'sec-fetch-site': 'cross-site' })).statusCode).toBe(403);
});

test('one address cannot fill the disk with forms that it never finishes', async () => {
  const upload = (address: string) => {
    const form = new FormData();
    form.append('files', new Blob([new Uint8Array(900)]), 'a.bin');
    const headers = { 'x-forwarded-for': address };
    return app.server.inject({ method: 'POST', url: '/bao-cao', payload: form, headers });
  };
  const codes: number[] = [];
  for (let count = 0; count < 13; count += 1) codes.push((await upload('203.0.113.50')).statusCode);
  expect(codes).toEqual([...Array<number>(11).fill(200), 429, 429]);
  expect((await upload('203.0.113.51')).statusCode).toBe(200);
});
