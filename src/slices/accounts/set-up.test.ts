import { afterEach, beforeEach, expect, test } from 'vitest';
import { createTestApp, type TestApp } from '../../apps/testing/test-app.ts';
import { createSetupLink } from './public.ts';
import { codeOf } from './testing.ts';

let app: TestApp;
beforeEach(async () => {
  app = await createTestApp();
});
afterEach(() => app.stop());

const post = (url: string, payload: object) => app.server.inject({ method: 'POST', url, payload });
const tokenOf = async () => (await createSetupLink(app.services))?.split('#')[1] ?? '';
const open = async (token: string) => (await post('/api/v1/setup/open', { token })).json().totp;

const bodyFor = async (token: string, email = 'quan.tri@example.test') => {
  const totp = await open(token);
  return {
    token,
    organisation: {
      teamNameVi: 'Đội ứng cứu sự cố tỉnh Thử',
      standingAgencyName: 'Sở Khoa học và Công nghệ',
      province: 'Tỉnh Thử',
    },
    administrator: { fullName: 'Lê Văn Quản', email, password: 'rừng thông bảy chiếc thuyền' },
    enrolment: totp?.enrolment ?? '',
    code: totp ? codeOf(app, totp.secret) : '000000',
  };
};

test('the link sets the system up: profile, administrator, session, recovery codes', async () => {
  const link = await createSetupLink(app.services);
  expect(link).toMatch(/^http:\/\/127\.0\.0\.1:8080\/setup#[\w-]{43}$/);
  const answer = await post('/api/v1/setup', await bodyFor(link?.split('#')[1] ?? ''));
  expect(answer.statusCode).toBe(200);
  expect(answer.json().recoveryCodes).toHaveLength(10);
  expect(answer.json().session).toMatchObject({ isSetUp: true, roles: ['administrator'] });
  expect(answer.cookies[0]?.name).toBe('khien_session');
  expect(await createSetupLink(app.services)).toBeNull();
});

test('set-up runs once, also when ten requests come at the same moment', async () => {
  const token = await tokenOf();
  const bodies = await Promise.all(
    Array.from({ length: 10 }, (_, index) => bodyFor(token, `quan.tri.${index}@example.test`)),
  );
  const answers = await Promise.all(bodies.map((body) => post('/api/v1/setup', body)));
  expect(answers.filter((answer) => answer.statusCode === 200)).toHaveLength(1);
  expect(new Set(answers.map((answer) => answer.json().code))).toEqual(
    new Set([undefined, 'accounts.alreadySetUp']),
  );
  const count = await app.system().tx((tx) => tx.selectFrom('people').selectAll().execute());
  expect(count).toHaveLength(1);
});

test('a second start replaces the link, a day ends it, and a wrong one opens nothing', async () => {
  const first = await tokenOf();
  const second = await tokenOf();
  expect((await post('/api/v1/setup/open', { token: first })).json().code).toBe('accounts.linkInvalid');
  expect((await post('/api/v1/setup/open', { token: second })).statusCode).toBe(200);
  app.clock.advance(24 * 3_600_000 + 1);
  expect((await post('/api/v1/setup/open', { token: second })).json().code).toBe('accounts.linkInvalid');
  expect((await post('/api/v1/setup/open', { token: 'x'.repeat(43) })).statusCode).toBe(404);
});

test('an enrolment of another link, a wrong code or a weak password sets nothing up', async () => {
  const earlier = await bodyFor(await tokenOf());
  const body = await bodyFor(await tokenOf());
  const faulty = [
    { ...body, enrolment: earlier.enrolment, code: earlier.code },
    { ...body, enrolment: 'v1.x.y.z' },
    { ...body, code: '000000' },
    { ...body, administrator: { ...body.administrator, password: 'matkhau123456' } },
    { ...body, administrator: { ...body.administrator, role: 'administrator' } },
  ];
  for (const wrong of faulty) expect((await post('/api/v1/setup', wrong)).statusCode).toBeGreaterThan(400);
  const session = await app.server.inject({ method: 'GET', url: '/api/v1/session' });
  expect(session.json().isSetUp).toBe(false);
  expect((await post('/api/v1/setup', body)).statusCode).toBe(200);
});

test('the setup link is stored as a hash', async () => {
  const token = await tokenOf();
  const rows = await app.system().tx((tx) => tx.selectFrom('setup_links').selectAll().execute());
  expect(rows).toHaveLength(1);
  expect(JSON.stringify(rows)).not.toContain(token);
});
