import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { createTestApp, type TestApp } from '../../apps/testing/test-app.ts';
import { updateOrganisationRoute } from '../accounts/contract/organisation.ts';
import { getOrganisationProfile } from '../accounts/public.ts';
import { createTestAgency } from '../agencies/testing.ts';
import { setCalendarDayRoute } from '../calendar/contract.ts';
import { openTestIncident } from '../incidents/testing.ts';
import { createTestSystem } from '../systems/testing.ts';
import { giveWarnings } from './clocks/give-warnings.ts';
import { recountClocks } from './clocks/recount-clocks.ts';
import * as clocks from './contract/clocks.ts';
import { type ClockStage, createClockStage, refusal, sendTestDispatch } from './testing.ts';
import { openCalendarDuties } from './watch-duties.ts';

let app: TestApp;
let stage: ClockStage;
const start = '2026-11-23T02:10:00+07:00';
beforeAll(async () => {
  app = await createTestApp();
  stage = createClockStage(app);
});
beforeEach(() => app.clock.set(start));
afterAll(() => app.stop());

describe('clocks of an incident', () => {
  test('opening starts what the law asks from detection, with due time, reason and rule in words', async () => {
    const { id } = await openTestIncident(app.system(), { detectedAt: new Date('2026-11-22T18:05:00Z') });
    const running = await stage.clocksOf(id);
    expect(running.map(({ ruleId }) => ruleId).sort()).toEqual(['A1', 'A2', 'B3']);
    const report = await stage.clockOf(id, 'B3');
    expect(report).toMatchObject({
      startedAt: '2026-11-22T18:05:00.000Z',
      startedBy: 'detected',
      dueAt: '2026-11-25T18:05:00.000Z',
      state: 'running',
      limit: { unit: 'hours', value: 72 },
      ruleSetNumber: 1,
    });
    expect((await stage.clockOf(id, 'A2')).dueAt).toBe('2026-11-28T17:00:00.000Z');
    expect(report.events.map(({ kind }) => kind)).toEqual(['started']);
  });

  test('severe starts the 24-hour clock; ordinary stops it; severe again resumes the same one', async () => {
    const { id } = await openTestIncident(app.system(), { detectedAt: new Date('2026-11-22T18:05:00Z') });
    await stage.classify(id, 'severe');
    expect(await stage.clockOf(id, 'B2')).toMatchObject({
      dueAt: '2026-11-23T18:05:00.000Z',
      state: 'running',
    });
    expect((await stage.clockOf(id, 'A4')).startedBy).toBe('condition-met');
    await stage.classify(id, 'ordinary');
    expect((await stage.clockOf(id, 'B2')).state).toBe('stopped');
    app.clock.advance(3_600_000);
    await stage.classify(id, 'severe');
    const again = (await stage.clocksOf(id)).filter(({ ruleId }) => ruleId === 'B2');
    expect(again.map(({ occurrence, state, dueAt }) => [occurrence, state, dueAt])).toEqual([
      [1, 'running', '2026-11-23T18:05:00.000Z'],
    ]);
    expect(again[0]?.events.map(({ kind }) => kind)).toEqual(['started', 'stopped', 'resumed']);
    const rounds = (await stage.clocksOf(id)).filter(({ ruleId }) => ruleId === 'A4');
    expect(rounds.map(({ occurrence, state }) => [occurrence, state]).sort()).toEqual([
      [1, 'stopped'],
      [2, 'running'],
    ]);
  });

  test('two clocks run from one incident: cybersecurity from T0, personal data from the finding', async () => {
    const { id } = await openTestIncident(app.system(), { detectedAt: new Date('2026-11-22T12:00:00Z') });
    await stage.update(id, {
      personalDataKinds: ['basic', 'location'],
      personalDataFoundAt: '2026-11-22T19:00:00.000Z',
    });
    expect((await stage.clockOf(id, 'B6')).dueAt).toBe('2026-11-25T19:00:00.000Z');
    expect((await stage.clockOf(id, 'B7')).dueAt).toBe('2026-11-25T19:00:00.000Z');
    expect((await stage.clockOf(id, 'B3')).dueAt).toBe('2026-11-25T12:00:00.000Z');
    await stage.update(id, { detectedAt: '2026-11-22T13:00:00.000Z' });
    expect((await stage.clockOf(id, 'B3')).dueAt).toBe('2026-11-25T13:00:00.000Z');
    expect((await stage.clockOf(id, 'B3')).events.at(-1)).toMatchObject({ kind: 'moved' });
    expect((await stage.clockOf(id, 'B6')).dueAt).toBe('2026-11-25T19:00:00.000Z');
  });

  test('what is no incident stops every clock, and reopening lets them run on', async () => {
    const { id } = await openTestIncident(app.system());
    await stage.move(id, 'not-an-incident');
    expect((await stage.clocksOf(id)).every(({ state }) => state === 'stopped')).toBe(true);
    await stage.move(id, 'reopened');
    expect((await stage.clocksOf(id)).every(({ state }) => state === 'running')).toBe(true);
  });

  test('T0 known to the day counts from midnight in Viet Nam', async () => {
    const { id } = await openTestIncident(app.system(), {
      detectedAt: new Date('2026-11-22T05:00:00Z'),
      detectedPrecision: 'day',
    });
    expect(await stage.clockOf(id, 'B3')).toMatchObject({
      startedAt: '2026-11-21T17:00:00.000Z',
      subject: { detectedPrecision: 'day' },
    });
  });

  test('an incident of before Regime B has no clock of it', async () => {
    const { id } = await openTestIncident(app.system(), { detectedAt: new Date('2026-08-18T16:59:00Z') });
    expect((await stage.clocksOf(id)).map(({ ruleId }) => ruleId).sort()).toEqual(['A1', 'A2']);
  });
});

describe('by hand', () => {
  test('a request of the Ministry is recorded and runs 24 hours; what the program counts is not started by hand', async () => {
    const { id } = await openTestIncident(app.system());
    const body = { ruleId: 'B8', subjectId: id, startedAt: start, note: 'Công điện 45 của Bộ Công an' };
    const clock = await stage.desk().call(clocks.startClockRoute, { body });
    expect(clock).toMatchObject({ ruleId: 'B8', dueAt: '2026-11-23T19:10:00.000Z', startedBy: 'by-hand' });
    const refused = await refusal(
      stage.desk().call(clocks.startClockRoute, { body: { ...body, ruleId: 'B3' } }),
    );
    expect(refused.code).toBe('duties.notStartedByHand');
    const unknown = await refusal(
      stage.desk().call(clocks.startClockRoute, { body: { ...body, ruleId: 'Z9' } }),
    );
    expect(unknown.errors?.[0]?.field).toBe('ruleId');
  });

  test('a level file rests while the applicant completes it; the rest is added in working days', async () => {
    const agencyId = await createTestAgency(app.system());
    const systemId = await createTestSystem(app.system(), { agencyId, level: 3 });
    const clock = await stage.desk().call(clocks.startClockRoute, {
      body: { ruleId: 'B11.2', subjectId: systemId, startedAt: start, note: 'Hồ sơ cấp độ 3' },
    });
    expect(clock.dueAt).toBe('2026-12-14T17:00:00.000Z');
    const resting = await stage.desk().call(clocks.pauseClockRoute, {
      params: { id: clock.id },
      body: { version: clock.version, reason: 'Yêu cầu bổ sung hồ sơ' },
    });
    expect(resting.state).toBe('paused');
    app.clock.advance(7 * 86_400_000);
    const running = await stage.desk().call(clocks.continueClockRoute, {
      params: { id: clock.id },
      body: { version: resting.version, reason: 'Đã nhận đủ hồ sơ' },
    });
    expect(running.dueAt).toBe('2026-12-21T17:00:00.000Z');
    await stage.leader().call(setCalendarDayRoute, {
      params: { day: '2026-12-18' },
      body: {
        kind: 'holiday',
        nameVi: 'Nghỉ',
        nameEn: 'Off',
        basis: 'Thông báo',
        isVerified: true,
        version: null,
      },
    });
    await recountClocks(app.system());
    expect((await stage.desk().call(clocks.getClockRoute, { params: { id: clock.id } })).dueAt).toBe(
      '2026-12-22T17:00:00.000Z',
    );
    const refused = await refusal(
      stage.desk().call(clocks.stopClockRoute, {
        params: { id: clock.id },
        body: { version: running.version, reason: 'Thử dừng' },
      }),
    );
    expect(refused.status).toBe(403);
  });

  test('a clock stopped by hand is never started again by the program', async () => {
    const { id } = await openTestIncident(app.system());
    const clock = await stage.clockOf(id, 'B3');
    await stage.leader().call(clocks.stopClockRoute, {
      params: { id: clock.id },
      body: { version: clock.version, reason: 'Hệ thống thuộc Bộ Quốc phòng' },
    });
    await stage.move(id, 'not-an-incident');
    await stage.move(id, 'reopened');
    expect(
      (await stage.clocksOf(id)).filter(({ ruleId }) => ruleId === 'B3').map(({ state }) => state),
    ).toEqual(['stopped']);
  });
});

describe('calendar duties', () => {
  test('yearly duties open in time and once, systems have their running turn, whoever looks how often', async () => {
    const agencyId = await createTestAgency(app.system());
    await createTestSystem(app.system(), { agencyId, level: 3, name: 'Cổng dịch vụ công' });
    await openCalendarDuties(app.system());
    expect(await openCalendarDuties(app.system())).toBe(0);
    const { items } = await stage.leader().call(clocks.listClocksRoute, { query: { subject: 'team' } });
    expect(items.map(({ ruleId, occurrence, dueAt }) => [ruleId, occurrence, dueAt])).toEqual([
      ['A8.2', 2026, '2026-12-14T17:00:00.000Z'],
      ['B9.1', 2026, '2026-12-19T17:00:00.000Z'],
      ['A7', 2026, '2026-12-30T17:00:00.000Z'],
    ]);
    expect(items[1]?.window).toEqual({ from: '2025-12-15', to: '2026-12-14', before: '2026-12-20' });
    const systems = await stage.leader().call(clocks.listClocksRoute, {
      query: { subject: 'system', ruleId: 'A9' },
    });
    const hunted = systems.items.find(({ subject }) => subject.label === 'Cổng dịch vụ công');
    expect(hunted?.dueAt).toBe('2027-05-23T17:00:00.000Z');
    await sendTestDispatch(app.system(), hunted?.id ?? '', { channel: 'file' });
    const after = await stage
      .leader()
      .call(clocks.listClocksRoute, { query: { subject: 'system', ruleId: 'A9' } });
    expect(after.items.find(({ subject }) => subject.label === 'Cổng dịch vụ công')?.occurrence).toBe(2);
  });

  test('a changed hotline starts the 24 hours in which the coordinator is told, and only one such clock', async () => {
    const admin = app.as(['administrator']);
    const save = async (hotline: string) => {
      const { isSetUp: _set, ...profile } = await app.system().tx(getOrganisationProfile);
      await admin.call(updateOrganisationRoute, {
        body: { ...profile, teamNameVi: 'Đội', standingAgencyName: 'Công an', province: 'Minh Sơn', hotline },
      });
    };
    await save('0260 111 222');
    await save('0260 111 333');
    const { items } = await stage.leader().call(clocks.listClocksRoute, { query: { ruleId: 'A6' } });
    expect(items.map(({ dueAt, startedBy }) => [dueAt, startedBy])).toEqual([
      ['2026-11-23T19:10:00.000Z', 'contact-changed'],
    ]);
  });
});

describe('warnings', () => {
  const warnedOf = async (id: string) =>
    (await stage.clockOf(id, 'B3')).events.filter(({ kind }) => kind === 'warned' || kind === 'breached');

  test('each rung is climbed once, in order, and a program that slept gives the highest only', async () => {
    app.clock.set('2027-03-01T00:00:00Z');
    const { id } = await openTestIncident(app.system(), { detectedAt: app.clock.now() });
    const at = async (hours: number) => {
      app.clock.set(new Date(Date.parse('2027-03-01T00:00:00Z') + hours * 3_600_000));
      await giveWarnings(app.system());
      await giveWarnings(app.system());
      return (await warnedOf(id)).map(({ data }) => data.share);
    };
    expect(await at(35)).toEqual([]);
    expect(await at(36)).toEqual([50]);
    expect(await at(58)).toEqual([50, 80]);
    expect(await at(80)).toEqual([50, 80, 100]);
    expect(await at(90)).toEqual([50, 80, 100]);
  });

  test('two processes that look at the same moment warn once', async () => {
    app.clock.set('2027-04-01T00:00:00Z');
    const { id } = await openTestIncident(app.system(), { detectedAt: app.clock.now() });
    app.clock.set('2027-04-02T13:00:00Z');
    await Promise.all([giveWarnings(app.system()), giveWarnings(app.system()), giveWarnings(app.system())]);
    expect(await warnedOf(id)).toHaveLength(1);
  });
});

describe('history and board', () => {
  test('events of a clock are never changed, not even past the program', async () => {
    await expect(
      app.system().tx((tx) => sql`update duty_clock_events set kind = 'x'`.execute(tx)),
    ).rejects.toThrow('never changed');
    await expect(
      app.system().tx((tx) => sql`update duty_rule_sets set note = 'x'`.execute(tx)),
    ).rejects.toThrow('never changed');
  });

  test('the board sorts by due time, pages without loss, and sums up for the first page', async () => {
    for (let count = 0; count < 4; count += 1) await openTestIncident(app.system());
    const all: string[] = [];
    let cursor: string | undefined;
    do {
      const page = await stage.leader().call(clocks.listClocksRoute, {
        query: { limit: 7, subject: 'incident', ...(cursor ? { cursor } : {}) },
      });
      all.push(...page.items.map(({ id }) => id));
      cursor = page.nextCursor ?? undefined;
    } while (cursor);
    expect(new Set(all).size).toBe(all.length);
    expect(all.length).toBeGreaterThan(12);
    const summary = await stage.leader().call(clocks.clockSummaryRoute);
    expect(summary.open).toBeGreaterThan(12);
    expect(summary.next.length).toBeGreaterThanOrEqual(8);
  });

  test('a responder sees the clocks of own incidents only, and of nothing else', async () => {
    const { items } = await app.as(['responder']).call(clocks.listClocksRoute, { query: { state: 'all' } });
    expect(items).toEqual([]);
  });
});
