import type { TestApp, TestCaller } from '../../src/apps/testing/test-app.ts';
import { uuid7 } from '../../src/platform/ids/uuid7.ts';
import { addDays } from '../../src/platform/time/vietnam-time.ts';
import { createSignedInPerson } from '../../src/slices/accounts/testing.ts';
import { createTestAgency } from '../../src/slices/agencies/testing.ts';
import { patternTemplates } from '../../src/slices/team/contract/duty-plans.ts';
import { createPlan } from '../../src/slices/team/duty/make-plan.ts';
import { createPattern } from '../../src/slices/team/duty/save-pattern.ts';
import { createTestMember } from '../../src/slices/team/testing.ts';

const MEMBERS = 29;
const MONTHS = 12;
const ROUNDS = 40;
const TARGET_MS = 100;

export type DutyFigures = {
  call: string;
  'p50 ms': number;
  'p95 ms': number;
  'max ms': number;
  fits: string;
};

/** 29 members with levels in every skill, a year of shifts in three turns with backup, 40 swaps that wait. */
const load = async (app: TestApp) => {
  const system = app.system();
  const agencyId = await createTestAgency(system);
  const officer = await createSignedInPerson(app, ['duty-officer'], { fullName: 'Người đo' });
  const ids: string[] = [];
  for (let at = 0; at < MEMBERS; at++) {
    const personId = at === 0 ? officer.id : null;
    ids.push(await createTestMember(system, { fullName: `Thành viên ${at + 1}`, agencyId, personId }));
  }
  const template = patternTemplates['3x8'];
  const pattern = await createPattern(system, {
    name: 'Đo',
    place: 'main',
    slots: [...template.slots],
    restHours: template.restHours,
    primaryMemberIds: ids.slice(0, 12),
    backupMemberIds: ids.slice(12, 20),
    isActive: true,
  });
  const today = app.clock.now().toISOString().slice(0, 10);
  let planId = '';
  for (let month = 0; month < MONTHS; month++) {
    const fromOn = addDays(today, (month - MONTHS + 2) * 30);
    planId = (await createPlan(system, { patternId: pattern.id, fromOn, toOn: addDays(fromOn, 29) })).id;
    await system.tx(async (tx) => {
      const shifts = await tx
        .selectFrom('duty_plan_shifts')
        .selectAll()
        .where('plan_id', '=', planId)
        .execute();
      await tx
        .insertInto('duty_shifts')
        .values(
          shifts.map(({ id, plan_id: _plan, member_id, ...shift }) => ({
            ...shift,
            id,
            member_id: member_id as string,
            place: 'main',
            created_at: app.clock.now(),
          })),
        )
        .execute();
    });
  }
  await system.tx(async (tx) => {
    const skills = await tx.selectFrom('skills').select('id').execute();
    const rows = ids.flatMap((member_id, place) =>
      skills.map((skill, at) => ({
        member_id,
        skill_id: skill.id,
        level: (place + at) % 5,
        assessed_on: today,
        assessed_by_person_id: null,
        assessed_by_label: 'Đo',
        note: null,
      })),
    );
    await tx.insertInto('member_skills').values(rows).execute();
    const mine = await tx
      .selectFrom('duty_shifts')
      .selectAll()
      .where('starts_at', '>', app.clock.now())
      .where('member_id', '!=', ids[0] as string)
      .orderBy('starts_at')
      .limit(40)
      .execute();
    await tx
      .insertInto('duty_swaps')
      .values(
        mine.map((shift) => ({
          id: uuid7(app.clock.now().getTime()),
          shift_id: shift.id,
          from_member_id: shift.member_id,
          to_member_id: ids[0] as string,
          return_shift_id: null,
          shift_version: 1,
          return_shift_version: null,
          reason: 'Đo',
          state: 'requested' as const,
          is_open_offer: false,
          requested_at: app.clock.now(),
          answer_note: null,
          decided_by_label: null,
          decision_note: null,
        })),
      )
      .execute();
  });
  return { officerId: officer.id, memberId: ids[0] as string, planId, today };
};

const measure = async (call: string, work: () => Promise<unknown>): Promise<DutyFigures> => {
  await work();
  const times: number[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    const begin = performance.now();
    await work();
    times.push(performance.now() - begin);
  }
  times.sort((one, other) => one - other);
  const at = (share: number) =>
    Number((times[Math.min(times.length - 1, Math.floor(times.length * share))] ?? 0).toFixed(1));
  return {
    call,
    'p50 ms': at(0.5),
    'p95 ms': at(0.95),
    'max ms': at(1),
    fits: at(0.95) <= TARGET_MS ? 'yes' : 'NO',
  };
};

const read = async (who: TestCaller, url: string) => {
  const answer = await who.inject({ method: 'GET', url });
  if (answer.statusCode !== 200) throw new Error(`${url}: ${answer.statusCode} ${answer.body}`);
};

/** Every read that the duty and skills pages make, against the target of 100 ms p95. */
export const measureDuty = async (app: TestApp): Promise<DutyFigures[]> => {
  const { officerId, memberId, planId, today } = await load(app);
  const officer = app.as(['duty-officer'], { id: officerId });
  const leader = app.as(['team-leader']);
  const year = `from=${addDays(today, -365)}&to=${addDays(today, 30)}`;
  const calls: [string, TestCaller, string][] = [
    ['who is on duty now', officer, '/api/v1/duty/now'],
    ['my duty', officer, '/api/v1/duty/mine'],
    ['a month of shifts', officer, `/api/v1/duty/shifts?from=${addDays(today, -15)}&days=42`],
    ['swaps that wait', officer, '/api/v1/duty/swaps?limit=100'],
    ['fairness over a year', officer, `/api/v1/duty/fairness?${year}`],
    ['escalation ladder', officer, '/api/v1/duty/escalation'],
    ['patterns and plans', leader, '/api/v1/duty/patterns'],
    ['a plan of thirty days', leader, `/api/v1/duty/plan?id=${planId}`],
    ['skills matrix', officer, '/api/v1/skills/matrix'],
    ['skills gaps, 14 days', officer, '/api/v1/skills/gaps'],
    ['skills of a member', officer, `/api/v1/members/${memberId}/skills`],
  ];
  const table: DutyFigures[] = [];
  for (const [name, who, url] of calls) table.push(await measure(name, () => read(who, url)));
  return table;
};
