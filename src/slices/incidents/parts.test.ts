import { createHash } from 'node:crypto';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createTestApp, type TestApp, type TestCaller } from '../../apps/testing/test-app.ts';
import { createSystemActor } from '../../platform/access/actor.ts';
import { openTransaction } from '../../platform/ctx/transaction.ts';
import { fileSchema } from '../documents/contract.ts';
import { addSystemLogEntry } from './add-log-entry.ts';
import { assignPerson } from './assign-person.ts';
import { addIncidentFilesRoute } from './contract/files.ts';
import { classifyIncidentRoute } from './contract/incident-routes.ts';
import { addLogEntryRoute, listLogRoute } from './contract/log.ts';
import { addObservablesRoute, listObservablesRoute, updateObservableRoute } from './contract/observables.ts';
import { incidentFactsForForms } from './incident-facts-for-forms.ts';
import { listIncidentsLike } from './queries/list-incidents-like.ts';
import { createTestPerson, openTestIncident } from './testing.ts';

let app: TestApp;
let duty: TestCaller;
beforeAll(async () => {
  app = await createTestApp();
  duty = app.as(['duty-officer']);
});
afterAll(() => app.stop());

const open = async () => (await openTestIncident(app.system())).id;

describe('log', () => {
  test('entries are never changed or removed, not even past the program', async () => {
    const id = await open();
    await duty.call(addLogEntryRoute, { params: { id }, body: { text: 'đã rút dây mạng' } });
    await duty.call(classifyIncidentRoute, {
      params: { id },
      body: { version: 1, group: 'ordinary', severity: 'M3', cause: 'attack', reason: 'theo mô tả' },
    });
    for (const statement of [
      sql`update incident_log set text = 'khác'`,
      sql`delete from incident_log`,
      sql`update incident_classifications set reason = 'khác'`,
      sql`delete from incident_classifications`,
    ]) {
      for (const actor of [duty.actor, createSystemActor('test')]) {
        await expect(openTransaction(app.services, actor, (tx) => statement.execute(tx))).rejects.toThrow(
          /never changed/,
        );
      }
    }
  });

  test('a correction names its entry and leaves it as it was', async () => {
    const params = { id: await open() };
    const entry = await duty.call(addLogEntryRoute, {
      params,
      body: { kind: 'call', text: 'gọi lúc 2 giờ' },
    });
    const correction = await duty.call(addLogEntryRoute, {
      params,
      body: { kind: 'correction', text: 'gọi lúc 3 giờ', correctsId: entry.id },
    });
    const { items } = await duty.call(listLogRoute, { params, query: { direction: 'asc' } });
    expect(items.find((item) => item.id === entry.id)?.text).toBe('gọi lúc 2 giờ');
    expect(items.find((item) => item.id === correction.id)?.correctsId).toBe(entry.id);
  });

  test('the stated time stands beside the time of writing', async () => {
    const params = { id: await open() };
    const entry = await duty.call(addLogEntryRoute, {
      params,
      body: { text: 'thấy tệp lạ', eventAt: '2026-11-22T08:00:00+07:00', eventPrecision: 'hour' },
    });
    expect(entry).toMatchObject({
      eventAt: '2026-11-22T01:00:00.000Z',
      eventPrecision: 'hour',
      writtenAt: app.clock.now().toISOString(),
    });
  });

  test('the same key writes once', async () => {
    const params = { id: await open() };
    const send = () =>
      duty.call(addLogEntryRoute, { params, body: { text: 'một lần' }, idempotencyKey: 'log-1' });
    expect((await send()).id).toBe((await send()).id);
  });

  test('lines of the program are said in the language of the reader, and never contain markup of a value', async () => {
    const id = await open();
    await app.system().tx((tx) =>
      addSystemLogEntry(app.system(), tx, id, 'incidents.log.moved', {
        from: '@incidents.status.received',
        to: '<b>{{from}}</b>',
      }),
    );
    const newest = async (language: string) =>
      (await duty.call(listLogRoute, { params: { id }, language })).items[0]?.text;
    expect(await newest('vi')).toBe('Chuyển trạng thái từ “Mới tiếp nhận” sang “<b>{{from}}</b>”.');
    expect(await newest('en')).toBe('Status moved from “Received” to “<b>{{from}}</b>”.');
  });
});

describe('observables', () => {
  test('a value is kept once per incident, normalised, and links what the caller sees', async () => {
    const [one, two, hidden] = [
      await open(),
      await open(),
      (await openTestIncident(app.system(), { tlp: 'red' })).id,
    ];
    const add = (id: string, text: string) =>
      duty.call(addObservablesRoute, { params: { id }, body: { text, source: 'thư báo' } });
    expect(await add(one, 'hxxp://Xau[.]example/a và 10.0.0.8')).toEqual({ addedCount: 3, knownCount: 0 });
    expect(await add(one, 'xau.example')).toEqual({ addedCount: 0, knownCount: 1 });
    await add(two, 'XAU.example 10.0.0.8');
    await add(hidden, 'xau.example');
    const links = async (who: TestCaller) =>
      (await who.call(listObservablesRoute, { params: { id: one } })).items.map((item) => [
        item.value,
        item.alsoIn.incidents.map((incident) => incident.id).sort(),
      ]);
    expect(await links(duty)).toEqual([
      ['http://xau.example/a', []],
      ['xau.example', [two, hidden].sort()],
      ['10.0.0.8', []],
    ]);
    expect((await links(app.as(['administrator'])))[1]).toEqual(['xau.example', [two]]);
    const personId = await createTestPerson(app.system());
    await assignPerson(app.system(), one, { personId, role: 'member' });
    expect((await links(app.as(['responder'], { id: personId })))[1]).toEqual(['xau.example', []]);
  });

  test('a value that is everywhere is counted, not listed', async () => {
    const ids = [];
    for (let index = 0; index < 23; index += 1) {
      const id = await open();
      ids.push(id);
      await duty.call(addObservablesRoute, { params: { id }, body: { text: 'chung.example' } });
    }
    const { items } = await duty.call(listObservablesRoute, { params: { id: ids[0]! } });
    expect(items[0]?.alsoIn).toEqual({ count: 21, isTooCommon: true, incidents: [] });
  });

  test('marking as indicator keeps note and version', async () => {
    const params = { id: await open() };
    await duty.call(addObservablesRoute, { params, body: { text: 'CVE-2024-3400' } });
    const { items } = await duty.call(listObservablesRoute, { params });
    const marked = await duty.call(updateObservableRoute, {
      params: { ...params, observableId: items[0]!.id },
      body: { version: 1, isIoc: true, tlp: 'green', note: 'đã vá' },
    });
    expect(marked).toMatchObject({ version: 2, isIoc: true, tlp: 'green', note: 'đã vá' });
    const iocs = await duty.call(listObservablesRoute, { params, query: { isIoc: 'true', type: 'cve' } });
    expect(iocs.items).toHaveLength(1);
  });

  test('an incident with the same indicator is offered with the reason, unless hidden', async () => {
    const id = await open();
    await duty.call(addObservablesRoute, { params: { id }, body: { text: 'rieng-biet.example' } });
    const like = (who: TestCaller) =>
      who.ctx().tx((tx) =>
        listIncidentsLike(who.ctx(), tx, {
          agencyId: null,
          observables: ['rieng-biet.example'],
          title: 'x',
        }),
      );
    expect(await like(duty)).toMatchObject([
      { id, reasons: [{ reason: 'same-observable', value: 'rieng-biet.example' }] },
    ]);
    expect(await like(app.as(['responder']))).toEqual([]);
  });
});

test('a file keeps its SHA-256, is logged, and comes back only as a download', async () => {
  const id = await open();
  const content = '<script>alert(1)</script>';
  const boundary = 'xxBOUNDARYxx';
  const sent = await duty.inject({
    method: 'POST',
    url: addIncidentFilesRoute.path.replace(':id', id),
    headers: { 'content-type': `multipart/form-data; boundary=${boundary}` },
    payload: `--${boundary}\r\ncontent-disposition: form-data; name="file"; filename="../../trang.html"\r\ncontent-type: text/html\r\n\r\n${content}\r\n--${boundary}--\r\n`,
  });
  expect(sent.statusCode).toBe(201);
  const file = fileSchema.parse(sent.json().items[0]);
  expect(file).toMatchObject({
    name: 'trang.html',
    sha256: createHash('sha256').update(content).digest('hex'),
  });
  const got = await duty.inject({ method: 'GET', url: `/api/v1/incidents/${id}/files/${file.id}` });
  expect(got.body).toBe(content);
  expect(got.headers['content-disposition']).toMatch(/^attachment/);
  expect(got.headers['content-type']).not.toContain('html');
  const other = await open();
  const strange = await duty.inject({ method: 'GET', url: `/api/v1/incidents/${other}/files/${file.id}` });
  expect(strange.statusCode).toBe(404);
  const log = await duty.call(listLogRoute, { params: { id } });
  expect(log.items[0]?.text).toContain(file.sha256);
});

test('live pages hear of a change, agencies not of inner work', async () => {
  const { rows } = await sql<{ type: string; permission: string; organisation_id: string | null }>`
    select type, permission, organisation_id from events order by id desc limit 500`.execute(app.services.db);
  const types = new Set(rows.map((row) => row.type));
  expect(types).toContain('incident.opened');
  expect(types).toContain('incident.log-added');
  expect(rows.some((row) => row.permission === 'incident.read-red' && row.organisation_id === null)).toBe(
    true,
  );
});

test('facts for the national forms say what the record says', async () => {
  const id = await open();
  const facts = await duty.ctx().tx((tx) => incidentFactsForForms(tx, id));
  expect(facts).toMatchObject({ id, isHandled: false, zone: 'Asia/Ho_Chi_Minh', systemName: null });
});
