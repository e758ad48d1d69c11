import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createTestApp, type TestApp, type TestCaller } from '../../../apps/testing/test-app.ts';
import { ProblemError } from '../../../platform/http/client.ts';
import { createSignedInPerson } from '../../accounts/testing.ts';
import { createTestAgency } from '../../agencies/testing.ts';
import { addShiftRoute } from '../contract/duty.ts';
import * as contract from '../contract/skills.ts';
import { listMemberSkills } from '../public.ts';
import { createTestMember } from '../testing.ts';
import { remindCertificates } from './remind-certificates.ts';

let app: TestApp;
let leader: TestCaller;
let own: TestCaller;
let agencyId: string;
let memberId: string;
let otherId: string;
const idOf = new Map<string, string>();

beforeAll(async () => {
  app = await createTestApp();
  const system = app.system();
  agencyId = await createTestAgency(system);
  const personId = (await createSignedInPerson(app, ['responder'], { fullName: 'Ngô Giỏi' })).id;
  memberId = await createTestMember(system, {
    fullName: 'Ngô Giỏi',
    agencyId,
    personId,
    email: 'gioi@agency.example',
  });
  otherId = await createTestMember(system, { fullName: 'Ngô Khác', agencyId });
  leader = app.as(['team-leader'], { label: 'Đội trưởng' });
  own = app.as(['responder'], { id: personId, label: 'Ngô Giỏi' });
  for (const skill of (await leader.call(contract.getSkillMatrixRoute)).skills)
    idOf.set(skill.code, skill.id);
});
afterAll(() => app?.stop());

const refusal = async (work: Promise<unknown>) => {
  const error = await work.catch((thrown: unknown) => thrown);
  if (!(error instanceof ProblemError)) return undefined;
  const { code, errors } = error.problem;
  return errors ? `${code} ${errors.map(({ field, reason }) => `${field} ${reason}`).join(', ')}` : code;
};
const assess = (code: string, level: number, version: number | null = null, who = memberId) =>
  leader.call(contract.setLevelRoute, {
    params: { id: who, skillId: idOf.get(code) as string },
    body: { level, assessedOn: '2026-11-20', version },
  });

describe('levels', () => {
  test('are set by the command with day and name, and by nobody else', async () => {
    const answer = await assess('log-analysis', 3);
    expect(answer.levels).toMatchObject([
      { level: 3, assessedOn: '2026-11-20', assessedBy: 'Đội trưởng', version: 1 },
    ]);
    expect(await refusal(assess('log-analysis', 4))).toBe('platform.stale');
    expect((await assess('log-analysis', 4, 1)).levels[0]).toMatchObject({ level: 4, version: 2 });
    const self = own.call(contract.setLevelRoute, {
      params: { id: memberId, skillId: idOf.get('triage') as string },
      body: { level: 4, assessedOn: '2026-11-20' },
    });
    expect(await refusal(self)).toBe('platform.notAllowed');
    const future = leader.call(contract.setLevelRoute, {
      params: { id: memberId, skillId: idOf.get('triage') as string },
      body: { level: 4, assessedOn: '2026-12-20' },
    });
    expect(await refusal(future)).toBe('platform.invalid assessedOn team.inTheFuture');
    const found = await app.system().tx((tx) => listMemberSkills(tx, [memberId, otherId]));
    expect(found).toMatchObject([{ memberId, code: 'log-analysis', level: 4 }]);
  });

  test('an agency’s head sees the skills of own people, a focal point none', async () => {
    const head = app.as(['agency-head'], { organisationIds: [agencyId] });
    expect(
      (await head.call(contract.getMemberSkillsRoute, { params: { id: memberId } })).levels,
    ).toHaveLength(1);
    const other = app.as(['agency-head'], { organisationIds: [await createTestAgency(app.system())] });
    expect(await refusal(other.call(contract.getMemberSkillsRoute, { params: { id: memberId } }))).toBe(
      'platform.notFound',
    );
    expect((await other.call(contract.getSkillMatrixRoute)).members).toEqual([]);
    const focal = app.as(['agency-focal-point'], { organisationIds: [agencyId] });
    expect(await refusal(focal.call(contract.getSkillMatrixRoute))).toBe('platform.notAllowed');
  });
});

describe('evidence', () => {
  const certificate = (over: object = {}) => ({
    kind: 'certificate' as const,
    title: 'GCFA',
    issuer: 'Trung tâm sát hạch',
    number: 'A-77',
    issuedOn: '2024-01-10',
    expiresOn: '2027-01-10',
    skillIds: [idOf.get('log-analysis') as string],
    ...over,
  });

  test('a member adds evidence and scans for themselves, not for others', async () => {
    const body = certificate();
    expect(await refusal(own.call(contract.createEvidenceRoute, { params: { id: otherId }, body }))).toBe(
      'platform.notAllowed',
    );
    const { evidence } = await own.call(contract.createEvidenceRoute, { params: { id: memberId }, body });
    const added = evidence[0] as contract.Evidence;
    const form = new FormData();
    form.append('file', new Blob(['scan of a certificate']), 'gcfa.pdf');
    const path = `/api/v1/members/${memberId}/evidence/${added.id}/files`;
    const upload = await own.inject({ method: 'POST', url: path, payload: form });
    expect(upload.statusCode).toBe(200);
    const [file] = upload.json().evidence[0].files;
    const read = await leader.inject({ url: `${path}/${file.id}` });
    expect([read.statusCode, read.body]).toEqual([200, 'scan of a certificate']);
    expect(read.headers['content-disposition']).toContain('attachment');
    const wrong = `/api/v1/members/${otherId}/evidence/${added.id}/files/${file.id}`;
    expect((await leader.inject({ url: wrong })).statusCode).toBe(404);
  });

  test('wrong facts are named by their field', async () => {
    const add = (over: object) =>
      refusal(
        leader.call(contract.createEvidenceRoute, { params: { id: otherId }, body: certificate(over) }),
      );
    expect(await add({ expiresOn: '2023-01-01' })).toBe('platform.invalid expiresOn team.endBeforeStart');
    expect(await add({ issuedOn: '2027-01-01', expiresOn: null })).toBe(
      'platform.invalid issuedOn team.inTheFuture',
    );
    expect(await add({ issuer: null })).toBe('platform.invalid issuer required');
    expect(await add({ kind: 'course' })).toBe('platform.invalid expiresOn team.onlyCertificates');
    expect(await add({ skillIds: ['00000000-0000-7000-8000-0000000000aa'] })).toBe(
      'platform.invalid skillIds.0 invalid',
    );
    const { evidence } = await leader.call(contract.getMemberSkillsRoute, { params: { id: otherId } });
    expect(evidence).toEqual([]);
  });

  test('the end of a certificate is told 60 and 14 days before to the member and the team, each once', async () => {
    await app
      .system()
      .tx((tx) => tx.updateTable('organisation_profile').set({ email: 'doi@tinh.example' }).execute());
    const mails = async () =>
      (
        await app
          .system()
          .tx((tx) =>
            tx
              .selectFrom('outbox_messages')
              .select(['recipient', 'mail'])
              .where('subject_kind', '=', 'skill-evidence')
              .orderBy('id')
              .execute(),
          )
      ).map(({ recipient, mail }) => `${recipient}: ${/còn \d+ ngày/.exec(mail.text)?.[0]}`);
    const run = async (at: string) => {
      app.clock.set(at);
      await Promise.all([remindCertificates(app.services), remindCertificates(app.services)]);
      return mails();
    };
    expect(await run('2026-11-10T08:00:00+07:00')).toEqual([]);
    const first = ['gioi@agency.example: còn 60 ngày', 'doi@tinh.example: còn 60 ngày'];
    expect(await run('2026-11-11T08:00:00+07:00')).toEqual(first);
    expect(await run('2026-12-20T08:00:00+07:00')).toEqual(first);
    const second = [...first, 'gioi@agency.example: còn 14 ngày', 'doi@tinh.example: còn 14 ngày'];
    expect(await run('2026-12-27T08:00:00+07:00')).toEqual(second);
    expect(await run('2027-01-05T08:00:00+07:00')).toEqual(second);
    expect(await run('2027-02-05T08:00:00+07:00')).toEqual(second);
    app.clock.set('2026-11-23T02:10:00+07:00');
  });
});

describe('the matrix and the gaps', () => {
  test('experts are counted by the rule, which the team edits', async () => {
    await assess('network', 3);
    const before = await leader.call(contract.getSkillMatrixRoute);
    expect(before).toMatchObject({ expertCount: 1, rule: { expertsNeeded: 5, isVerified: false } });
    expect(before.expiring.map(({ title }) => title)).toEqual(['GCFA']);
    const { version, ...rule } = before.rule;
    const set = (over: object, at = version) =>
      leader.call(contract.setExpertRuleRoute, { body: { ...rule, ...over, version: at } });
    const strict = await set({ needsCertificate: true });
    expect((await leader.call(contract.getSkillMatrixRoute)).expertCount).toBe(0);
    expect(await refusal(set({}))).toBe('platform.stale');
    await set({ needsCertificate: true, skillsNeeded: 1 }, strict.version);
    expect((await leader.call(contract.getSkillMatrixRoute)).expertCount).toBe(1);
  });

  test('gaps are told by skill, by group and by shift', async () => {
    await app.as(['duty-officer']).call(addShiftRoute, {
      body: { memberId, startsAt: '2026-11-24T00:00:00Z', endsAt: '2026-11-24T08:00:00Z' },
    });
    const gaps = await leader.call(contract.getSkillGapsRoute, { query: {} });
    const logs = gaps.skills.find(({ id }) => id === idOf.get('log-analysis'));
    expect(logs).toMatchObject({ have: 1, missing: 4 });
    expect(gaps.shifts.map(({ missingSkillIds }) => missingSkillIds)).toEqual([[idOf.get('triage')]]);
    await assess('triage', 2);
    expect((await leader.call(contract.getSkillGapsRoute, { query: {} })).shifts).toEqual([]);
  });

  test('the catalogue takes new skills; codes stay unique', async () => {
    const body = {
      code: 'satellite',
      area: 'platforms' as const,
      nameVi: 'Thông tin vệ tinh',
      nameEn: 'Satellite links',
      countsForExperts: false,
      neededLevel: 2,
      neededCount: 1,
    };
    const skill = await leader.call(contract.createSkillRoute, { body });
    expect(await refusal(leader.call(contract.createSkillRoute, { body }))).toBe('team.skillCodeTaken');
    const off = await leader.call(contract.updateSkillRoute, {
      params: { id: skill.id },
      body: { ...body, isActive: false, version: skill.version },
    });
    expect(off.isActive).toBe(false);
    const wrong = leader.call(contract.createSkillRoute, { body: { ...body, code: 'Vệ tinh' } });
    expect(await refusal(wrong)).toMatch(/^platform\.invalid code /);
  });
});
