import type { IncidentClockFacts } from '../../../incidents/public.ts';

/** Whole numbers below a limit; the same for the same seed. */
export type RandomNumbers = (limit: number) => number;

/** A small generator of its own (mulberry32), so that a failing sequence can be repeated. */
export const createRandomNumbers = (seed: number): RandomNumbers => {
  let state = seed >>> 0;
  return (limit) => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) % limit;
  };
};

const signs = [
  'beyond-capacity',
  'dangerous-situation',
  'national-security',
  'serious-interruption',
  'complex',
] as const;
const kinds = ['basic', 'sensitive', 'location', 'biometric', 'financial'] as const;
const precisions = ['minute', 'minute', 'hour', 'day'] as const;
const statuses = ['received', 'in-response', 'contained', 'closed', 'not-an-incident', 'reopened'] as const;

const some = <Value>(random: RandomNumbers, values: readonly Value[]): Value[] =>
  values.filter(() => random(3) === 0);

/** Facts of an incident in any state, all instants before `now`. */
export const createRandomFacts = (random: RandomNumbers, now: Date): IncidentClockFacts => {
  const before = (hours: number) => new Date(now.getTime() - random(hours * 3_600) * 1_000).toISOString();
  const status = statuses[random(statuses.length)] ?? 'received';
  const personalDataKinds = random(2) === 0 ? [] : some(random, kinds);
  const orNull = (hours: number) => (random(2) === 0 ? null : before(hours));
  return {
    detectedAt: before(200),
    detectedPrecision: precisions[random(precisions.length)] ?? 'minute',
    reportedAt: before(100),
    openedAt: before(90),
    containedAt: orNull(50),
    restoredAt: orNull(30),
    closedAt: status === 'closed' ? before(20) : null,
    personalDataFoundAt: orNull(60),
    status,
    isSevere: random(2) === 0,
    hasPersonalData: personalDataKinds.length > 0 || random(4) === 0,
    personalDataKinds,
    signs: some(random, signs),
  };
};
