import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import type { Finding } from '../../match/finding.ts';
import { hunt } from '../../run/hunt.ts';
import { problemsOf, warningsOf } from './fires-on.ts';

const folder = mkdtempSync(join(tmpdir(), 'khien-correlation-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const rule = (name: string): string =>
  `title: ${name}\nname: ${name}\nid: id-${name}\nlogsource: {product: windows}\ndetection:\n    s: {Kind: ${name}}\n    condition: s\n`;
const correlation = (lines: string, head = 'title: C\nid: corr'): string =>
  `${head}\ncorrelation:\n${lines
    .split('\n')
    .map((line) => `    ${line}`)
    .join('\n')}\n`;

type Event = { at: number; Kind: string } & Record<string, unknown>;

/** Hunts through events (seconds, kind, fields) with the rules a, b, c and correlations. */
async function findings(correlations: string[], events: Event[]): Promise<Finding[]> {
  const rules = join(folder, 'rules.yml');
  const log = join(folder, 'log.jsonl');
  writeFileSync(rules, [...['a', 'b', 'c'].map(rule), ...correlations].join('---\n'));
  const lines = events.map(({ at, ...fields }) => {
    const time = new Date(Date.UTC(2026, 7, 1) + at * 1000).toISOString();
    return JSON.stringify({ '@timestamp': time, Channel: 'T', EventID: 1, User: 'u', ...fields });
  });
  writeFileSync(log, `${lines.join('\n')}\n`);
  const found: Finding[] = [];
  const summary = await hunt(
    { paths: [log], rules: [rules], workers: 1 },
    { onFinding: (finding) => found.push(finding) },
  );
  expect(summary.rules.problems.filter(({ severity }) => severity === 'error')).toEqual([]);
  return found;
}

const count = async (correlations: string[], events: Event[]): Promise<number> =>
  (await findings(correlations, events)).filter(({ kind }) => kind === 'correlation').length;
const times = (n: number, Kind: string, step = 1, extra: object = {}): Event[] =>
  Array.from({ length: n }, (_, i) => ({ at: i * step, Kind, ...extra }));

describe('Sigma 2.1, correlations', () => {
  it('event_count: gt, gte, lt, lte, eq and neq compare the number of events; two of them are a range', async () => {
    const of = (condition: string) =>
      correlation(`type: event_count\nrules: [a]\ngroup-by: [User]\ntimespan: 1m\ncondition: {${condition}}`);
    for (const [condition, fits] of [
      ['gt: 2', [3, 4, 5]],
      ['gte: 3', [3, 4, 5]],
      ['gt: 2, lte: 4', [3, 4, 5]],
    ] as const)
      for (const n of [1, 2, 3, 4, 5])
        expect([condition, n, await count([of(condition)], times(n, 'a'))]).toEqual([
          condition,
          n,
          (fits as readonly number[]).includes(n) ? 1 : 0,
        ]);
    expect(await count([of('eq: 3')], times(2, 'a'))).toBe(0);
    expect(await count([of('eq: 3')], times(3, 'a'))).toBe(1);
    expect(await count([of('lt: 2')], times(1, 'a'))).toBe(1);
    expect(await count([of('neq: 1')], times(1, 'a'))).toBe(0);
    expect(await count([of('neq: 1')], times(2, 'a'))).toBe(1);
  });

  it('timespan: s, m, h and d; events further apart do not count together', async () => {
    for (const [timespan, seconds] of [
      ['10s', 10],
      ['90m', 5400],
      ['2h', 7200],
      ['1d', 86_400],
    ] as const) {
      const rules = [
        correlation(
          `type: event_count\nrules: [a]\ngroup-by: [User]\ntimespan: ${timespan}\ncondition: {gte: 2}`,
        ),
      ];
      expect(await count(rules, times(2, 'a', seconds))).toBe(1);
      expect(await count(rules, times(2, 'a', seconds + 1))).toBe(0);
    }
    expect(
      problemsOf(
        rule('a'),
        correlation('type: event_count\nrules: [a]\ngroup-by: [User]\ntimespan: 1w\ncondition: {gte: 2}'),
      )[0]!.reason,
    ).toContain('timespan');
  });

  it('group-by: several fields are joined by AND', async () => {
    const rules = [
      correlation('type: event_count\nrules: [a]\ngroup-by: [User, Host]\ntimespan: 1m\ncondition: {gte: 2}'),
    ];
    const at = (Host: string, User: string, second: number) => ({ at: second, Kind: 'a', Host, User });
    expect(await count(rules, [at('x', 'u', 0), at('y', 'u', 1), at('x', 'v', 2)])).toBe(0);
    expect(await count(rules, [at('x', 'u', 0), at('y', 'u', 1), at('x', 'u', 2)])).toBe(1);
  });

  it('value_count: different values of a field; of several fields their combinations', async () => {
    const of = (field: string) =>
      correlation(
        `type: value_count\nrules: [a]\ngroup-by: [Host]\ntimespan: 1m\ncondition:\n    field: ${field}\n    gte: 3`,
      );
    const events = ['x', 'y', 'y', 'z'].map((User, at) => ({ at, Kind: 'a', Host: 'h', User, Port: at % 2 }));
    expect(await count([of('User')], events)).toBe(1);
    expect(await count([of('User')], events.slice(0, 3))).toBe(0);
    expect(await count([of('[User, Port]')], events.slice(0, 3))).toBe(1);
    expect(
      problemsOf(
        rule('a'),
        correlation('type: value_count\nrules: [a]\ngroup-by: [Host]\ntimespan: 1m\ncondition: {gte: 3}'),
      )[0]!.reason,
    ).toContain('field');
  });

  it('value_sum, value_avg and value_percentile: over the numbers of a field', async () => {
    const of = (type: string, condition: string) =>
      correlation(
        `type: ${type}\nrules: [a]\ngroup-by: [User]\ntimespan: 1m\ncondition: {field: Bytes, ${condition}}`,
      );
    const events = [100, 200, 600].map((Bytes, at) => ({ at, Kind: 'a', Bytes }));
    expect(await count([of('value_sum', 'gt: 899')], events)).toBe(1);
    expect(await count([of('value_sum', 'gt: 900')], events)).toBe(0);
    expect(await count([of('value_avg', 'gte: 300')], events)).toBe(1);
    expect(await count([of('value_avg', 'gt: 300')], events)).toBe(0);
    expect(await count([of('value_percentile', 'percentile: 50, gte: 200')], events)).toBe(1);
    expect(await count([of('value_median', 'gt: 200')], events)).toBe(0);
  });

  it('temporal: all rules within the timespan, in any order, with equal group values', async () => {
    const rules = [correlation('type: temporal\nrules: [a, b, c]\ngroup-by: [User]\ntimespan: 5m')];
    const abc = (order: string, step: number, Users = 'uuu') =>
      [...order].map((Kind, i) => ({ at: i * step, Kind, User: Users[i]! }));
    expect(await count(rules, abc('cab', 60))).toBe(1);
    expect(await count(rules, abc('abb', 60))).toBe(0);
    expect(await count(rules, abc('abc', 200))).toBe(0);
    expect(await count(rules, abc('abc', 60, 'uuv'))).toBe(0);
  });

  it('temporal_ordered: as temporal, and in the order of the rules', async () => {
    const rules = [correlation('type: temporal_ordered\nrules: [a, b]\ngroup-by: [User]\ntimespan: 1h')];
    expect(
      await count(rules, [
        { at: 0, Kind: 'a' },
        { at: 9, Kind: 'b' },
      ]),
    ).toBe(1);
    expect(
      await count(rules, [
        { at: 0, Kind: 'b' },
        { at: 9, Kind: 'a' },
      ]),
    ).toBe(0);
  });

  it('rules are named by id or by name', async () => {
    for (const name of ['a', 'id-a'])
      expect(
        await count(
          [
            correlation(
              `type: event_count\nrules: [${name}]\ngroup-by: [User]\ntimespan: 1m\ncondition: {gte: 2}`,
            ),
          ],
          times(2, 'a'),
        ),
      ).toBe(1);
  });

  it('correlations are chained, each with its own group-by', async () => {
    const many = correlation(
      'type: event_count\nrules: [a]\ngroup-by: [User, Host]\ntimespan: 10m\ncondition: {gte: 3}',
      'title: Many\nname: many\nid: many',
    );
    const then = correlation('type: temporal_ordered\nrules: [many, b]\ngroup-by: [User]\ntimespan: 10m');
    const events = [...times(3, 'a', 1, { Host: 'x' }), { at: 9, Kind: 'b', Host: 'other' }];
    const found = await findings([then, many], events);
    expect(found.map(({ rule: { id } }) => id)).toEqual(['corr']);
  });

  it('aliases: one name for different fields of different rules', async () => {
    const rules = [
      correlation(
        'type: temporal\nrules: [a, b]\ngroup-by: [ip]\ntimespan: 10s\naliases:\n    ip:\n        a: dst\n        b: src',
      ),
    ];
    expect(
      await count(rules, [
        { at: 0, Kind: 'a', dst: '1.1.1.1' },
        { at: 1, Kind: 'b', src: '1.1.1.1' },
      ]),
    ).toBe(1);
    expect(
      await count(rules, [
        { at: 0, Kind: 'a', dst: '1.1.1.1' },
        { at: 1, Kind: 'b', dst: '1.1.1.1' },
      ]),
    ).toBe(0);
  });

  it('generate: the rules below are reported on their own only where it is true, at either place', async () => {
    const body = 'type: event_count\nrules: [a]\ngroup-by: [User]\ntimespan: 1m\ncondition: {gte: 2}';
    const kinds = async (text: string) => (await findings([text], times(2, 'a'))).map(({ kind }) => kind);
    expect(await kinds(correlation(body))).toEqual(['correlation']);
    expect(await kinds(correlation(`${body}\ngenerate: true`))).toEqual(['rule', 'rule', 'correlation']);
    expect(await kinds(correlation(body, 'title: C\nid: corr\ngenerate: true'))).toEqual([
      'rule',
      'rule',
      'correlation',
    ]);
  });

  it('level: the severity of the correlation is its own', async () => {
    const text = correlation(
      'type: event_count\nrules: [a]\ngroup-by: [User]\ntimespan: 1m\ncondition: {gte: 2}',
      'title: C\nid: corr\nlevel: critical',
    );
    expect((await findings([text], times(2, 'a')))[0]!.rule.level).toBe('critical');
  });

  it('refuses unknown types, missing rules, missing conditions and unknown operators', () => {
    const reason = (lines: string) => problemsOf(rule('a'), correlation(lines))[0]?.reason;
    expect(reason('type: magic\nrules: [a]\ntimespan: 1m')).toContain('no known type');
    expect(reason('type: event_count\ntimespan: 1m\ncondition: {gte: 1}')).toContain('names no rules');
    expect(reason('type: event_count\nrules: [a]\ntimespan: 1m')).toContain('needs a condition');
    expect(reason('type: event_count\nrules: [a]\ntimespan: 1m\ncondition: {about: 5}')).toContain('"about"');
    expect(reason('type: event_count\nrules: [zzz]\ntimespan: 1m\ncondition: {gte: 1}')).toContain(
      'not loaded: zzz',
    );
  });
});

describe('Sigma 2.1, filters', () => {
  const filter = (rules: string, condition: string, source = 'product: windows') =>
    `title: F\nname: f\nlogsource: {${source}}\nfilter:\n    rules: ${rules}\n    s: {User|startswith: adm_}\n    condition: ${condition}\n`;
  const events = [
    { at: 0, Kind: 'a', User: 'adm_x' },
    { at: 1, Kind: 'a', User: 'an' },
    { at: 2, Kind: 'b', User: 'adm_x' },
  ];
  const records = async (text: string) => (await findings([text], events)).map(({ record }) => record);

  it('leave out what they describe, for the rules they name by id or name', async () => {
    expect(await records(filter('[a]', 'not s'))).toEqual([2, 3]);
    expect(await records(filter('[id-a, id-b]', 'not s'))).toEqual([2]);
  });

  it('mean all rules of their log source where they name "any"', async () => {
    expect(await records(filter('any', 'not s'))).toEqual([2]);
    expect(await records(filter('any', 'not s', 'category: dns'))).toEqual([1, 2, 3]);
  });

  it('that would keep only what they describe are named: the specification writes them so, nobody means it', () => {
    const problem = warningsOf(rule('a'), filter('[a]', 's')).find(({ file }) => file === '1.yml');
    expect(problem).toMatchObject({ severity: 'warning' });
    expect(problem!.reason).toContain('not');
  });
});
