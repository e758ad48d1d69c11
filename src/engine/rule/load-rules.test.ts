import { describe, expect, it } from 'vitest';
import { loadRules } from './load-rules.ts';

const rule = (detection: string, extra = ''): string =>
  `title: A rule\nid: r1\nlogsource:\n    product: windows\ndetection:\n${detection}\n${extra}`;
const load = (...texts: string[]) => loadRules(texts.map((text, i) => ({ file: `${i}.yml`, text })));
const reasons = (...texts: string[]) =>
  load(...texts).problems.map(({ file, line, reason }) => `${file}:${line} ${reason}`);

describe('loading rules', () => {
  it('reads heads, log sources and selections', () => {
    const [loaded] = load(
      rule('    sel:\n        A: x\n    condition: sel', 'level: high\ntags: [attack.t1059]'),
    ).detections;
    expect(loaded).toMatchObject({
      id: 'r1',
      title: 'A rule',
      level: 'high',
      tags: ['attack.t1059'],
      logSource: { product: 'windows' },
      expression: { op: 'test', field: 'A', test: { type: 'text', op: 'equals', value: 'x', cased: false } },
    });
  });

  it('binds not before and before or, and takes "x of" with patterns', () => {
    const selections = ['a', 'b', 'c', '_d'].map((name) => `    ${name}: { F: ${name} }`).join('\n');
    const shape = (condition: string): unknown => {
      const [loaded] = load(rule(`${selections}\n    condition: ${condition}`)).detections;
      const visit = (node: NonNullable<typeof loaded>['expression']): unknown =>
        node.op === 'test'
          ? (node.test as { value: string }).value
          : node.op === 'not'
            ? ['not', visit(node.of)]
            : node.op === 'const'
              ? node.value
              : [node.op, ...node.of.map(visit)];
      return visit(loaded!.expression);
    };
    expect(shape('a or b and not c')).toEqual(['or', 'a', ['and', 'b', ['not', 'c']]]);
    expect(shape('(a or b) and c')).toEqual(['and', ['or', 'a', 'b'], 'c']);
    expect(shape('1 of them')).toEqual(['or', 'a', 'b', 'c']);
    expect(shape('all of _*')).toEqual(['and', '_d']);
    expect(shape('[a, b]')).toEqual(['or', 'a', 'b']);
  });

  it('refuses expressions whose groups are nested so deep that they would stop the hunt', () => {
    const nested = (depth: number): string =>
      rule(`    sel:\n        A|re: '${'('.repeat(depth)}[(]\\(x${')'.repeat(depth)}'\n    condition: sel`);
    expect(reasons(nested(100))).toEqual([]);
    expect(reasons(nested(101), nested(5000))).toEqual([
      expect.stringContaining('0.yml:7 groups are nested more than 100 deep'),
      expect.stringContaining('1.yml:7 groups are nested more than 100 deep'),
    ]);
  });

  it('reports every rule that cannot be loaded with file, line and reason, and loads the others', () => {
    const good = rule('    sel:\n        A: x\n    condition: sel');
    const found = load(
      good,
      'title: [unclosed',
      rule('    sel:\n        A|frobnicate: x\n    condition: sel'),
      rule('    sel:\n        A: x\n    condition: other'),
      rule('    sel:\n        A: x\n    condition: sel | count() > 5'),
      rule('    sel:\n        A|re: "(unclosed"\n    condition: sel'),
      rule('    sel:\n        A|cidr: 10.0.0.0/99\n    condition: sel'),
      rule('    sel:\n        A|expand: "%x%"\n    condition: sel'),
      good,
    );
    expect(found.detections).toHaveLength(1);
    expect(found.problems.map(({ file, line, reason }) => `${file}:${line} ${reason}`)).toEqual([
      '1.yml:1 not readable as YAML: the bracket is not closed (column 1)',
      '2.yml:7 unknown modifier "frobnicate"',
      '3.yml:8 condition: there is no "other"',
      '4.yml:8 condition: aggregations after "|" belong to Sigma 1; use a correlation',
      expect.stringContaining('5.yml:7 Invalid regular expression'),
      '6.yml:7 "10.0.0.0/99" is not a network',
      '7.yml:7 the placeholder %x% has no values',
      '8.yml:1 the same id stands in 0.yml:1; this one is left out',
    ]);
  });

  it('warns of selections that the condition does not use', () => {
    expect(reasons(rule('    sel: {A: x}\n    more: {B: y}\n    condition: sel'))).toEqual([
      '0.yml:7 the condition does not use "more"',
    ]);
  });

  it('joins filters to the rules they name', () => {
    const filter =
      'title: Accepted\nid: f1\nlogsource: {product: windows}\nfilter:\n    rules: [r1]\n    sel: {User: adm}\n    condition: not sel';
    const set = load(rule('    sel:\n        A: x\n    condition: sel'), filter);
    expect(set.detections[0]!.expression).toMatchObject({ op: 'and', of: [{ op: 'test' }, { op: 'not' }] });
  });

  it('reads several documents of one file, correlations among them', () => {
    const correlation = `title: Many
id: c1
correlation:
    type: event_count
    rules: [r1]
    group-by: [User]
    timespan: 10m
    condition: {gte: 10, lt: 20}`;
    const set = load(`${rule('    sel:\n        A: x\n    condition: sel')}\n---\n${correlation}`);
    expect(set.correlations[0]).toMatchObject({
      timespanSeconds: 600,
      thresholds: [
        { op: 'gte', value: 10 },
        { op: 'lt', value: 20 },
      ],
    });
    expect(reasons(correlation)).toEqual(['0.yml:1 the correlation names a rule that is not loaded: r1']);
    expect(reasons(correlation.replace('[r1]', '[c1]'))).toEqual([
      '0.yml:1 the correlation leads back to itself',
    ]);
  });
});
