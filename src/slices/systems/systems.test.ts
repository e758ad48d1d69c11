import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createTestApp, type TestApp } from '../../apps/testing/test-app.ts';
import { ProblemError } from '../../platform/http/client.ts';
import { createTestAgency } from '../agencies/testing.ts';
import * as contract from './contract.ts';
import { findSystem, getSystemRefs, recogniseSystems } from './public.ts';
import { createTestSystem } from './testing.ts';

let app: TestApp;
let agencyId: string;
let otherAgencyId: string;
beforeAll(async () => {
  app = await createTestApp();
  agencyId = await createTestAgency(app.system());
  otherAgencyId = await createTestAgency(app.system());
});
afterAll(() => app?.stop());

const problemOf = async (work: Promise<unknown>) => {
  const error = await work.catch((thrown: unknown) => thrown);
  expect(error).toBeInstanceOf(ProblemError);
  return (error as ProblemError).problem;
};

test('a system keeps what Mẫu 03 asks', async () => {
  const duty = app.as(['duty-officer']);
  const made = await duty.call(contract.createSystemRoute, {
    body: {
      agencyId,
      name: 'Hệ thống một cửa điện tử',
      level: 3,
      operatorName: 'Trung tâm CNTT',
      domains: ['MOTCUA.minhson.gov.vn.example'],
      publicAddresses: ['203.0.113.20', '2001:db8::20'],
      services: ['web', 'database', 'web'],
      protections: ['firewall'],
      operatingSystem: 'Debian',
      versionText: '13',
    },
  });
  expect(made).toMatchObject({
    domains: ['motcua.minhson.gov.vn.example'],
    publicAddresses: ['203.0.113.20', '2001:db8::20'],
    services: ['web', 'database'],
    level: 3,
    can: { update: true },
  });
  expect(await duty.call(contract.getSystemRoute, { params: { id: made.id } })).toEqual(made);
  const { items } = await duty.call(contract.listSystemsRoute, { query: { q: 'mot cua', level: 3 } });
  expect(items.map((item) => item.id)).toEqual([made.id]);
});

test('internal addresses are refused by name', async () => {
  const body = { agencyId, name: 'X', publicAddresses: ['203.0.113.1', '10.1.2.3', '::1', 'abc'] };
  const problem = await problemOf(app.as(['duty-officer']).call(contract.createSystemRoute, { body }));
  expect(problem.errors?.map((error) => [error.field, error.reason])).toEqual([
    ['publicAddresses.1', 'systems.internalAddress'],
    ['publicAddresses.2', 'systems.internalAddress'],
    ['publicAddresses.3', 'systems.address'],
  ]);
});

test('a hidden system and a missing one answer alike', async () => {
  const hidden = await createTestSystem(app.system(), { agencyId: otherAgencyId });
  const own = await createTestSystem(app.system(), { agencyId });
  const head = app.as(['agency-head'], { organisationIds: [agencyId] });
  const [first, second] = await Promise.all(
    [hidden, '00000000-0000-7000-8000-000000000000'].map((id) =>
      problemOf(head.call(contract.getSystemRoute, { params: { id } })),
    ),
  );
  expect({ ...first, requestId: '' }).toEqual({ ...second, requestId: '' });
  expect((await head.call(contract.getSystemRoute, { params: { id: own } })).can.update).toBe(false);
  const { items } = await head.call(contract.listSystemsRoute, { query: { agencyId: otherAgencyId } });
  expect(items).toEqual([]);
});

test('the database itself hides systems of other agencies, save the name to who knows the id', async () => {
  const hidden = await createTestSystem(app.system(), { agencyId: otherAgencyId, name: 'Tên được biết' });
  const expert = app.as(['external-expert']);
  await expert.ctx().tx(async (tx) => {
    expect((await sql`select * from systems`.execute(tx)).rows).toEqual([]);
    expect(await findSystem(tx, hidden)).toBeUndefined();
    expect((await getSystemRefs(tx, [hidden])).get(hidden)?.name).toBe('Tên được biết');
    expect((await sql`select * from systems`.execute(tx)).rows).toEqual([]);
  });
});

test('a stale save is refused and shows the record as it stands', async () => {
  const id = await createTestSystem(app.system(), { agencyId });
  const save = (name: string) =>
    app.as(['duty-officer']).call(contract.updateSystemRoute, {
      params: { id },
      body: { agencyId, name, version: 1 },
    });
  await save('Một');
  expect(await problemOf(save('Hai'))).toMatchObject({
    status: 409,
    current: { id, name: 'Một', version: 2 },
  });
});

test('a system is recognised by domain and by address, within the agencies asked for', async () => {
  const agency = await createTestAgency(app.system());
  const id = await createTestSystem(app.system(), {
    agencyId: agency,
    domains: ['vanban.minhson.gov.vn.example'],
    publicAddresses: ['198.51.100.77'],
  });
  const recognise = (agencyIds: string[], input: Parameters<typeof recogniseSystems>[2]) =>
    app
      .public()
      .ctx()
      .tx((tx) => recogniseSystems(tx, agencyIds, input));
  expect(await recognise([agency], { domains: ['mail.VANBAN.minhson.gov.vn.example'] })).toMatchObject([
    { systemId: id, reason: { kind: 'domain', value: 'mail.vanban.minhson.gov.vn.example' } },
  ]);
  expect(await recognise([], { addresses: ['198.51.100.77', 'x'] })).toMatchObject([
    { systemId: id, reason: { kind: 'address', value: '198.51.100.77' } },
  ]);
  expect(await recognise([otherAgencyId], { addresses: ['198.51.100.77'] })).toEqual([]);
  expect(await recognise([agency], { domains: ['example', ''], addresses: [] })).toEqual([]);
});
