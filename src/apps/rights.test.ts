import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import type { Actor } from '../platform/access/actor.ts';
import type { BoundRoute } from '../platform/http/handle.ts';
import type { Route } from '../platform/http/route.ts';
import { type Role, roles, rolesThatSeeAll } from '../slices/accounts/roles.ts';
import { createSignedInPerson } from '../slices/accounts/testing.ts';
import { createTestAgency, openTestAttention, proposeTestChange } from '../slices/agencies/testing.ts';
import { addFiles } from '../slices/documents/public.ts';
import type { FileSubjectKind } from '../slices/documents/tables.ts';
import { addTestCopy, draftTestDocument } from '../slices/documents/testing.ts';
import { readIncidentClocks } from '../slices/duties/clocks/read-clocks.ts';
import { createForm } from '../slices/duties/save-form.ts';
import { sendTestDispatch } from '../slices/duties/testing.ts';
import { createYearlyForm } from '../slices/duties/yearly-forms.ts';
import { addTask } from '../slices/incidents/add-task.ts';
import { assignPerson } from '../slices/incidents/assign-person.ts';
import { addObservables } from '../slices/incidents/public.ts';
import { openTestIncident } from '../slices/incidents/testing.ts';
import { updateReportRoute } from '../slices/intake/contract/triage.ts';
import { fileTestReport } from '../slices/intake/testing.ts';
import { createTestCallUp, createTestOrder } from '../slices/mobilisation/testing.ts';
import { approveTestReport } from '../slices/reports/testing.ts';
import { createTestSystem } from '../slices/systems/testing.ts';
import { createTestEvidence, createTestMember, createTestReplacement } from '../slices/team/testing.ts';
import { createRoutes } from './routes.ts';
import { doors, rightsTable } from './testing/rights-table.ts';
import { sampleOf } from './testing/sample-of.ts';
import { createTestApp, type TestApp, type TestCaller } from './testing/test-app.ts';

type Side = 'own' | 'foreign' | 'missing';
type Ids = Record<string, string>;

/** One yearly form for each side. */
let yearOfForms = 2020;
const nobody = '00000000-0000-7000-8000-0000000000fe';
// Hundreds of requests in one test: on a busy machine they take longer than one.
vi.setConfig({ testTimeout: 120_000 });

let app: TestApp;
let routes: readonly BoundRoute[];
const callers = new Map<Role | 'nobody' | 'key', TestCaller>();
const records: Record<Side, Ids> = { own: {}, foreign: {}, missing: {} };

const nameOf = (route: Route) => `${route.method} ${route.path}`;

/** One agency with a record of every kind, as seen by its people as `own` and by the others as `foreign`. */
const createRecords = async (participants: readonly string[]): Promise<Ids> => {
  const system = app.system();
  const agencyId = await createTestAgency(system);
  const incident = await openTestIncident(system, { agencyId });
  for (const personId of participants) await assignPerson(system, incident.id, { personId, role: 'member' });
  const task = await addTask(system, incident.id, {
    title: 'Việc',
    description: '',
    assigneeId: null,
    dueAt: null,
  });
  const report = await fileTestReport(app.as(['duty-officer']));
  await app.as(['duty-officer']).call(updateReportRoute, {
    params: { id: report.id },
    body: { version: 1, agencyId },
  });
  const person = await createSignedInPerson(app, [{ role: 'agency-focal-point', agencyId }]);
  const blob = await app.services.blobs.put(Buffer.from(`file of ${agencyId}`), 1_000);
  const memberId = await createTestMember(system, { agencyId });
  const evidenceId = await createTestEvidence(system, memberId);
  const addFile = (subjectKind: FileSubjectKind, subjectId: string) =>
    system.tx((tx) =>
      addFiles(system, tx, [
        {
          blob,
          name: 'a.txt',
          contentType: 'text/plain',
          subjectKind,
          subjectId,
          agencyId,
          isFromOutside: false,
        },
      ]),
    );
  const [incidentFile] = await addFile('incident', incident.id);
  const [reportFile] = await addFile('report', report.id);
  const [evidenceFile] = await addFile('skill-evidence', evidenceId);
  await system.tx((tx) => addObservables(system, tx, incident.id, '198.51.100.7', 'test'));
  const { rows } = await system.tx((tx) =>
    sql<{
      id: string;
    }>`select id from incident_observables where incident_id = ${incident.id} limit 1`.execute(tx),
  );
  const document = await draftTestDocument(system, { participantIds: participants });
  const callUp = await createTestCallUp(system);
  const order = await createTestOrder(system);
  const [orderFile] = await addFile('coordination-order', order.id);
  const { items: clocks } = await readIncidentClocks(system, incident.id);
  const clock = clocks.find(({ ruleId }) => ruleId === 'B3');
  const sent = clock && (await sendTestDispatch(system, clock.id));
  const [dispatch] = sent?.items ?? [];
  const [dispatchFile] = dispatch ? await addFile('dispatch', dispatch.id) : [];
  return {
    agencies: agencyId,
    'agency-distances': agencyId,
    'call-ups': callUp.id,
    'call-ups/recipientId': callUp.recipients[0]?.id ?? nobody,
    'coordination-orders': order.id,
    'coordination-orders/fileId': orderFile?.id ?? nobody,
    incidents: incident.id,
    reports: report.id,
    people: person.id,
    ...(await createTestReplacement(system, agencyId)),
    'agency-changes': await proposeTestChange(app, agencyId),
    'agency-attention': await openTestAttention(system, agencyId),
    members: memberId,
    evidenceId,
    'members/fileId': evidenceFile?.id ?? nobody,
    systems: await createTestSystem(system, { agencyId }),
    'periodic-reports': (await approveTestReport(app, { agencyId })).id,
    taskId: task.id,
    observableId: rows[0]?.id ?? nobody,
    'official-documents': document.id,
    'yearly-forms': (await createYearlyForm(system, { kind: 'form-01', year: yearOfForms++ })).id,
    copyId: await addTestCopy(system, document.id),
    'duty-rule-sets': '00000000-0000-7000-8000-000000000501',
    clocks: clock?.id ?? nobody,
    dispatches: dispatch?.id ?? nobody,
    'dispatches/fileId': dispatchFile?.id ?? nobody,
    'incidents/documentId': (await createForm(system, incident.id, 'form-03')).id,
    'incidents/fileId': incidentFile?.id ?? nobody,
    'reports/fileId': reportFile?.id ?? nobody,
  };
};

beforeAll(async () => {
  app = await createTestApp();
  routes = createRoutes({
    services: app.services,
    hub: () => app.hub,
    mailState: () => 'not-configured',
    version: '0',
  });
  const responder = (await createSignedInPerson(app, ['responder'])).id;
  const expert = (await createSignedInPerson(app, ['external-expert'])).id;
  records.own = await createRecords([responder, expert]);
  records.foreign = await createRecords([]);
  for (const role of roles) {
    const isOfAgency = !rolesThatSeeAll.includes(role) && role.startsWith('agency');
    const id = role === 'responder' ? responder : role === 'external-expert' ? expert : undefined;
    callers.set(
      role,
      app.as([role], {
        organisationIds: isOfAgency ? [records.own.agencies as string] : [],
        ...(id ? { id } : {}),
      }),
    );
  }
  callers.set('nobody', app.public());
});
afterAll(() => app.stop());

/** The path with the ids of one side; `:id` is that of the collection before it. */
const pathFor = (route: Route, side: Side, childSide: Side = side): string => {
  const collection = /\/v1\/([a-z-]+)\/:/.exec(route.path)?.[1] ?? '';
  return route.path.replace(/:(\w+)/g, (_, name: string) => {
    if (name === 'step') return 'b';
    if (name === 'role') return 'standing-agency';
    if (name === 'day') return '2026-01-01';
    if (name === 'id') return records[side][collection] ?? nobody;
    return records[childSide][`${collection}/${name}`] ?? records[childSide][name] ?? nobody;
  });
};

const send = (caller: TestCaller, route: Route, url: string, body: unknown = bodyOf(route)) => {
  if (route.bodyKind === 'multipart') {
    const form = new FormData();
    for (const [name, value] of Object.entries((body ?? {}) as object)) form.append(name, String(value));
    return caller.inject({ method: route.method, url, payload: form });
  }
  if (route.bodyKind === 'form') {
    return caller.inject({
      method: route.method,
      url,
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      payload: new URLSearchParams(body as Record<string, string>).toString(),
    });
  }
  return caller.inject({
    method: route.method,
    url,
    ...(body === undefined ? {} : { payload: body as object }),
  });
};

const bodyOf = (route: Route): unknown => (route.body ? sampleOf(route.body) : undefined);
const isStream = (route: Route) => route.answer === 'events';
const caller = (name: Role | 'nobody'): TestCaller => callers.get(name) as TestCaller;

const neutral = (body: string): string =>
  body.replace(/[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g, 'ID');

type Expected = 401 | 403 | 404 | 'through';
const outsiders: readonly string[] = ['agency-head', 'agency-focal-point'];

/** What the table says of one role, route and side. */
const expectedOf = (role: Role | 'nobody', route: Route, side: Side): Expected => {
  const [door, sight] = rightsTable[nameOf(route)] ?? ['administrator', 'none'];
  if (door === 'public') return 'through';
  if (role === 'nobody') return 401;
  if (door === 'signed-in') return 'through';
  // Callers of this test have roles but no session.
  if (door === 'session') return route.method === 'GET' ? 403 : 'through';
  if (!(doors[door] as readonly string[]).includes(role)) return 403;
  if (sight === 'none') return 'through';
  if (side === 'missing') return 404;
  if (sight === 'shared' || rolesThatSeeAll.includes(role)) return 'through';
  if (sight === 'agency' && role === 'responder') return 'through';
  if (side === 'foreign') return 404;
  return sight === 'inside' && outsiders.includes(role) ? 403 : 'through';
};

test('every route has a row in the table, and every row a route', () => {
  const names = routes.map(({ route }) => nameOf(route));
  expect(names.filter((name) => !(name in rightsTable))).toEqual([]);
  expect(Object.keys(rightsTable).filter((name) => !names.includes(name))).toEqual([]);
});

describe.each(['nobody', ...roles] as const)('%s', (role) => {
  test('passes and is refused as the table says, at own, foreign and missing records', async () => {
    const faults: string[] = [];
    for (const { route } of routes) {
      // A link that opens nothing answers 404 to everybody; slices/mobilisation tests what opens.
      if (isStream(route) || route.path === '/h/:token') continue;
      const isRead = route.method === 'GET';
      for (const side of route.path.includes('/:')
        ? (['missing', 'foreign', 'own'] as const)
        : (['own'] as const)) {
        const expected = expectedOf(role, route, side);
        // What would go through is tried with reads only: writes would change the records under the other tests.
        if (expected === 'through' && !isRead) continue;
        const answer = await send(caller(role), route, pathFor(route, side));
        const status = answer.statusCode;
        const isFit =
          expected === 'through' ? ![401, 403, 404].includes(status) && status < 500 : status === expected;
        if (!isFit)
          faults.push(
            `${nameOf(route)} ${side}: ${status} instead of ${expected} ${answer.body.slice(0, 120)}`,
          );
      }
    }
    expect(faults).toEqual([]);
  });

  test('a hidden and a missing record answer alike: same status and body', async () => {
    for (const { route } of routes) {
      if (!route.path.includes('/:') || expectedOf(role, route, 'foreign') !== 404) continue;
      const hidden = await send(caller(role), route, pathFor(route, 'foreign'));
      const missing = await send(caller(role), route, pathFor(route, 'missing'));
      expect([nameOf(route), hidden.statusCode, neutral(hidden.body)]).toEqual([
        nameOf(route),
        missing.statusCode,
        neutral(missing.body),
      ]);
      expect(Object.keys(hidden.headers)).toEqual(Object.keys(missing.headers));
    }
  });
});

test('a child under the wrong parent is missing, whoever asks', async () => {
  const withChild = routes.filter(({ route }) =>
    /:id\/.*:(fileId|taskId|observableId|documentId|copyId)/.test(route.path),
  );
  expect(withChild.length).toBeGreaterThanOrEqual(4);
  for (const { route } of withChild) {
    for (const role of ['team-leader', 'duty-officer', 'auditor', 'responder', 'agency-head'] as const) {
      const { statusCode } = await send(caller(role), route, pathFor(route, 'own', 'foreign'));
      expect([nameOf(route), role, statusCode]).toEqual([
        nameOf(route),
        role,
        expectedOf(role, route, 'missing') === 403 ? 403 : expectedOf(role, route, 'own') === 403 ? 403 : 404,
      ]);
    }
  }
});

test('an unknown field is refused by its name on every body', async () => {
  const leader = app.as(['administrator', 'team-leader', 'agency-head']);
  for (const { route } of routes) {
    if (!route.body || nameOf(route).includes('/bao-cao') || nameOf(route).includes('/theo-doi')) continue;
    if (nameOf(route).includes('/h/:token')) continue;
    const body = { ...(bodyOf(route) as object), isAdministrator: 'true' };
    const answer = await send(leader, route, pathFor(route, 'own'), body);
    const fields = (answer.json().errors ?? []) as { field: string; reason: string }[];
    expect([nameOf(route), answer.statusCode, fields]).toEqual([
      nameOf(route),
      422,
      expect.arrayContaining([expect.objectContaining({ field: 'isAdministrator', reason: 'unknownField' })]),
    ]);
  }
});

/** Rows and their contents of every table, but for those that note reading itself. */
const fingerprint = async (): Promise<Record<string, string>> => {
  const { rows: tables } = await sql<{ name: string }>`
    select tablename as name from pg_tables where schemaname = 'public'
      and tablename not in ('audit_entries', 'events') order by 1`.execute(app.services.db);
  const prints: Record<string, string> = {};
  for (const { name } of tables) {
    prints[name] = await app.system().tx(async (tx) => {
      const { rows } = await sql<{ print: string }>`
        select count(*) || ' ' || coalesce(md5(string_agg(t::text, ',' order by t::text)), '') as print
        from ${sql.table(name)} t`.execute(tx);
      return rows[0]?.print ?? '';
    });
  }
  return prints;
};

test('reading changes nothing: the database is the same after every GET by every role', async () => {
  const before = await fingerprint();
  for (const role of ['nobody', ...roles] as const) {
    for (const { route } of routes) {
      if (route.method !== 'GET' || isStream(route)) continue;
      for (const side of ['own', 'foreign'] as const)
        await caller(role).inject({ url: pathFor(route, side) });
    }
  }
  expect(await fingerprint()).toEqual(before);
});

describe('keys for programs', () => {
  const asKey = (permissions: string[], agencyId?: string) => {
    const actor: Actor = {
      kind: 'api-key',
      id: nobody,
      label: 'khóa',
      reach: agencyId ? 'own' : 'all',
      organisationIds: agencyId ? [agencyId] : [],
      permissions: new Map(permissions.map((name) => [name, agencyId ? 'own-organisation' : 'any'])),
    };
    const someone = app.as([]);
    Object.assign(someone.actor, actor);
    return someone;
  };

  test('a key that files reports reads nothing, and no key does what is for people', async () => {
    const filing = asKey(['report.create']);
    for (const { route } of routes) {
      const [door] = rightsTable[nameOf(route)] ?? ['public'];
      if (door === 'public' || isStream(route) || nameOf(route) === 'GET /api/v1/organisation') continue;
      if (door === 'reporters') continue;
      const { statusCode } = await send(filing, route, pathFor(route, 'own'));
      expect([nameOf(route), statusCode]).toEqual([nameOf(route), 403]);
    }
  });

  test('a key of one agency finds only that agency’s reports', async () => {
    const key = asKey(['report.read'], records.own.agencies);
    const url = (side: Side) => `/api/v1/reports/${records[side].reports}`;
    expect((await key.inject({ url: url('own') })).statusCode).toBe(200);
    expect((await key.inject({ url: url('foreign') })).statusCode).toBe(404);
    const { items } = (await key.inject({ url: '/api/v1/reports' })).json();
    expect(items.map(({ id }: { id: string }) => id)).toEqual([records.own.reports]);
  });
});

describe('who is no longer let in', () => {
  test('a disabled person is refused everywhere, with the session that was running', async () => {
    const person = await createSignedInPerson(app, ['team-leader']);
    const get = (url: string) => app.server.inject({ url, headers: { cookie: person.cookie } });
    expect((await get('/api/v1/desk')).statusCode).toBe(200);
    await app
      .system()
      .tx((tx) => tx.updateTable('people').set({ state: 'disabled' }).where('id', '=', person.id).execute());
    for (const { route } of routes) {
      const [door] = rightsTable[nameOf(route)] ?? ['public'];
      if (door === 'public') continue;
      const answer = await app.server.inject({
        method: route.method,
        url: pathFor(route, 'own'),
        headers: { cookie: person.cookie },
        ...(route.body && route.bodyKind !== 'multipart' && route.bodyKind !== 'form'
          ? { payload: bodyOf(route) as object }
          : {}),
      });
      expect([nameOf(route), answer.statusCode]).toEqual([nameOf(route), 401]);
    }
  });

  test('a wrong bearer token is refused even beside a good session cookie', async () => {
    const { cookie } = await createSignedInPerson(app, ['team-leader']);
    for (const authorization of ['Bearer khien_aaaaaaaa_x', 'Bearer ', 'Basic eDp5', 'x']) {
      const { statusCode } = await app.server.inject({
        url: '/api/v1/desk',
        headers: { cookie, authorization },
      });
      expect([authorization, statusCode]).toEqual([authorization, 401]);
    }
  });
});
