import { afterAll, beforeAll, expect, test } from 'vitest';
import { createTestApp, type TestApp } from '../../../apps/testing/test-app.ts';
import { type Problem, ProblemError } from '../../../platform/http/client.ts';
import { createTestAgency } from '../../agencies/testing.ts';
import { addShiftRoute, listShiftsRoute } from '../contract/duty.ts';
import {
  addAbsenceRoute,
  createPatternRoute,
  createPlanRoute,
  fairnessRoute,
  patternTemplates,
  publishPlanRoute,
  setPlanShiftRoute,
} from '../contract/duty-plans.ts';
import { createTestMember } from '../testing.ts';

let app: TestApp;
const members: string[] = [];
let outsider: string;
beforeAll(async () => {
  app = await createTestApp();
  const agencyId = await createTestAgency(app.system());
  for (const name of ['Một', 'Hai', 'Ba', 'Bốn', 'Năm', 'Sáu']) {
    members.push(await createTestMember(app.system(), { fullName: `Người ${name}`, agencyId }));
  }
  outsider = await createTestMember(app.system(), { fullName: 'Người Ngoài', agencyId }, null);
});
afterAll(() => app?.stop());

const leader = () => app.as(['team-leader'], { label: 'Đội trưởng' });
const problemOf = async (work: Promise<unknown>): Promise<Problem | undefined> => {
  const error = await work.catch((thrown: unknown) => thrown);
  return error instanceof ProblemError ? error.problem : undefined;
};
const fieldsOf = async (work: Promise<unknown>) =>
  (await problemOf(work))?.errors?.map(({ field, reason, message }) => `${field} ${reason}: ${message}`);

const pattern = (over: object = {}) =>
  leader().call(createPatternRoute, {
    body: {
      name: 'Ba ca tám giờ',
      slots: [...patternTemplates['3x8'].slots],
      restHours: 12,
      primaryMemberIds: members.slice(0, 5),
      backupMemberIds: members.slice(5),
      ...over,
    },
  });

test('a pattern with too few people, unknown people or turns on top of each other names row and field', async () => {
  expect(await fieldsOf(pattern({ primaryMemberIds: members.slice(0, 2) }))).toEqual([
    'primaryMemberIds team.tooFewMembers: Cần ít nhất 3 người để giữ đủ giờ nghỉ, hiện có 2.',
  ]);
  expect(await fieldsOf(pattern({ primaryMemberIds: [...members.slice(0, 4), outsider] }))).toEqual([
    'primaryMemberIds.4 team.notInTeamThatDay: Người Ngoài không thuộc Đội vào ngày 22/11/2026.',
  ]);
  const twice = [members[0], members[1], members[2], members[0]];
  expect(await fieldsOf(pattern({ primaryMemberIds: twice }))).toEqual([
    'primaryMemberIds.3 team.namedTwice: Người Một có tên hai lần.',
  ]);
  const slots = [
    { kind: 'primary', startMinute: 360, hours: 12 },
    { kind: 'primary', startMinute: 1_020, hours: 13 },
  ];
  expect(await fieldsOf(pattern({ slots }))).toEqual([
    'slots.1.startMinute team.slotOverlaps: Ca trực chính này trùng giờ với ca ở dòng 1.',
  ]);
  expect(await fieldsOf(pattern({ slots: [{ kind: 'backup', startMinute: 0, hours: 24 }] }))).toEqual([
    'slots team.noPrimarySlot: Cần ít nhất một ca trực chính.',
  ]);
});

test('a draft covers every hour, shares the load, keeps absent people out; publishing puts all on the list or nothing', async () => {
  const { id: patternId } = await pattern();
  await leader().call(addAbsenceRoute, {
    body: { memberId: members[0] as string, fromOn: '2026-12-01', toOn: '2026-12-07', kind: 'leave' },
  });
  const draft = await leader().call(createPlanRoute, {
    body: { patternId, fromOn: '2026-12-01', toOn: '2026-12-28' },
  });
  expect(draft).toMatchObject({ state: 'draft', conflictCount: 0, onListCount: 0 });
  expect(draft.shifts).toHaveLength(28 * 4);
  const firstWeek = draft.shifts.filter((shift) => shift.startsAt < '2026-12-07T17:00:00Z');
  expect(firstWeek.some((shift) => shift.member?.id === members[0])).toBe(false);
  const hours = draft.figures.filter((row) => row.hours > 0).map((row) => row.hours);
  expect(Math.max(...hours) - Math.min(...hours)).toBeLessThanOrEqual(16);
  expect((await leader().call(listShiftsRoute, { query: { from: '2026-12-01', days: 28 } })).items).toEqual(
    [],
  );

  const foreign = await leader().call(addShiftRoute, {
    body: {
      memberId: members[5] as string,
      startsAt: '2026-12-10T00:00:00+07:00',
      endsAt: '2026-12-10T03:00:00+07:00',
    },
  });
  const refused = await problemOf(
    leader().call(publishPlanRoute, { params: { id: draft.id }, body: { version: draft.version } }),
  );
  expect(refused?.code).toBe('team.planConflicts');
  expect(JSON.stringify(refused?.conflicts)).toContain('primary-taken');
  const onList = () => leader().call(listShiftsRoute, { query: { from: '2026-12-01', days: 28 } });
  expect((await onList()).items.map(({ id }) => id)).toEqual([foreign.id]);

  const published = await leader().call(publishPlanRoute, {
    params: { id: draft.id },
    body: { replace: true, version: draft.version },
  });
  expect(published).toMatchObject({ state: 'published', publishedBy: 'Đội trưởng' });
  expect((await onList()).items).toHaveLength(28 * 4);
  const again = leader().call(publishPlanRoute, {
    params: { id: draft.id },
    body: { version: published.version },
  });
  expect((await problemOf(again))?.code).toBe('team.planClosed');
});

test('the next plan goes on from the load of the last one and from the shifts around it', async () => {
  const { id: patternId } = await pattern({ name: 'Tiếp' });
  const next = await leader().call(createPlanRoute, {
    body: { patternId, fromOn: '2026-12-29', toOn: '2027-01-11' },
  });
  expect(next.conflictCount).toBe(0);
  const first = next.shifts[0];
  const edited = await leader().call(setPlanShiftRoute, {
    params: { id: next.id },
    body: { planShiftId: first?.id as string, memberId: null, version: next.version },
  });
  expect(edited.shifts[0]?.conflicts).toEqual([{ kind: 'nobody-free', name: null }]);
  const stale = leader().call(publishPlanRoute, { params: { id: next.id }, body: { version: next.version } });
  expect((await problemOf(stale))?.code).toBe('platform.stale');
});

test('fairness counts by the calendar of Viet Nam', async () => {
  const { items } = await leader().call(fairnessRoute, { query: { from: '2026-12-01', to: '2026-12-28' } });
  expect(items).toHaveLength(6);
  const total = items.reduce((sum, row) => sum + row.hours, 0);
  expect(total).toBe(28 * 24);
  expect(items.reduce((sum, row) => sum + row.backupHours, 0)).toBe(28 * 24);
  expect(
    await fieldsOf(leader().call(fairnessRoute, { query: { from: '2026-12-01', to: '2026-11-01' } })),
  ).toEqual(['to team.endBeforeStart: Thời điểm kết thúc phải sau thời điểm bắt đầu.']);
});
