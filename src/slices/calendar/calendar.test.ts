import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createTestApp, type TestApp } from '../../apps/testing/test-app.ts';
import type { ProblemError } from '../../platform/http/client.ts';
import { listCalendarRoute, removeCalendarDayRoute, setCalendarDayRoute } from './contract.ts';
import { loadWorkingCalendar } from './public.ts';

let app: TestApp;
beforeAll(async () => {
  app = await createTestApp();
});
afterAll(() => app.stop());

const year = { from: '2026-01-01', to: '2026-12-31' };
const body = {
  kind: 'holiday',
  nameVi: 'Ngày hội của tỉnh',
  nameEn: 'Province day',
  basis: 'Thông báo 12/TB-UBND',
  isVerified: true,
  version: null,
} as const;
const refusal = async (work: Promise<unknown>) =>
  ((await work.catch((error: unknown) => error)) as ProblemError).problem;

describe('calendar', () => {
  test('the shipped years are there for everybody signed in, each day marked as not verified', async () => {
    const { items, yearsNotCovered, can } = await app
      .as(['responder'])
      .call(listCalendarRoute, { query: year });
    expect(items.length).toBeGreaterThan(12);
    expect(items.every(({ isVerified }) => !isVerified)).toBe(true);
    expect([yearsNotCovered, can.update]).toEqual([[], false]);
    const later = await app.as(['responder']).call(listCalendarRoute, {
      query: { from: '2027-06-01', to: '2029-02-01' },
    });
    expect(later.yearsNotCovered).toEqual([2028, 2029]);
  });

  test('a leader enters, changes and removes a day; counting follows at once and every step is audited', async () => {
    const leader = app.as(['team-leader']);
    const params = { day: '2026-12-03' };
    const first = await leader.call(setCalendarDayRoute, { params, body });
    expect(first.version).toBe(1);
    const calendar = await app.system().tx((tx) => loadWorkingCalendar(tx));
    expect(calendar.addWorkingDays('2026-12-02', 1)).toBe('2026-12-04');
    const second = await leader.call(setCalendarDayRoute, {
      params,
      body: { ...body, kind: 'swap-day-off', version: 1 },
    });
    expect([second.version, second.kind]).toEqual([2, 'swap-day-off']);
    await leader.call(removeCalendarDayRoute, { params });
    const after = await app.system().tx((tx) => loadWorkingCalendar(tx));
    expect(after.addWorkingDays('2026-12-02', 1)).toBe('2026-12-03');
    const rows = await app
      .system()
      .tx((tx) =>
        tx.selectFrom('audit_entries').select('action').where('subject_label', '=', '2026-12-03').execute(),
      );
    expect(rows.map(({ action }) => action).sort()).toEqual([
      'calendar.day-removed',
      'calendar.day-set',
      'calendar.day-set',
    ]);
  });

  test('a change made from an older version is refused with the day as it stands', async () => {
    const leader = app.as(['administrator']);
    const params = { day: '2026-01-01' };
    const problem = await refusal(leader.call(setCalendarDayRoute, { params, body }));
    expect([problem.status, problem.code]).toEqual([409, 'platform.stale']);
    expect((problem.current as { nameVi: string }).nameVi).toBe('Tết Dương lịch');
  });

  test('a worked Saturday on a Tuesday, a missing name and an unknown date are named', async () => {
    const leader = app.as(['team-leader']);
    const wrongDay = await refusal(
      leader.call(setCalendarDayRoute, {
        params: { day: '2026-12-01' },
        body: { ...body, kind: 'swap-workday' },
      }),
    );
    expect(wrongDay.errors?.map(({ field }) => field)).toEqual(['kind']);
    const noName = await refusal(
      leader.call(setCalendarDayRoute, { params: { day: '2026-12-01' }, body: { ...body, nameVi: ' ' } }),
    );
    expect(noName.errors?.map(({ field }) => field)).toEqual(['nameVi']);
    const noDay = await refusal(leader.call(setCalendarDayRoute, { params: { day: '2026-02-30' }, body }));
    expect(noDay.errors?.map(({ field }) => field)).toEqual(['day']);
    const backwards = await refusal(
      leader.call(listCalendarRoute, { query: { from: '2026-02-01', to: '2026-01-01' } }),
    );
    expect(backwards.errors?.map(({ field }) => field)).toEqual(['to']);
  });

  test('a member of an agency reads and does not change', async () => {
    const head = app.as(['agency-head']);
    expect((await head.call(listCalendarRoute, { query: year })).can.update).toBe(false);
    const problem = await refusal(head.call(setCalendarDayRoute, { params: { day: '2026-12-01' }, body }));
    expect(problem.status).toBe(403);
  });
});
