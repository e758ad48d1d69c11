import { expect, test } from 'vitest';
import { compileFigures, listFactsOf } from './compile-report.ts';
import { fixedFigures, form05Figures } from './contract/figures.ts';
import type { Fact } from './facts.ts';
import { ruleOf } from './figure-rules.ts';
import { restate } from './restate.ts';

const span = { from: '2026-07-01', to: '2026-09-30', agencyId: null };
let count = 0;
const incident = (at: string, values: Fact['values'] = {}, agencyId: string | null = null): Fact => {
  count += 1;
  return {
    source: 'incident',
    id: `00000000-0000-7000-8000-${String(count).padStart(12, '0')}`,
    label: `SC-2026-${count}`,
    agencyId,
    at,
    values: { status: 'in-response', damage: null, closedAt: null, attackType: null, ...values },
  };
};

test('every figure that a report shows has a rule, and no other name has one', () => {
  expect(fixedFigures.filter((key) => !ruleOf(key))).toEqual([]);
  for (const name of [
    '',
    'form05',
    'form05.malware',
    'agency.',
    'agency.x',
    'constructor',
    'incident',
    'group.x',
  ])
    expect([name, ruleOf(name)]).toEqual([name, undefined]);
});

test('days are those of Viet Nam: the last minute of the period counts, the next one does not', () => {
  const facts = [
    incident('2026-06-30T16:59:59.999Z'),
    incident('2026-06-30T17:00:00.000Z'),
    incident('2026-09-30T16:59:59.999Z'),
    incident('2026-09-30T17:00:00.000Z'),
  ];
  expect(compileFigures(facts, span).get('incident.received')).toBe(2);
});

test('carried over, closed and open at the end follow the instants of the course', () => {
  const facts = [
    incident('2026-05-01T00:00:00.000Z', { closedAt: '2026-06-01T00:00:00.000Z' }),
    incident('2026-05-01T00:00:00.000Z', { closedAt: '2026-07-02T00:00:00.000Z' }),
    incident('2026-05-01T00:00:00.000Z'),
    incident('2026-08-01T00:00:00.000Z', { closedAt: '2026-10-05T00:00:00.000Z' }),
    incident('2026-08-01T00:00:00.000Z', { status: 'not-an-incident', closedAt: '2026-08-01T01:00:00.000Z' }),
  ];
  const figures = compileFigures(facts, span);
  expect(figures.get('incident.received')).toBe(1);
  expect(figures.get('incident.carried-over')).toBe(2);
  expect(figures.get('incident.closed')).toBe(1);
  expect(figures.get('incident.open-at-end')).toBe(2);
  expect(figures.get('incident.not-an-incident')).toBe(1);
});

test('form 05: rows and columns add up to the total, damage is summed', () => {
  const at = '2026-08-01T00:00:00.000Z';
  const facts = [
    incident(at, { attackType: 'malware', handledBy: 'self', damage: 1_500_000 }),
    incident(at, { attackType: 'malware', handledBy: 'coordinator-requested', damage: 500_000 }),
    incident(at, { attackType: 'defacement', handledBy: null }),
    incident(at, { attackType: null }),
  ];
  const figures = compileFigures(facts, span);
  const rows = form05Figures.filter((key) => key.endsWith('.count') && !key.startsWith('form05.total'));
  expect(rows.reduce((sum, key) => sum + Number(figures.get(key)), 0)).toBe(
    figures.get('form05.total.count'),
  );
  expect(figures.get('form05.malware.self')).toBe(1);
  expect(figures.get('form05.malware.damage')).toBe(2_000_000);
  expect(figures.get('form05.total.coordinator-requested')).toBe(1);
  expect(figures.get('form05.none.count')).toBe(1);
});

test('the records behind a count are as many as the count says, for every figure', () => {
  const at = '2026-08-01T00:00:00.000Z';
  const facts = [
    incident(at, {
      attackType: 'malware',
      handledBy: 'self',
      severity: 'M1',
      group: 'severe',
      cause: 'attack',
    }),
    incident(at, {
      attackType: 'other',
      severity: 'M4',
      containedAt: '2026-08-01T05:00:00.000Z',
      detectedAt: at,
    }),
  ];
  const figures = compileFigures(facts, span);
  for (const [key, value] of figures) {
    if (key.endsWith('.damage') || key.startsWith('time.')) continue;
    expect([key, listFactsOf(key, facts, span)?.length]).toEqual([key, value]);
  }
  expect(figures.get('time.contain')).toBe(5);
  expect(figures.get('time.restore')).toBeNull();
});

test('somebody who changes the post neither joins nor leaves', () => {
  const stay = (from: string, to: string | null, marks: Fact['values'] = {}): Fact => ({
    ...incident(from),
    source: 'stay',
    at: from,
    values: { from, to, continues: null, goesOn: null, ...marks },
  });
  const figures = compileFigures(
    [
      stay('2026-01-01', '2026-08-01', { goesOn: 1 }),
      stay('2026-08-01', null, { continues: 1 }),
      stay('2026-07-15', null),
      stay('2026-01-01', '2026-09-01'),
      stay('2026-01-01', '2026-07-01'),
      stay('2026-01-01', '2026-10-01'),
    ],
    span,
  );
  expect(figures.get('team.joined')).toBe(1);
  expect(figures.get('team.left')).toBe(2);
  expect(figures.get('team.at-end')).toBe(3);
});

test('a restatement names the figures that moved and the records that moved them', () => {
  const at = '2026-08-01T00:00:00.000Z';
  const before = [
    incident(at, { attackType: 'malware', severity: 'M3' }),
    incident(at, { attackType: 'other' }),
  ];
  const changed = {
    ...(before[0] as Fact),
    values: { ...(before[0] as Fact).values, attackType: 'defacement' },
  };
  const late = incident('2026-09-30T10:00:00.000Z', { attackType: 'malware' });
  const restated = restate(before, [changed, before[1] as Fact, late], span);
  expect(restated?.figures).toContainEqual({ key: 'form05.defacement.count', counted: 0, now: 1 });
  expect(restated?.figures).toContainEqual({ key: 'incident.received', counted: 2, now: 3 });
  expect(restated?.figures.some(({ key }) => key === 'form05.malware.count')).toBe(false);
  expect(restated?.records.map(({ label, change, fields }) => [label, change, fields])).toEqual([
    [changed.label, 'changed', [{ field: 'attackType', counted: 'malware', now: 'defacement' }]],
    [late.label, 'added', []],
  ]);
});

test('a change that moves no figure is no restatement', () => {
  const fact = incident('2026-08-01T00:00:00.000Z');
  expect(restate([fact], [{ ...fact, values: { ...fact.values, status: 'contained' } }], span)).toBeNull();
});
