import { afterAll, beforeAll, expect, test } from 'vitest';
import { createTestApp, type TestApp } from '../../apps/testing/test-app.ts';
import { createSignedInPerson } from './testing.ts';

let app: TestApp;
beforeAll(async () => {
  app = await createTestApp({ settings: { KHIEN_API_REQUESTS_PER_MINUTE: '20' } });
});
afterAll(() => app.stop());

test('a key beyond its requests per minute is put off, other callers are not', async () => {
  const admin = await createSignedInPerson(app, ['administrator']);
  const createKey = async (name: string): Promise<string> => {
    const answer = await app.server.inject({
      method: 'POST',
      url: '/api/v1/api-keys',
      payload: { name, scopes: ['directory-read'] },
      headers: { cookie: admin.cookie },
    });
    return answer.json().secret;
  };
  const statusOf = async (headers: Record<string, string>) =>
    (await app.server.inject({ method: 'GET', url: '/api/v1/session', headers })).statusCode;
  const [busy, calm] = [await createKey('bận'), await createKey('rảnh')];
  const seen: number[] = [];
  // More than two windows' worth: a minute may begin in between.
  for (let index = 0; index < 45; index += 1) seen.push(await statusOf({ authorization: `Bearer ${busy}` }));
  expect(seen.slice(0, 20)).toEqual(Array(20).fill(200));
  expect(seen.at(-1)).toBe(429);
  expect(await statusOf({ authorization: `Bearer ${calm}` })).toBe(200);
  expect(await statusOf({ cookie: admin.cookie })).toBe(200);
});
