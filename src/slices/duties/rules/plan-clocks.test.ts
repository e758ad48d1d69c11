import { describe, expect, test } from 'vitest';
import { createWorkingCalendar } from '../../calendar/public.ts';
import type { IncidentClockFacts } from '../../incidents/public.ts';
import type { DutyRule, IncidentTrigger } from '../contract/rules.ts';
import { firstRuleSet } from '../data/first-rule-set.ts';
import { dueTime } from './due-time.ts';
import { type ClockChange, type HeldClock, planClocks } from './plan-clocks.ts';
import { createRandomFacts, createRandomNumbers } from './testing/random-facts.ts';

const calendar = createWorkingCalendar([]);
const [template] = firstRuleSet.rules;

/** A rule of every combination of what a trigger may say, so that the shipped ones are only examples. */
const everyRule = (): DutyRule[] => {
  const rules: DutyRule[] = [];
  const conditions: Pick<IncidentTrigger, 'all' | 'any'>[] = [
    { all: [], any: [] },
    { all: ['severe'], any: [] },
    { all: ['open'], any: ['beyond-capacity', 'complex'] },
    { all: ['personal-data'], any: ['location-data', 'biometric-data'] },
  ];
  for (const from of ['detected', 'personal-data-found', 'condition-met', 'closed'] as const)
    for (const condition of conditions)
      for (const whenEnds of ['stop', 'keep'] as const)
        for (const whenReturns of ['restart', 'resume', 'stay'] as const)
          for (const whenMoved of ['follow', 'keep', 'restart'] as const)
            for (const repeats of [false, true]) {
              rules.push({
                ...(template as DutyRule),
                id: `Z${rules.length}`,
                trigger: { kind: 'incident', from, ...condition, whenEnds, whenReturns, whenMoved, repeats },
                limit: { unit: 'hours', value: 24 },
              });
            }
  return rules;
};
const rules = [...everyRule(), ...firstRuleSet.rules];

const apply = (held: readonly HeldClock[], changes: readonly ClockChange[]): HeldClock[] => {
  const next = [...held];
  for (const change of changes) {
    const at = next.findIndex(
      (clock) => clock.ruleId === change.ruleId && clock.occurrence === change.occurrence,
    );
    const before = next[at];
    if (change.kind === 'start') {
      if (before) throw new Error(`started twice: ${change.ruleId}`);
      const { ruleId, occurrence, startedAt, startedBy, dueAt } = change;
      next.push({
        ruleId,
        occurrence,
        startedAt,
        startedBy,
        dueAt,
        state: 'running',
        pauses: [],
        fulfilledAt: null,
        isStoppedByHand: false,
      });
    } else if (!before) throw new Error(`lost: ${change.ruleId}`);
    else if (change.kind === 'stop') next[at] = { ...before, state: 'stopped' };
    else {
      const { startedAt, dueAt } = change;
      next[at] = { ...before, startedAt, dueAt, state: change.kind === 'resume' ? 'running' : before.state };
    }
  }
  return next;
};

type Step = { facts: IncidentClockFacts; now: Date; fulfil: number };

/** What the words of a rule say, told again without the planner: one rule, the whole story from its beginning. */
const tellNaively = (rule: DutyRule, steps: readonly Step[]): string[] => {
  if (rule.trigger.kind !== 'incident') return [];
  const { trigger } = rule;
  type Told = { start: string; state: string; doneAt: string; isFree: boolean };
  const told: Told[] = [];
  for (const { facts, now, fulfil } of steps) {
    const day = (at: string) => new Date(Date.parse(at) + 7 * 3_600_000).toISOString().slice(0, 10);
    const t0 =
      facts.detectedPrecision === 'minute'
        ? facts.detectedAt
        : facts.detectedPrecision === 'hour'
          ? `${facts.detectedAt.slice(0, 13)}:00:00.000Z`
          : new Date(`${day(facts.detectedAt)}T00:00:00+07:00`).toISOString();
    const is = (condition: string): boolean =>
      ({
        severe: facts.isSevere,
        open: facts.status !== 'closed' && facts.status !== 'not-an-incident',
        'personal-data': facts.hasPersonalData,
        'sensitive-data': facts.personalDataKinds.includes('sensitive'),
        'location-data': facts.personalDataKinds.includes('location'),
        'biometric-data': facts.personalDataKinds.includes('biometric'),
        'financial-data': facts.personalDataKinds.includes('financial'),
      })[condition] ?? facts.signs.some((sign) => sign === condition);
    const known: Record<string, string | null> = {
      detected: t0,
      reported: facts.reportedAt,
      opened: facts.openedAt,
      'personal-data-found': facts.personalDataFoundAt ?? t0,
      contained: facts.containedAt,
      restored: facts.restoredAt,
      closed: facts.status === 'closed' ? facts.closedAt : null,
      'condition-met': now.toISOString(),
    };
    const from = known[trigger.from] ?? null;
    const isValid = rule.validFrom <= day(t0) && (rule.validTo === null || day(t0) < rule.validTo);
    const isAsked =
      isValid &&
      from !== null &&
      facts.status !== 'not-an-incident' &&
      trigger.all.every(is) &&
      (trigger.any.length === 0 || trigger.any.some(is));
    const last = told.at(-1);
    const begin = (start: string, isFree = true) =>
      told.push({ start, state: 'running', doneAt: '', isFree });
    if (isAsked && from !== null) {
      if (!last) begin(from);
      else if (last.state === 'stopped' && trigger.whenReturns === 'restart') begin(from);
      else if (last.state === 'stopped' && trigger.whenReturns === 'resume') {
        last.state = 'running';
        if (trigger.from !== 'condition-met' && last.isFree) last.start = from;
      } else if (last.state === 'fulfilled' && trigger.repeats) begin(last.doneAt, false);
      else if (
        last.state !== 'stopped' &&
        last.isFree &&
        trigger.from !== 'condition-met' &&
        trigger.whenMoved !== 'keep'
      ) {
        if (trigger.whenMoved === 'restart' && last.state === 'fulfilled') {
          if (last.start !== from) begin(from);
        } else last.start = from;
      }
    } else if (last?.state === 'running' && trigger.whenEnds === 'stop') last.state = 'stopped';
    const running = told.at(-1);
    if (running?.state === 'running' && fulfil === 0) {
      running.state = 'fulfilled';
      running.doneAt = now.toISOString();
    }
  }
  return told.map(({ start, state }, at) => {
    const due = dueTime(new Date(start), rule.limit, calendar).toISOString();
    return `${at + 1} ${start} ${due} ${state}`;
  });
};

const fulfilAll = (held: readonly HeldClock[], now: Date): HeldClock[] =>
  held.map((clock) => {
    const isLatest = !held.some((one) => one.ruleId === clock.ruleId && one.occurrence > clock.occurrence);
    return isLatest && clock.state === 'running'
      ? { ...clock, state: 'fulfilled', fulfilledAt: now.toISOString() }
      : clock;
  });

describe('planning clocks', () => {
  test('random stories of an incident give the clocks that the words of the rules say, none lost or twice', () => {
    for (let seed = 1; seed <= 40; seed += 1) {
      const random = createRandomNumbers(seed);
      const steps: Step[] = [];
      let held: HeldClock[] = [];
      let facts = createRandomFacts(random, new Date('2026-11-23T00:00:00Z'));
      for (let index = 0; index < 12; index += 1) {
        const now = new Date(Date.parse('2026-11-23T00:00:00Z') + index * 7_200_000);
        const next = createRandomFacts(random, now);
        // Mostly one fact changes at a time, as people change them.
        const names = Object.keys(next) as (keyof IncidentClockFacts)[];
        facts =
          random(4) === 0
            ? next
            : { ...facts, ...pick(next, names[random(names.length)]), ...linked(facts, next, random) };
        const step = { facts, now, fulfil: random(5) };
        steps.push(step);
        held = apply(held, planClocks(rules, facts, held, calendar, now));
        expect(planClocks(rules, facts, held, calendar, now)).toEqual([]);
        if (step.fulfil === 0) held = fulfilAll(held, now);
      }
      for (const rule of rules) {
        const got = held
          .filter((clock) => clock.ruleId === rule.id)
          .sort((first, second) => first.occurrence - second.occurrence)
          .map(({ occurrence, startedAt, dueAt, state }) => `${occurrence} ${startedAt} ${dueAt} ${state}`);
        expect([seed, rule.id, rule.trigger, got]).toEqual([
          seed,
          rule.id,
          rule.trigger,
          tellNaively(rule, steps),
        ]);
      }
    }
  });

  test('the order in which clocks were read does not matter', () => {
    const random = createRandomNumbers(7);
    const now = new Date('2026-11-23T00:00:00Z');
    let held: HeldClock[] = [];
    for (let index = 0; index < 6; index += 1) {
      held = apply(held, planClocks(rules, createRandomFacts(random, now), held, calendar, now));
    }
    const facts = createRandomFacts(random, now);
    expect(planClocks(rules, facts, [...held].reverse(), calendar, now)).toEqual(
      planClocks(rules, facts, held, calendar, now),
    );
  });
});

const pick = (facts: IncidentClockFacts, name: keyof IncidentClockFacts | undefined) =>
  name ? { [name]: facts[name] } : {};

/** Status and closing time belong together. */
const linked = (
  facts: IncidentClockFacts,
  next: IncidentClockFacts,
  random: (limit: number) => number,
): Partial<IncidentClockFacts> =>
  random(3) === 0
    ? { status: next.status, closedAt: next.closedAt }
    : { status: facts.status, closedAt: facts.closedAt };
