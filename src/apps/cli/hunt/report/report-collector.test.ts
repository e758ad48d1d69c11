import { describe, expect, it } from 'vitest';
import type { ResultFinding } from '../../../../engine/package/result-finding.ts';
import type { Level } from '../../../../engine/rule/rule-model.ts';
import { ReportCollector } from './report-collector.ts';

const finding = (record: number, level: Level, value = 'x'): ResultFinding => ({
  kind: 'rule',
  rule: { id: level, title: level, level, tags: [] },
  file: 'a.log',
  record,
  offset: 0,
  time: null,
  computer: null,
  channel: null,
  eventId: null,
  matched: { value, many: Array.from({ length: 50 }, (_, i) => `${i}`) },
});

describe('the findings of a report', () => {
  it('beyond the limit give up those of the lowest levels; counts stay whole', () => {
    const collector = new ReportCollector(3);
    for (let i = 0; i < 5; i++) collector.add(finding(i, 'low'));
    collector.add(finding(5, 'medium'));
    collector.add(finding(6, 'critical'));
    collector.add(finding(7, 'low'));
    const { rows, total, byLevel, rules } = collector.data(new Map());
    expect(rows.map((row) => [rules[row[0]]!.id, row[7]])).toEqual([
      ['low', 0],
      ['medium', 5],
      ['critical', 6],
    ]);
    expect([total, byLevel]).toEqual([8, [0, 6, 1, 0, 1]]);
  });

  it('carry values up to a length and a number', () => {
    const collector = new ReportCollector();
    collector.add(finding(1, 'high', 'y'.repeat(10_000)));
    const [, , , , , , , , , matched] = collector.data(new Map()).rows[0]!;
    expect((matched.value as string).length).toBe(2001);
    expect(matched.many).toHaveLength(20);
  });
});
