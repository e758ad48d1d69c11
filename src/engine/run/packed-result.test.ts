import { expect, it } from 'vitest';
import type { Finding, Hit } from '../match/finding.ts';
import { packResult, unpackResult } from './packed-result.ts';
import type { TaskResult } from './scanner.ts';

const heads: Finding['rule'][] = [
  { id: 'r0', title: 'Zero', level: 'low', tags: [] },
  { id: 'r1', title: 'One', level: 'high', tags: ['attack.t1059'] },
];
const finding = (rule: number, more: Partial<Finding> = {}): Finding => ({
  kind: 'rule',
  rule: heads[rule]!,
  file: '/logs/a.evtx',
  record: 7,
  offset: 4096,
  time: '2026-08-01T03:04:05.1234567Z',
  computer: 'PC',
  channel: 'Security',
  eventId: 4688,
  matched: { Image: 'cmd.exe', Hashes: ['a', 'b', 'a'] },
  ...more,
});

it('findings are the same after they were packed, with the order of their values', () => {
  const head = { id: 'indicator:ip:1.2.3.4', title: '1.2.3.4', level: 'high', tags: [] } as const;
  const none = { time: null, computer: null, channel: null, eventId: null };
  const hits: Hit[] = [
    { finding: finding(1), rule: 1, timeMicros: 1_785_553_445_123_456 },
    { finding: finding(0, { ...none, matched: {} }), rule: 0, timeMicros: Number.NaN },
    { finding: finding(0, { eventId: 'x', record: 2 ** 52, offset: 2 ** 50 }), rule: 0, timeMicros: -1 },
    { finding: finding(0, { eventId: 0, recovered: true }), rule: 0, timeMicros: 0, values: {} },
    { finding: finding(1), rule: 1, timeMicros: 1, values: { User: '', Computer: 'PC' } },
    {
      finding: finding(1, { kind: 'indicator', rule: head, matched: { b: '', a: '1' } }),
      rule: -1,
      timeMicros: 2,
    },
  ];
  const rest = { damages: [], faults: [], records: 9, unread: 4, bytes: 800, lines: 3, planned: [0, 1] };
  const result: TaskResult = { hits, ...rest };
  const again = unpackResult(structuredClone(packResult(result)), '/logs/a.evtx', heads);
  expect(again).toEqual(result);
  expect(JSON.stringify(again.hits)).toBe(JSON.stringify(hits));
});
