import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createTestApp, type TestApp, type TestCaller } from '../../apps/testing/test-app.ts';
import { openTransaction } from '../../platform/ctx/transaction.ts';
import { ProblemError } from '../../platform/http/client.ts';
import { uuid7 } from '../../platform/ids/uuid7.ts';
import { createTestAgency } from '../agencies/testing.ts';
import { assignPerson } from './assign-person.ts';
import * as incidents from './contract/incident-routes.ts';
import { addLogEntryRoute, listLogRoute } from './contract/log.ts';
import { addObservablesRoute, listObservablesRoute, updateObservableRoute } from './contract/observables.ts';
import { addTaskRoute, listDueTasksRoute, updateTaskRoute } from './contract/tasks.ts';
import { incidentRoutes } from './routes.ts';
import { createTestPerson, openTestIncident } from './testing.ts';

let app: TestApp;
let agencyId: string;
let otherAgencyId: string;
const own = { id: '' };
const foreign = { id: '' };
const red = { id: '' };
const callers: Record<string, TestCaller> = {};

beforeAll(async () => {
  app = await createTestApp();
  const system = app.system();
  agencyId = await createTestAgency(system);
  otherAgencyId = await createTestAgency(system);
  const responderId = await createTestPerson(system, 'Trần Văn Ứng');
  const expertId = await createTestPerson(system);
  own.id = (await openTestIncident(system, { agencyId })).id;
  foreign.id = (await openTestIncident(system, { agencyId: otherAgencyId })).id;
  red.id = (await openTestIncident(system, { agencyId, tlp: 'red' })).id;
  await assignPerson(system, own.id, { personId: responderId, role: 'member' });
  await assignPerson(system, red.id, { personId: expertId, role: 'member' });
  for (const role of ['team-leader', 'deputy-leader', 'duty-officer', 'auditor', 'administrator'] as const) {
    callers[role] = app.as([role]);
  }
  callers['peoples-committee-leader'] = app.as(['peoples-committee-leader']);
  callers['steering-committee'] = app.as(['steering-committee']);
  callers['agency-head'] = app.as(['agency-head'], { organisationIds: [agencyId] });
  callers['agency-focal-point'] = app.as(['agency-focal-point'], { organisationIds: [agencyId] });
  // The home agency of a responder gives no sight of its incidents.
  callers.responder = app.as(['responder'], { id: responderId, organisationIds: [otherAgencyId] });
  callers['external-expert'] = app.as(['external-expert'], { id: expertId });
  callers.stranger = app.as(['responder'], { organisationIds: [agencyId] });
  callers.public = app.public();
});
afterAll(() => app.stop());

const statusOf = async (work: Promise<unknown>): Promise<number> => {
  try {
    await work;
    return 200;
  } catch (error) {
    if (error instanceof ProblemError) return error.problem.status;
    throw error;
  }
};

const caller = (name: string): TestCaller => callers[name] as TestCaller;

/** Which of own, foreign, red each caller sees. The list, the page and the database must agree. */
const sight: Record<string, [own: boolean, foreign: boolean, red: boolean]> = {
  'team-leader': [true, true, true],
  'deputy-leader': [true, true, true],
  'duty-officer': [true, true, true],
  auditor: [true, true, true],
  administrator: [true, true, false],
  'peoples-committee-leader': [true, true, false],
  'steering-committee': [true, true, false],
  'agency-head': [true, false, false],
  'agency-focal-point': [true, false, false],
  responder: [true, false, false],
  'external-expert': [false, false, true],
  stranger: [false, false, false],
};

describe.each(Object.entries(sight))('%s', (name, expected) => {
  const targets = () => [own.id, foreign.id, red.id];

  test('opens exactly the incidents that the role reaches', async () => {
    for (const [index, id] of targets().entries()) {
      const status = await statusOf(caller(name).call(incidents.getIncidentRoute, { params: { id } }));
      expect(status, `incident ${index}`).toBe(expected[index] ? 200 : 404);
    }
  });

  test('lists exactly the same', async () => {
    const { items } = await caller(name).call(incidents.listIncidentsRoute);
    expect(targets().map((id) => items.some((item) => item.id === id))).toEqual(expected);
  });

  test('the database alone shows the same rows, and their parts only with them', async () => {
    const rows = await openTransaction(app.services, caller(name).actor, async (tx) => ({
      incidents: await sql<{ id: string }>`select id from incidents`.execute(tx),
      parts: await sql<{ id: string }>`select incident_id as id from incident_log
        union select incident_id from incident_people`.execute(tx),
    }));
    const seen = rows.incidents.rows.map((row) => row.id);
    expect(targets().map((id) => seen.includes(id))).toEqual(expected);
    expect(rows.parts.rows.filter((row) => !seen.includes(row.id))).toEqual([]);
  });
});

/** Every route with a call on one incident, and who may make it on an incident that they see. */
const desk = ['team-leader', 'deputy-leader', 'duty-officer'];
const readers = Object.keys(sight);
const insiders = [
  ...desk,
  'auditor',
  'administrator',
  'peoples-committee-leader',
  'steering-committee',
  'responder',
];
const crew = [...desk, 'responder'];
const nobodyId = uuid7();

type Row = { who: readonly string[]; body?: unknown; path?: Record<string, string>; multipart?: boolean };
const matrix: Record<string, Row> = {
  'GET /api/v1/incidents': { who: readers },
  'POST /api/v1/incidents': { who: desk, body: { title: 'Thử', detectedAt: '2026-11-22T10:00:00Z' } },
  'GET /api/v1/incident-tasks': { who: readers },
  'GET /api/v1/incidents/:id': { who: readers },
  'PATCH /api/v1/incidents/:id': { who: crew, body: { version: 999, title: 'x' } },
  'POST /api/v1/incidents/:id/classifications': {
    who: desk,
    body: { version: 999, group: 'ordinary', severity: 'M3', cause: 'attack', reason: 'theo mô tả' },
  },
  'POST /api/v1/incidents/:id/moves': { who: crew, body: { version: 999, to: 'confirmed' } },
  'POST /api/v1/incidents/:id/people': { who: desk, body: { personId: nobodyId, role: 'member' } },
  'DELETE /api/v1/incidents/:id/people/:personId': { who: desk, path: { personId: nobodyId } },
  'GET /api/v1/incident-candidates': { who: desk },
  'GET /api/v1/incidents/:id/history': { who: insiders },
  'GET /api/v1/incidents/:id/log': { who: readers },
  'POST /api/v1/incidents/:id/log': { who: crew, body: { text: 'đã gọi' } },
  'GET /api/v1/incidents/:id/tasks': { who: insiders },
  'POST /api/v1/incidents/:id/tasks': { who: crew, body: { title: 'Lấy nhật ký' } },
  'PATCH /api/v1/incidents/:id/tasks/:taskId': {
    who: crew,
    path: { taskId: nobodyId },
    body: { version: 1 },
  },
  'GET /api/v1/incidents/:id/observables': { who: insiders },
  'POST /api/v1/incidents/:id/observables': { who: crew, body: { text: '203.0.113.9' } },
  'PATCH /api/v1/incidents/:id/observables/:observableId': {
    who: crew,
    path: { observableId: nobodyId },
    body: { version: 1 },
  },
  'GET /api/v1/incidents/:id/files': { who: insiders },
  'POST /api/v1/incidents/:id/files': { who: crew, multipart: true },
  'GET /api/v1/incidents/:id/files/:fileId': { who: insiders, path: { fileId: nobodyId } },
};

const multipart = (name: string, content: string) => {
  const boundary = 'xxBOUNDARYxx';
  return {
    headers: { 'content-type': `multipart/form-data; boundary=${boundary}` },
    payload: `--${boundary}\r\ncontent-disposition: form-data; name="file"; filename="${name}"\r\ncontent-type: text/html\r\n\r\n${content}\r\n--${boundary}--\r\n`,
  };
};

const send = async (name: string, key: string, row: Row, incidentId: string) => {
  const [method, path] = key.split(' ') as ['GET', string];
  const url = path.replace(':id', incidentId).replace(/:(\w+)/, (_, part: string) => row.path?.[part] ?? '');
  const body = row.multipart
    ? multipart('a.txt', 'nội dung')
    : row.body === undefined
      ? {}
      : { payload: row.body as object };
  const answer = await caller(name).inject({ method, url, ...body });
  return answer.statusCode;
};

describe('rights of every route', () => {
  test('no route is without a row in the table', () => {
    const routes = incidentRoutes.map(({ route }) => `${route.method} ${route.path}`);
    expect(routes.filter((route) => !matrix[route])).toEqual([]);
    expect(Object.keys(matrix).filter((key) => !routes.includes(key))).toEqual([]);
  });

  // 404, 409 and 422 mean that the right was there and the rest of the request was not.
  const passed = [200, 201, 404, 409, 422];

  test.each(Object.entries(matrix))('%s on an incident that the caller sees', async (key, row) => {
    for (const [name, [seesOwn]] of Object.entries(sight)) {
      if (!seesOwn && key.includes(':id')) continue;
      const status = await send(name, key, row, own.id);
      if (row.who.includes(name)) expect(passed, `${name} ${status}`).toContain(status);
      else expect(status, name).toBe(403);
    }
    expect(await send('public', key, row, own.id)).toBe(401);
  });

  test.each(Object.entries(matrix).filter(([key]) => key.includes(':id')))(
    '%s on a hidden incident answers like on a missing one',
    async (key, row) => {
      for (const [name, [, seesForeign]] of Object.entries(sight)) {
        if (seesForeign) continue;
        const hidden = await send(name, key, row, foreign.id);
        const missing = await send(name, key, row, uuid7());
        expect(hidden, name).toBe(missing);
        expect([403, 404], name).toContain(hidden);
      }
    },
  );
});

test('a part of one incident is not found under another', async () => {
  const duty = caller('duty-officer');
  const task = await duty.call(addTaskRoute, { params: { id: own.id }, body: { title: 'Cô lập máy chủ' } });
  await duty.call(addObservablesRoute, { params: { id: own.id }, body: { text: 'cobac.example' } });
  const { rows } = await openTransaction(app.services, duty.actor, (tx) =>
    sql<{ id: string }>`select id from incident_observables where incident_id = ${own.id}`.execute(tx),
  );
  const observableId = rows[0]?.id ?? '';
  const entry = await duty.call(addLogEntryRoute, { params: { id: own.id }, body: { text: 'ghi' } });
  expect(
    await statusOf(
      duty.call(updateTaskRoute, {
        params: { id: foreign.id, taskId: task.id },
        body: { version: 1, state: 'done' },
      }),
    ),
  ).toBe(404);
  expect(
    await statusOf(
      duty.call(updateObservableRoute, {
        params: { id: foreign.id, observableId },
        body: { version: 1, isIoc: true },
      }),
    ),
  ).toBe(404);
  expect(
    await statusOf(
      duty.call(addLogEntryRoute, {
        params: { id: foreign.id },
        body: { kind: 'correction', text: 'nhầm', correctsId: entry.id },
      }),
    ),
  ).toBe(422);
});

describe('agencies read their incident from outside', () => {
  test('only shared log entries, no counts of inner parts', async () => {
    const duty = caller('duty-officer');
    const head = caller('agency-head');
    await duty.call(addLogEntryRoute, { params: { id: own.id }, body: { text: 'nội bộ: nghi lộ mật khẩu' } });
    await duty.call(addLogEntryRoute, {
      params: { id: own.id },
      body: { text: 'đề nghị cơ quan đổi mật khẩu', isInternal: false },
    });
    const log = await head.call(listLogRoute, { params: { id: own.id } });
    expect(log.items.some((entry) => entry.text.includes('đề nghị cơ quan'))).toBe(true);
    expect(log.items.some((entry) => entry.isInternal)).toBe(false);
    const page = await head.call(incidents.getIncidentRoute, { params: { id: own.id } });
    expect(page.counts).toMatchObject({ tasks: null, openTasks: null, observables: null });
    expect(page.can.seeInternal).toBe(false);
    expect((await head.call(listDueTasksRoute, { query: { scope: 'all' } })).items).toEqual([]);
  });

  test('the database hides inner parts from them too', async () => {
    const { rows } = await openTransaction(app.services, caller('agency-head').actor, (tx) =>
      sql<{ internal: number; tasks: number; observables: number; log: number }>`select
        (select count(*) from incident_log) as log,
        (select count(*) from incident_log where is_internal) as internal,
        (select count(*) from incident_tasks) as tasks,
        (select count(*) from incident_observables) as observables`.execute(tx),
    );
    expect(rows[0]).toMatchObject({ internal: 0, tasks: 0, observables: 0 });
    expect(rows[0]?.log).toBeGreaterThan(0);
  });
});

test('a released member no longer sees the incident', async () => {
  const system = app.system();
  const personId = await createTestPerson(system);
  const member = app.as(['responder'], { id: personId });
  const id = (await openTestIncident(system)).id;
  const duty = caller('duty-officer');
  await duty.call(incidents.assignPersonRoute, { params: { id }, body: { personId, role: 'member' } });
  expect(await statusOf(member.call(incidents.getIncidentRoute, { params: { id } }))).toBe(200);
  const after = await duty.call(incidents.removePersonRoute, { params: { id, personId } });
  expect(after.people.find((person) => person.personId === personId)?.removedAt).not.toBeNull();
  expect(await statusOf(member.call(incidents.getIncidentRoute, { params: { id } }))).toBe(404);
});

test('nobody sets TLP:RED on an incident that would then vanish before their eyes', async () => {
  const system = app.system();
  const personId = await createTestPerson(system);
  const id = (await openTestIncident(system)).id;
  await assignPerson(system, id, { personId, role: 'lead' });
  const lead = app.as(['responder'], { id: personId });
  const before = await lead.call(incidents.getIncidentRoute, { params: { id } });
  const after = await lead.call(incidents.updateIncidentRoute, {
    params: { id },
    body: { version: before.version, tlp: 'red' },
  });
  expect(after.tlp).toBe('red');
  expect(await statusOf(caller('administrator').call(incidents.getIncidentRoute, { params: { id } }))).toBe(
    404,
  );
});

describe('a value that is TLP:RED in an incident that is not', () => {
  test('is hidden from those who oversee without clearance, in the list and in hints', async () => {
    const { id } = await openTestIncident(app.system(), { agencyId });
    const other = await openTestIncident(app.system(), { agencyId });
    const leader = callers['team-leader'] as TestCaller;
    const body = { text: 'c2.red-value.example', tlp: 'red' } as const;
    await leader.call(addObservablesRoute, { params: { id }, body });
    await leader.call(addObservablesRoute, { params: { id: other.id }, body: { text: body.text } });
    const valuesFor = async (caller: TestCaller | undefined, incidentId: string) =>
      (await caller?.call(listObservablesRoute, { params: { id: incidentId } }))?.items ?? [];
    expect(await valuesFor(leader, id)).toHaveLength(1);
    for (const role of ['administrator', 'steering-committee', 'peoples-committee-leader']) {
      expect(await valuesFor(callers[role], id)).toEqual([]);
      const [seen] = await valuesFor(callers[role], other.id);
      expect(seen?.alsoIn.count).toBe(0);
      expect(
        (await callers[role]?.call(incidents.getIncidentRoute, { params: { id } }))?.counts.observables,
      ).toBe(0);
    }
  });
});

test('a reason that looks like a key of the program is shown as it was typed', async () => {
  const { id } = await openTestIncident(app.system());
  const leader = callers['team-leader'] as TestCaller;
  for (const reason of ['@minh đã kiểm tra', '@toString']) {
    const { version } = await leader.call(incidents.getIncidentRoute, { params: { id } });
    const body = {
      version,
      group: 'ordinary',
      severity: 'M4',
      cause: 'attack',
      attackType: null,
      rsit: null,
      reason,
    } as const;
    await leader.call(incidents.classifyIncidentRoute, { params: { id }, body });
    const { items } = await leader.call(listLogRoute, { params: { id }, query: { direction: 'desc' } });
    expect(items[0]?.text).toContain(reason);
  }
});
