import { afterAll, beforeAll, expect, test } from 'vitest';
import { createTestApp, type TestApp } from '../../apps/testing/test-app.ts';
import { succeedAgenciesRoute } from '../agencies/contract.ts';
import { createTestAgency } from '../agencies/testing.ts';
import type { TeamRole } from './contract/codes.ts';
import * as contract from './contract.ts';

let app: TestApp;
beforeAll(async () => {
  app = await createTestApp();
  await buildHistory();
});
afterAll(() => app.stop());

const leader = () => app.as(['team-leader']);

const decide = async (number: string, issuedOn: string, effectiveOn = issuedOn) =>
  (
    await leader().call(contract.createDecisionRoute, {
      body: {
        number,
        kind: number.startsWith('1/') ? 'founding' : 'change',
        issuedOn,
        effectiveOn,
        issuer: 'Ủy ban nhân dân tỉnh',
        signer: 'Lâm Quang Đạo',
        signerTitle: 'Phó Chủ tịch',
        title: `Quyết định ${number}`,
      },
    })
  ).id;

const newMember = async (fullName: string, agencyId: string) =>
  (await leader().call(contract.createMemberRoute, { body: { fullName, agencyId } })).id;

const join = async (
  id: string,
  agencyId: string,
  roleInTeam: TeamRole,
  validFrom: string,
  decisionId: string,
) => {
  const { memberships } = await leader().call(contract.addMembershipRoute, {
    params: { id },
    body: { roleInTeam, agencyId, validFrom, decisionId },
  });
  return memberships[0] as contract.Membership;
};

const end = (id: string, stay: contract.Membership, validTo: string, endedByDecisionId: string) =>
  leader().call(contract.updateMembershipRoute, {
    params: { id, membershipId: stay.id },
    body: {
      roleInTeam: stay.roleInTeam,
      agencyId: stay.agency.id,
      validFrom: stay.validFrom,
      decisionId: stay.decision?.id ?? null,
      validTo,
      endedByDecisionId,
      version: stay.version,
    },
  });

/** Five decisions from 2022 to 2026 and the merger of two departments on 1 March 2025 in between. */
const buildHistory = async () => {
  const system = app.system();
  const [ict, science] = await Promise.all(
    ['Sở Thông tin và Truyền thông', 'Sở Khoa học và Công nghệ (cũ)'].map((name) =>
      createTestAgency(system, { name, validFrom: '2010-01-01' }),
    ),
  );
  const police = await createTestAgency(system, { name: 'Công an tỉnh', validFrom: '2010-01-01' });
  const merged = await createTestAgency(system, {
    name: 'Sở Khoa học và Công nghệ',
    validFrom: '2025-03-01',
  });
  if (!ict || !science) throw new Error('no agencies');
  const [an, binh, chi, dung, em] = await Promise.all([
    newMember('An', ict),
    newMember('Bình', science),
    newMember('Chi', police),
    newMember('Dũng', police),
    newMember('Em', merged),
  ]);
  if (!an || !binh || !chi || !dung || !em) throw new Error('no members');

  const d1 = await decide('1/QĐ', '2022-12-30');
  const anLeads = await join(an, ict, 'leader', '2022-12-30', d1);
  const binhStays = await join(binh, science, 'member', '2022-12-30', d1);

  const d2 = await decide('2/QĐ', '2023-06-15', '2023-07-01');
  const chiStays = await join(chi, police, 'deputy', '2023-07-01', d2);

  const d3 = await decide('3/QĐ', '2024-05-10');
  await end(binh, binhStays, '2024-05-10', d3);

  await leader().call(succeedAgenciesRoute, {
    body: {
      kind: 'merged',
      onDate: '2025-03-01',
      predecessorIds: [ict, science],
      successorIds: [merged],
    },
  });

  // The police take the lead: the leader steps back, the deputy becomes leader on the same day.
  const d4 = await decide('4/QĐ', '2025-07-20');
  await end(an, anLeads, '2025-07-20', d4);
  await end(chi, chiStays, '2025-07-20', d4);
  await join(chi, police, 'leader', '2025-07-20', d4);
  await join(an, merged, 'deputy', '2025-07-20', d4);
  await join(em, merged, 'secretary', '2025-07-20', d4);

  // Decided today, in force next month: the roster of today does not know it yet.
  const d5 = await decide('5/QĐ', '2026-11-20', '2026-12-15');
  await join(dung, police, 'member', '2026-12-15', d5);
};

const roster = async (on: string): Promise<string[]> => {
  const { items } = await leader().call(contract.getRosterRoute, { query: { on } });
  return items.map(
    ({ fullName, membership }) => `${fullName}, ${membership.roleInTeam}, ${membership.agency.name}`,
  );
};

test.each([
  ['2022-12-29', []],
  ['2022-12-30', ['An, leader, Sở Thông tin và Truyền thông', 'Bình, member, Sở Khoa học và Công nghệ (cũ)']],
  ['2023-06-20', ['An, leader, Sở Thông tin và Truyền thông', 'Bình, member, Sở Khoa học và Công nghệ (cũ)']],
  [
    '2023-07-01',
    [
      'An, leader, Sở Thông tin và Truyền thông',
      'Chi, deputy, Công an tỉnh',
      'Bình, member, Sở Khoa học và Công nghệ (cũ)',
    ],
  ],
  [
    '2024-05-09',
    [
      'An, leader, Sở Thông tin và Truyền thông',
      'Chi, deputy, Công an tỉnh',
      'Bình, member, Sở Khoa học và Công nghệ (cũ)',
    ],
  ],
  ['2024-05-10', ['An, leader, Sở Thông tin và Truyền thông', 'Chi, deputy, Công an tỉnh']],
  // The merger does not touch what the decisions in force say.
  ['2025-03-01', ['An, leader, Sở Thông tin và Truyền thông', 'Chi, deputy, Công an tỉnh']],
  ['2025-07-19', ['An, leader, Sở Thông tin và Truyền thông', 'Chi, deputy, Công an tỉnh']],
  [
    '2025-07-20',
    [
      'Chi, leader, Công an tỉnh',
      'An, deputy, Sở Khoa học và Công nghệ',
      'Em, secretary, Sở Khoa học và Công nghệ',
    ],
  ],
  [
    '2026-12-15',
    [
      'Chi, leader, Công an tỉnh',
      'An, deputy, Sở Khoa học và Công nghệ',
      'Em, secretary, Sở Khoa học và Công nghệ',
      'Dũng, member, Công an tỉnh',
    ],
  ],
] as const)('the roster of %s is the one of the decisions then in force', async (on, expected) => {
  expect(await roster(on)).toEqual(expected);
});

test('a past roster names the decisions it rests on, and who carries on the agencies of that day', async () => {
  const past = await leader().call(contract.getRosterRoute, { query: { on: '2024-06-01' } });
  expect(past.decisions.map(({ number }) => number)).toEqual(['3/QĐ', '2/QĐ', '1/QĐ']);
  expect(past.items.map(({ agencyNow }) => agencyNow.map(({ name }) => name))).toEqual([
    ['Sở Khoa học và Công nghệ'],
    [],
  ]);
  const today = await leader().call(contract.getRosterRoute);
  expect(today.decisions[0]?.number).toBe('4/QĐ');
  expect(today.items).toHaveLength(3);
});

test('a decision dated before the founding is refused at its field', async () => {
  const work = decide('0/QĐ', '2022-12-01');
  await expect(work).rejects.toMatchObject({
    problem: { status: 422, errors: [{ field: 'issuedOn', reason: 'team.beforeFounding' }] },
  });
});

test('the scan of a decision is kept with it and comes back as it was', async () => {
  const [decision] = (await leader().call(contract.listDecisionsRoute)).items;
  const url = `/api/v1/team-decisions/${decision?.id}/file`;
  const form = new FormData();
  form.append('file', new Blob([Buffer.from('%PDF-1.7 bản quét')], { type: 'application/pdf' }), 'QĐ 5.pdf');
  const saved = await leader().inject({ method: 'POST', url, payload: form });
  expect(saved.json()).toMatchObject({ fileName: 'QĐ 5.pdf' });
  const read = await app.as(['auditor']).inject({ method: 'GET', url });
  expect(read.body).toBe('%PDF-1.7 bản quét');
  expect(read.headers['content-disposition']).toContain('attachment');
  expect((await app.as(['auditor']).inject({ method: 'POST', url, payload: form })).statusCode).toBe(403);
});
