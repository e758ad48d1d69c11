import { describe, expect, it } from 'vitest';
import type { Hit } from '../match/finding.ts';
import { loadRules } from '../rule/load-rules.ts';
import { correlate } from './correlate.ts';

const base = (name: string): string =>
  `title: ${name}\nname: ${name}\nid: ${name}\nlogsource: {product: windows}\ndetection:\n    s: {A: ${name}}\n    condition: s\n`;

/** Loads rules a, b, c and the correlations, and correlates hits given as [rule, second, values]. */
function run(correlations: string[], hits: [string, number, Record<string, string>?][]) {
  const text = [...['a', 'b', 'c'].map(base), ...correlations].join('---\n');
  const rules = loadRules([{ file: 'x.yml', text }]);
  expect(rules.problems).toEqual([]);
  const made = hits.map(([name, second, values = {}], i): Hit => {
    const rule = rules.detections.findIndex(({ id }) => id === name);
    const { id, title, level, tags } = rules.detections[rule]!;
    const time = `${second}s`;
    const place = { file: 'f', record: i, offset: i, computer: 'pc', channel: null, eventId: null };
    return {
      rule,
      timeMicros: second * 1e6,
      values: { user: 'u', ...values },
      finding: { kind: 'rule', rule: { id, title, level, tags }, ...place, time, matched: {} },
    };
  });
  return correlate(rules, made).map(({ rule, matched, record }) => ({ id: rule.id, record, ...matched }));
}

const rule = (type: string, rest: string, id = 'x'): string =>
  `title: ${id}\nid: ${id}\ncorrelation:\n    type: ${type}\n    group-by: [user]\n    timespan: 10s\n${rest}`;

describe('correlations', () => {
  it('event_count slides its window and takes events in any order', () => {
    const count = rule('event_count', '    rules: [a]\n    condition: {gte: 3}\n');
    // 8, 12 and 15 lie across what would be the border of an aligned window.
    expect(
      run(
        [count],
        [
          ['a', 15],
          ['a', 8],
          ['a', 12],
        ],
      ),
    ).toMatchObject([
      { 'correlation.value': '3', 'correlation.first': '8s', 'correlation.last': '15s', user: 'u' },
    ]);
    expect(
      run(
        [count],
        [
          ['a', 1],
          ['a', 8],
          ['a', 15],
        ],
      ),
    ).toEqual([]);
  });

  it('event_count gives one finding for one burst, and keeps groups apart', () => {
    const count = rule('event_count', '    rules: [a]\n    condition: {gte: 3}\n');
    const burst = (from: number, user: string): [string, number, Record<string, string>][] =>
      Array.from({ length: 20 }, (_, i) => ['a', from + i, { user }]);
    expect(run([count], [...burst(0, 'x'), ...burst(5, 'y'), ...burst(100, 'x')])).toHaveLength(3);
  });

  it('leaves out events that lack a field to group by', () => {
    const count = rule('event_count', '    rules: [a]\n    condition: {gte: 2}\n').replace(
      '[user]',
      '[user, host]',
    );
    expect(
      run(
        [count],
        [
          ['a', 1],
          ['a', 2],
          ['a', 3, { host: 'h' }],
        ],
      ),
    ).toEqual([]);
  });

  it('value_count counts different values, and ranges hold from both sides', () => {
    const count = rule('value_count', '    rules: [a]\n    condition: {field: ip, gte: 2, lt: 3}\n');
    expect(
      run(
        [count],
        [
          ['a', 1, { ip: '1' }],
          ['a', 2, { ip: '1' }],
        ],
      ),
    ).toEqual([]);
    expect(
      run(
        [count],
        [
          ['a', 1, { ip: '1' }],
          ['a', 2, { ip: '2' }],
        ],
      ),
    ).toHaveLength(1);
  });

  it('temporal asks for all rules in any order; temporal_ordered for their order', () => {
    const any = rule('temporal', '    rules: [a, b]\n');
    const ordered = rule('temporal_ordered', '    rules: [a, b, c]\n');
    expect(
      run(
        [any],
        [
          ['b', 1],
          ['a', 5],
        ],
      ),
    ).toHaveLength(1);
    expect(
      run(
        [any],
        [
          ['b', 1],
          ['a', 15],
        ],
      ),
    ).toEqual([]);
    expect(
      run(
        [ordered],
        [
          ['a', 1],
          ['b', 2],
          ['c', 3],
        ],
      ),
    ).toHaveLength(1);
    expect(
      run(
        [ordered],
        [
          ['b', 1],
          ['a', 2],
          ['c', 3],
        ],
      ),
    ).toEqual([]);
    // The chain that began latest is the one that fits.
    expect(
      run(
        [ordered],
        [
          ['a', 0],
          ['a', 6],
          ['b', 7],
          ['c', 14],
        ],
      ),
    ).toHaveLength(1);
  });

  it('temporal conditions may say which rules', () => {
    const extended = rule('temporal', '    rules: [a, b, c]\n    condition: a and (b or c)\n');
    expect(
      run(
        [extended],
        [
          ['a', 1],
          ['c', 2],
        ],
      ),
    ).toHaveLength(1);
    expect(
      run(
        [extended],
        [
          ['b', 1],
          ['c', 2],
        ],
      ),
    ).toEqual([]);
  });

  it('sums, averages, percentiles and medians read numbers only', () => {
    const hits: [string, number, Record<string, string>][] = ['10', '20', 'x', '90'].map((n, i) => [
      'a',
      i,
      { n },
    ]);
    const value = (type: string, limits: string) =>
      run([rule(type, `    rules: [a]\n    condition: {field: n, ${limits}}\n`)], hits).map(
        (found) => found['correlation.value' as keyof typeof found],
      );
    expect(value('value_sum', 'gte: 120')).toEqual(['120']);
    expect(value('value_avg', 'gt: 39')).toEqual(['40']);
    expect(value('value_median', 'gte: 20')).toEqual(['20']);
    expect(value('value_percentile', 'gte: 90, percentile: 100')).toEqual(['90']);
  });

  it('chain, with the inner one unreported', () => {
    const inner = rule('event_count', '    rules: [a]\n    condition: {gte: 2}\n', 'inner');
    const outer = rule('temporal_ordered', '    rules: [inner, b]\n', 'outer');
    expect(
      run(
        [inner, outer],
        [
          ['a', 1],
          ['a', 2],
          ['b', 5],
        ],
      ),
    ).toMatchObject([{ id: 'outer' }]);
    expect(
      run(
        [inner, outer],
        [
          ['b', 0],
          ['a', 1],
          ['a', 2],
        ],
      ),
    ).toEqual([]);
  });

  it('aliases let rules name the same thing differently', () => {
    const aliased = rule(
      'temporal',
      '    rules: [a, b]\n    aliases:\n        who: {a: src, b: dst}\n',
    ).replace('[user]', '[who]');
    expect(
      run(
        [aliased],
        [
          ['a', 1, { src: '1' }],
          ['b', 2, { dst: '1' }],
        ],
      ),
    ).toHaveLength(1);
    expect(
      run(
        [aliased],
        [
          ['a', 1, { src: '1' }],
          ['b', 2, { dst: '2' }],
        ],
      ),
    ).toEqual([]);
  });
});
