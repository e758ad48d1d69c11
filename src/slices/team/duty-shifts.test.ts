import { afterAll, beforeAll, expect, test } from 'vitest';
import { createTestApp, type TestApp } from '../../apps/testing/test-app.ts';
import { ProblemError } from '../../platform/http/client.ts';
import { createTestAgency } from '../agencies/testing.ts';
import { addShiftRoute, dutyNowRoute, listShiftsRoute, removeShiftRoute } from './contract/duty.ts';
import { listOnDuty } from './public.ts';
import { createTestMember } from './testing.ts';

let app: TestApp;
let first: string;
let second: string;
beforeAll(async () => {
  app = await createTestApp();
  const agencyId = await createTestAgency(app.system());
  first = await createTestMember(app.system(), { fullName: 'Ca Một', agencyId, phone: '0000 000 001' });
  second = await createTestMember(app.system(), { fullName: 'Ca Hai', agencyId });
});
afterAll(() => app?.stop());

const add = (memberId: string, startsAt: string, endsAt: string, kind: 'primary' | 'backup' = 'primary') =>
  app.as(['duty-officer']).call(addShiftRoute, { body: { memberId, startsAt, endsAt, kind } });
const codeOf = async (work: Promise<unknown>) => {
  const error = await work.catch((thrown: unknown) => thrown);
  return error instanceof ProblemError ? error.problem.code : undefined;
};

test('shifts follow without a gap, and two primaries never overlap', async () => {
  await add(first, '2026-11-23T00:00:00+07:00', '2026-11-23T08:00:00+07:00');
  await add(second, '2026-11-23T01:00:00Z', '2026-11-23T09:00:00Z');
  expect(await codeOf(add(first, '2026-11-23T15:59:00+07:00', '2026-11-23T20:00:00+07:00'))).toBe(
    'team.primaryOverlaps',
  );
  expect(await codeOf(add(second, '2026-11-23T07:00:00+07:00', '2026-11-23T09:00:00+07:00', 'backup'))).toBe(
    'team.memberOverlaps',
  );
  expect(await codeOf(add(first, '2026-11-24T09:00:00Z', '2026-11-24T08:00:00Z'))).toBe('platform.invalid');
  expect(await codeOf(add(first, '2026-11-24T00:00:00Z', '2026-11-28T08:00:00Z'))).toBe('platform.invalid');
});

test('who is on duty changes at the very instant of the hand-over', async () => {
  const at = async (instant: string) => {
    app.clock.set(instant);
    const duty = await app.as(['agency-focal-point']).call(dutyNowRoute);
    return [
      duty.current.map((shift) => shift.member.fullName),
      duty.next.map((shift) => shift.member.fullName),
      duty.isCovered,
    ];
  };
  expect(await at('2026-11-22T23:59:59+07:00')).toEqual([[], ['Ca Một'], false]);
  expect(await at('2026-11-23T00:00:00+07:00')).toEqual([['Ca Một'], ['Ca Hai'], true]);
  expect(await at('2026-11-23T07:59:59.999+07:00')).toEqual([['Ca Một'], ['Ca Hai'], true]);
  expect(await at('2026-11-23T08:00:00+07:00')).toEqual([['Ca Hai'], [], true]);
  expect(await at('2026-11-23T16:00:00+07:00')).toEqual([[], [], false]);
  const callers = await app
    .public()
    .ctx()
    .tx((tx) => listOnDuty(tx, new Date('2026-11-23T02:00:00+07:00')));
  expect(callers).toMatchObject([
    { memberId: first, fullName: 'Ca Một', phone: '0000 000 001', kind: 'primary' },
  ]);
});

test('a day of the list is a day of Viet Nam', async () => {
  const read = (from: string) => app.as(['responder']).call(listShiftsRoute, { query: { from, days: 1 } });
  expect((await read('2026-11-22')).items).toEqual([]);
  expect((await read('2026-11-23')).items).toHaveLength(2);
  await add(first, '2026-11-23T22:00:00+07:00', '2026-11-24T06:00:00+07:00');
  expect((await read('2026-11-24')).items.map((shift) => shift.startsAt)).toEqual([
    '2026-11-23T15:00:00.000Z',
  ]);
});

test('a removed shift is gone, and removing it again finds nothing', async () => {
  const { id } = await add(second, '2026-11-25T00:00:00Z', '2026-11-25T08:00:00Z');
  const duty = app.as(['duty-officer']);
  await duty.call(removeShiftRoute, { params: { id } });
  expect(await codeOf(duty.call(removeShiftRoute, { params: { id } }))).toBe('platform.notFound');
  expect(await codeOf(app.as(['responder']).call(removeShiftRoute, { params: { id } }))).toBe(
    'platform.notAllowed',
  );
});

test('the database refuses overlapping primaries even without the application', async () => {
  const pair = Promise.allSettled([
    add(first, '2026-12-01T00:00:00Z', '2026-12-01T08:00:00Z'),
    add(second, '2026-12-01T04:00:00Z', '2026-12-01T12:00:00Z'),
  ]);
  expect((await pair).map((result) => result.status).sort()).toEqual(['fulfilled', 'rejected']);
  const raw = app.system().tx((tx) =>
    tx
      .insertInto('duty_shifts')
      .values(
        [first, second].map((member_id, index) => ({
          id: `00000000-0000-7000-8000-00000000000${index}`,
          member_id,
          place: 'main',
          kind: 'primary' as const,
          starts_at: '2026-12-05T00:00:00Z',
          ends_at: '2026-12-05T08:00:00Z',
          created_at: '2026-12-01T00:00:00Z',
        })),
      )
      .execute(),
  );
  await expect(raw).rejects.toThrow(/duty_shifts_one_primary/);
});
