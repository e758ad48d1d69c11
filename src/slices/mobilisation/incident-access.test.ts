import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { openTestIncident } from '../incidents/testing.ts';
import * as answers from './contract/answers.ts';
import * as routes from './contract/call-up.ts';
import { hoursFileRoute, listHoursRoute } from './contract/hours.ts';
import { type CallUpWorld, createCallUpWorld } from './testing/call-up-world.ts';

let world: CallUpWorld;
beforeAll(async () => {
  world = await createCallUpWorld();
});
beforeEach(() => world.reset());
afterAll(() => world.app.stop());

const MINUTE_MS = 60_000;
const member: CallUpWorld['member'] = (...input) => world.member(...input);
const callUp: CallUpWorld['callUp'] = (...input) => world.callUp(...input);
const later: CallUpWorld['later'] = (...input) => world.later(...input);

describe('access to the incident', () => {
  const read = (personId: string, incidentId: string) =>
    world.app
      .as(['responder'], { id: personId })
      .inject({ url: `/api/v1/incidents/${incidentId}` })
      .then((answer) => answer.statusCode);

  test('not before the acceptance, not after the release, and never another incident', async () => {
    const one = await member();
    const made = await callUp({ members: [{ memberId: one.memberId }], askHeads: false });
    const other = await openTestIncident(world.app.system());
    const incidentId = made.incident?.id ?? '';
    const recipientId = made.recipients[0]?.id ?? '';
    const mine = world.app.as(['responder'], { id: one.personId, label: 'Thành viên' });
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
      await world.app.as(['responder'], { id: one.personId }).inject({ url: '/api/v1/incidents' })
    ).json();
    expect(items.map((item: { id: string }) => item.id)).toEqual([incidentId]);
    await world.duty.call(answers.releasePersonRoute, { params: { id: made.id, recipientId } });
    expect(await read(one.personId, incidentId)).toBe(404);
    const raw = await world.app
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
      await world.duty.call(answers.recordAnswerRoute, {
        params: { id: made.id, recipientId: row.id },
        body: { answer: { kind: 'coming' } },
      });
    }
    await world.duty.call(answers.recordAnswerRoute, {
      params: { id: made.id, recipientId: made.recipients[0]?.id ?? '' },
      body: { answer: { kind: 'declined', reason: 'Ốm' } },
    });
    expect(await read(one.personId, incidentId)).toBe(404);
    expect(await read(two.personId, incidentId)).toBe(200);
    await world.duty.call(routes.endCallUpRoute, { params: { id: made.id }, body: { reason: 'Xong' } });
    expect(await read(two.personId, incidentId)).toBe(404);
  });

  test('two call-ups for one incident: the first release does not end the second', async () => {
    const one = await member();
    const first = await callUp({ members: [{ memberId: one.memberId }], askHeads: false });
    const incidentId = first.incident?.id ?? '';
    const second = await callUp({ incidentId, members: [{ memberId: one.memberId }], askHeads: false });
    for (const made of [first, second]) {
      await world.duty.call(answers.recordAnswerRoute, {
        params: { id: made.id, recipientId: made.recipients[0]?.id ?? '' },
        body: { answer: { kind: 'coming' } },
      });
    }
    await world.duty.call(routes.endCallUpRoute, { params: { id: first.id }, body: { reason: 'Xong' } });
    expect(await read(one.personId, incidentId)).toBe(200);
    await world.duty.call(routes.endCallUpRoute, { params: { id: second.id }, body: { reason: 'Xong' } });
    expect(await read(one.personId, incidentId)).toBe(404);
  });

  test('who takes part for another reason keeps that part', async () => {
    const one = await member();
    const { id: incidentId } = await openTestIncident(world.app.system());
    await world.duty.inject({
      method: 'POST',
      url: `/api/v1/incidents/${incidentId}/people`,
      payload: { personId: one.personId, role: 'member' },
    });
    const made = await callUp({ incidentId, members: [{ memberId: one.memberId }], askHeads: false });
    await world.duty.call(answers.recordAnswerRoute, {
      params: { id: made.id, recipientId: made.recipients[0]?.id ?? '' },
      body: { answer: { kind: 'coming' } },
    });
    await world.duty.call(routes.endCallUpRoute, { params: { id: made.id }, body: { reason: 'Xong' } });
    expect(await read(one.personId, incidentId)).toBe(200);
  });

  test('nobody answers for another person, and another’s call-up looks like none', async () => {
    const one = await member();
    const two = await member();
    const made = await callUp({ members: [{ memberId: one.memberId }], askHeads: false });
    const answer = world.app.as(['responder'], { id: two.personId }).call(answers.answerMyCallUpRoute, {
      params: { id: made.recipients[0]?.id ?? '' },
      body: { answer: { kind: 'coming' } },
    });
    await expect(answer).rejects.toMatchObject({ problem: { status: 404 } });
    const mine = await world.app.as(['responder'], { id: two.personId }).call(answers.listMyCallUpsRoute);
    expect(mine.items.map((item) => item.number)).not.toContain(made.number);
  });
});

describe('attendance and hours', () => {
  test('arrival, leave and hours are kept and come out as note and table', async () => {
    const one = await member();
    const made = await callUp({ members: [{ memberId: one.memberId }], askHeads: false });
    const params = { id: made.id, recipientId: made.recipients[0]?.id ?? '' };
    later(60);
    const mine = world.app.as(['responder'], { id: one.personId });
    await mine.call(answers.setMyAttendanceRoute, {
      params: { id: params.recipientId },
      body: { what: 'arrived' },
    });
    later(150);
    await mine.call(answers.setMyAttendanceRoute, {
      params: { id: params.recipientId },
      body: { what: 'left' },
    });
    const hours = await world.duty.call(listHoursRoute, {
      query: { month: '2026-11', agencyId: world.agencyId },
    });
    const line = hours.items.find((item) => item.recipientId === params.recipientId);
    // 03:10 to 05:40 on a Monday: two and a half hours, all of them at night.
    expect(line?.hours).toEqual({ workday: 2.5, weekend: 0, holiday: 0, night: 2.5, total: 2.5 });
    for (const [format, magic] of [
      ['xlsx', 'PK'],
      ['docx', 'PK'],
    ] as const) {
      for (const kind of ['note', 'allowance'] as const) {
        const file = await world.duty.inject({
          url: `/api/v1/call-up-hours/file?month=2026-11&kind=${kind}&format=${format}&rate=50000`,
        });
        expect([file.statusCode, file.rawPayload.subarray(0, 2).toString()]).toEqual([200, magic]);
      }
    }
    expect(hoursFileRoute.method).toBe('GET');
    const put = (body: object) =>
      world.duty.inject({
        method: 'PUT',
        url: `/api/v1/call-ups/${made.id}/recipients/${params.recipientId}/attendance`,
        payload: body,
      });
    const now = world.app.clock.now().getTime();
    const at = (minutes: number) => new Date(now + minutes * MINUTE_MS).toISOString();
    const fieldOf = async (body: object) => (await put(body)).json().errors?.[0]?.field;
    expect(await fieldOf({ arrivedAt: at(60) })).toBe('arrivedAt');
    expect(await fieldOf({ arrivedAt: '2026-11-01T00:00:00Z' })).toBe('arrivedAt');
    expect(await fieldOf({ arrivedAt: at(-10), leftAt: at(-20) })).toBe('leftAt');
  });

  test('the notice prints as an official letter and is drafted once', async () => {
    const one = await member();
    const made = await callUp({ members: [{ memberId: one.memberId }] });
    const pdf = await world.duty.inject({ url: `/api/v1/call-ups/${made.id}/notice` });
    expect([pdf.statusCode, pdf.rawPayload.subarray(0, 5).toString()]).toEqual([200, '%PDF-']);
    const first = await world.duty.call(routes.draftLetterRoute, { params: { id: made.id } });
    const second = await world.duty.call(routes.draftLetterRoute, { params: { id: made.id } });
    expect(first.documentId).toBeTruthy();
    expect(second.documentId).toBe(first.documentId);
  });
});
