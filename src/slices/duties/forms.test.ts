import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createTestApp, type TestApp, type TestCaller } from '../../apps/testing/test-app.ts';
import { openTransaction } from '../../platform/ctx/transaction.ts';
import { ProblemError } from '../../platform/http/client.ts';
import { uuid7 } from '../../platform/ids/uuid7.ts';
import * as incidents from '../incidents/contract/incident-routes.ts';
import { createTestPerson } from '../incidents/testing.ts';
import * as contract from './contract.ts';
import { dutyRoutes } from './routes.ts';
import { openFilledIncident, setTestProfile } from './testing.ts';

let app: TestApp;
let duty: TestCaller;
const callers: Record<string, TestCaller> = {};
beforeAll(async () => {
  app = await createTestApp();
  duty = app.as(['duty-officer']);
  await setTestProfile(app.system());
});
afterAll(() => app.stop());

const problemOf = async (work: Promise<unknown>) => {
  try {
    await work;
  } catch (error) {
    if (error instanceof ProblemError) return error.problem;
    throw error;
  }
  throw new Error('no problem');
};
const draft = async (kind: contract.FormKind = 'form-03') => {
  const incident = await openFilledIncident(app.system());
  const form = await duty.call(contract.createFormRoute, { params: { id: incident.id }, body: { kind } });
  return { incident, form, params: { id: incident.id, documentId: form.id } };
};
const save = (params: { id: string; documentId: string }, version: number, input: object) =>
  duty.call(contract.saveFormRoute, { params, body: { kind: 'form-03', version, input } });

describe('versions', () => {
  test('every save is a version; older ones stay as they were', async () => {
    const { form, params } = await draft();
    const saved = await save(params, 1, { ...form.input, proposals: 'Đề nghị hỗ trợ' });
    expect(saved).toMatchObject({ id: form.id, version: 2, newestVersion: 2 });
    expect(saved.versions.map(({ version }) => version)).toEqual([2, 1]);
    const first = await duty.call(contract.getFormRoute, { params, query: { version: 1 } });
    expect(first.input).toEqual(form.input);
    const older = await problemOf(duty.call(contract.getFormRoute, { params, query: { version: 9 } }));
    expect(older.status).toBe(404);
  });

  test('a save from an older version is refused and shows the current one', async () => {
    const { form, params } = await draft();
    await save(params, 1, { ...form.input, proposals: 'Bản của người thứ nhất' });
    const problem = await problemOf(save(params, 1, { ...form.input, proposals: 'Bản của người thứ hai' }));
    expect(problem).toMatchObject({
      status: 409,
      code: 'platform.stale',
      current: { version: 2, input: { proposals: 'Bản của người thứ nhất' } },
    });
  });

  test('of two saves at the same moment one is kept and the other is told', async () => {
    const { form, params } = await draft();
    const outcomes = await Promise.allSettled(
      ['một', 'hai', 'ba'].map((proposals) => save(params, 1, { ...form.input, proposals })),
    );
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    const { items } = await duty.call(contract.listFormsRoute, { params: { id: params.id } });
    expect(items[0]?.newestVersion).toBe(2);
  });

  test('a save that changes nothing makes no version', async () => {
    const { form, params } = await draft();
    expect((await save(params, 1, form.input)).version).toBe(1);
  });

  test('an incident has one form of each kind', async () => {
    const { form, params } = await draft();
    const body = { kind: 'form-03' as const };
    const problem = await problemOf(duty.call(contract.createFormRoute, { params: { id: params.id }, body }));
    expect(problem).toMatchObject({ status: 409, code: 'duties.formExists', documentId: form.id });
  });

  test('completing a form leaves the records as they are', async () => {
    const { params } = await draft();
    const before = await duty.call(incidents.getIncidentRoute, { params: { id: params.id } });
    await save(params, 1, { description: 'Mô tả khác hẳn', status: 'handled' });
    expect(await duty.call(incidents.getIncidentRoute, { params: { id: params.id } })).toEqual(before);
  });

  test('filling again takes the records and keeps what they do not hold', async () => {
    const { form, incident, params } = await draft();
    await save(params, 1, {
      ...form.input,
      description: 'Viết tay',
      proposals: 'Đề nghị hỗ trợ phân tích mã độc',
      reported: { date: '2026-11-20', hour: 3, minute: 4 },
    });
    const record = await duty.call(incidents.getIncidentRoute, { params: { id: incident.id } });
    await duty.call(incidents.updateIncidentRoute, {
      params: { id: incident.id },
      body: { version: record.version, description: 'Mô tả mới trong hồ sơ', notifiedParties: ['isp'] },
    });
    const again = await duty.call(contract.refillFormRoute, { params, body: { version: 2 } });
    expect(again).toMatchObject({
      version: 3,
      input: {
        notifiedParties: ['isp'],
        proposals: 'Đề nghị hỗ trợ phân tích mã độc',
        reported: { date: '2026-11-20', hour: 3, minute: 4 },
      },
    });
    expect(again.input.description).toContain('Mô tả mới trong hồ sơ');
    const stale = await problemOf(duty.call(contract.refillFormRoute, { params, body: { version: 2 } }));
    expect(stale.status).toBe(409);
  });

  test('a faulty or unknown field is named and nothing is written', async () => {
    const { params } = await draft();
    const wrong = await problemOf(save(params, 1, { detected: { hour: 24 }, system: { colour: 'red' } }));
    expect(wrong.status).toBe(422);
    expect(wrong.errors?.map(({ field }) => field).sort()).toEqual([
      'input.detected.hour',
      'input.system.colour',
    ]);
    const other = await problemOf(
      duty.call(contract.saveFormRoute, { params, body: { kind: 'form-04', version: 1, input: {} } }),
    );
    expect(other.errors?.map(({ field }) => field)).toEqual(['kind']);
    expect((await duty.call(contract.getFormRoute, { params })).newestVersion).toBe(1);
  });

  test('the preview shows unsaved values and what they lack', async () => {
    const { params } = await draft();
    const preview = await duty.call(contract.previewFormRoute, {
      params,
      body: { kind: 'form-03', input: { ipAddresses: ['10.0.0.1'] } },
    });
    expect(preview.pages[0]?.svg).toMatch(/^<svg /);
    expect(preview.pages[0]).toMatchObject({ widthMm: 210, heightMm: 297 });
    expect(preview.missing.length).toBeGreaterThan(10);
    expect(preview.remarks).toMatchObject([{ field: 'ipAddresses', value: '10.0.0.1' }]);
    expect((await duty.call(contract.getFormRoute, { params })).newestVersion).toBe(1);
  });

  test('each step is in the audit log, with names of fields and no values', async () => {
    const { form, params } = await draft();
    await save(params, 1, { ...form.input, proposals: 'Chuyện riêng' });
    await duty.inject({ method: 'GET', url: `/api/v1/incidents/${params.id}/documents/${form.id}/pdf` });
    const { rows } = await app.system().tx((tx) =>
      sql<{ action: string; data: object }>`select action, data from audit_entries
        where subject_id = ${params.id} and action like 'document.%' order by at, id`.execute(tx),
    );
    expect(rows.map(({ action }) => action)).toEqual([
      'document.created',
      'document.saved',
      'document.downloaded',
    ]);
    expect(rows[1]?.data).toMatchObject({ kind: 'form-03', version: 2, fields: ['proposals'] });
    expect(JSON.stringify(rows)).not.toContain('Chuyện riêng');
  });
});

describe('who sees forms', () => {
  const named = { id: '', documentId: '' };
  const red = { id: '', documentId: '' };
  beforeAll(async () => {
    const system = app.system();
    const memberId = await createTestPerson(system, 'Trần Văn Ứng');
    const { params, incident } = await draft();
    Object.assign(named, params);
    const hidden = await openFilledIncident(system, { tlp: 'red' });
    const form = await duty.call(contract.createFormRoute, {
      params: { id: hidden.id },
      body: { kind: 'form-03' },
    });
    Object.assign(red, { id: hidden.id, documentId: form.id });
    await duty.call(incidents.assignPersonRoute, {
      params: { id: named.id },
      body: { personId: memberId, role: 'member' },
    });
    callers.member = app.as(['responder'], { id: memberId });
    callers.stranger = app.as(['responder'], { organisationIds: [incident.agencyId] });
    callers.auditor = app.as(['auditor']);
    callers.steering = app.as(['steering-committee']);
    callers.head = app.as(['agency-head'], { organisationIds: [incident.agencyId] });
    callers.public = app.public();
  });

  const bodies: Record<string, object> = {
    'POST /api/v1/incidents/:id/documents': { kind: 'form-04' },
    'PUT /api/v1/incidents/:id/documents/:documentId': { kind: 'form-03', version: 999, input: {} },
    'POST /api/v1/incidents/:id/documents/:documentId/refill': { version: 999 },
    'POST /api/v1/incidents/:id/documents/:documentId/preview': { kind: 'form-03', input: {} },
  };
  const send = async (who: string, { route }: (typeof dutyRoutes)[number], target: typeof named) => {
    const payload = bodies[`${route.method} ${route.path}`];
    const answer = await callers[who]?.inject({
      method: route.method,
      url: route.path.replace(':id', target.id).replace(':documentId', target.documentId),
      ...(payload ? { payload } : {}),
    });
    return answer?.statusCode;
  };
  const isWrite = (route: { access: string }) => route.access === 'document.create';

  test.each(dutyRoutes.map((bound) => [`${bound.route.method} ${bound.route.path}`, bound] as const))(
    '%s follows the sight of the incident',
    async (_, bound) => {
      const done = isWrite(bound.route) ? [200, 201, 409] : [200];
      expect(done).toContain(await send('member', bound, named));
      expect(await send('member', bound, red)).toBe(404);
      expect(await send('stranger', bound, named)).toBe(404);
      expect(await send('auditor', bound, named)).toBe(isWrite(bound.route) ? 403 : 200);
      expect(await send('auditor', bound, red)).toBe(isWrite(bound.route) ? 403 : 200);
      expect(await send('steering', bound, red)).toBe(isWrite(bound.route) ? 403 : 404);
      expect(await send('head', bound, named)).toBe(403);
      expect(await send('public', bound, named)).toBe(401);
    },
  );

  test('a form of another incident and a missing form are both missing', async () => {
    const crossed = { id: named.id, documentId: red.documentId };
    for (const bound of dutyRoutes.filter(({ route }) => route.path.includes(':documentId'))) {
      expect(await send('member', bound, crossed)).toBe(404);
      expect(await send('member', bound, { id: named.id, documentId: uuid7() })).toBe(404);
    }
  });

  test('the database alone shows no form before its incident was looked at', async () => {
    const actor = callers.stranger?.actor as NonNullable<(typeof callers)[string]>['actor'];
    const rows = await openTransaction(app.services, actor, (tx) =>
      sql`select id from documents`.execute(tx),
    );
    expect(rows.rows).toEqual([]);
  });

  test('a saved form is told to those who may read it', async () => {
    const { rows } = await app.system().tx((tx) =>
      sql<{ data: { id: string }; permission: string; organisation_id: string | null }>`
        select data, permission, organisation_id from events where type = 'document.changed'`.execute(tx),
    );
    const told = (id: string) => rows.find((row) => row.data.id === id);
    expect(told(named.documentId)).toMatchObject({ permission: 'document.read', organisation_id: null });
    expect(told(red.documentId)).toMatchObject({ permission: 'incident.read-red', organisation_id: null });
  });
});
