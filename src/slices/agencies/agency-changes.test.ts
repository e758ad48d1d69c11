import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { createTestApp, type TestApp, type TestCaller } from '../../apps/testing/test-app.ts';
import { ProblemError } from '../../platform/http/client.ts';
import * as changes from './contract/changes.ts';
import { addContactRoute, getAgencyRoute, updateAgencyRoute } from './contract.ts';
import { createTestAgency } from './testing.ts';

let app: TestApp;
let agencyId: string;
let focal: TestCaller;
let desk: TestCaller;
beforeAll(async () => {
  app = await createTestApp();
  desk = app.as(['duty-officer']);
});
afterAll(() => app.stop());
beforeEach(async () => {
  agencyId = await createTestAgency(app.system(), { phone: '0000 111', domains: ['cu.example.vn'] });
  focal = app.as(['agency-focal-point'], { organisationIds: [agencyId] });
  await desk.call(addContactRoute, {
    params: { id: agencyId },
    body: { kind: 'focal-point', fullName: 'Trần Cũ', phone: '0000 1', validFrom: '2024-01-01' },
  });
});

const problemOf = (work: Promise<unknown>) =>
  work.then(
    () => undefined,
    (error) => (error instanceof ProblemError ? error.problem : Promise.reject(error)),
  );
const read = (caller = desk) => caller.call(getAgencyRoute, { params: { id: agencyId } });

/** A proposal that keeps everything but the telephone number and the focal point. */
const proposal = async () => {
  const agency = await read();
  return {
    version: agency.version,
    phone: '0000 222',
    domains: ['moi.example.vn', 'cu.example.vn'],
    contacts: agency.contacts.map(({ id, version, kind, title, phone, isPublic }) => ({
      id,
      version,
      kind,
      fullName: 'Lê Thị Mới',
      title,
      phone,
      email: 'moi@cu.example.vn',
      isPublic,
    })),
    note: 'Thay đầu mối',
  };
};
const propose = async (caller = focal) =>
  caller.call(changes.proposeChangeRoute, { params: { id: agencyId }, body: await proposal() });
const approve = (id: string, version = 1, caller = desk) =>
  caller.call(changes.approveChangeRoute, { params: { id }, body: { version } });

test('a proposed change counts only once it is approved, and then whole, with the earlier contact kept', async () => {
  const change = await propose();
  expect(change.difference.fields.map(({ field }) => field)).toEqual(['phone', 'domains']);
  expect(change.difference.contacts).toMatchObject([
    { change: 'changed', before: { fullName: 'Trần Cũ' }, after: { fullName: 'Lê Thị Mới' } },
  ]);
  expect(await read()).toMatchObject({ phone: '0000 111', domains: ['cu.example.vn'], version: 1 });
  expect((await approve(change.id)).state).toBe('approved');
  const after = await read();
  expect(after).toMatchObject({
    phone: '0000 222',
    domains: ['cu.example.vn', 'moi.example.vn'],
    version: 2,
  });
  expect(after.contacts).toMatchObject([
    { fullName: 'Lê Thị Mới', validFrom: '2026-11-23', validTo: null },
    { fullName: 'Trần Cũ', validFrom: '2024-01-01', validTo: '2026-11-23' },
  ]);
});

test('the focal point of another agency finds nothing to change and nothing to read', async () => {
  const change = await propose();
  const stranger = app.as(['agency-focal-point', 'agency-head'], {
    organisationIds: [await createTestAgency(app.system())],
  });
  expect((await problemOf(propose(stranger)))?.status).toBe(404);
  expect((await stranger.call(changes.listAgencyChangesRoute)).items).toEqual([]);
  const withdraw = stranger.call(changes.withdrawChangeRoute, {
    params: { id: change.id },
    body: { version: 1 },
  });
  expect((await problemOf(withdraw))?.status).toBe(404);
  expect((await problemOf(approve(change.id, 1, focal)))?.status).toBe(403);
  expect((await focal.call(changes.listAgencyChangesRoute)).items.map(({ id }) => id)).toEqual([change.id]);
});

test('the auditor reads proposals and decides none', async () => {
  const change = await propose();
  const auditor = app.as(['auditor']);
  const { items } = await auditor.call(changes.listAgencyChangesRoute, { query: { agencyId } });
  expect(items[0]).toMatchObject({ id: change.id, can: { decide: false, withdraw: false } });
  expect((await problemOf(approve(change.id, 1, auditor)))?.status).toBe(403);
});

test('data that changed after the proposal keep it from being approved, and nothing of it is taken over', async () => {
  const change = await propose();
  const agency = await read();
  const { code, name, shortName, kind, validFrom } = agency;
  await desk.call(updateAgencyRoute, {
    params: { id: agencyId },
    body: { code, name, shortName, kind, validFrom, phone: '0000 333', version: 1 },
  });
  expect((await problemOf(approve(change.id)))?.code).toBe('agencies.changeOutdated');
  expect((await read()).contacts).toMatchObject([{ fullName: 'Trần Cũ', validTo: null }]);
  expect((await read()).phone).toBe('0000 333');
});

test('a proposal upon an old version, a second one, and one that changes nothing are refused', async () => {
  const body = await proposal();
  const send = (input: typeof body) =>
    focal.call(changes.proposeChangeRoute, { params: { id: agencyId }, body: input });
  expect(await problemOf(send({ ...body, version: 0 }))).toMatchObject({
    status: 409,
    current: { version: 1 },
  });
  const agency = await read();
  const same = {
    ...body,
    phone: agency.phone ?? '',
    domains: agency.domains,
    contacts: agency.contacts.map(({ id, version, kind, fullName, title, phone, email, isPublic }) => ({
      id,
      version,
      kind,
      fullName,
      title,
      phone,
      email: email as unknown as string,
      isPublic,
    })),
  };
  expect((await problemOf(send(same)))?.code).toBe('agencies.nothingChanged');
  await send(body);
  expect((await problemOf(send(body)))?.code).toBe('agencies.changePending');
});

test('bad input names the field', async () => {
  const body = await proposal();
  const faulty = {
    ...body,
    networks: ['203.0.113.0/40'],
  };
  const problem = await problemOf(
    focal.call(changes.proposeChangeRoute, { params: { id: agencyId }, body: faulty }),
  );
  expect(problem?.errors).toMatchObject([{ field: 'networks.0', reason: 'agencies.network' }]);
  const unreachable = {
    ...body,
    contacts: [{ kind: 'head' as const, fullName: 'Không Số' }],
  };
  const other = await problemOf(
    focal.call(changes.proposeChangeRoute, { params: { id: agencyId }, body: unreachable }),
  );
  expect(other?.errors).toMatchObject([{ field: 'contacts.0.phone', reason: 'agencies.unreachable' }]);
});

test('who holds both roles does not approve the own proposal; a decided one is not decided again', async () => {
  const both = app.as(['agency-focal-point', 'duty-officer'], { organisationIds: [agencyId] });
  const change = await propose(both);
  expect((await problemOf(approve(change.id, 1, both)))?.code).toBe('agencies.ownProposal');
  const reject = { params: { id: change.id }, body: { version: 1, note: 'Thiếu công văn' } };
  expect((await desk.call(changes.rejectChangeRoute, reject)).decisionNote).toBe('Thiếu công văn');
  expect((await problemOf(approve(change.id, 2)))?.code).toBe('agencies.changeDecided');
});

test('the database itself keeps proposals of other agencies from view', async () => {
  await propose();
  const stranger = app.as(['agency-head'], { organisationIds: [await createTestAgency(app.system())] });
  const rows = await stranger.ctx().tx((tx) => tx.selectFrom('agency_changes').selectAll().execute());
  expect(rows).toEqual([]);
});
