import { describe, expect, it } from 'vitest';
import { seededRandom } from '../testing/seeded-random.ts';
import { AccessLog } from './access-log.ts';
import { FieldNames } from './field-names.ts';
import { openLineCheck } from './open-line-check.ts';
import { RecordView } from './record-view.ts';
import { logSamples } from './testing/log-samples.ts';
import { mutateBytes } from './testing/mutate-bytes.ts';
import { type Reading, readInMemory } from './testing/read-in-memory.ts';
import { TextBuffers } from './text-buffers.ts';
import { WorkMemory } from './work-memory.ts';

const names = new FieldNames();
const memory = WorkMemory.make(16 << 20)!;
const withKernel = new TextBuffers(new RecordView(memory));
const without = new TextBuffers(new RecordView());
const longLine = 100_000;
const newline = Buffer.from('\n');

function readBoth(bytes: Buffer, blockBytes: number): [Reading, Reading] {
  return [
    readInMemory('access-log', bytes, blockBytes, withKernel, names),
    readInMemory('access-log', bytes, blockBytes, without, names),
  ];
}

/** Lines of every shape that a web server writes, and some that none does. */
function randomLine(random: (below: number) => number): string {
  const pick = <T>(list: readonly T[]): T => list[random(list.length)]!;
  const two = (below: number): string => String(random(below)).padStart(2, '0');
  const month = pick([
    'Jan',
    'feb',
    'MAR',
    'Apr',
    'May',
    'Jun',
    'Jul',
    'Aug',
    'Sep',
    'Oct',
    'Nov',
    'Dec',
    'Foo',
  ]);
  const year = pick(['2026', '1999', '2000', '1900', '0045', '9999', '2024', '20x6']);
  const zone = pick([' +0700', ' -0330', ' +07:00', '', ' +07', ' Z', ' +0x00', ' +9999', ' +070', ' +00:0']);
  const time = `[${two(40)}/${month}/${year}:${two(30)}:${two(70)}:${two(70)}${zone}]`;
  const host = pick(['', '', 'www.a.vn:443 ', ' ', 'a b ']);
  const path = pick(['/', '/a.php', `/${'x'.repeat(random(60))}`, '/a%2e%2e/b', '/đ', '*', '', 'http://h/p']);
  const query = pick(['', '?', '?a=1', '?a=1?b=2', '?q=a+b', `?${'y'.repeat(random(40))}=%u0041`]);
  const protocol = pick([' HTTP/1.1', ' HTTP/2', '', ' ', ' X', ' H']);
  const request = pick([
    `GET ${path}${query}${protocol}`,
    `${path}${query}`,
    '-',
    '',
    '\\x16\\x03',
    'a \\" b HTTP/1',
    ' ',
  ]);
  const tail = pick([
    '" 200 512',
    '" 200 - "-" "-"',
    '"  404   7   "https://r/"  "M \\"q\\" z"',
    '" - -',
    '"200',
    '',
    '" 200 512 "open',
    '" 200 512 "a" "b" "c"',
    '"',
    '" 1 2 "\\',
  ]);
  return `${host}${pick(['203.0.113.7', '::1', 'h'])} ${pick(['-', 'id'])} ${pick(['-', 'an', 'a b'])} ${time} "${request}${tail}`;
}

describe('access logs read by the kernel', () => {
  it('give the same as read by JavaScript, for lines of every shape in blocks of any size', () => {
    const random = seededRandom(4711);
    let records = 0;
    for (let round = 0; round < 400; round++) {
      const lines = Array.from({ length: 30 }, () => randomLine(random));
      const bytes = Buffer.from(lines.join(random(2) === 0 ? '\n' : '\r\n'));
      const [kernel, plain] = readBoth(bytes, 1 + random(4000));
      expect(kernel).toEqual(plain);
      records += kernel.records.length;
    }
    expect(records).toBeGreaterThan(4000);
  });

  it('give the same for 10,000 seeded mutations', () => {
    const random = seededRandom(17);
    const clean = Buffer.from(logSamples['access-log'].repeat(2));
    for (let round = 0; round < 10_000; round++) {
      const [kernel, plain] = readBoth(mutateBytes(clean, random), 1 + random(600));
      expect(kernel).toEqual(plain);
    }
  }, 60_000);

  it('give the same for lines of any length', () => {
    for (const length of [0, 1, 15, 16, 17, 31, 32, 33, longLine, 2 << 20]) {
      const line = `h - - [01/Aug/2026:03:04:05 +0700] "GET /${'a'.repeat(length)}?${'b'.repeat(length)} HTTP/1.1" 200 1 "${'c'.repeat(length)}"\n`;
      const [kernel, plain] = readBoth(Buffer.from(line.repeat(2)), 1 << 18);
      expect(kernel.records).toHaveLength(2);
      expect(kernel).toEqual(plain);
    }
  });

  it('are known damaged without being read, neither more nor less of them', () => {
    const random = seededRandom(18);
    const sample = Buffer.from(logSamples['access-log'].repeat(2));
    let damaged = 0;
    for (let round = 0; round < 10_000; round++) {
      const lines = Array.from({ length: 9 }, () => randomLine(random)).join(random(2) === 0 ? '\n' : '\r\n');
      const bytes = Buffer.concat([
        mutateBytes(random(2) === 0 ? sample : Buffer.from(lines), random),
        newline,
      ]);
      const { block, kernels } = withKernel;
      const at = random(20);
      block.set(bytes, at);
      const found: string[] = [];
      openLineCheck({ name: 'access-log' }, kernels).find!(block, at, at + bytes.length, (start, end, line) =>
        found.push(`${start - at} ${line + 1} ${end > start}`),
      );
      const { damages } = readInMemory('access-log', bytes, 1 << 18, without, names);
      expect(found).toEqual(damages.map((text) => `${/^\d+ \d+/.exec(text)![0]} true`));
      damaged += found.length;
    }
    expect(damaged).toBeGreaterThan(5000);
  }, 60_000);

  it('are written into the columns of the view only', () => {
    const random = seededRandom(5);
    const { view } = withKernel;
    const format = new AccessLog(names, withKernel.kernels.access);
    const start = withKernel.block.byteOffset;
    for (let round = 0; round < 40; round++) {
      const line = Buffer.from(randomLine(random));
      withKernel.block.set(line);
      view.reset();
      view.bytes = memory.bytes;
      const before = Buffer.from(memory.bytes);
      format.parse(view, start, start + line.length);
      let changed = 0;
      for (const column of [view.fields, view.offsets, view.lengths, view.types, view.places])
        before.set(
          new Uint8Array(column.buffer, column.byteOffset, 12 * column.BYTES_PER_ELEMENT),
          column.byteOffset,
        );
      for (let at = before.compare(memory.bytes) === 0 ? before.length : 0; at < before.length; at++)
        if (before[at] !== memory.bytes[at]) changed++;
      // The time.
      expect(changed).toBeLessThanOrEqual(8);
    }
  });
});
