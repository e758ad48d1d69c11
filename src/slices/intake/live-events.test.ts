import { get } from 'node:http';
import type { AddressInfo } from 'node:net';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createTestApp, type TestApp, type TestCaller } from '../../apps/testing/test-app.ts';
import type { LiveEvent } from '../../platform/events/event-hub.ts';
import { createSignedInPerson } from '../accounts/testing.ts';
import { createTestAgency } from '../agencies/testing.ts';
import { recogniseReports } from './recognise-reports.ts';
import { fileTestReport } from './testing.ts';

let app: TestApp;
let duty: TestCaller;
beforeAll(async () => {
  app = await createTestApp();
  duty = app.as(['duty-officer']);
});
afterAll(() => app.stop());

type Heard = LiveEvent & { atMs: number };
const listen = (caller: TestCaller) => {
  const heard: Heard[] = [];
  const end = app.hub.subscribe(caller.actor, (event) => heard.push({ ...event, atMs: performance.now() }));
  return { heard, end };
};
const until = async (isDone: () => boolean, timeoutMs = 3_000) => {
  const start = performance.now();
  while (!isDone() && performance.now() - start < timeoutMs)
    await new Promise((done) => setTimeout(done, 10));
};

describe('live events', () => {
  test('a report is told within one second, in order, also while an older transaction is open', async () => {
    const { heard, end } = listen(duty);
    let letGo = () => {};
    const held = app.system().tx(async (tx) => {
      await sql`select pg_current_xact_id()`.execute(tx);
      await new Promise<void>((done) => {
        letGo = done;
      });
    });
    const first = await fileTestReport(duty);
    const second = await fileTestReport(duty);
    await until(() => heard.length > 0, 300);
    expect(heard).toEqual([]);
    const releasedMs = performance.now();
    letGo();
    await held;
    await until(() => heard.length >= 2);
    end();
    expect(heard.map(({ data }) => data.id)).toEqual([first.id, second.id]);
    expect((heard[1]?.atMs ?? Infinity) - releasedMs).toBeLessThan(1_000);
  });

  test('every report of a burst is told exactly once and in the order of its number', async () => {
    const { heard, end } = listen(duty);
    const receipts = await Promise.all(Array.from({ length: 150 }, () => fileTestReport(duty)));
    await until(() => heard.length >= 150);
    end();
    expect(heard.map(({ data }) => data.number)).toEqual(receipts.map(({ number }) => number).sort());
  });

  test('who may not read the report hears nothing; the agency hears once the report is its own', async () => {
    const agencyId = await createTestAgency(app.system(), { domains: ['nghe.demo.example'] });
    const own = listen(app.as(['agency-focal-point'], { organisationIds: [agencyId] }));
    const others = [
      listen(app.as(['agency-focal-point'], { organisationIds: ['00000000-0000-7000-8000-0000000000ff'] })),
      listen(app.as(['responder'])),
      listen(app.as(['external-expert'])),
      listen(app.public()),
    ];
    const listener = listen(duty);
    const { id } = await fileTestReport(duty, { description: 'nghe.demo.example' });
    while ((await recogniseReports(app.system())) > 0);
    await until(() => listener.heard.filter(({ data }) => data.id === id).length >= 2);
    expect(listener.heard.map(({ type }) => type).slice(-2)).toEqual(['report.received', 'report.changed']);
    const heard = (one: { heard: Heard[] }) => one.heard.filter(({ type }) => type.startsWith('report.'));
    expect(heard(own)).toMatchObject([{ type: 'report.changed', data: { id } }]);
    for (const other of others) expect(heard(other)).toEqual([]);
  });

  test('an event holds ids and codes, never what was reported', async () => {
    const { heard, end } = listen(duty);
    await fileTestReport(duty, { title: 'Tiêu đề bí mật', reporter: { name: 'Người Báo Tin' } });
    await until(() => heard.length > 0);
    end();
    expect(JSON.stringify(heard)).not.toMatch(/bí mật|Người Báo/);
  });

  test('the stream of the server tells it as server-sent events, and nothing to nobody', async () => {
    await app.server.listen({ port: 0, host: '127.0.0.1' });
    const port = (app.server.server.address() as AddressInfo).port;
    const { cookie } = await createSignedInPerson(app, ['duty-officer']);
    let text = '';
    const request = get({ port, path: '/api/v1/events', headers: { cookie } }, (response) => {
      response.setEncoding('utf8').on('data', (chunk: string) => {
        text += chunk;
      });
    });
    await until(() => text.includes('retry'));
    const { id } = await fileTestReport(duty);
    const startMs = performance.now();
    await until(() => text.includes(id));
    expect(performance.now() - startMs).toBeLessThan(1_000);
    expect(text).toMatch(/id: \d+\nevent: report\.received\ndata: \{.*\}\n\n/);
    request.destroy();
    const status = await new Promise((done) =>
      get({ port, path: '/api/v1/events' }, (response) => done(response.statusCode)),
    );
    expect(status).toBe(401);
  });
});
