import { createHash } from 'node:crypto';
import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { createTestApp, type TestApp, type TestCaller } from '../../../apps/testing/test-app.ts';
import { createTestAgency } from '../../agencies/testing.ts';
import { createTestPerson, openTestIncident } from '../../incidents/testing.ts';
import { createTestMember } from '../../team/testing.ts';
import { createAnswerToken } from '../answer-token.ts';
import { releasePersonRoute } from '../contract/answers.ts';
import { type CallUp, createCallUpRoute, endCallUpRoute, getCallUpRoute } from '../contract/call-up.ts';
import { buildCallUp, nameStandingAgency } from '../testing.ts';

let app: TestApp;
let duty: TestCaller;
let agencyId: string;
let made: CallUp;
let personId: string;

beforeAll(async () => {
  app = await createTestApp();
  duty = app.as(['duty-officer']);
  await nameStandingAgency(app.system());
  agencyId = await createTestAgency(app.system());
  await app.system().tx((tx) =>
    sql`insert into agency_contacts (id, agency_id, kind, full_name, email, valid_from)
      values (gen_random_uuid(), ${agencyId}, 'head', 'Lê Giám Đốc', 'giamdoc@so.example', '2020-01-01')`.execute(
      tx,
    ),
  );
});
beforeEach(async () => {
  app.clock.set(new Date('2026-11-23T02:10:00+07:00'));
  personId = await createTestPerson(app.system());
  const memberId = await createTestMember(app.system(), {
    agencyId,
    personId,
    fullName: '<script>alert(1)</script> Mạnh',
    email: 'manh@so.example',
  });
  const incident = await openTestIncident(app.system(), { title: 'Máy chủ thư bị chiếm quyền' });
  made = await duty.call(createCallUpRoute, {
    body: buildCallUp({
      incidentId: incident.id,
      members: [{ memberId, task: 'Thu thập nhật ký' }],
      text: 'Đề nghị "tham gia" <b>ngay</b>',
      presentAt: '2026-11-23T03:30:00+07:00',
    }),
  });
});
afterAll(() => app.stop());

const recipient = (kind: 'member' | 'head') => made.recipients.find((row) => row.kind === kind);
const linkOf = (kind: 'member' | 'head') =>
  `/h/${createAnswerToken(app.services.masterKey, recipient(kind)?.id ?? '')}`;
const get = (url: string, headers: Record<string, string> = {}) => app.server.inject({ url, headers });
const post = (url: string, fields: Record<string, string>, headers: Record<string, string> = {}) =>
  app.server.inject({
    method: 'POST',
    url,
    headers: { 'content-type': 'application/x-www-form-urlencoded', ...headers },
    payload: new URLSearchParams(fields).toString(),
  });
const stateOf = async (kind: 'member' | 'head') =>
  (await duty.call(getCallUpRoute, { params: { id: made.id } })).recipients.find((row) => row.kind === kind);

describe('the page', () => {
  test('shows the notice and nothing of the incident beyond it, and runs no text of others', async () => {
    const page = await get(linkOf('member'));
    expect(page.statusCode).toBe(200);
    expect(page.body).toContain('Thu thập nhật ký');
    expect(page.body).not.toContain('Máy chủ thư');
    expect(page.body).not.toContain(made.incident?.number ?? 'x');
    expect(page.body).not.toContain('<script>');
    expect(page.body).not.toContain('<b>ngay');
    expect(page.headers['cache-control']).toBe('no-store');
    expect(page.headers['content-security-policy']).toContain("script-src 'self'");
  });

  test('opening it changes nothing, however often a mail scanner does', async () => {
    for (let count = 0; count < 5; count += 1) {
      await get(linkOf('member'), { 'user-agent': 'LinkScanner' });
      await app.server.inject({ method: 'HEAD', url: linkOf('member') });
    }
    expect(await stateOf('member')).toMatchObject({ state: 'called', answeredAt: null });
  });

  test('speaks both languages and says in each that an exercise is one', async () => {
    expect((await get(`${linkOf('member')}?lang=en`)).body).toContain('I am coming');
    const memberId = recipient('member')?.memberId ?? '';
    made = await duty.call(createCallUpRoute, {
      body: buildCallUp({ incidentId: null, isExercise: true, members: [{ memberId }] }),
    });
    expect((await get(linkOf('member'))).body).toContain('ĐÂY LÀ DIỄN TẬP');
    expect((await get(`${linkOf('member')}?lang=en`)).body).toContain('THIS IS AN EXERCISE');
  });
});

describe('answers', () => {
  test('one tap says: coming as asked, in an hour, received, cannot', async () => {
    expect((await post(linkOf('member'), { answer: 'received' })).statusCode).toBe(303);
    expect(await stateOf('member')).toMatchObject({ state: 'received' });
    await post(linkOf('member'), { answer: 'coming', when: 'asked' });
    expect(await stateOf('member')).toMatchObject({ state: 'coming', comingAt: '2026-11-22T20:30:00.000Z' });
    await post(linkOf('member'), { answer: 'coming', when: '60' });
    expect(await stateOf('member')).toMatchObject({ comingAt: '2026-11-22T20:10:00.000Z', hasAccess: true });
    await post(linkOf('member'), { quick: 'away' });
    expect(await stateOf('member')).toMatchObject({
      state: 'declined',
      reason: 'Đang công tác ngoài tỉnh',
      hasAccess: false,
    });
  });

  test('a refusal without a reason is not taken, and says so at its field', async () => {
    for (const [kind, answer] of [
      ['member', 'declined'],
      ['head', 'refused'],
    ] as const) {
      const page = await post(linkOf(kind), { answer, reason: '  ' });
      expect([page.statusCode, page.body.includes('role="alert"')]).toEqual([422, true]);
      expect(await stateOf(kind)).toMatchObject({ state: 'called' });
    }
    await post(linkOf('head'), { answer: 'refused', reason: 'Đang thanh tra' });
    expect(await stateOf('head')).toMatchObject({ state: 'refused', reason: 'Đang thanh tra' });
  });

  test('the same post again changes nothing and is recorded once', async () => {
    for (let count = 0; count < 3; count += 1) await post(linkOf('member'), { answer: 'coming', when: '30' });
    const steps = (await duty.call(getCallUpRoute, { params: { id: made.id } })).steps;
    expect(steps.filter((step) => step.kind === 'coming')).toHaveLength(1);
    const both = await Promise.all([
      post(linkOf('head'), { answer: 'consented' }),
      post(linkOf('head'), { answer: 'consented' }),
    ]);
    expect(both.map((answer) => answer.statusCode)).toEqual([303, 303]);
    const after = (await duty.call(getCallUpRoute, { params: { id: made.id } })).steps;
    expect(after.filter((step) => step.kind === 'consented')).toHaveLength(1);
  });

  test('a link answers for its own recipient and purpose only, whatever the form says', async () => {
    await post(linkOf('member'), { answer: 'consented', recipientId: recipient('head')?.id ?? '' });
    expect(await stateOf('head')).toMatchObject({ state: 'called' });
    expect(await stateOf('member')).toMatchObject({ state: 'called' });
    await post(linkOf('head'), { answer: 'coming' });
    expect(await stateOf('head')).toMatchObject({ state: 'called' });
    expect((await post(linkOf('member'), { answer: 'arrived' })).statusCode).toBe(303);
    expect(await stateOf('member')).toMatchObject({ state: 'called' });
  });

  test('another site cannot make a browser answer', async () => {
    const forged = await post(
      linkOf('member'),
      { answer: 'coming' },
      { origin: 'https://evil.example', host: 'khien.example' },
    );
    expect(forged.statusCode).toBe(403);
    expect(await stateOf('member')).toMatchObject({ state: 'called' });
  });
});

describe('the link', () => {
  test('holds 128 bits, is stored as a hash only, and no other token of ours opens it', async () => {
    const token = linkOf('member').slice(3);
    expect(Buffer.from(token, 'base64url')).toHaveLength(16);
    const { rows } = await app.system().tx((tx) =>
      sql<{
        row: string;
      }>`select t::text as row from call_up_recipients t union all select t::text from call_ups t
        union all select t::text from call_up_steps t`.execute(tx),
    );
    expect(rows.filter(({ row }) => row.includes(token))).toEqual([]);
    const hash = createHash('sha256').update(token).digest('hex');
    expect((await get(`/h/${hash}`)).statusCode).toBe(404);
    expect((await get(`/h/${recipient('member')?.id}`)).statusCode).toBe(404);
  });

  test('wrong, expired, ended and released answer alike', async () => {
    const token = linkOf('member');
    const bodies = new Set<string>();
    const note = async (url: string) => {
      for (const answer of [await get(url), await post(url, { answer: 'coming' })]) {
        expect(answer.statusCode).toBe(404);
        bodies.add(answer.body);
      }
    };
    await note('/h/AAAAAAAAAAAAAAAAAAAAAA');
    await note('/h/x');
    app.clock.set(new Date('2026-11-27T02:10:00+07:00'));
    await note(token);
    app.clock.set(new Date('2026-11-23T02:20:00+07:00'));
    await duty.call(releasePersonRoute, {
      params: { id: made.id, recipientId: recipient('member')?.id ?? '' },
    });
    await note(token);
    await duty.call(endCallUpRoute, { params: { id: made.id }, body: { reason: 'Xong' } });
    await note(linkOf('head'));
    expect(bodies.size).toBe(1);
  });

  test('a reserve’s link does not work before the reserve is called', async () => {
    const backup = await createTestMember(app.system(), { agencyId, email: 'duphong@so.example' });
    const one = await createTestMember(app.system(), { agencyId, email: 'mot@so.example' });
    const { id: incidentId } = await openTestIncident(app.system());
    made = await duty.call(createCallUpRoute, {
      body: buildCallUp({
        incidentId,
        members: [{ memberId: one, backupMemberId: backup }],
        askHeads: false,
      }),
    });
    const reserve = made.recipients.find((row) => row.state === 'reserve');
    const link = `/h/${createAnswerToken(app.services.masterKey, reserve?.id ?? '')}`;
    expect((await get(link)).statusCode).toBe(404);
  });
});

test('guessing is stopped after a few tries while good links go on working', async () => {
  let refused = 0;
  for (let count = 0; count < 40; count += 1) {
    const { statusCode } = await get(`/h/${String(count).padStart(22, 'B')}`);
    if (statusCode === 429) refused += 1;
  }
  expect(refused).toBeGreaterThan(0);
  expect((await get(linkOf('member'))).statusCode).toBe(200);
});
