import { describe, expect, it } from 'vitest';
import { seededRandom } from '../testing/seeded-random.ts';
import { FieldNames } from './field-names.ts';
import { JsonLines } from './json-lines.ts';
import { RecordView } from './record-view.ts';
import { logSamples } from './testing/log-samples.ts';
import { mutateBytes } from './testing/mutate-bytes.ts';
import { randomJson } from './testing/random-json.ts';
import { type Reading, readInMemory } from './testing/read-in-memory.ts';
import { TextBuffers } from './text-buffers.ts';
import { WorkMemory } from './work-memory.ts';

const names = new FieldNames();
const memory = WorkMemory.make(16 << 20)!;
const withKernel = new TextBuffers(new RecordView(memory));
const without = new TextBuffers(new RecordView());

function readBoth(text: string | Buffer, blockBytes = 1 << 18): [Reading, Reading] {
  const bytes = Buffer.from(text);
  return [
    readInMemory('json-lines', bytes, blockBytes, withKernel, names),
    readInMemory('json-lines', bytes, blockBytes, without, names),
  ];
}

/** The kernel has met all keys when it reads the second half of a text that is written twice. */
const twice = (text: string): string => `${text}\n${text}\n`;

describe('JSON read by the kernel', () => {
  it('gives the same as read by JavaScript, for objects of every shape in blocks of any size', () => {
    const random = seededRandom(815);
    let records = 0;
    for (let round = 0; round < 400; round++) {
      const lines = Array.from({ length: 12 }, () => randomJson(random));
      const [kernel, plain] = readBoth(twice(lines.join(random(2) === 0 ? '\n' : '\r\n')), 1 + random(6000));
      expect(kernel).toEqual(plain);
      records += kernel.records.length;
    }
    expect(records).toBeGreaterThan(5000);
  });

  it('gives the same for 10,000 seeded mutations', () => {
    const random = seededRandom(23);
    const clean = Buffer.from(twice(logSamples['json-lines'].trim()) + twice(randomJson(seededRandom(1))));
    for (let round = 0; round < 10_000; round++) {
      const [kernel, plain] = readBoth(mutateBytes(clean, random), 1 + random(1000));
      expect(kernel).toEqual(plain);
    }
  }, 60_000);

  it('gives the same times, whatever is written there', () => {
    const random = seededRandom(3);
    const lines: string[] = [];
    for (let round = 0; round < 2000; round++) lines.push(`{"ts":"x","time":${randomTime(random)}}`);
    const [kernel, plain] = readBoth(twice(lines.join('\n')));
    expect(kernel.records).toHaveLength(lines.length * 2);
    expect(kernel).toEqual(plain);
  });

  it('takes the time of the best rank, and the next best where that one cannot be read', () => {
    const times = [
      '{"UtcTime":"2026-08-01 03:04:05","@timestamp":"2026-08-01T03:04:06.5Z","time":"2026-08-01 03:04:07"}',
      '{"UtcTime":"2026-08-01 03:04:05","@timestamp":"none","time":1785553445.123}',
      '{"@timestamp":["x","2026-08-01T03:04:06Z","2026-08-01T03:04:07Z"]}',
    ].join('\n');
    const [kernel, plain] = readBoth(twice(times));
    expect(kernel.records).toHaveLength(6);
    expect(kernel).toEqual(plain);
  });

  it('gives the same at the limits of depth, of values and of the memory', () => {
    const nested = (depth: number): string => `${'{"a":'.repeat(depth)}1${'}'.repeat(depth)}`;
    const listed = (depth: number): string => `{"a":${'['.repeat(depth)}1${']'.repeat(depth)}}`;
    for (const depth of [63, 64, 65, 66, 67, 1000])
      for (const text of [nested(depth), listed(depth)]) {
        const [kernel, plain] = readBoth(twice(text));
        expect(kernel).toEqual(plain);
      }
    for (const count of [65_534, 65_535, 65_536, 65_537, 200_000]) {
      const [kernel, plain] = readBoth(twice(`{"SourceName":"x","a":[${'1,'.repeat(count - 3)}2]}`));
      expect([count, kernel.records.length]).toEqual([count, 2]);
      expect(kernel).toEqual(plain);
    }
    const [kernel, plain] = readBoth(twice(`{"a":"${'y'.repeat(2 << 20)}"}`));
    expect(kernel).toEqual(plain);
  });

  it('leaves records with objects that are texts as well, and what is in those, to JavaScript', () => {
    const text = [
      '{"a":1,"requestParameters":{"b":{"c":"x\\n"}},"responseElements":null}',
      '{"requestParameters":[{"b":1},{"b":2}],"a":2}',
      '{"a":3,"x":{"requestParameters":{"b":1}}}',
    ].join('\n');
    const [kernel, plain] = readBoth(twice(twice(text)));
    expect(kernel.records).toHaveLength(12);
    expect(kernel).toEqual(plain);
  });

  it('keeps what it remembers of keys bounded, and still reads a log that invents them', () => {
    const lines = Array.from({ length: 3000 }, (_, i) => {
      const keys = Array.from({ length: 20 }, (_, k) => `"key ${i} ${k} ${'z'.repeat(i % 40)}":{"b":${k}}`);
      return `{"a":1,${keys.join(',')}}`;
    });
    lines.push(`{"${'k'.repeat(5000)}":1}`, '{"a":1}', lines[2999]!, lines[0]!);
    const [kernel, plain] = readBoth(lines.join('\n'));
    expect(kernel.records).toHaveLength(3004);
    expect(kernel).toEqual(plain);
  });

  it('of two files at once gives the same, though the keys of the older one were forgotten', () => {
    const fill = (): void => {
      const keys = Array.from({ length: 40_000 }, (_, i) => `"${i}":1`);
      readBoth(`{${keys.join(',')}}`);
    };
    const open = (): JsonLines => new JsonLines(names, 'json-lines', withKernel.kernels.json);
    const read = (format: JsonLines, text: string): string[] => {
      const { view, block } = withKernel;
      block.set(Buffer.from(text));
      view.reset();
      withKernel.enter(block, 0, text.length);
      expect(format.parse(view, view.start, view.start + text.length)).toBe('record');
      return Array.from({ length: view.count }, (_, i) => names.name(view.fields[i]!));
    };
    fill();
    const older = open();
    fill();
    const newer = open();
    for (let round = 0; round < 3; round++) {
      expect(read(older, '{"a":{"x":1},"b":2}')).toEqual(['a.x', 'b']);
      expect(read(newer, '{"c":{"x":1},"a":2}')).toEqual(['c.x', 'a']);
      expect(read(open(), '{"a":{"x":1},"c":2}')).toEqual(['a.x', 'c']);
    }
  });

  it('is written into the columns, the time and the order of keys only', () => {
    const random = seededRandom(9);
    const { view, block } = withKernel;
    const format = new JsonLines(names, 'json-lines', withKernel.kernels.json);
    const firstByte = block.byteOffset;
    for (let round = 0; round < 40; round++) {
      const line = Buffer.from(randomJson(random));
      block.set(line);
      const parse = (): void => {
        view.reset();
        withKernel.enter(block, 0, line.length);
        format.parse(view, firstByte, firstByte + line.length);
      };
      parse();
      parse();
      const before = Buffer.from(memory.bytes);
      parse();
      for (const column of [view.fields, view.offsets, view.lengths, view.types, view.places])
        before.set(new Uint8Array(column.buffer, column.byteOffset, column.byteLength), column.byteOffset);
      // Read for the third time it finds all keys in their order, and the time as it was.
      expect(before.equals(memory.bytes)).toBe(true);
    }
  });
});

function randomTime(random: (below: number) => number): string {
  const pick = <T>(list: readonly T[]): T => list[random(list.length)]!;
  const digits = (count: number): string => Array.from({ length: count }, () => random(10)).join('');
  if (random(3) === 0) {
    const whole = digits(pick([1, 8, 9, 10, 11, 12, 13, 14, 16, 17]));
    return `${whole}${pick(['', '', `.${digits(1 + random(11))}`, '.', '.5e3', '-'])}`.replace(
      /^0+(?=\d)/,
      '1',
    );
  }
  const two = (below: number): string => String(random(below)).padStart(2, '0');
  const date = `${pick(['2026', '2024', '2000', '1999', '1900', '0045', '9999', 'x'])}-${two(15)}-${two(34)}`;
  const time = `${two(26)}:${two(62)}:${two(63)}`;
  const zone = pick(['', 'Z', 'z', '+07:00', '-0330', '+07', '+9999', ' +07:00', '+0x:00']);
  const fraction = pick(['', '.5', ',123456', `.${digits(random(12))}`]);
  return `"${date}${pick(['T', ' ', 'x'])}${time}${fraction}${zone}"`;
}
