import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createTestApp, type TestApp } from '../../apps/testing/test-app.ts';
import { ProblemError } from '../../platform/http/client.ts';
import * as contract from './contract.ts';
import { getHolderOfRole } from './public.ts';
import { buildAgency, createManyAgencies, createTestAgency } from './testing.ts';

let app: TestApp;
beforeAll(async () => {
  app = await createTestApp();
});
afterAll(() => app?.stop());

const problemOf = async (work: Promise<unknown>) => {
  const error = await work.then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  expect(error).toBeInstanceOf(ProblemError);
  return (error as ProblemError).problem;
};

test('an agency keeps its facts, with networks and domains in their one form', async () => {
  const duty = app.as(['duty-officer']);
  const made = await duty.call(contract.createAgencyRoute, {
    body: buildAgency({
      domains: ['WWW.Một.Example', 'www.một.example'],
      networks: ['203.0.113.9/28', '2001:DB8::5/48'],
    }),
  });
  expect(made.domains).toHaveLength(1);
  expect(made.domains[0]).toMatch(/^www\.xn--[a-z0-9-]+\.example$/);
  expect(made.networks).toEqual(['203.0.113.0/28', '2001:db8::/48']);
  expect(made.can.update).toBe(true);
  const read = await duty.call(contract.getAgencyRoute, { params: { id: made.id } });
  expect(read).toEqual(made);
});

test('the same name in NFC and NFD is stored once and found without tone marks', async () => {
  const duty = app.as(['duty-officer']);
  const name = 'Ban Quản lý Khu kinh tế Đường Lâm';
  const made = await duty.call(contract.createAgencyRoute, {
    body: buildAgency({ name: name.normalize('NFD') }),
  });
  expect(made.name).toBe(name.normalize('NFC'));
  for (const q of ['duong lam', 'Đường Lâm'.normalize('NFD'), 'ĐƯỜNG LÂM']) {
    const { items } = await duty.call(contract.listAgenciesRoute, { query: { q } });
    expect(items.map((item) => item.id)).toEqual([made.id]);
  }
});

test('a faulty domain and a faulty network are both named, and nothing is written', async () => {
  const duty = app.as(['duty-officer']);
  const body = buildAgency({ domains: ['a.example', 'gov.vn'], networks: ['10.0.0.0/99'] });
  const problem = await problemOf(duty.call(contract.createAgencyRoute, { body }));
  expect(problem.status).toBe(422);
  expect(problem.errors?.map((error) => [error.field, error.reason])).toEqual([
    ['domains.1', 'agencies.publicSuffix'],
    ['networks.0', 'agencies.network'],
  ]);
  expect(problem.errors?.[0]?.message).toContain('tên miền dùng chung');
  const { items } = await duty.call(contract.listAgenciesRoute, { query: { q: body.code } });
  expect(items).toEqual([]);
});

test('a stale save is refused and shows the record as it stands', async () => {
  const duty = app.as(['duty-officer']);
  const facts = buildAgency();
  const { id, version } = await duty.call(contract.createAgencyRoute, { body: facts });
  await duty.call(contract.updateAgencyRoute, {
    params: { id },
    body: { ...facts, name: 'Sở Một', version },
  });
  const problem = await problemOf(
    duty.call(contract.updateAgencyRoute, { params: { id }, body: { ...facts, name: 'Sở Hai', version } }),
  );
  expect(problem.status).toBe(409);
  expect(problem.current).toMatchObject({ id, name: 'Sở Một', version: version + 1 });
});

test('a code belongs to one agency, and no agency stands above itself', async () => {
  const duty = app.as(['duty-officer']);
  const first = buildAgency();
  const { id: parentId } = await duty.call(contract.createAgencyRoute, { body: first });
  expect(
    (await problemOf(duty.call(contract.createAgencyRoute, { body: buildAgency({ code: first.code }) })))
      .code,
  ).toBe('agencies.codeTaken');
  const { id: childId } = await duty.call(contract.createAgencyRoute, { body: buildAgency({ parentId }) });
  const problem = await problemOf(
    duty.call(contract.updateAgencyRoute, {
      params: { id: parentId },
      body: { ...first, parentId: childId, version: 1 },
    }),
  );
  expect(problem.errors?.[0]).toMatchObject({ field: 'parentId', reason: 'agencies.ownParent' });
});

test('overlapping networks warn on both sides and are stored all the same', async () => {
  const duty = app.as(['duty-officer']);
  const wide = await createTestAgency(app.system(), { networks: ['198.51.100.0/24'] });
  const narrow = await duty.call(contract.createAgencyRoute, {
    body: buildAgency({ networks: ['198.51.100.64/26'] }),
  });
  expect(narrow.warnings).toMatchObject([
    { kind: 'network', value: '198.51.100.64/26', otherValue: '198.51.100.0/24', agency: { id: wide } },
  ]);
  const other = await duty.call(contract.getAgencyRoute, { params: { id: wide } });
  expect(other.warnings.map((warning) => warning.agency.id)).toEqual([narrow.id]);
});

test('a focal point reads its own agency fully and of others the name and public contacts only', async () => {
  const duty = app.as(['duty-officer']);
  const own = await createTestAgency(app.system(), { networks: ['192.0.2.0/28'] });
  const other = await createTestAgency(app.system(), { networks: ['192.0.2.64/28'] });
  for (const id of [own, other]) {
    for (const isPublic of [true, false]) {
      await duty.call(contract.addContactRoute, {
        params: { id },
        body: {
          kind: 'focal-point',
          fullName: isPublic ? 'Công khai' : 'Nội bộ',
          isPublic,
          validFrom: '2026-01-01',
        },
      });
    }
  }
  const focal = app.as(['agency-focal-point'], { organisationIds: [own] });
  const mine = await focal.call(contract.getAgencyRoute, { params: { id: own } });
  expect(mine).toMatchObject({ isFull: true, networks: ['192.0.2.0/28'], can: { update: false } });
  expect(mine.contacts).toHaveLength(2);
  const theirs = await focal.call(contract.getAgencyRoute, { params: { id: other } });
  expect(theirs).toMatchObject({ isFull: false, networks: [], warnings: [] });
  expect(theirs.contacts.map((contact) => contact.fullName)).toEqual(['Công khai']);
  const directory = await focal.call(contract.listDirectoryRoute);
  expect(directory.items.find((item) => item.id === other)?.contacts).toHaveLength(1);
  expect((await problemOf(focal.call(contract.createAgencyRoute, { body: buildAgency() }))).status).toBe(403);
});

test('the database itself hides networks and private contacts from other agencies and refuses their writes', async () => {
  const other = await createTestAgency(app.system(), { networks: ['192.0.2.128/28'] });
  await app.as(['duty-officer']).call(contract.addContactRoute, {
    params: { id: other },
    body: { kind: 'head', fullName: 'Nội bộ', validFrom: '2026-01-01' },
  });
  const focal = app.as(['agency-focal-point'], { organisationIds: [await createTestAgency(app.system())] });
  await focal.ctx().tx(async (tx) => {
    const role = await sql<{ name: string }>`select current_user as name`.execute(tx);
    expect(role.rows[0]?.name).toBe('khien_app');
    for (const table of ['agency_networks', 'agency_contacts']) {
      const { rows } = await sql`select * from ${sql.table(table)} where agency_id = ${other}`.execute(tx);
      expect(rows).toEqual([]);
    }
    const changed = await sql`update agencies set name = 'x' where id = ${other}`.execute(tx);
    expect(changed.numAffectedRows).toBe(0n);
    const removed = await sql`delete from agency_domains`.execute(tx);
    expect(removed.numAffectedRows).toBe(0n);
  });
  const insert = focal
    .ctx()
    .tx((tx) =>
      sql`insert into agency_domains (agency_id, domain) values (${other}, 'x.example')`.execute(tx),
    );
  await expect(insert).rejects.toThrow(/row-level security/);
  const responder = app.as(['responder']);
  const seen = await responder
    .ctx()
    .tx((tx) => sql`select * from agency_networks where agency_id = ${other}`.execute(tx));
  expect(seen.rows).toHaveLength(1);
});

test('a contact under another agency is missing, like one that never was', async () => {
  const duty = app.as(['duty-officer']);
  const [first, second] = [await createTestAgency(app.system()), await createTestAgency(app.system())];
  const body = { kind: 'head', fullName: 'Trần Thị B', validFrom: '2026-01-01' } as const;
  const { contacts } = await duty.call(contract.addContactRoute, { params: { id: first }, body });
  const contactId = contacts[0]?.id ?? '';
  const call = (params: { id: string; contactId: string }) =>
    duty.call(contract.updateContactRoute, { params, body: { ...body, version: 1 } });
  const wrongParent = await problemOf(call({ id: second, contactId }));
  const never = await problemOf(call({ id: second, contactId: '00000000-0000-7000-8000-000000000000' }));
  expect({ ...wrongParent, requestId: '' }).toEqual({ ...never, requestId: '' });
  expect(wrongParent.status).toBe(404);
  await call({ id: first, contactId });
  const stale = await problemOf(call({ id: first, contactId }));
  expect(stale).toMatchObject({ status: 409, current: { id: contactId, version: 2 } });
});

test('a merger ends the old agencies on its day, keeps their history and names both sides', async () => {
  const leader = app.as(['team-leader']);
  const olds = [
    await createTestAgency(app.system(), { name: 'Xã Suối Bạc', kind: 'commune' }),
    await createTestAgency(app.system(), { name: 'Xã Đồi Thông', kind: 'commune' }),
  ];
  const heir = await createTestAgency(app.system(), {
    name: 'Xã Bạc Thông',
    kind: 'commune',
    validFrom: '2025-07-01',
  });
  const body = { kind: 'merged' as const, onDate: '2025-07-01', predecessorIds: olds, successorIds: [heir] };
  await leader.call(contract.succeedAgenciesRoute, { body });
  const names = async (on: string) =>
    (await leader.call(contract.listAgenciesRoute, { query: { on, kind: 'commune' } })).items.map(
      (item) => item.name,
    );
  expect(await names('2025-06-30')).toEqual(['Xã Đồi Thông', 'Xã Suối Bạc']);
  expect(await names('2025-07-01')).toEqual(['Xã Bạc Thông']);
  const page = await leader.call(contract.getAgencyRoute, { params: { id: heir } });
  expect(page.predecessors.map((item) => item.agency.id).sort()).toEqual([...olds].sort());
  const old = await leader.call(contract.getAgencyRoute, { params: { id: olds[0] ?? '' } });
  expect(old).toMatchObject({
    validTo: '2025-07-01',
    successors: [{ kind: 'merged', agency: { id: heir } }],
  });
});

test('a rename to two successors, or to one that did not exist yet, is refused', async () => {
  const leader = app.as(['team-leader']);
  const old = await createTestAgency(app.system());
  const heirs = [
    await createTestAgency(app.system()),
    await createTestAgency(app.system(), { validFrom: '2026-05-01' }),
  ];
  for (const successorIds of [heirs, [heirs[1] ?? ''], [old]]) {
    const body = { kind: 'renamed' as const, onDate: '2026-03-01', predecessorIds: [old], successorIds };
    expect((await problemOf(leader.call(contract.succeedAgenciesRoute, { body }))).code).toBe(
      'agencies.wrongSuccession',
    );
  }
});

test('a role of the network has one holder on any day', async () => {
  const leader = app.as(['team-leader']);
  const [before, after] = [await createTestAgency(app.system()), await createTestAgency(app.system())];
  const give = (agencyId: string, validFrom: string) =>
    leader.call(contract.setOrganisationRoleRoute, {
      params: { role: 'standing-agency' },
      body: { agencyId, validFrom },
    });
  await give(before, '2022-12-30');
  await give(after, '2025-03-01');
  expect((await problemOf(give(before, '2024-01-01'))).code).toBe('agencies.roleTaken');
  const holders = await app
    .system()
    .tx(async (tx) =>
      Promise.all(
        ['2022-01-01', '2025-02-28', '2025-03-01'].map((on) => getHolderOfRole(tx, 'standing-agency', on)),
      ),
    );
  expect(holders.map((holder) => holder?.id)).toEqual([undefined, before, after]);
});

test('an import takes 300 agencies at once, or none and says which are wrong', async () => {
  expect(await createManyAgencies(app.system(), 300)).toHaveLength(300);
  const duty = app.as(['duty-officer']);
  const items = [
    buildAgency({ code: 'IMP-1' }),
    { ...buildAgency({ code: 'IMP-2' }), parentCode: 'IMP-1', networks: ['x'] },
    { ...buildAgency({ code: 'IMP-3' }), parentCode: 'NOWHERE' },
  ];
  const problem = await problemOf(duty.call(contract.importAgenciesRoute, { body: { items } }));
  expect(problem.errors?.map((error) => error.field)).toEqual(['items.1.networks.0', 'items.2.parentCode']);
  const { items: found } = await duty.call(contract.listAgenciesRoute, { query: { q: 'imp-' } });
  expect(found).toEqual([]);
});

test('pages follow the Vietnamese alphabet without a gap or a repeat', async () => {
  const duty = app.as(['duty-officer']);
  const names = ['Đội A', 'Dân B', 'Ấp C', 'Âu D', 'An E', 'Ủy F', 'Ưu G', 'Uy H'];
  for (const name of names)
    await createTestAgency(app.system(), { name: `Thứ tự ${name}`, kind: 'enterprise' });
  const read = async (sort: 'name' | '-name') => {
    const seen: string[] = [];
    let cursor: string | undefined;
    do {
      const page = await duty.call(contract.listAgenciesRoute, {
        query: { kind: 'enterprise', limit: 3, sort, ...(cursor ? { cursor } : {}) },
      });
      seen.push(...page.items.map((item) => item.name.replace('Thứ tự ', '')));
      cursor = page.nextCursor ?? undefined;
    } while (cursor);
    return seen;
  };
  const collator = new Intl.Collator('vi');
  const expected = [...names].sort((a, b) => collator.compare(`Thứ tự ${a}`, `Thứ tự ${b}`));
  expect(await read('name')).toEqual(expected);
  expect(await read('-name')).toEqual(expected.toReversed());
  expect(
    (await problemOf(duty.call(contract.listAgenciesRoute, { query: { cursor: 'zz' } }))).errors?.[0]?.field,
  ).toBe('cursor');
});
