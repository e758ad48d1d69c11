import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { createTestApp, type TestApp, type TestCaller } from '../../apps/testing/test-app.ts';
import { createTestAgency } from '../agencies/testing.ts';
import { createTestPerson, openTestIncident } from '../incidents/testing.ts';
import { createTestMember } from '../team/testing.ts';
import * as answers from './contract/answers.ts';
import * as routes from './contract/call-up.ts';
import { hoursFileRoute, listHoursRoute } from './contract/hours.ts';
import { runLadder } from './ladder/run-ladder.ts';
import { buildCallUp, type NewCallUp, nameStandingAgency } from './testing.ts';

let app: TestApp;
let duty: TestCaller;
let agencyId: string;
const MINUTE_MS = 60_000;

beforeAll(async () => {
  app = await createTestApp({
    settings: { KHIEN_SMS_URL: 'http://127.0.0.1:1/send', KHIEN_PUSH_CONTACT: 'mailto:a@b.example' },
  });
  duty = app.as(['duty-officer']);
  await nameStandingAgency(app.system());
  agencyId = await createTestAgency(app.system(), { name: 'Sở Nông nghiệp và Môi trường' });
  await app.system().tx((tx) =>
    sql`insert into agency_contacts (id, agency_id, kind, full_name, phone, email, valid_from)
      values (gen_random_uuid(), ${agencyId}, 'head', 'Lê Thị Giám Đốc', '0912000001', 'giamdoc@so.example', '2020-01-01')`.execute(
      tx,
    ),
  );
});
beforeEach(async () => {
  app.clock.set(new Date('2026-11-23T02:10:00+07:00'));
  await app.system().tx((tx) => tx.deleteFrom('outbox_messages').execute());
});
afterAll(() => app.stop());

let count = 0;
/** A member with an account and an address of their own. */
const member = async (over: { email?: string | null; phone?: string | null } = {}) => {
  count += 1;
  const personId = await createTestPerson(app.system(), `Thành Viên ${count}`);
  const memberId = await createTestMember(app.system(), {
    agencyId,
    personId,
    fullName: `Thành Viên ${count}`,
    email: `tv${count}@so.example`,
    phone: '0912345678',
    ...over,
  });
  return { memberId, personId, email: `tv${count}@so.example` };
};
const callUp = async (over: Partial<NewCallUp> & Pick<NewCallUp, 'members'>) => {
  const incidentId = over.isExercise ? null : (await openTestIncident(app.system())).id;
  return duty.call(routes.createCallUpRoute, { body: buildCallUp({ incidentId, ...over }) });
};
const board = (id: string) => duty.call(routes.getCallUpRoute, { params: { id } });
const outbox = () =>
  app.system().tx((tx) => tx.selectFrom('outbox_messages').selectAll().orderBy('id').execute());
const later = (minutes: number) => app.clock.set(new Date(app.clock.now().getTime() + minutes * MINUTE_MS));
const stepsOf = async (id: string) => (await board(id)).steps.map((step) => step.kind).reverse();

describe('sending', () => {
  test('members and heads are told at once, in the Standing agency’s name, by every channel', async () => {
    const one = await member();
    const made = await callUp({ members: [{ memberId: one.memberId, task: 'Thu thập nhật ký' }] });
    expect(made.number).toMatch(/^HD-2026-\d{4}$/);
    const mails = await outbox();
    expect(mails.map((row) => [row.channel, row.recipient])).toEqual([
      ['mail', one.email],
      ['sms', '+84912345678'],
      ['mail', 'giamdoc@so.example'],
      ['sms', '+84912000001'],
    ]);
    expect(mails[0]?.mail.text).toContain('Công an tỉnh Thử Nghiệm');
    expect(mails[0]?.mail.text).toContain('Thu thập nhật ký');
    expect(mails[1]?.mail.text).toMatch(/^[\x20-\x7e]+$/);
    expect(mails[2]?.mail.text).toContain(`Thành Viên ${count}`);
    expect(mails.every((row) => !row.is_repeatable)).toBe(true);
  });

  test('the notice says nothing of the incident beyond its own words', async () => {
    const { id: incidentId } = await openTestIncident(app.system(), { title: 'Bí mật của cổng thông tin' });
    const one = await member();
    await duty.call(routes.createCallUpRoute, {
      body: buildCallUp({ incidentId, members: [{ memberId: one.memberId }] }),
    });
    for (const row of await outbox()) expect(JSON.stringify(row.mail)).not.toContain('Bí mật');
  });

  test('an exercise says so at the beginning of every message, in both languages', async () => {
    const one = await member();
    const two = await member();
    await app
      .system()
      .tx((tx) => tx.updateTable('people').set({ language: 'en' }).where('id', '=', two.personId).execute());
    const made = await callUp({
      isExercise: true,
      members: [{ memberId: one.memberId }, { memberId: two.memberId }],
    });
    expect(made.number).toMatch(/^KT-2026-/);
    const rows = await outbox();
    expect(rows).toHaveLength(6);
    for (const row of rows) {
      const first = row.channel === 'mail' ? row.mail.subject : row.mail.text;
      expect(first).toMatch(/^\[(DIỄN TẬP|DIEN TAP|EXERCISE)\]/);
      if (row.channel === 'mail') expect(row.mail.text).toMatch(/^(ĐÂY LÀ DIỄN TẬP|THIS IS AN EXERCISE)/);
    }
    expect(made.incident).toBeNull();
  });

  test('each row that cannot be called is named, and nobody is called', async () => {
    const one = await member();
    const outsider = await createTestMember(app.system(), { agencyId }, null);
    const { id: incidentId } = await openTestIncident(app.system());
    const body = buildCallUp({
      incidentId,
      members: [
        { memberId: one.memberId },
        { memberId: one.memberId },
        { memberId: outsider, backupMemberId: one.memberId },
      ],
    });
    await expect(duty.call(routes.createCallUpRoute, { body })).rejects.toMatchObject({
      problem: {
        status: 422,
        errors: [
          { field: 'members.1.memberId', reason: 'mobilisation.calledTwice' },
          { field: 'members.2.memberId', reason: 'mobilisation.notInTeam' },
          { field: 'members.2.backupMemberId', reason: 'mobilisation.calledTwice' },
        ],
      },
    });
    expect(await outbox()).toEqual([]);
  });

  test('minutes that do not rise, a missing incident and a past time are refused by their field', async () => {
    const one = await member();
    const { id: incidentId } = await openTestIncident(app.system());
    const base = { incidentId, members: [{ memberId: one.memberId }] };
    const fields = async (over: Partial<NewCallUp>) =>
      duty.call(routes.createCallUpRoute, { body: buildCallUp({ ...base, ...over }) }).then(
        () => [],
        (error) => error.problem.errors.map((one: { field: string }) => one.field),
      );
    const minutes = { chase: 9, backup: 5, head: 15, leader: 20, consentChase: 30, consentLeader: 60 };
    expect(await fields({ minutes })).toEqual(['minutes.leader']);
    expect(await fields({ incidentId: null })).toEqual(['incidentId']);
    expect(await fields({ isExercise: true })).toEqual(['incidentId']);
    expect(await fields({ presentAt: '2026-11-20T00:00:00Z' })).toEqual(['presentAt']);
    expect(await fields({ members: [] })).toEqual(['members']);
  });

  test('a hostile name adds no header, no line and no length', async () => {
    const hostile = 'Nguyễn\u202eVăn\u2028A';
    const personId = await createTestPerson(app.system(), 'x');
    const memberId = await createTestMember(app.system(), {
      agencyId,
      personId,
      fullName: 'Tên thường',
      email: 'ten@so.example',
      phone: '0912345678',
    });
    await app
      .system()
      .tx((tx) => tx.updateTable('members').set({ full_name: hostile }).where('id', '=', memberId).execute());
    await callUp({
      members: [{ memberId }],
      place: 'Tầng 3 '.repeat(25).trim(),
    });
    const [mail, sms] = await outbox();
    expect(mail?.mail.subject).not.toMatch(/[\r\n\u202e\u2028]/);
    expect(mail?.mail.text).not.toMatch(/[\u202e\u2028]/);
    expect(sms?.mail.text.length).toBeLessThanOrEqual(306);
    expect(sms?.mail.text).toMatch(/\/h\/[\w-]{22}$/);
  });
});

describe('the ladder of silence', () => {
  test('chase, backup, head, leader: each at its minute, each recorded, each once', async () => {
    const leaderAgency = await createTestAgency(app.system());
    const leader = await createTestMember(
      app.system(),
      { agencyId: leaderAgency, fullName: 'Đội Trưởng', email: 'doitruong@so.example' },
      'leader',
    );
    expect(leader).toBeTruthy();
    const one = await member();
    const backup = await member();
    const made = await callUp({
      members: [{ memberId: one.memberId, backupMemberId: backup.memberId }],
      askHeads: false,
    });
    const go = async (minutes: number) => {
      later(minutes);
      while ((await runLadder(app.services)) > 0);
    };
    await go(4);
    expect(await stepsOf(made.id)).toEqual(['created', 'called']);
    await go(1);
    await go(0);
    expect(await stepsOf(made.id)).toEqual(['created', 'called', 'chased']);
    await go(5);
    expect((await stepsOf(made.id)).slice(3)).toEqual(['backup-called', 'called']);
    await go(5);
    await go(5);
    const kinds = await stepsOf(made.id);
    expect(kinds.filter((kind) => kind === 'head-told')).toHaveLength(1);
    expect(kinds.filter((kind) => kind === 'leader-told')).toHaveLength(1);
    expect(kinds.filter((kind) => kind === 'chased')).toHaveLength(2);
    const told = (await outbox()).filter((row) => row.subject_kind === 'call-up-told');
    expect(told.map((row) => row.recipient)).toEqual(
      expect.arrayContaining(['giamdoc@so.example', 'doitruong@so.example']),
    );
    const { recipients } = await board(made.id);
    expect(recipients.find((row) => row.memberId === one.memberId)?.nextStep).toBeNull();
    expect(recipients.find((row) => row.memberId === backup.memberId)?.backupFor).toBeTruthy();
  });

  test('after an hour without a server the steps keep their distance', async () => {
    const one = await member();
    const made = await callUp({ members: [{ memberId: one.memberId }], askHeads: false });
    later(60);
    while ((await runLadder(app.services)) > 0);
    expect(await stepsOf(made.id)).toEqual(['created', 'called', 'chased']);
  });

  test('an answer stops it; only having received starts it anew', async () => {
    const one = await member();
    const two = await member();
    const made = await callUp({
      members: [{ memberId: one.memberId }, { memberId: two.memberId }],
      askHeads: false,
    });
    const idOf = (memberId: string) => made.recipients.find((row) => row.memberId === memberId)?.id ?? '';
    const record = (memberId: string, kind: 'coming' | 'received') =>
      duty.call(answers.recordAnswerRoute, {
        params: { id: made.id, recipientId: idOf(memberId) },
        body: { answer: { kind } },
      });
    await record(one.memberId, 'coming');
    later(3);
    await record(two.memberId, 'received');
    later(2);
    expect(await runLadder(app.services)).toBe(0);
    later(3);
    expect(await runLadder(app.services)).toBe(1);
  });

  test('a refusal calls the backup at once, a head’s refusal reaches the leader at once', async () => {
    const one = await member();
    const backup = await member();
    const made = await callUp({ members: [{ memberId: one.memberId, backupMemberId: backup.memberId }] });
    const head = made.recipients.find((row) => row.kind === 'head');
    const own = made.recipients.find((row) => row.memberId === one.memberId);
    const answer = (recipientId: string | undefined, body: unknown) =>
      duty.inject({
        method: 'POST',
        url: `/api/v1/call-ups/${made.id}/recipients/${recipientId}/answer`,
        payload: body as object,
      });
    expect((await answer(own?.id, { answer: { kind: 'declined' } })).statusCode).toBe(422);
    expect((await answer(head?.id, { answer: { kind: 'refused' } })).statusCode).toBe(422);
    expect((await answer(head?.id, { answer: { kind: 'coming' } })).statusCode).toBe(409);
    await answer(own?.id, { answer: { kind: 'declined', reason: 'Ốm' } });
    await answer(head?.id, { answer: { kind: 'refused', reason: 'Đang thanh tra' } });
    const kinds = await stepsOf(made.id);
    expect(kinds).toEqual(expect.arrayContaining(['backup-called', 'declined', 'refused', 'leader-told']));
    const after = await board(made.id);
    expect(after.recipients.find((row) => row.memberId === backup.memberId)?.state).toBe('called');
  });

  test('whose notice is in doubt is chased at once, whom nothing reaches is replaced at once', async () => {
    const doubtful = await member();
    const refused = await member();
    const made = await callUp({
      members: [{ memberId: doubtful.memberId }, { memberId: refused.memberId }],
      askHeads: false,
    });
    const idOf = (memberId: string) => made.recipients.find((row) => row.memberId === memberId)?.id;
    const set = (recipientId: string | undefined, state: string) =>
      app
        .system()
        .tx((tx) =>
          sql`update outbox_messages set state = ${state} where subject_id = ${recipientId}`.execute(tx),
        );
    await set(idOf(doubtful.memberId), 'unknown');
    await set(idOf(refused.memberId), 'failed');
    while ((await runLadder(app.services)) > 0);
    const { steps, recipients } = await board(made.id);
    const kindsOf = (memberId: string) => {
      const name = recipients.find((row) => row.memberId === memberId)?.fullName;
      return steps.filter((step) => step.recipient === name).map((step) => step.kind);
    };
    expect(kindsOf(doubtful.memberId)).toEqual(['chased', 'in-doubt', 'called']);
    expect(kindsOf(refused.memberId)).toEqual(['no-backup', 'unreachable', 'called']);
  });

  test('a member without any address is not waited for', async () => {
    const one = await member({ email: null, phone: null });
    const made = await callUp({ members: [{ memberId: one.memberId }], askHeads: false });
    while ((await runLadder(app.services)) > 0);
    expect(await stepsOf(made.id)).toEqual(['created', 'unreachable', 'no-backup']);
  });
});

describe('access to the incident', () => {
  const read = (personId: string, incidentId: string) =>
    app
      .as(['responder'], { id: personId })
      .inject({ url: `/api/v1/incidents/${incidentId}` })
      .then((answer) => answer.statusCode);

  test('not before the acceptance, not after the release, and never another incident', async () => {
    const one = await member();
    const made = await callUp({ members: [{ memberId: one.memberId }], askHeads: false });
    const other = await openTestIncident(app.system());
    const incidentId = made.incident?.id ?? '';
    const recipientId = made.recipients[0]?.id ?? '';
    const mine = app.as(['responder'], { id: one.personId, label: 'Thành viên' });
    expect(await read(one.personId, incidentId)).toBe(404);
    await mine.call(answers.answerMyCallUpRoute, {
      params: { id: recipientId },
      body: { answer: { kind: 'received' } },
    });
    expect(await read(one.personId, incidentId)).toBe(404);
    const accepted = await mine.call(answers.answerMyCallUpRoute, {
      params: { id: recipientId },
      body: { answer: { kind: 'coming', at: null } },
    });
    expect(accepted.incident?.id).toBe(incidentId);
    expect(await read(one.personId, incidentId)).toBe(200);
    expect(await read(one.personId, other.id)).toBe(404);
    const { items } = (
      await app.as(['responder'], { id: one.personId }).inject({ url: '/api/v1/incidents' })
    ).json();
    expect(items.map((item: { id: string }) => item.id)).toEqual([incidentId]);
    await duty.call(answers.releasePersonRoute, { params: { id: made.id, recipientId } });
    expect(await read(one.personId, incidentId)).toBe(404);
    const raw = await app
      .as(['responder'], { id: one.personId })
      .ctx()
      .tx((tx) => sql<{ count: number }>`select count(*)::int as count from incidents`.execute(tx));
    expect(raw.rows[0]?.count).toBe(0);
  });

  test('changing the mind closes it, the end of the call-up closes it for everybody', async () => {
    const one = await member();
    const two = await member();
    const made = await callUp({
      members: [{ memberId: one.memberId }, { memberId: two.memberId }],
      askHeads: false,
    });
    const incidentId = made.incident?.id ?? '';
    for (const row of made.recipients) {
      await duty.call(answers.recordAnswerRoute, {
        params: { id: made.id, recipientId: row.id },
        body: { answer: { kind: 'coming' } },
      });
    }
    await duty.call(answers.recordAnswerRoute, {
      params: { id: made.id, recipientId: made.recipients[0]?.id ?? '' },
      body: { answer: { kind: 'declined', reason: 'Ốm' } },
    });
    expect(await read(one.personId, incidentId)).toBe(404);
    expect(await read(two.personId, incidentId)).toBe(200);
    await duty.call(routes.endCallUpRoute, { params: { id: made.id }, body: { reason: 'Xong' } });
    expect(await read(two.personId, incidentId)).toBe(404);
  });

  test('two call-ups for one incident: the first release does not end the second', async () => {
    const one = await member();
    const first = await callUp({ members: [{ memberId: one.memberId }], askHeads: false });
    const incidentId = first.incident?.id ?? '';
    const second = await callUp({ incidentId, members: [{ memberId: one.memberId }], askHeads: false });
    for (const made of [first, second]) {
      await duty.call(answers.recordAnswerRoute, {
        params: { id: made.id, recipientId: made.recipients[0]?.id ?? '' },
        body: { answer: { kind: 'coming' } },
      });
    }
    await duty.call(routes.endCallUpRoute, { params: { id: first.id }, body: { reason: 'Xong' } });
    expect(await read(one.personId, incidentId)).toBe(200);
    await duty.call(routes.endCallUpRoute, { params: { id: second.id }, body: { reason: 'Xong' } });
    expect(await read(one.personId, incidentId)).toBe(404);
  });

  test('who takes part for another reason keeps that part', async () => {
    const one = await member();
    const { id: incidentId } = await openTestIncident(app.system());
    await duty.inject({
      method: 'POST',
      url: `/api/v1/incidents/${incidentId}/people`,
      payload: { personId: one.personId, role: 'member' },
    });
    const made = await callUp({ incidentId, members: [{ memberId: one.memberId }], askHeads: false });
    await duty.call(answers.recordAnswerRoute, {
      params: { id: made.id, recipientId: made.recipients[0]?.id ?? '' },
      body: { answer: { kind: 'coming' } },
    });
    await duty.call(routes.endCallUpRoute, { params: { id: made.id }, body: { reason: 'Xong' } });
    expect(await read(one.personId, incidentId)).toBe(200);
  });

  test('nobody answers for another person, and another’s call-up looks like none', async () => {
    const one = await member();
    const two = await member();
    const made = await callUp({ members: [{ memberId: one.memberId }], askHeads: false });
    const answer = app.as(['responder'], { id: two.personId }).call(answers.answerMyCallUpRoute, {
      params: { id: made.recipients[0]?.id ?? '' },
      body: { answer: { kind: 'coming' } },
    });
    await expect(answer).rejects.toMatchObject({ problem: { status: 404 } });
    const mine = await app.as(['responder'], { id: two.personId }).call(answers.listMyCallUpsRoute);
    expect(mine.items.map((item) => item.number)).not.toContain(made.number);
  });
});

describe('attendance and hours', () => {
  test('arrival, leave and hours are kept and come out as note and table', async () => {
    const one = await member();
    const made = await callUp({ members: [{ memberId: one.memberId }], askHeads: false });
    const params = { id: made.id, recipientId: made.recipients[0]?.id ?? '' };
    later(60);
    const mine = app.as(['responder'], { id: one.personId });
    await mine.call(answers.setMyAttendanceRoute, {
      params: { id: params.recipientId },
      body: { what: 'arrived' },
    });
    later(150);
    await mine.call(answers.setMyAttendanceRoute, {
      params: { id: params.recipientId },
      body: { what: 'left' },
    });
    const hours = await duty.call(listHoursRoute, { query: { month: '2026-11', agencyId } });
    const line = hours.items.find((item) => item.recipientId === params.recipientId);
    // 03:10 to 05:40 on a Monday: two and a half hours, all of them at night.
    expect(line?.hours).toEqual({ workday: 2.5, weekend: 0, holiday: 0, night: 2.5, total: 2.5 });
    for (const [format, magic] of [
      ['xlsx', 'PK'],
      ['docx', 'PK'],
    ] as const) {
      for (const kind of ['note', 'allowance'] as const) {
        const file = await duty.inject({
          url: `/api/v1/call-up-hours/file?month=2026-11&kind=${kind}&format=${format}&rate=50000`,
        });
        expect([file.statusCode, file.rawPayload.subarray(0, 2).toString()]).toEqual([200, magic]);
      }
    }
    expect(hoursFileRoute.method).toBe('GET');
    const put = (body: object) =>
      duty.inject({
        method: 'PUT',
        url: `/api/v1/call-ups/${made.id}/recipients/${params.recipientId}/attendance`,
        payload: body,
      });
    const now = app.clock.now().getTime();
    const at = (minutes: number) => new Date(now + minutes * MINUTE_MS).toISOString();
    const fieldOf = async (body: object) => (await put(body)).json().errors?.[0]?.field;
    expect(await fieldOf({ arrivedAt: at(60) })).toBe('arrivedAt');
    expect(await fieldOf({ arrivedAt: '2026-11-01T00:00:00Z' })).toBe('arrivedAt');
    expect(await fieldOf({ arrivedAt: at(-10), leftAt: at(-20) })).toBe('leftAt');
  });

  test('the notice prints as an official letter and is drafted once', async () => {
    const one = await member();
    const made = await callUp({ members: [{ memberId: one.memberId }] });
    const pdf = await duty.inject({ url: `/api/v1/call-ups/${made.id}/notice` });
    expect([pdf.statusCode, pdf.rawPayload.subarray(0, 5).toString()]).toEqual([200, '%PDF-']);
    const first = await duty.call(routes.draftLetterRoute, { params: { id: made.id } });
    const second = await duty.call(routes.draftLetterRoute, { params: { id: made.id } });
    expect(first.documentId).toBeTruthy();
    expect(second.documentId).toBe(first.documentId);
  });
});

test('a communications check is scored by the first answers', async () => {
  const people = [await member(), await member(), await member(), await member()];
  const made = await callUp({
    isExercise: true,
    members: people.map(({ memberId }) => ({ memberId })),
    askHeads: false,
  });
  const answer = (index: number) =>
    duty.call(answers.recordAnswerRoute, {
      params: { id: made.id, recipientId: made.recipients[index]?.id ?? '' },
      body: { answer: { kind: 'received' } },
    });
  later(4);
  await answer(0);
  later(8);
  await answer(1);
  later(16);
  await answer(2);
  const { score } = await board(made.id);
  expect(score).toEqual({
    called: 4,
    answered: 3,
    within: [
      { minutes: 5, count: 1, share: 0.25 },
      { minutes: 15, count: 2, share: 0.5 },
      { minutes: 30, count: 3, share: 0.75 },
    ],
    medianMinutes: 12,
  });
});

test('candidates come with what speaks for and against them, the desk officer last', async () => {
  const { items, standingAgency } = await duty.call(routes.listCandidatesRoute, { query: {} });
  expect(standingAgency).toBe('Công an tỉnh Thử Nghiệm');
  expect(items.length).toBeGreaterThan(5);
  expect(items.map((item) => item.rank)).toEqual(items.map((_, index) => index + 1));
  await duty.call(routes.setDistanceRoute, { params: { id: agencyId }, body: { km: 85 } });
  const after = await duty.call(routes.listCandidatesRoute, { query: { agencyId } });
  expect(after.items.every((item) => item.agency.id === agencyId && item.distanceKm === 85)).toBe(true);
});
