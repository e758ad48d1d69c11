import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { createTestApp, type TestApp } from '../../apps/testing/test-app.ts';
import { codeOf, createSignedInPerson, type TestPerson } from './testing.ts';

let app: TestApp;
let admin: TestPerson;
beforeAll(async () => {
  app = await createTestApp();
});
afterAll(() => app.stop());
beforeEach(async () => {
  app.clock.advance(60_000);
  admin = await createSignedInPerson(app, ['administrator']);
});

type Headers = Record<string, string>;
const get = (url: string, headers: Headers) => app.server.inject({ method: 'GET', url, headers });
const send = (method: 'POST' | 'PUT' | 'DELETE', url: string, payload: object, headers: Headers) =>
  app.server.inject({ method, url, payload, headers });
const createKey = async (extra: object = {}) => {
  const payload = { name: 'Cổng tiếp nhận', scopes: ['directory-read'], ...extra };
  const answer = await send('POST', '/api/v1/api-keys', payload, { cookie: admin.cookie });
  return { ...answer.json(), status: answer.statusCode };
};
const bearer = (secret: string) => ({ authorization: `Bearer ${secret}` });
const readSession = async (headers: Headers) => (await get('/api/v1/session', headers)).json();

test('a header decides alone: a wrong one is not saved by a good cookie', async () => {
  const wrong = [
    'Bearer nonsense',
    'Bearer',
    '',
    'Basic YWRtaW46YWRtaW4=',
    `Bearer ${admin.sessionToken}`,
    `Bearer khien_aaaaaaaa_${'a'.repeat(43)}`,
  ];
  for (const authorization of wrong) {
    const answer = await get('/api/v1/session', { authorization, cookie: admin.cookie });
    expect([authorization, answer.statusCode]).toEqual([authorization, 401]);
  }
});

test('a good key beside a cookie acts as the key, without what the person may do', async () => {
  const key = await createKey();
  const session = await readSession({ ...bearer(key.secret), cookie: admin.cookie });
  expect(session.person).toBeNull();
  expect(session.permissions).not.toContain('person.disable');
  const people = await get('/api/v1/people', { ...bearer(key.secret), cookie: admin.cookie });
  expect(people.statusCode).toBe(403);
});

test('a key is no session: put into the cookie, or used for an account, it opens nothing', async () => {
  const key = await createKey();
  expect((await readSession({ cookie: `khien_session=${key.secret}` })).person).toBeNull();
  expect((await get('/api/v1/account', bearer(key.secret))).statusCode).toBe(403);
  const renew = await send('POST', '/api/v1/account/recovery-codes', {}, bearer(key.secret));
  expect(renew.statusCode).toBe(403);
  const confirm = await send('POST', '/api/v1/session/second-factor', { code: '123456' }, bearer(key.secret));
  expect(confirm.statusCode).toBe(403);
});

test('a key holds only what its scopes name', async () => {
  const key = await createKey({ scopes: ['report-create'] });
  const { permissions } = await readSession(bearer(key.secret));
  const allowed = new Set(['report.create', 'session.hear']);
  expect(permissions.filter((permission: string) => !allowed.has(permission))).toEqual([]);
  const wide = await createKey({ scopes: ['administrator'] });
  expect(wide.status).toBe(422);
});

test('a revoked key is out with the next request, though it was just believed', async () => {
  const key = await createKey();
  expect((await get('/api/v1/session', bearer(key.secret))).statusCode).toBe(200);
  await send('POST', `/api/v1/api-keys/${key.apiKey.id}/revoke`, {}, { cookie: admin.cookie });
  expect((await get('/api/v1/session', bearer(key.secret))).statusCode).toBe(401);
});

test('an expired key is out', async () => {
  const expiresAt = new Date(app.clock.now().getTime() + 60_000).toISOString();
  const key = await createKey({ expiresAt });
  app.clock.advance(61_000);
  expect((await get('/api/v1/session', bearer(key.secret))).statusCode).toBe(401);
});

test('the secret of a key is neither stored nor answered again', async () => {
  const key = await createKey();
  const list = await get('/api/v1/api-keys', { cookie: admin.cookie });
  expect(list.body).toContain(key.apiKey.prefix);
  expect(list.body).not.toContain(key.secret);
  const rows = await app
    .system()
    .tx(async (tx) => [
      await tx.selectFrom('api_keys').selectAll().execute(),
      await tx.selectFrom('audit_entries').selectAll().execute(),
      await tx.selectFrom('idempotency_keys').selectAll().execute(),
    ]);
  expect(JSON.stringify(rows)).not.toContain(key.secret.slice(-40));
});

test('a thousand requests with one key ask the database a few times only', async () => {
  const key = await createKey();
  await get('/api/v1/session', bearer(key.secret));
  const start = performance.now();
  for (let round = 0; round < 10; round += 1) {
    await Promise.all(Array.from({ length: 100 }, () => get('/healthz', bearer(key.secret))));
  }
  expect(performance.now() - start).toBeLessThan(5_000);
});

test('a wrong cookie makes the caller the public, so that signing in stays possible', async () => {
  for (const value of ['x', 'a'.repeat(43), 'a'.repeat(5000), '%00', "' or 1=1 --"]) {
    const answer = await get('/api/v1/session', { cookie: `khien_session=${encodeURIComponent(value)}` });
    expect(answer.statusCode).toBe(200);
    expect(answer.json().person).toBeNull();
  }
});

test('roles that are taken away are gone with the next request', async () => {
  const other = await createSignedInPerson(app, ['administrator']);
  const before = await get(`/api/v1/people/${admin.id}`, { cookie: other.cookie });
  await send(
    'PUT',
    `/api/v1/people/${admin.id}/roles`,
    { version: before.json().version, roles: [{ role: 'responder' }] },
    { cookie: other.cookie },
  );
  expect((await get('/api/v1/people', { cookie: admin.cookie })).statusCode).toBe(403);
});

const openStream = async (address: string, headers: Headers) => {
  const controller = new AbortController();
  const response = await fetch(`${address}/api/v1/events`, { headers, signal: controller.signal });
  const reader = response.body?.getReader();
  await reader?.read();
  const ended = (async () => {
    for (;;) {
      const part = await reader?.read();
      if (!part || part.done) return 'ended';
    }
  })().catch(() => 'ended');
  return { status: response.status, ended, close: () => controller.abort() };
};

test('live streams end within seconds when their person is disabled or their key revoked', async () => {
  const address = await app.server.listen({ port: 0, host: '127.0.0.1' });
  const person = await createSignedInPerson(app, ['duty-officer']);
  const key = await createKey();
  const ofPerson = await openStream(address, { cookie: person.cookie });
  const ofKey = await openStream(address, bearer(key.secret));
  const ofOther = await openStream(address, { cookie: admin.cookie });
  expect([ofPerson.status, ofKey.status, ofOther.status]).toEqual([200, 200, 200]);
  await send(
    'POST',
    `/api/v1/people/${person.id}/disable`,
    { reason: 'Thôi việc' },
    { cookie: admin.cookie },
  );
  await send('POST', `/api/v1/api-keys/${key.apiKey.id}/revoke`, {}, { cookie: admin.cookie });
  expect(await Promise.all([ofPerson.ended, ofKey.ended])).toEqual(['ended', 'ended']);
  const first = await Promise.race([
    ofOther.ended,
    new Promise((resolve) => setTimeout(resolve, 300, 'open')),
  ]);
  expect(first).toBe('open');
  ofOther.close();
  expect((await get('/api/v1/session', { cookie: person.cookie })).json().person).toBeNull();
});

test('sensitive actions ask for the second factor again after a quarter of an hour', async () => {
  app.clock.advance(15 * 60_000 + 1);
  const person = await createSignedInPerson(app, ['responder']);
  const { cookie } = admin;
  const attempts = [
    send('POST', '/api/v1/api-keys', { name: 'x', scopes: ['report-create'] }, { cookie }),
    send('POST', `/api/v1/people/${person.id}/disable`, { reason: 'Thôi việc' }, { cookie }),
    send(
      'PUT',
      `/api/v1/people/${person.id}/roles`,
      { version: 1, roles: [{ role: 'auditor' }] },
      { cookie },
    ),
    send('POST', `/api/v1/people/${person.id}/recovery`, { reason: 'Mất máy' }, { cookie }),
    send('POST', '/api/v1/account/recovery-codes', {}, { cookie }),
    send('POST', '/api/v1/account/passkeys/options', {}, { cookie }),
  ];
  for (const answer of await Promise.all(attempts)) {
    expect(answer.json().code).toBe('accounts.secondFactorNeeded');
  }
  const code = codeOf(app, admin.totpSecret);
  const confirmed = await send('POST', '/api/v1/session/second-factor', { code }, { cookie });
  expect(confirmed.statusCode).toBe(200);
  expect(new Date(confirmed.json().secondFactorUntil).getTime()).toBe(app.clock.now().getTime() + 900_000);
  const again = await send('POST', '/api/v1/session/second-factor', { code }, { cookie });
  expect(again.json().code).toBe('accounts.wrongCode');
  expect((await createKey()).status).toBe(201);
});
