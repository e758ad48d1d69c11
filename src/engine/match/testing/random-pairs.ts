import type { Expression, PatternPart, ValueTest } from '../../rule/rule-model.ts';
import type { PlainRecord } from './naive-match.ts';

const fields = ['Image', 'CommandLine', 'User', 'Size', 'Ip', 'EventID', 'Channel', 'Other'];
// Few and similar pieces, so that rules and records meet often and differ in details.
const pieces = [
  'cmd',
  'CMD',
  '.exe',
  '\\',
  'a',
  'aa',
  'aab',
  ' -enc',
  '/',
  'Đội',
  'ĐỘI',
  'σς',
  '',
  '*',
  '?',
  'K',
  'power',
  'shell',
];
const addresses = ['10.1.2.3', '10.1.3.3', '192.168.0.1', 'fe80::1', '::ffff:10.1.2.3', 'x'];
const numbers = ['1', '4688', '0x10', '17', '-3', '2.5', 'n/a'];

type Random = (below: number) => number;
const pick = <T>(random: Random, list: readonly T[]): T => list[random(list.length)]!;
const someText = (random: Random, most: number): string =>
  Array.from({ length: random(most + 1) }, () => pick(random, pieces)).join('');

function randomTest(random: Random): ValueTest {
  const cased = random(5) === 0;
  switch (random(12)) {
    case 0:
      return { type: 'exists' };
    case 1:
      return { type: 'null' };
    case 2: {
      const parts: PatternPart[] = [];
      for (let i = random(4); i >= 0; i--)
        parts.push(random(3) === 0 ? (random(2) as 0 | 1) : someText(random, 2) || 'a');
      return { type: 'glob', parts, cased };
    }
    case 3: {
      const sources = [
        'cmd(\\.exe)?$',
        '^aa+b',
        'power.*shell',
        '[aA]{2}',
        '(cmd|power)',
        'exe|enc',
        'a\\.?b',
        '\\bcmd\\b',
      ];
      return { type: 'regex', source: pick(random, sources), flags: pick(random, ['', 'i', 's']) };
    }
    case 4:
      return {
        type: 'number',
        op: pick(random, ['eq', 'lt', 'lte', 'gt', 'gte'] as const),
        value: random(20),
      };
    case 5:
      return {
        type: 'cidr',
        value: pick(random, ['10.1.2.0/24', '10.0.0.0/8', 'fe80::/10', '192.168.0.1/32']),
      };
    case 6: {
      const op = pick(random, ['equals', 'contains', 'startswith', 'endswith'] as const);
      return { type: 'fieldref', field: pick(random, fields), op, cased };
    }
    default: {
      const op = pick(random, ['equals', 'contains', 'startswith', 'endswith'] as const);
      return {
        type: 'text',
        op,
        value: random(6) === 0 ? pick(random, numbers) : someText(random, 3),
        cased,
      };
    }
  }
}

export function randomExpression(random: Random, depth = 3): Expression {
  const kind = random(depth <= 0 ? 3 : 8);
  if (kind < 3) {
    const test = randomTest(random);
    // Presence and absence are asked of a field by name.
    const needsField = test.type === 'exists' || test.type === 'null';
    return { op: 'test', field: !needsField && random(12) === 0 ? null : pick(random, fields), test };
  }
  if (kind === 3) return { op: 'not', of: randomExpression(random, depth - 1) };
  const of = Array.from({ length: 1 + random(3) }, () => randomExpression(random, depth - 1));
  return { op: kind % 2 === 0 ? 'and' : 'or', of };
}

export function randomRecord(random: Random): PlainRecord {
  const record: PlainRecord = {
    Channel: [pick(random, ['Security', 'cmd', 'Đội'])],
    EventID: [pick(random, ['1', '17', '4688'])],
  };
  for (const field of fields.slice(0, 5).concat('Other')) {
    if (random(3) === 0) continue;
    record[field] = Array.from({ length: random(8) === 0 ? 2 : 1 }, () => {
      if (random(12) === 0) return null;
      if (field === 'Ip') return pick(random, addresses);
      return field === 'Size' ? pick(random, numbers) : someText(random, random(10) === 0 ? 12 : 4);
    });
  }
  return record;
}
