import { afterAll, beforeAll, expect, test } from 'vitest';
import { createTestApp, type TestApp } from '../../apps/testing/test-app.ts';
import { uuid7 } from '../../platform/ids/uuid7.ts';
import { codeOf, createSignedInPerson, type TestPerson } from './testing.ts';

let app: TestApp;
let admin: TestPerson;
const agencyOne = uuid7();
const agencyTwo = uuid7();

beforeAll(async () => {
  app = await createTestApp();
  admin = await createSignedInPerson(app, ['administrator'], { fullName: 'Đặng Quản Trị' });
});
afterAll(() => app.stop());

type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
const call = (method: Method, url: string, who: { cookie: string } | null, payload?: object) =>
  app.server.inject({
    method,
    url,
    headers: who ? { cookie: who.cookie } : {},
    ...(payload ? { payload } : {}),
  });
const invite = (email: string, extra: object = {}, who = admin) =>
  call('POST', '/api/v1/people', who, {
    fullName: 'Phạm Thị Mời',
    email,
    roles: [{ role: 'responder' }],
    ...extra,
  });
const tokenOf = (url: string) => url.split('#')[1] ?? '';
const openLink = (token: string) => call('POST', '/api/v1/account-links/open', null, { token });
const accept = (body: object) => call('POST', '/api/v1/account-links/accept', null, body);
const password = 'bảy chiếc thuyền ra khơi sớm';

const acceptFor = async (token: string) => {
  const { totp } = (await openLink(token)).json();
  return accept({ token, password, enrolment: totp.enrolment, code: codeOf(app, totp.secret) });
};
const outbox = () => app.system().tx((tx) => tx.selectFrom('outbox_messages').selectAll().execute());

test('an invitation is mailed, works once, and its token does not stay in the outbox', async () => {
  const invited = await invite('moi.mot@example.test');
  expect(invited.statusCode).toBe(201);
  const token = tokenOf(invited.json().link.url);
  expect(JSON.stringify(await outbox())).toContain(token);
  const done = await acceptFor(token);
  expect(done.statusCode).toBe(200);
  expect(done.json().recoveryCodes).toHaveLength(10);
  expect((await openLink(token)).json().code).toBe('accounts.linkInvalid');
  expect((await accept({ token, password, code: '123456' })).json().code).toBe('accounts.linkInvalid');
  expect(JSON.stringify(await outbox())).not.toContain(token);
  const links = await app.system().tx((tx) => tx.selectFrom('account_links').selectAll().execute());
  expect(JSON.stringify(links)).not.toContain(token);
});

test('an invitation accepted twice at the same moment makes one session', async () => {
  const token = tokenOf((await invite('moi.hai@example.test')).json().link.url);
  const answers = await Promise.all([acceptFor(token), acceptFor(token)]);
  expect(answers.map((answer) => answer.statusCode).sort()).toEqual([200, 404]);
});

test('an invitation ends after 72 hours, with a newer one, with another address, with the account', async () => {
  const first = (await invite('moi.ba@example.test')).json();
  const id = first.person.id as string;
  const second = (await call('POST', `/api/v1/people/${id}/invitation`, admin, {})).json();
  expect((await openLink(tokenOf(first.link.url))).statusCode).toBe(404);
  const person = (await call('GET', `/api/v1/people/${id}`, admin)).json();
  const changed = await call('PATCH', `/api/v1/people/${id}`, admin, {
    version: person.version,
    email: 'moi.ba.khac@example.test',
  });
  expect(changed.statusCode).toBe(200);
  expect((await openLink(tokenOf(second.url))).statusCode).toBe(404);
  const third = (await call('POST', `/api/v1/people/${id}/invitation`, admin, {})).json();
  await call('POST', `/api/v1/people/${id}/disable`, admin, { reason: 'Nhầm người' });
  expect((await openLink(tokenOf(third.url))).statusCode).toBe(404);
  const last = tokenOf((await invite('moi.bon@example.test')).json().link.url);
  app.clock.advance(72 * 3_600_000 + 1);
  expect((await openLink(last)).statusCode).toBe(404);
  admin = await createSignedInPerson(app, ['administrator'], { fullName: 'Đặng Quản Trị Hai' });
});

test('an agency role needs its agency, other roles refuse one', async () => {
  const without = await invite('vai.tro@example.test', { roles: [{ role: 'agency-head' }] });
  expect(without.json().errors).toMatchObject([{ field: 'roles.0.agencyId', reason: 'required' }]);
  const extra = await invite('vai.tro@example.test', {
    roles: [{ role: 'duty-officer', agencyId: agencyOne }],
  });
  expect(extra.json().errors).toMatchObject([{ field: 'roles.0.agencyId', reason: 'agencyNotForRole' }]);
});

test('only administrators give rights, and unknown fields are refused by name', async () => {
  const leader = await createSignedInPerson(app, ['team-leader']);
  const url = `/api/v1/people/${leader.id}`;
  const roles = { version: 1, roles: [{ role: 'administrator' }] };
  expect((await call('PUT', `${url}/roles`, leader, roles)).statusCode).toBe(403);
  expect((await invite('x@example.test', {}, leader)).statusCode).toBe(403);
  const own = await call('PATCH', '/api/v1/account', leader, { version: 1, role: 'administrator' });
  expect(own.json().errors).toMatchObject([{ field: 'role', reason: 'unknownField' }]);
  const state = await call('PATCH', url, admin, { version: 1, state: 'active' });
  expect(state.json().errors).toMatchObject([{ field: 'state', reason: 'unknownField' }]);
});

test("an agency's head sees the own agency's people; others answer like missing ones", async () => {
  const head = await createSignedInPerson(app, [{ role: 'agency-head', agencyId: agencyOne }]);
  const near = await createSignedInPerson(app, [{ role: 'agency-focal-point', agencyId: agencyOne }]);
  const far = await createSignedInPerson(app, [{ role: 'agency-focal-point', agencyId: agencyTwo }]);
  const ids = (await call('GET', '/api/v1/people?limit=100', head))
    .json()
    .items.map(({ id }: { id: string }) => id);
  expect(ids.sort()).toEqual([head.id, near.id].sort());
  const answers = await Promise.all([far.id, uuid7()].map((id) => call('GET', `/api/v1/people/${id}`, head)));
  const bodies = answers.map((answer) => {
    const { requestId: _, ...body } = answer.json();
    return JSON.stringify([answer.statusCode, body]);
  });
  expect(bodies[0]).toBe(bodies[1]);
  expect(answers[0]?.statusCode).toBe(404);
});

test('names are found without tone marks and sorted in Vietnamese order over pages', async () => {
  for (const fullName of ['Ngô Văn Ánh', 'Ngô Văn An', 'Ngô Văn Ẩn', 'Ngô Văn Bình']) {
    await createSignedInPerson(app, ['responder'], { fullName });
  }
  const names: string[] = [];
  let cursor = '';
  do {
    const page = (await call('GET', `/api/v1/people?q=ngo%20van&limit=2&cursor=${cursor}`, admin)).json();
    names.push(...page.items.map((person: { fullName: string }) => person.fullName));
    cursor = page.nextCursor ?? '';
  } while (cursor);
  expect(names).toEqual(['Ngô Văn An', 'Ngô Văn Ánh', 'Ngô Văn Ẩn', 'Ngô Văn Bình']);
  const forged = await call('GET', '/api/v1/people?cursor=bm90anNvbg', admin);
  expect(forged.statusCode).toBe(422);
});

test('a stale save answers 409 with the current record', async () => {
  const person = await createSignedInPerson(app, ['responder']);
  const url = `/api/v1/people/${person.id}`;
  await call('PATCH', url, admin, { version: 1, fullName: 'Tên Mới' });
  const stale = await call('PATCH', url, admin, { version: 1, fullName: 'Tên Khác' });
  expect(stale.statusCode).toBe(409);
  expect(stale.json().current.fullName).toBe('Tên Mới');
});

test('the last administrator stays, also when two remove each other at the same moment', async () => {
  const fresh = await createTestApp();
  try {
    const one = await createSignedInPerson(fresh, ['administrator']);
    const two = await createSignedInPerson(fresh, ['administrator']);
    const disable = (who: TestPerson, whom: TestPerson) =>
      fresh.server.inject({
        method: 'POST',
        url: `/api/v1/people/${whom.id}/disable`,
        payload: { reason: 'Thử' },
        headers: { cookie: who.cookie },
      });
    const answers = await Promise.all([disable(one, two), disable(two, one)]);
    expect(answers.filter((answer) => answer.statusCode === 200)).toHaveLength(1);
    const left = await fresh
      .system()
      .tx((tx) => tx.selectFrom('people').selectAll().where('state', '=', 'active').execute());
    expect(left).toHaveLength(1);
    const last = left[0]?.id === one.id ? one : two;
    const roles = await fresh.server.inject({
      method: 'PUT',
      url: `/api/v1/people/${last.id}/roles`,
      payload: { version: 1, roles: [] },
      headers: { cookie: last.cookie },
    });
    expect(roles.json().code).toBe('accounts.lastAdministrator');
  } finally {
    await fresh.stop();
  }
});

test('a password link alone takes no account over: the second factor is asked, and tries are counted', async () => {
  const person = await createSignedInPerson(app, ['responder']);
  const link = (await call('POST', `/api/v1/people/${person.id}/password-reset`, admin, {})).json();
  const token = tokenOf(link.url);
  expect((await openLink(token)).json().totp).toBeNull();
  const answers = [];
  for (let tries = 0; tries < 7; tries += 1) answers.push(await accept({ token, password, code: '000000' }));
  expect(answers.map((answer) => answer.statusCode)).toContain(429);
  app.clock.advance(3_600_000);
  const done = await accept({ token, password, code: codeOf(app, person.totpSecret) });
  expect(done.statusCode).toBe(200);
  const old = await call('GET', '/api/v1/session', person);
  expect(old.json().person).toBeNull();
});

test('recovery takes two officers: neither who asked nor whom it is about may approve', async () => {
  const second = await createSignedInPerson(app, ['administrator']);
  const asker = await createSignedInPerson(app, ['administrator']);
  const lost = await createSignedInPerson(app, ['administrator']);
  const url = `/api/v1/people/${lost.id}/recovery`;
  const asked = await call('POST', url, asker, { reason: 'Mất điện thoại' });
  expect(asked.json()).toMatchObject({ link: null, request: { state: 'waiting', can: { approve: false } } });
  const approve = `/api/v1/recovery-requests/${asked.json().request.id}/approve`;
  expect((await call('POST', approve, asker, {})).json().code).toBe('accounts.notYourself');
  expect((await call('POST', approve, lost, {})).json().code).toBe('accounts.notYourself');
  expect((await call('POST', url, asker, { reason: 'Lần nữa' })).json().code).toBe('accounts.requestWaiting');
  const approvals = await Promise.all([call('POST', approve, second, {}), call('POST', approve, second, {})]);
  expect(approvals.map((answer) => answer.statusCode).sort()).toEqual([200, 409]);
  const link = approvals.find((answer) => answer.statusCode === 200)?.json().link;
  expect((await acceptFor(tokenOf(link.url))).statusCode).toBe(200);
  expect((await call('GET', '/api/v1/session', lost)).json().person).toBeNull();
});

test('a recovery code signs in once', async () => {
  const person = await createSignedInPerson(app, ['responder']);
  const { recoveryCodes } = (await call('POST', '/api/v1/account/recovery-codes', person, {})).json();
  const signIn = async () => {
    const step = await call('POST', '/api/v1/session/password', null, {
      email: person.email,
      password: person.password,
    });
    return call('POST', '/api/v1/session/code', null, {
      stepToken: step.json().stepToken,
      code: ` ${recoveryCodes[0].toUpperCase()} `,
    });
  };
  expect((await signIn()).statusCode).toBe(200);
  expect((await signIn()).statusCode).toBe(422);
});

test('a new password ends every other session and leaves this one', async () => {
  const person = await createSignedInPerson(app, ['responder']);
  const step = await call('POST', '/api/v1/session/password', null, person);
  expect(step.statusCode).toBe(422);
  const body = { currentPassword: person.password, newPassword: password };
  const wrong = await call('POST', '/api/v1/account/password', person, { ...body, currentPassword: 'nope' });
  expect(wrong.json().errors).toMatchObject([{ field: 'currentPassword' }]);
  const first = await call('POST', '/api/v1/session/password', null, {
    email: person.email,
    password: person.password,
  });
  const other = await call('POST', '/api/v1/session/code', null, {
    stepToken: first.json().stepToken,
    code: codeOf(app, person.totpSecret),
  });
  const otherCookie = { cookie: `khien_session=${other.cookies[0]?.value}` };
  expect((await call('POST', '/api/v1/account/password', person, body)).statusCode).toBe(200);
  expect((await call('GET', '/api/v1/session', otherCookie)).json().person).toBeNull();
  expect((await call('GET', '/api/v1/session', person)).json().person).not.toBeNull();
});

test("another person's session and passkey are not found", async () => {
  const one = await createSignedInPerson(app, ['responder']);
  const two = await createSignedInPerson(app, ['responder']);
  const account = (await call('GET', '/api/v1/account', two)).json();
  const foreign = await call('DELETE', `/api/v1/account/sessions/${account.sessions[0].id}`, one);
  expect(foreign.statusCode).toBe(404);
  expect((await call('GET', '/api/v1/session', two)).json().person).not.toBeNull();
  expect((await call('DELETE', `/api/v1/account/passkeys/${uuid7()}`, one)).statusCode).toBe(404);
});

test('the database itself hides factors and sessions of others from an own-reach transaction', async () => {
  const one = await createSignedInPerson(app, ['responder']);
  const two = await createSignedInPerson(app, ['responder']);
  const rows = await app
    .as(['responder'], { id: one.id })
    .ctx()
    .tx(async (tx) => ({
      credentials: await tx.selectFrom('person_credentials').selectAll().execute(),
      sessions: await tx.selectFrom('sessions').selectAll().execute(),
      links: await tx.selectFrom('account_links').selectAll().execute(),
      changed: await tx.updateTable('person_roles').set({ role: 'administrator' }).returning('id').execute(),
      renamed: await tx
        .updateTable('people')
        .set({ full_name: 'X' })
        .where('id', '=', two.id)
        .returning('id')
        .execute(),
    }));
  expect(rows.credentials.map((row) => row.person_id)).toEqual([one.id]);
  expect(new Set(rows.sessions.map((row) => row.person_id))).toEqual(new Set([one.id]));
  expect([rows.links, rows.changed, rows.renamed]).toEqual([[], [], []]);
});
