import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { createTestApp, type TestApp, type TestCaller } from '../../apps/testing/test-app.ts';
import { ProblemError } from '../../platform/http/client.ts';
import * as incidents from './contract/incident-routes.ts';
import type { Incident } from './contract/schemas.ts';
import { createTestPerson, openTestIncident } from './testing.ts';

let app: TestApp;
let duty: TestCaller;
let leader: TestCaller;
beforeAll(async () => {
  app = await createTestApp();
  duty = app.as(['duty-officer']);
  leader = app.as(['team-leader']);
});
afterAll(() => app.stop());
beforeEach(() => app.clock.set('2026-11-23T02:10:00+07:00'));

const problemOf = async (work: Promise<unknown>) => {
  try {
    await work;
  } catch (error) {
    if (error instanceof ProblemError) return error.problem;
    throw error;
  }
  throw new Error('no problem');
};

const get = (id: string) => duty.call(incidents.getIncidentRoute, { params: { id } });
const open = async () => get((await openTestIncident(app.system())).id);
const move = (incident: Incident, to: string, body: object = {}, who = duty) =>
  who.call(incidents.moveIncidentRoute, {
    params: { id: incident.id },
    body: { version: incident.version, to: to as 'closed', ...body },
  });
const update = (incident: Incident, facts: object, who = duty) =>
  who.call(incidents.updateIncidentRoute, {
    params: { id: incident.id },
    body: { version: incident.version, ...facts },
  });
const toReview = async () => {
  let incident = await open();
  for (const to of ['confirmed', 'in-response', 'contained', 'recovering', 'awaiting-review']) {
    incident = await move(incident, to);
  }
  return incident;
};
const review = { outcome: 'Đã gỡ', rootCause: 'Mật khẩu yếu', lessons: 'Bật xác thực hai lớp' };

describe('opening', () => {
  test('numbers run without gaps within the year of Viet Nam', async () => {
    app.clock.set('2026-12-31T23:59:00+07:00');
    const last = await open();
    app.clock.set('2027-01-01T00:00:00+07:00');
    const first = await open();
    const second = await open();
    expect(last.number).toMatch(/^SC-2026-\d{4}$/);
    expect([first.number, second.number]).toEqual(['SC-2027-0001', 'SC-2027-0002']);
  });

  test('ten at once get ten different numbers', async () => {
    const opened = await Promise.all(Array.from({ length: 10 }, () => openTestIncident(app.system())));
    expect(new Set(opened.map((incident) => incident.number)).size).toBe(10);
  });

  test('a repeat with the same key opens nothing new', async () => {
    const body = { title: 'Mã độc tống tiền', detectedAt: '2026-11-22T18:00:00+07:00' };
    const key = 'repeat-1';
    const first = await duty.call(incidents.openIncidentRoute, { body, idempotencyKey: key });
    const again = await duty.call(incidents.openIncidentRoute, { body, idempotencyKey: key });
    expect(again.id).toBe(first.id);
  });

  test('keeps the stated time, its precision and zone, and answers UTC', async () => {
    const opened = await duty.call(incidents.openIncidentRoute, {
      body: {
        title: 'Mất điện',
        detectedAt: '2026-11-22T20:00:00+09:00',
        detectedPrecision: 'hour',
        detectedZone: 'Asia/Tokyo',
      },
    });
    expect(opened).toMatchObject({
      detectedAt: '2026-11-22T11:00:00.000Z',
      detectedPrecision: 'hour',
      detectedZone: 'Asia/Tokyo',
      tlp: 'amber',
      status: 'received',
      personalData: 'unknown',
    });
  });

  test('names every faulty field', async () => {
    const agencyId = '0198c0de-0000-7000-8000-000000000000';
    const problem = await problemOf(
      duty.call(incidents.openIncidentRoute, {
        body: {
          title: 'Thử',
          detectedAt: '2026-12-22T20:00:00Z',
          occurredAt: '2026-12-23T00:00:00Z',
          detectedZone: 'Nowhere/City',
          agencyId,
          systemId: agencyId,
        },
      }),
    );
    expect(problem.errors?.map((error) => error.field).sort()).toEqual([
      'agencyId',
      'detectedAt',
      'detectedAt',
      'detectedZone',
      'occurredAt',
      'systemId',
    ]);
  });
});

describe('saving', () => {
  test('of two saves at once one wins, the other gets the present record', async () => {
    const incident = await open();
    const answers = await Promise.allSettled([
      update(incident, { title: 'Bản thứ nhất' }),
      update(incident, { title: 'Bản thứ hai' }, leader),
    ]);
    const won = answers.find((answer) => answer.status === 'fulfilled');
    const lost = answers.find((answer) => answer.status === 'rejected');
    const problem = lost?.reason instanceof ProblemError ? lost.reason.problem : undefined;
    expect(problem?.status).toBe(409);
    expect(problem?.current).toMatchObject({ id: incident.id, version: 2, title: won?.value.title });
  });

  test('each changed fact is in the history with both values; an unchanged save leaves none', async () => {
    const incident = await open();
    const saved = await update(incident, {
      damageVnd: 15_000_000,
      personalData: 'yes',
      title: incident.title,
    });
    const same = await update(saved, { damageVnd: 15_000_000 });
    expect(same.version).toBe(saved.version);
    const { items } = await duty.call(incidents.incidentHistoryRoute, {
      params: { id: incident.id },
      query: { field: 'damageVnd' },
    });
    expect(items).toHaveLength(1);
    expect(items[0]?.data).toEqual({
      damageVnd: { from: null, to: 15_000_000 },
      personalData: { from: 'unknown', to: 'yes' },
    });
  });

  test('of a TLP:RED incident the history names facts, not values', async () => {
    const incident = await get((await openTestIncident(app.system(), { tlp: 'red' })).id);
    await update(incident, { title: 'Tên rất mật' });
    const { rows } = await app.system().tx((tx) =>
      sql<{ data: unknown }>`select data from audit_entries
        where subject_id = ${incident.id} and action = 'incident.updated'`.execute(tx),
    );
    expect(rows.map((row) => row.data)).toEqual([{ fields: ['title'] }]);
  });

  test('times that run backwards are refused by name', async () => {
    const problem = await problemOf(update(await open(), { containedAt: '2020-01-01T00:00:00Z' }));
    expect(problem.errors).toMatchObject([{ field: 'containedAt', reason: 'incidents.timeOrder' }]);
  });

  test('hostile text stays text', async () => {
    const hostile = `<img src=x onerror=alert(1)>"';--\u202e {{number}} $1 %s \\ <script>`;
    const saved = await update(await open(), { title: hostile, description: hostile });
    expect(saved).toMatchObject({ title: hostile, description: hostile });
    const found = await duty.call(incidents.listIncidentsRoute, { query: { q: '%s \\ <script' } });
    expect(found.items.map((item) => item.id)).toEqual([saved.id]);
    expect((await duty.call(incidents.listIncidentsRoute, { query: { q: '%_%' } })).items).toEqual([]);
  });

  test('a NUL, an unknown field and a title of a megabyte are named', async () => {
    const incident = await open();
    expect((await problemOf(update(incident, { title: 'a\u0000b' }))).errors?.[0]).toMatchObject({
      field: 'title',
      reason: 'nul',
    });
    expect((await problemOf(update(incident, { status: 'closed' }))).errors?.[0]).toMatchObject({
      field: 'status',
      reason: 'unknownField',
    });
    expect((await problemOf(update(incident, { title: 'x'.repeat(1_000_000) }))).errors?.[0]).toMatchObject({
      field: 'title',
      reason: 'tooLong',
    });
  });
});

describe('classification', () => {
  test('keeps every earlier one with who, when and why', async () => {
    const classify = (incident: Incident, severity: 'M2' | 'M4', reason: string) =>
      duty.call(incidents.classifyIncidentRoute, {
        params: { id: incident.id },
        body: {
          version: incident.version,
          group: 'ordinary',
          severity,
          cause: 'attack',
          attackType: 'malware',
          rsit: 'malicious-code.infected-system',
          reason,
        },
      });
    const first = await classify(await open(), 'M4', 'một máy trạm');
    const second = await classify(first, 'M2', 'lan sang máy chủ');
    expect(second).toMatchObject({ severity: 'M2', rsit: 'malicious-code.infected-system' });
    expect(second.classifications.map(({ severity, reason }) => [severity, reason])).toEqual([
      ['M2', 'lan sang máy chủ'],
      ['M4', 'một máy trạm'],
    ]);
  });
});

describe('status', () => {
  test('containing, restoring and closing set T3, T4 and T5', async () => {
    const incident = await toReview();
    expect(incident.containedAt).toBe('2026-11-22T19:10:00.000Z');
    expect(incident.restoredAt).toBe('2026-11-22T19:10:00.000Z');
    app.clock.advance(3_600_000);
    const closed = await move(await update(incident, review), 'closed');
    expect(closed).toMatchObject({ status: 'closed', closedAt: '2026-11-22T20:10:00.000Z' });
  });

  test('a time that is stated with the move is taken', async () => {
    let incident = await move(await move(await open(), 'confirmed'), 'in-response');
    incident = await move(incident, 'contained', { at: '2026-11-23T01:40:00+07:00' });
    expect(incident.containedAt).toBe('2026-11-22T18:40:00.000Z');
  });

  test('closing names each missing text', async () => {
    const incident = await toReview();
    const problem = await problemOf(move(incident, 'closed'));
    expect(problem.code).toBe('incidents.closingIncomplete');
    expect(problem.errors?.map((error) => error.field)).toEqual(['outcome', 'rootCause', 'lessons']);
    const partly = await update(incident, { outcome: 'Đã gỡ', lessons: ' ' });
    const rest = await problemOf(move(partly, 'closed'));
    expect(rest.errors?.map((error) => error.field)).toEqual(['rootCause', 'lessons']);
    expect(partly.moves.find((offer) => offer.to === 'closed')?.missing).toEqual(['rootCause', 'lessons']);
  });

  test('a severe incident is closed by command only', async () => {
    let incident = await update(await toReview(), review);
    incident = await duty.call(incidents.classifyIncidentRoute, {
      params: { id: incident.id },
      body: {
        version: incident.version,
        group: 'severe',
        severity: 'M1',
        cause: 'attack',
        reason: 'cấp độ 4',
      },
    });
    expect(incident.moves.find((offer) => offer.to === 'closed')?.isAllowed).toBe(false);
    expect((await problemOf(move(incident, 'closed'))).status).toBe(403);
    expect((await move(incident, 'closed', {}, leader)).status).toBe('closed');
  });

  test('an ended incident changes only after reopening, which needs a reason and clears T5', async () => {
    const closed = await move(await update(await toReview(), review), 'closed');
    expect((await problemOf(update(closed, { title: 'x' }))).code).toBe('incidents.ended');
    expect((await problemOf(move(closed, 'reopened'))).errors?.[0]?.field).toBe('reason');
    const reopened = await move(closed, 'reopened', { reason: 'tái nhiễm' });
    expect(reopened).toMatchObject({ status: 'reopened', closedAt: null, outcome: 'Đã gỡ' });
  });

  test('a move that the machine does not have is refused in words', async () => {
    const problem = await problemOf(move(await open(), 'closed'));
    expect(problem).toMatchObject({ status: 409, code: 'incidents.moveNotPossible' });
    expect(problem.title).toContain('Mới tiếp nhận');
  });

  test('rejecting needs a reason', async () => {
    const incident = await open();
    expect((await problemOf(move(incident, 'not-an-incident'))).errors?.[0]?.field).toBe('reason');
    expect((await move(incident, 'not-an-incident', { reason: 'bảo trì' })).status).toBe('not-an-incident');
  });
});

describe('people', () => {
  test('a new lead makes the earlier one a member; dates of each part stay', async () => {
    const system = app.system();
    const [first, second] = [await createTestPerson(system, 'Lê A'), await createTestPerson(system, 'Lê B')];
    const incident = await open();
    const assign = (personId: string) =>
      duty.call(incidents.assignPersonRoute, {
        params: { id: incident.id },
        body: { personId, role: 'lead' },
      });
    await assign(first);
    const after = await assign(second);
    const now = after.people.filter((person) => person.removedAt === null);
    expect(now.map((person) => [person.fullName, person.role])).toEqual([
      ['Lê B', 'lead'],
      ['Lê A', 'member'],
    ]);
    expect(after.people.filter((person) => person.removedAt !== null)).toHaveLength(1);
  });

  test('somebody who does not exist is refused by name', async () => {
    const incident = await open();
    const problem = await problemOf(
      duty.call(incidents.assignPersonRoute, {
        params: { id: incident.id },
        body: { personId: incident.id, role: 'lead' },
      }),
    );
    expect(problem.errors).toMatchObject([{ field: 'personId', reason: 'incidents.unknownPerson' }]);
  });
});
