import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { createTestApp, type TestApp, type TestCaller } from '../../apps/testing/test-app.ts';
import { ProblemError } from '../../platform/http/client.ts';
import { DAY_MS } from '../../platform/time/vietnam-time.ts';
import { createSignedInPerson } from '../accounts/testing.ts';
import { addContactRoute, setOrganisationRoleRoute } from '../agencies/contract.ts';
import { createTestAgency } from '../agencies/testing.ts';
import { carryOutAccess } from './access-changes.ts';
import * as proposals from './contract/proposals.ts';
import * as contract from './contract/replacements.ts';
import { createDecisionRoute, getMemberRoute, getRosterRoute, listDeclarationsRoute } from './contract.ts';
import { remindReplacements } from './remind-replacements.ts';
import { createTestMember } from './testing.ts';

let app: TestApp;
let leader: TestCaller;
let agencyId: string;
let head: TestCaller;
let sequence = 0;
beforeAll(async () => {
  app = await createTestApp();
  leader = app.as(['team-leader']);
  const desk = app.as(['duty-officer']);
  for (const [role, name] of [
    ['peoples-committee', 'Ủy ban nhân dân tỉnh'],
    ['standing-agency', 'Công an tỉnh'],
  ] as const) {
    const id = await createTestAgency(app.system(), { name });
    await desk.call(setOrganisationRoleRoute, {
      params: { role },
      body: { agencyId: id, validFrom: '2020-01-01' },
    });
  }
  await leader.call(createDecisionRoute, {
    body: { ...decisionBody('878/QĐ-UBND', '2022-12-30'), kind: 'founding' },
  });
});
afterAll(() => app.stop());
beforeEach(async () => {
  agencyId = await createTestAgency(app.system());
  head = app.as(['agency-head'], { organisationIds: [agencyId] });
  await app.as(['duty-officer']).call(addContactRoute, {
    params: { id: agencyId },
    body: {
      kind: 'head',
      fullName: 'Giám đốc',
      email: `head-${agencyId}@so.example`,
      validFrom: '2024-01-01',
    },
  });
});

const decisionBody = (number: string, on: string) => ({
  number,
  issuedOn: on,
  effectiveOn: on,
  issuer: 'Ủy ban nhân dân tỉnh',
  signer: 'Lâm Quang Đạo',
  signerTitle: 'Phó Chủ tịch',
  title: 'Về việc kiện toàn Đội ứng cứu sự cố',
});
const problemOf = (work: Promise<unknown>) =>
  work.then(
    () => undefined,
    (error) => (error instanceof ProblemError ? error.problem : Promise.reject(error)),
  );
const newEmail = () => {
  sequence += 1;
  return `m${sequence}@so.example`;
};
const member = (fullName: string, role: 'leader' | 'member' = 'member', personId: string | null = null) =>
  createTestMember(app.system(), { agencyId, fullName, personId, email: newEmail() }, role);
const report = (memberId: string, caller = head, leavesOn = '2026-12-01') =>
  caller.call(contract.reportLeavingRoute, {
    params: { id: memberId },
    body: { reason: 'transfer', leavesOn },
  });
const read = (id: string, caller = leader) => caller.call(contract.getReplacementRoute, { params: { id } });
const nominate = async (id: string, fullName = 'Người Thay', over: object = {}, caller = head) => {
  const { version } = await read(id);
  sequence += 1;
  return caller.call(contract.nominateRoute, {
    params: { id },
    body: {
      version,
      fullName,
      post: 'Chuyên viên',
      email: `n${sequence}@so.example`,
      phone: '0000 5',
      letterNumber: `${sequence}/SYT-VP`,
      letterOn: '2026-11-20',
      ...over,
    },
  });
};
const attach = (id: string, caller = head) => {
  const form = new FormData();
  form.append('file', new Blob(['công văn']), 'cong-van.pdf');
  return caller.inject({ method: 'POST', url: `/api/v1/replacements/${id}/letter`, payload: form });
};
const check = async (id: string, note = '') =>
  leader.call(contract.checkNomineeRoute, {
    params: { id },
    body: { version: (await read(id)).version, note },
  });
/** Up to the step "to be proposed". */
const readyFor = async (memberId: string, nominee = 'Người Thay') => {
  const { id } = await report(memberId);
  await nominate(id, nominee);
  await attach(id);
  await check(id);
  return id;
};
const propose = (replacementIds: string[]) =>
  leader.call(proposals.createProposalRoute, { body: { replacementIds } });
const record = async (
  proposalId: string,
  items: {
    replacementId: string;
    outcome: 'as-proposed' | 'other-person' | 'left-vacant';
    person?: object;
  }[],
  on = '2026-12-10',
) => {
  const { version } = await leader.call(proposals.getProposalRoute, { params: { id: proposalId } });
  sequence += 1;
  return leader.call(proposals.recordDecisionRoute, {
    params: { id: proposalId },
    body: {
      version,
      decision: { ...decisionBody(`${sequence}/QĐ-UBND`, on), issuedOn: '2026-11-23' },
      items,
    } as never,
  });
};
const namesOn = async (on: string): Promise<string[]> => {
  const { items } = await leader.call(getRosterRoute, { query: { on } });
  return items.filter((item) => item.membership.agency.id === agencyId).map((item) => item.fullName);
};
const mailsTo = (recipient: string) =>
  app
    .system()
    .tx((tx) => tx.selectFrom('outbox_messages').selectAll().where('recipient', '=', recipient).execute());
const sessionStatus = async (cookie: string) =>
  (await app.server.inject({ method: 'GET', url: '/api/v1/session', headers: { cookie } })).json();

test('from the report to the new roster: every step has its actor, access follows on the decision’s day', async () => {
  const person = await createSignedInPerson(app, ['responder']);
  const leaverId = await member('Trần Người Đi', 'member', person.id);
  const { id } = await report(leaverId);
  expect((await mailsTo(`head-${agencyId}@so.example`))[0]?.mail.subject).toContain('Trần Người Đi');
  const nominated = await nominate(id, 'Lê Người Đến');
  const email = nominated.nominees[0]?.email ?? '';
  expect((await attach(id)).statusCode).toBe(200);
  await check(id);
  const proposal = await propose([id]);
  const drafted = await leader.call(proposals.draftPapersRoute, {
    params: { id: proposal.id },
    body: { version: proposal.version },
  });
  expect([drafted.submissionDocumentId, drafted.decisionDocumentId].every(Boolean)).toBe(true);
  await leader.call(proposals.submitProposalRoute, {
    params: { id: proposal.id },
    body: { version: drafted.version, number: '28/TTr-CAT', submittedOn: '2026-11-23' },
  });
  await record(proposal.id, [{ replacementId: id, outcome: 'as-proposed' }]);

  expect(await namesOn('2026-12-09')).toEqual(['Trần Người Đi']);
  expect(await namesOn('2026-12-10')).toEqual(['Lê Người Đến']);
  expect((await leader.call(listDeclarationsRoute)).items[0]?.renewedOn).toBeNull();

  await carryOutAccess(app.system());
  expect((await sessionStatus(person.cookie)).person).not.toBeNull();
  expect(await mailsTo(email)).toEqual([]);

  const before = app.clock.now();
  app.clock.set('2026-12-10T00:01:00+07:00');
  await carryOutAccess(app.system());
  await carryOutAccess(app.system());
  expect((await sessionStatus(person.cookie)).person ?? null).toBeNull();
  expect(await mailsTo(email)).toHaveLength(1);
  const done = await read(id);
  expect(done).toMatchObject({
    state: 'done',
    outcome: 'as-proposed',
    newMember: { fullName: 'Lê Người Đến' },
  });
  expect(done.steps.map(({ step }) => step)).toEqual([
    'reported',
    'nominated',
    'letter-attached',
    'checked',
    'proposed',
    'submitted',
    'decided',
    'access-end',
    'access-begin',
    'done',
  ]);
  app.clock.set(before);
});

test('the member, the agency and the team may report; another agency and a second report may not', async () => {
  const person = await createSignedInPerson(app, ['responder']);
  const own = await member('Tự Báo', 'member', person.id);
  const self = app.as(['responder'], { id: person.id });
  expect(await report(own, self)).toMatchObject({ reportedAs: 'member', state: 'reported' });
  expect((await problemOf(report(own)))?.code).toBe('team.leavingReported');
  const other = await member('Cơ Quan Báo');
  expect((await problemOf(report(other, self)))?.status).toBe(403);
  const stranger = app.as(['agency-head'], { organisationIds: [await createTestAgency(app.system())] });
  expect((await problemOf(report(other, stranger)))?.status).toBe(404);
  expect(await report(other)).toMatchObject({ reportedAs: 'agency' });
  expect(await report(await member('Đội Báo'), app.as(['duty-officer']))).toMatchObject({
    reportedAs: 'team',
  });
});

test('a report after the day of leaving is marked as late and counts the days of the vacancy', async () => {
  const { id } = await report(await member('Báo Muộn'), head, '2026-11-13');
  expect(await read(id)).toMatchObject({ isReportedLate: true, vacantDays: 10 });
  const { items } = await leader.call(contract.listReplacementsRoute);
  expect(items.find((item) => item.id === id)?.vacantDays).toBe(10);
});

test('an agency reaches its own replacements only; the auditor reads and moves none', async () => {
  const { id, version } = await report(await member('Của Cơ Quan'));
  const stranger = app.as(['agency-head', 'agency-focal-point'], {
    organisationIds: [await createTestAgency(app.system())],
  });
  expect((await problemOf(read(id, stranger)))?.status).toBe(404);
  expect((await problemOf(nominate(id, 'Lạ', {}, stranger)))?.status).toBe(404);
  expect((await attach(id, stranger)).statusCode).toBe(404);
  expect((await stranger.call(contract.listReplacementsRoute)).items).toEqual([]);
  const auditor = app.as(['auditor']);
  expect(Object.values((await read(id, auditor)).can)).not.toContain(true);
  const cancel = { params: { id }, body: { version, reason: 'x' } };
  expect((await problemOf(auditor.call(contract.cancelReplacementRoute, cancel)))?.status).toBe(403);
});

test('the check names what is missing, and a nominee of another agency needs a note', async () => {
  const { id } = await report(await member('Cần Kiểm'));
  const elsewhere = await createTestAgency(app.system());
  await nominate(id, 'Thiếu Hồ Sơ', { phone: null, agencyId: elsewhere });
  const problem = await problemOf(check(id));
  expect(problem?.code).toBe('team.checkFailed');
  expect(problem?.errors?.map(({ field }) => field)).toEqual([
    'checks.agency',
    'checks.letter',
    'checks.contacts',
  ]);
  const { version } = await read(id);
  const back = await leader.call(contract.returnNomineeRoute, {
    params: { id },
    body: { version, reason: 'Thiếu công văn và số điện thoại' },
  });
  expect(back).toMatchObject({ state: 'reported', nominees: [{ state: 'returned' }] });
  await nominate(id, 'Đủ Hồ Sơ', { agencyId: elsewhere });
  await attach(id);
  expect((await problemOf(check(id)))?.errors).toMatchObject([{ field: 'checks.agency' }]);
  expect((await check(id, 'Biệt phái')).state).toBe('checked');
});

test('two who leave on one day go into one proposal and one decision', async () => {
  const ids = [
    await readyFor(await member('Đi Một'), 'Đến Một'),
    await readyFor(await member('Đi Hai'), 'Đến Hai'),
  ];
  const proposal = await propose(ids);
  await record(
    proposal.id,
    ids.map((replacementId) => ({ replacementId, outcome: 'as-proposed' as const })),
  );
  expect(await namesOn('2026-12-10')).toEqual(['Đến Hai', 'Đến Một']);
});

test('a nominee who leaves before the decision frees the place, and the proposal goes on without it', async () => {
  const first = await readyFor(await member('Đi A'), 'Đến A');
  const second = await readyFor(await member('Đi B'), 'Đến B');
  const proposal = await propose([first, second]);
  await leader.call(proposals.submitProposalRoute, {
    params: { id: proposal.id },
    body: { version: proposal.version, number: '29/TTr-CAT', submittedOn: '2026-11-23' },
  });
  const { version, nominees } = await read(first);
  const closed = await head.call(contract.closeNomineeRoute, {
    params: { id: first, nomineeId: nominees[0]?.id ?? '' },
    body: { version, why: 'left', reason: 'Chuyển công tác' },
  });
  expect(closed).toMatchObject({ state: 'reported', proposalId: null, nominees: [{ state: 'left' }] });
  const left = await leader.call(proposals.getProposalRoute, { params: { id: proposal.id } });
  expect(left).toMatchObject({ state: 'open', arePapersOutdated: true });
  expect(left.items.map((item) => item.id)).toEqual([second]);
  await nominate(first, 'Đến A Mới');
  expect((await read(first)).nominees.map(({ state }) => state)).toEqual(['nominated', 'left']);
});

test('a withdrawn nomination lets the agency nominate anew; the letter of the first does not count for the second', async () => {
  const { id } = await report(await member('Rút Cử'));
  await nominate(id, 'Bị Rút');
  await attach(id);
  const { version, nominees } = await read(id);
  await head.call(contract.closeNomineeRoute, {
    params: { id, nomineeId: nominees[0]?.id ?? '' },
    body: { version, why: 'withdrawn', reason: 'Cử nhầm' },
  });
  await nominate(id, 'Cử Lại');
  expect((await problemOf(check(id)))?.errors).toMatchObject([{ field: 'checks.letter' }]);
});

test('the decision may name somebody else than proposed, or leave a place vacant', async () => {
  const other = await readyFor(await member('Đi C'), 'Được Đề Nghị');
  const vacant = await readyFor(await member('Đi D'), 'Không Cần');
  const proposal = await propose([other, vacant]);
  await record(proposal.id, [
    { replacementId: other, outcome: 'other-person', person: { fullName: 'Được Quyết Định', agencyId } },
    { replacementId: vacant, outcome: 'left-vacant' },
  ]);
  expect(await namesOn('2026-12-10')).toEqual(['Được Quyết Định']);
  expect(await read(other)).toMatchObject({ outcome: 'other-person', nominees: [{ state: 'not-chosen' }] });
  expect(await read(vacant)).toMatchObject({ outcome: 'left-vacant', newMember: null });
});

test('bad decisions are refused at their item and field, and nothing of them is kept', async () => {
  const boss = await member('Sếp', 'leader');
  const id = await readyFor(await member('Đi E'), 'Đến E');
  const proposal = await propose([id]);
  const stays = await namesOn('2026-12-10');
  const errorsOf = async (items: Parameters<typeof record>[1], on?: string) =>
    (await problemOf(record(proposal.id, items, on)))?.errors;
  expect(await errorsOf([{ replacementId: id, outcome: 'other-person' }])).toMatchObject([
    { field: 'items.0.person', reason: 'required' },
  ]);
  expect(
    await errorsOf([{ replacementId: '00000000-0000-7000-8000-000000000000', outcome: 'left-vacant' }]),
  ).toMatchObject([{ field: 'items.0.replacementId' }, { field: 'items', reason: 'team.undecided' }]);
  const twoLeaders = [{ replacementId: id, outcome: 'as-proposed' as const, roleInTeam: 'leader' } as never];
  expect(await errorsOf(twoLeaders)).toMatchObject([
    { field: 'items.0.person', reason: 'team.leaderOverlaps' },
  ]);
  const elsewhere = await createTestAgency(app.system());
  const { email } = await leader.call(getMemberRoute, { params: { id: boss } });
  const busy = { fullName: 'Đang Trong Đội', agencyId: elsewhere, email };
  expect(await errorsOf([{ replacementId: id, outcome: 'other-person', person: busy }])).toMatchObject([
    { field: 'items.0.person', reason: 'team.membershipOverlaps' },
  ]);
  const tooEarly = await problemOf(
    leader.call(proposals.recordDecisionRoute, {
      params: { id: proposal.id },
      body: {
        version: proposal.version,
        decision: decisionBody('0/QĐ-UBND', '2021-01-01'),
        items: [{ replacementId: id, outcome: 'as-proposed' }],
      },
    }),
  );
  expect(tooEarly?.errors).toMatchObject([{ field: 'issuedOn', reason: 'team.beforeFounding' }]);
  expect(await namesOn('2026-12-10')).toEqual(stays);
  expect((await read(id)).state).toBe('proposed');
});

test('who leaves as leader and who follows change hands on one day', async () => {
  const { items } = await leader.call(getRosterRoute, { query: { on: '2026-12-10' } });
  const boss = items.find((item) => item.membership.roleInTeam === 'leader')?.id ?? '';
  const { id } = await report(boss, leader);
  await nominate(id, 'Đội Trưởng Mới', {}, leader);
  await attach(id, leader);
  await check(id, 'Đội trưởng');
  await record((await propose([id])).id, [{ replacementId: id, outcome: 'as-proposed' }]);
  const after = await leader.call(getRosterRoute, { query: { on: '2026-12-10' } });
  expect(after.items[0]).toMatchObject({ fullName: 'Đội Trưởng Mới', membership: { roleInTeam: 'leader' } });
});

test('an overdue step reminds whoever has it, again after three days, and not in between', async () => {
  const { id } = await report(await member('Chờ Lâu'));
  const mails = async () => (await mailsTo(`head-${agencyId}@so.example`)).length;
  const start = app.clock.now();
  const after = async (days: number) => {
    app.clock.set(new Date(start.getTime() + days * DAY_MS));
    await remindReplacements(app.system());
    return mails();
  };
  expect([await after(7), await after(8), await after(9), await after(11)]).toEqual([1, 2, 2, 3]);
  expect((await read(id)).steps.map(({ step }) => step)).toEqual(['reported', 'reminded', 'reminded']);
  app.clock.set(start);
});

test('stale writes are refused with the replacement as it stands', async () => {
  const { id, version } = await report(await member('Bản Cũ'));
  await nominate(id);
  const cancel = { params: { id }, body: { version, reason: 'Ở lại' } };
  expect(await problemOf(leader.call(contract.cancelReplacementRoute, cancel))).toMatchObject({
    status: 409,
    current: { id, state: 'nominated' },
  });
});
