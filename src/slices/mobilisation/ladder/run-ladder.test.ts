import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { createTestAgency } from '../../agencies/testing.ts';
import { createTestMember } from '../../team/testing.ts';
import * as answers from '../contract/answers.ts';
import { type CallUpWorld, createCallUpWorld } from '../testing/call-up-world.ts';
import { runLadder } from './run-ladder.ts';

let world: CallUpWorld;
beforeAll(async () => {
  world = await createCallUpWorld();
});
beforeEach(() => world.reset());
afterAll(() => world.app.stop());

const member: CallUpWorld['member'] = (...input) => world.member(...input);
const callUp: CallUpWorld['callUp'] = (...input) => world.callUp(...input);
const board: CallUpWorld['board'] = (...input) => world.board(...input);
const stepsOf: CallUpWorld['stepsOf'] = (...input) => world.stepsOf(...input);
const later: CallUpWorld['later'] = (...input) => world.later(...input);
const outbox = () =>
  world.app.system().tx((tx) => tx.selectFrom('outbox_messages').selectAll().orderBy('id').execute());

describe('the ladder of silence', () => {
  test('chase, backup, head, leader: each at its minute, each recorded, each once', async () => {
    const leaderAgency = await createTestAgency(world.app.system());
    const leader = await createTestMember(
      world.app.system(),
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
      while ((await runLadder(world.app.services)) > 0);
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
    while ((await runLadder(world.app.services)) > 0);
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
      world.duty.call(answers.recordAnswerRoute, {
        params: { id: made.id, recipientId: idOf(memberId) },
        body: { answer: { kind } },
      });
    await record(one.memberId, 'coming');
    later(3);
    await record(two.memberId, 'received');
    later(2);
    expect(await runLadder(world.app.services)).toBe(0);
    later(3);
    expect(await runLadder(world.app.services)).toBe(1);
  });

  test('a refusal calls the backup at once, a head’s refusal reaches the leader at once', async () => {
    const one = await member();
    const backup = await member();
    const made = await callUp({ members: [{ memberId: one.memberId, backupMemberId: backup.memberId }] });
    const head = made.recipients.find((row) => row.kind === 'head');
    const own = made.recipients.find((row) => row.memberId === one.memberId);
    const answer = (recipientId: string | undefined, body: unknown) =>
      world.duty.inject({
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
      world.app
        .system()
        .tx((tx) =>
          sql`update outbox_messages set state = ${state} where subject_id = ${recipientId}`.execute(tx),
        );
    await set(idOf(doubtful.memberId), 'unknown');
    await set(idOf(refused.memberId), 'failed');
    while ((await runLadder(world.app.services)) > 0);
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
    while ((await runLadder(world.app.services)) > 0);
    expect(await stepsOf(made.id)).toEqual(['created', 'unreachable', 'no-backup']);
  });
});
