import { describe, expect, it } from 'vitest';
import { seededRandom } from '../testing/seeded-random.ts';
import { FieldNames } from './field-names.ts';
import { RecordView } from './record-view.ts';
import { logSamples } from './testing/log-samples.ts';
import { mutateBytes } from './testing/mutate-bytes.ts';
import { type Reading, readInMemory } from './testing/read-in-memory.ts';
import { TextBuffers } from './text-buffers.ts';
import { WorkMemory } from './work-memory.ts';

const names = new FieldNames();
const withKernel = new TextBuffers(new RecordView(WorkMemory.make(16 << 20)!));
const without = new TextBuffers(new RecordView());

function readBoth(format: 'w3c' | 'zeek', bytes: Buffer, blockBytes: number): [Reading, Reading] {
  return [
    readInMemory(format, bytes, blockBytes, withKernel, names),
    readInMemory(format, bytes, blockBytes, without, names),
  ];
}

const cells = [
  '-',
  '',
  'x',
  '2026-08-01',
  '03:04:05',
  '1785553445.123456',
  '/a%2e%2e/b',
  'a+b',
  'người',
  '-x',
  '--',
  'sixteen bytes...',
];
const columns = [
  'date',
  'time',
  'ts',
  'cs-uri-stem',
  'cs-uri-query',
  'cs(User-Agent)',
  'a',
  'cs-uri',
  'cs-uri-stem',
];

describe('lines with columns', () => {
  it('give the same with the kernel and without it, whatever the columns hold', () => {
    const random = seededRandom(77);
    const pick = <T>(list: readonly T[]): T => list[random(list.length)]!;
    let records = 0;
    for (let round = 0; round < 600; round++) {
      const format = pick(['w3c', 'zeek'] as const);
      const separator = format === 'w3c' ? ' ' : '\t';
      const count = 1 + random(9);
      const header = Array.from({ length: count }, () => pick(columns)).join(separator);
      const lines = Array.from({ length: 20 }, () => {
        const length = random(5) === 0 ? random(12) : count;
        const long = random(30) === 0 ? 'y'.repeat(random(5000)) : '';
        return Array.from({ length }, () => pick(cells) + long).join(separator);
      });
      const head = format === 'w3c' ? `#Fields: ${header}` : `#separator \\x09\n#fields\t${header}`;
      const bytes = Buffer.from([head, ...lines].join(pick(['\n', '\r\n'])));
      const [kernel, plain] = readBoth(format, bytes, 1 + random(3000));
      expect(kernel).toEqual(plain);
      records += kernel.records.length;
    }
    expect(records).toBeGreaterThan(4000);
  });

  it('give the same for 10,000 seeded mutations', () => {
    const random = seededRandom(12);
    for (const format of ['w3c', 'zeek'] as const) {
      const clean = Buffer.from(logSamples[format].repeat(2));
      for (let round = 0; round < 5000; round++) {
        const [kernel, plain] = readBoth(format, mutateBytes(clean, random), 1 + random(500));
        expect(kernel).toEqual(plain);
      }
    }
  }, 60_000);

  it('give the same where there are more columns than the kernel takes', () => {
    for (const count of [1023, 1024, 1025, 70_000]) {
      const header = Array.from({ length: count }, (_, i) => `f${i % 100}`).join(' ');
      const bytes = Buffer.from(
        `#Fields: ${header}\n${'a '.repeat(count - 1)}b\n${'a '.repeat(count)}b\nx\n`,
      );
      const [kernel, plain] = readBoth('w3c', bytes, 1 << 18);
      expect(kernel.records).toHaveLength(2);
      expect(kernel).toEqual(plain);
    }
  });
});
