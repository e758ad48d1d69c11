import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createTestApp, type TestApp } from '../../apps/testing/test-app.ts';
import { ProblemError } from '../../platform/http/client.ts';
import { createTestAgency } from '../agencies/testing.ts';
import * as contract from './contract.ts';
import { createTestMember } from './testing.ts';

let app: TestApp;
let agencyId: string;
beforeAll(async () => {
  app = await createTestApp();
  agencyId = await createTestAgency(app.system(), { name: 'Sở Khoa học và Công nghệ' });
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
const leader = () => app.as(['team-leader']);
const newMember = (fullName: string) => createTestMember(app.system(), { fullName, agencyId }, null);
const join = (id: string, body: Partial<contract.CreateMembership> & { validFrom: string }) =>
  leader().call(contract.addMembershipRoute, {
    params: { id },
    body: { roleInTeam: 'member', agencyId, ...body },
  });
const rosterOn = async (on: string) =>
  (await leader().call(contract.getRosterRoute, { query: { on } })).items.map(
    (item) => `${item.membership.roleInTeam} ${item.fullName}`,
  );

test('the roster of any day follows from the decisions in force then', async () => {
  const decide = (number: string, kind: 'founding' | 'change', date: string) =>
    leader().call(contract.createDecisionRoute, {
      body: {
        number,
        kind,
        issuedOn: date,
        effectiveOn: date,
        issuer: 'UBND tỉnh',
        signer: 'Người ký',
        signerTitle: 'Chủ tịch',
        title: 'Về Đội ứng cứu sự cố',
      },
    });
  const founding = await decide('878/QĐ-UBND', 'founding', '2022-12-30');
  const change = await decide('45/QĐ-UBND', 'change', '2025-03-10');
  const [first, second, third] = [
    await newMember('Vũ An'),
    await newMember('Đỗ Bình'),
    await newMember('Ân Chi'),
  ];
  const stay = await join(first, { validFrom: '2022-12-30', roleInTeam: 'leader', decisionId: founding.id });
  await join(third, { validFrom: '2022-12-30', decisionId: founding.id });
  const old = stay.memberships[0];
  await leader().call(contract.updateMembershipRoute, {
    params: { id: first, membershipId: old?.id ?? '' },
    body: {
      roleInTeam: 'leader',
      agencyId,
      validFrom: '2022-12-30',
      validTo: '2025-03-10',
      decisionId: founding.id,
      endedByDecisionId: change.id,
      version: 1,
    },
  });
  await join(second, { validFrom: '2025-03-10', roleInTeam: 'leader', decisionId: change.id });
  expect(await rosterOn('2022-12-29')).toEqual([]);
  expect(await rosterOn('2022-12-30')).toEqual(['leader Vũ An', 'member Ân Chi']);
  expect(await rosterOn('2025-03-09')).toEqual(['leader Vũ An', 'member Ân Chi']);
  expect(await rosterOn('2025-03-10')).toEqual(['leader Đỗ Bình', 'member Ân Chi']);
  expect(await rosterOn('2040-01-01')).toEqual(['leader Đỗ Bình', 'member Ân Chi']);

  const early = await problemOf(
    join(await newMember('Sớm'), { validFrom: '2025-03-09', decisionId: change.id }),
  );
  expect(early.errors?.[0]).toMatchObject({ field: 'validFrom', reason: 'team.beforeDecision' });
  expect((await problemOf(decide('1/QĐ-UBND', 'change', '2020-01-01'))).errors?.[0]?.reason).toBe(
    'team.beforeFounding',
  );
  expect((await problemOf(decide('2/QĐ-UBND', 'founding', '2026-01-01'))).code).toBe('team.foundedAlready');
  const twoLeaders = await problemOf(
    join(await newMember('Hai'), { validFrom: '2026-01-01', roleInTeam: 'leader' }),
  );
  expect(twoLeaders).toMatchObject({ code: 'team.leaderOverlaps', status: 409 });
  expect(twoLeaders.title).toContain('Đỗ Bình');
});

test('the roster keeps the agency of the decision when the member moves', async () => {
  const id = await newMember('Người Chuyển');
  await join(id, { validFrom: '2023-01-01', post: 'Chuyên viên' });
  const elsewhere = await createTestAgency(app.system());
  await leader().call(contract.updateMemberRoute, {
    params: { id },
    body: { fullName: 'Người Chuyển', agencyId: elsewhere, version: 1 },
  });
  const { items } = await leader().call(contract.getRosterRoute, { query: { on: '2023-06-01' } });
  const item = items.find((one) => one.id === id);
  expect(item?.membership).toMatchObject({ agency: { id: agencyId }, post: 'Chuyên viên' });
  expect(item?.agency.id).toBe(elsewhere);
});

test('a member is in the team once at a time', async () => {
  const id = await newMember('Một Lần');
  await join(id, { validFrom: '2024-01-01', validTo: '2025-01-01' });
  expect((await problemOf(join(id, { validFrom: '2024-12-31' }))).code).toBe('team.membershipOverlaps');
  expect((await join(id, { validFrom: '2025-01-01' })).memberships).toHaveLength(2);
});

test('names in NFC and NFD are one, and are found without tone marks', async () => {
  const name = 'Nguyễn Thị Hồng Nhung';
  const made = await leader().call(contract.createMemberRoute, {
    body: { fullName: name.normalize('NFD'), agencyId },
  });
  expect(made.fullName).toBe(name.normalize('NFC'));
  const { items } = await leader().call(contract.listMembersRoute, { query: { q: 'hong nhung' } });
  expect(items.map((item) => item.id)).toEqual([made.id]);
});

test('a stale save of a member is refused and shows the record as it stands', async () => {
  const id = await newMember('Bản Cũ');
  const save = (post: string) =>
    leader().call(contract.updateMemberRoute, {
      params: { id },
      body: { fullName: 'Bản Cũ', agencyId, post, version: 1 },
    });
  await save('Một');
  expect(await problemOf(save('Hai'))).toMatchObject({
    status: 409,
    current: { id, post: 'Một', version: 2 },
  });
});

test('a membership under another member is missing', async () => {
  const [first, second] = [await newMember('Đúng'), await newMember('Sai')];
  const { memberships } = await join(first, { validFrom: '2024-01-01' });
  const problem = await problemOf(
    leader().call(contract.updateMembershipRoute, {
      params: { id: second, membershipId: memberships[0]?.id ?? '' },
      body: { roleInTeam: 'member', agencyId, validFrom: '2024-01-01', version: 1 },
    }),
  );
  expect(problem.status).toBe(404);
});

test('a hidden member and a missing member answer alike; responders read all, focal points their own', async () => {
  const own = await createTestAgency(app.system());
  const mine = await createTestMember(app.system(), { fullName: 'Của Mình', agencyId: own });
  const other = await newMember('Của Người');
  const focal = app.as(['agency-focal-point'], { organisationIds: [own] });
  const hidden = await problemOf(focal.call(contract.getMemberRoute, { params: { id: other } }));
  const missing = await problemOf(
    focal.call(contract.getMemberRoute, { params: { id: '00000000-0000-7000-8000-000000000000' } }),
  );
  expect({ ...hidden, requestId: '' }).toEqual({ ...missing, requestId: '' });
  const seen = await focal.call(contract.listMembersRoute);
  expect(seen.items.map((item) => item.id)).toEqual([mine]);
  expect(
    (await app.as(['responder']).call(contract.getMemberRoute, { params: { id: other } })).can.update,
  ).toBe(false);
});

test('the database itself hides members of other agencies', async () => {
  const other = await newMember('Sau Tường');
  const focal = app.as(['agency-head'], { organisationIds: [await createTestAgency(app.system())] });
  await focal.ctx().tx(async (tx) => {
    const { rows } = await sql`select * from members where id = ${other}`.execute(tx);
    expect(rows).toEqual([]);
  });
  const write = focal
    .ctx()
    .tx((tx) =>
      sql`insert into duty_shifts values (gen_random_uuid(), ${other}, 'x', 'primary', now(), now() + interval '1 hour', now())`.execute(
        tx,
      ),
    );
  await expect(write).rejects.toThrow(/row-level security/);
});
