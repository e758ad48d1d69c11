import { describe, expect, test } from 'vitest';
import { type PatternTemplate, patternTemplates } from '../contract/duty-plans.ts';
import { type Arrangement, arrangeShifts, peopleNeeded } from './arrange-shifts.ts';
import { loadByMember, loadOf } from './duty-load.ts';

const plainWeek = {
  kindOf: (day: string) => {
    const weekday = new Date(`${day}T00:00:00Z`).getUTCDay();
    if (day === '2026-01-01') return 'holiday' as const;
    return weekday === 0 || weekday === 6 ? ('weekend' as const) : ('workday' as const);
  },
};
const people = (count: number, letter: string) =>
  Array.from({ length: count }, (_, at) => `${letter}${at + 1}`);

const plan = (template: PatternTemplate, over: Partial<Arrangement> = {}): Arrangement => ({
  ...patternTemplates[template],
  pools: { primary: people(7, 'p'), backup: people(3, 'b') },
  from: '2025-12-29',
  days: 56,
  calendar: plainWeek,
  earlier: new Map(),
  standing: [],
  isFree: () => true,
  ...over,
});
const spread = (values: readonly number[]) => Math.max(...values) - Math.min(...values);

describe.each(['3x8', '2x12', '1x24'] as const)('pattern %s over eight weeks', (template) => {
  const given = plan(template);
  const turns = arrangeShifts(given);
  const spans = turns.flatMap((turn) => (turn.memberId ? [{ ...turn, memberId: turn.memberId }] : []));

  test('leaves no turn empty and no hour without a primary', () => {
    expect(spans).toHaveLength(turns.length);
    const primaries = spans.filter((span) => span.kind === 'primary');
    for (const [at, span] of primaries.entries()) {
      const next = primaries[at + 1];
      if (next) expect(next.startsAt.getTime()).toBe(span.endsAt.getTime());
    }
  });

  test('keeps the rest between two shifts of one member', () => {
    for (const id of given.pools.primary) {
      const own = spans.filter((span) => span.memberId === id);
      for (const [at, span] of own.entries()) {
        const next = own[at + 1];
        if (next) {
          const restHours = (next.startsAt.getTime() - span.endsAt.getTime()) / 3_600_000;
          expect(restHours).toBeGreaterThanOrEqual(given.restHours);
        }
      }
    }
  });

  test('shares hours, nights and weekends: nobody carries much more than another', () => {
    const loads = [
      ...loadByMember(
        spans.filter((span) => span.kind === 'primary'),
        plainWeek,
      ).values(),
    ];
    const longest = Math.max(...given.slots.map((slot) => (slot.kind === 'primary' ? slot.hours : 0)));
    expect(loads).toHaveLength(7);
    expect(spread(loads.map((load) => load.hours))).toBeLessThanOrEqual(2 * longest);
    expect(spread(loads.map((load) => load.nights))).toBeLessThanOrEqual(2);
    expect(spread(loads.map((load) => load.weekendHours))).toBeLessThanOrEqual(2 * longest);
  });
});

test('who carried more before gets less now, and the same input gives the same list', () => {
  const heavy = {
    ...loadOf({ kind: 'primary', startsAt: new Date(0), endsAt: new Date(1) }, plainWeek),
    hours: 80,
    nights: 6,
  };
  const given = plan('3x8', { days: 14, earlier: new Map([['p1', heavy]]) });
  const hours = (id: string) => arrangeShifts(given).filter((turn) => turn.memberId === id).length;
  expect(hours('p1')).toBeLessThan(hours('p2'));
  expect(arrangeShifts(given)).toEqual(arrangeShifts(given));
});

test('absent members get nothing, and a turn that nobody can take stays empty', () => {
  const turns = arrangeShifts(plan('1x24', { pools: { primary: ['p1', 'p2'], backup: ['b1'] }, days: 4 }));
  expect(turns.filter((turn) => turn.kind === 'primary').map((turn) => turn.memberId)).toEqual([
    'p1',
    'p2',
    null,
    'p1',
  ]);
  const away = arrangeShifts(plan('3x8', { days: 7, isFree: (id) => id !== 'p3' }));
  expect(away.some((turn) => turn.memberId === 'p3')).toBe(false);
});

test('the least number of people follows from hours and rest', () => {
  const { slots, restHours } = patternTemplates['3x8'];
  expect(peopleNeeded(slots, 'primary', restHours)).toBe(3);
  expect(peopleNeeded(slots, 'backup', restHours)).toBe(1);
  expect(peopleNeeded(patternTemplates['1x24'].slots, 'primary', 48)).toBe(3);
});

test('hours of a shift go to night, weekend and holiday by the days of Viet Nam', () => {
  const load = loadOf(
    {
      kind: 'primary',
      startsAt: new Date('2025-12-31T22:00:00+07:00'),
      endsAt: new Date('2026-01-01T06:00:00+07:00'),
    },
    plainWeek,
  );
  expect(load).toMatchObject({ hours: 8, nightHours: 8, nights: 1, holidayHours: 6, weekendHours: 0 });
  const sunday = loadOf(
    {
      kind: 'backup',
      startsAt: new Date('2026-01-04T06:00:00+07:00'),
      endsAt: new Date('2026-01-05T06:00:00+07:00'),
    },
    plainWeek,
  );
  expect(sunday).toMatchObject({ hours: 0, backupHours: 24, weekendHours: 18, nightHours: 8 });
});
