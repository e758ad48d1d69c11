import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { createTestPerson, openTestIncident } from '../incidents/testing.ts';
import { createTestMember } from '../team/testing.ts';
import * as answers from './contract/answers.ts';
import * as routes from './contract/call-up.ts';
import { type CallUpWorld, createCallUpWorld } from './testing/call-up-world.ts';
import { buildCallUp, type NewCallUp } from './testing.ts';

let world: CallUpWorld;
beforeAll(async () => {
  world = await createCallUpWorld();
});
beforeEach(() => world.reset());
afterAll(() => world.app.stop());

const member: CallUpWorld['member'] = (...input) => world.member(...input);
const callUp: CallUpWorld['callUp'] = (...input) => world.callUp(...input);
const board: CallUpWorld['board'] = (...input) => world.board(...input);
const later: CallUpWorld['later'] = (...input) => world.later(...input);
const outbox = () =>
  world.app.system().tx((tx) => tx.selectFrom('outbox_messages').selectAll().orderBy('id').execute());

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
    expect(mails[2]?.mail.text).toContain('Thành Viên 1');
    expect(mails.every((row) => !row.is_repeatable)).toBe(true);
  });

  test('the notice says nothing of the incident beyond its own words', async () => {
    const { id: incidentId } = await openTestIncident(world.app.system(), {
      title: 'Bí mật của cổng thông tin',
    });
    const one = await member();
    await world.duty.call(routes.createCallUpRoute, {
      body: buildCallUp({ incidentId, members: [{ memberId: one.memberId }] }),
    });
    for (const row of await outbox()) expect(JSON.stringify(row.mail)).not.toContain('Bí mật');
  });

  test('an exercise says so at the beginning of every message, in both languages', async () => {
    const one = await member();
    const two = await member();
    await world.app
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
    const outsider = await createTestMember(world.app.system(), { agencyId: world.agencyId }, null);
    const { id: incidentId } = await openTestIncident(world.app.system());
    const body = buildCallUp({
      incidentId,
      members: [
        { memberId: one.memberId },
        { memberId: one.memberId },
        { memberId: outsider, backupMemberId: one.memberId },
      ],
    });
    await expect(world.duty.call(routes.createCallUpRoute, { body })).rejects.toMatchObject({
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
    const { id: incidentId } = await openTestIncident(world.app.system());
    const base = { incidentId, members: [{ memberId: one.memberId }] };
    const fields = async (over: Partial<NewCallUp>) =>
      world.duty.call(routes.createCallUpRoute, { body: buildCallUp({ ...base, ...over }) }).then(
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
    const personId = await createTestPerson(world.app.system(), 'x');
    const memberId = await createTestMember(world.app.system(), {
      agencyId: world.agencyId,
      personId,
      fullName: 'Tên thường',
      email: 'ten@so.example',
      phone: '0912345678',
    });
    await world.app
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

test('a communications check is scored by the first answers', async () => {
  const people = [await member(), await member(), await member(), await member()];
  const made = await callUp({
    isExercise: true,
    members: people.map(({ memberId }) => ({ memberId })),
    askHeads: false,
  });
  const answer = (index: number) =>
    world.duty.call(answers.recordAnswerRoute, {
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
  const { items, standingAgency } = await world.duty.call(routes.listCandidatesRoute, { query: {} });
  expect(standingAgency).toBe('Công an tỉnh Thử Nghiệm');
  expect(items.length).toBeGreaterThan(5);
  expect(items.map((item) => item.rank)).toEqual(items.map((_, index) => index + 1));
  await world.duty.call(routes.setDistanceRoute, { params: { id: world.agencyId }, body: { km: 85 } });
  const after = await world.duty.call(routes.listCandidatesRoute, { query: { agencyId: world.agencyId } });
  expect(after.items.every((item) => item.agency.id === world.agencyId && item.distanceKm === 85)).toBe(true);
});
