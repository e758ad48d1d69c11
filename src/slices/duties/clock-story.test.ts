import { afterAll, beforeAll, expect, test } from 'vitest';
import { createTestApp, type TestApp } from '../../apps/testing/test-app.ts';
import { loadWorkingCalendar } from '../calendar/public.ts';
import { incidentSigns, personalDataKinds } from '../incidents/contract/codes.ts';
import { incidentFactsForClocks } from '../incidents/public.ts';
import { openTestIncident } from '../incidents/testing.ts';
import { syncIncidentClocks } from './clocks/sync-incident-clocks.ts';
import { firstRuleSet } from './data/first-rule-set.ts';
import { type HeldClock, planClocks } from './rules/plan-clocks.ts';
import { createRandomNumbers } from './rules/testing/random-facts.ts';
import { type ClockStage, createClockStage } from './testing.ts';

let app: TestApp;
let stage: ClockStage;
beforeAll(async () => {
  app = await createTestApp();
  stage = createClockStage(app);
});
afterAll(() => app.stop());

const describeHeld = (clocks: readonly HeldClock[]): string[] =>
  clocks
    .map(({ ruleId, occurrence, startedAt, dueAt, state }) =>
      [ruleId, occurrence, startedAt, dueAt, state].join(' '),
    )
    .sort();

/** One change as people make it, through the routes. */
const changeOnce = async (
  id: string,
  random: (limit: number) => number,
  follow: () => Promise<void>,
): Promise<void> => {
  const some = <Value>(values: readonly Value[]) => values.filter(() => random(3) === 0);
  const earlier = (hours: number) =>
    new Date(app.clock.now().getTime() - (1 + random(hours * 60)) * 60_000).toISOString();
  switch (random(5)) {
    case 0:
      await stage.classify(id, random(2) === 0 ? 'severe' : 'ordinary');
      break;
    case 1:
      await stage.update(id, { signs: some(incidentSigns) });
      break;
    case 2:
      await stage.update(id, { personalDataKinds: some(personalDataKinds), personalDataFoundAt: earlier(4) });
      break;
    case 3:
      await stage.update(id, {
        detectedAt: earlier(60),
        detectedPrecision: random(2) === 0 ? 'hour' : 'minute',
      });
      break;
    default:
      await stage.move(id, 'not-an-incident');
      await follow();
      app.clock.advance(60_000);
      await stage.move(id, 'reopened');
  }
  await follow();
};

test('after any story the stored clocks are those that its facts give, and a restart changes nothing', async () => {
  for (let seed = 1; seed <= 6; seed += 1) {
    const random = createRandomNumbers(seed);
    app.clock.set('2026-11-23T02:10:00+07:00');
    const { id } = await openTestIncident(app.system());
    let told: HeldClock[] = [];
    const follow = async () => {
      const facts = await app.system().tx((tx) => incidentFactsForClocks(tx, id));
      const calendar = await app.system().tx((tx) => loadWorkingCalendar(tx));
      if (!facts) throw new Error('no incident');
      for (const change of planClocks(firstRuleSet.rules, facts.facts, told, calendar, app.clock.now())) {
        const before = told.find(
          (one) => one.ruleId === change.ruleId && one.occurrence === change.occurrence,
        );
        told = told.filter((one) => one !== before);
        const { ruleId, occurrence } = change;
        const rest = { ruleId, occurrence, pauses: [], fulfilledAt: null, isStoppedByHand: false };
        if (change.kind !== 'stop') {
          const { startedAt, startedBy, dueAt } = change;
          const state = change.kind === 'move' && before ? before.state : 'running';
          told.push({ ...rest, startedAt, startedBy, dueAt, state });
        } else if (before) told.push({ ...before, state: 'stopped' });
      }
    };
    await follow();
    for (let step = 0; step < 12; step += 1) {
      app.clock.advance((1 + random(90)) * 60_000);
      await changeOnce(id, random, follow);
      const stored = (await stage.clocksOf(id)).map((clock) => ({ ...clock, isStoppedByHand: false }));
      expect([seed, step, describeHeld(stored)]).toEqual([seed, step, describeHeld(told)]);
      const events = stored.flatMap((clock) => clock.events.map((event) => event.id));
      await app.system().tx((tx) => syncIncidentClocks(app.system(), tx, id));
      const after = await stage.clocksOf(id);
      expect(after.flatMap((clock) => clock.events.map((event) => event.id))).toEqual(events);
    }
  }
}, 120_000);
