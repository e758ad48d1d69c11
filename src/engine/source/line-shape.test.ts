import { describe, expect, it } from 'vitest';
import { seededRandom } from '../testing/seeded-random.ts';
import { openLineCheck } from './open-line-check.ts';
import { RecordView } from './record-view.ts';
import { logSamples } from './testing/log-samples.ts';
import { mutateBytes } from './testing/mutate-bytes.ts';
import { TextBuffers } from './text-buffers.ts';
import { WorkMemory } from './work-memory.ts';

const withKernel = new TextBuffers(new RecordView(WorkMemory.make(16 << 20)!));
const without = new TextBuffers(new RecordView());
const names = ['evtxecmd', 'auditd', 'cef', 'leef', 'fortigate', 'syslog'] as const;

/** Where doubtful lines begin and end, and how many come before each. */
function findBoth(name: (typeof names)[number], bytes: Uint8Array, at: number): [string[], string[]] {
  const { block, kernels } = withKernel;
  block.fill(0);
  block.set(bytes, at);
  const byKernel: string[] = [];
  const add = (start: number, end: number, line: number) =>
    byKernel.push(`${start - at} ${end - at} ${line}`);
  openLineCheck({ name }, kernels).find!(block, at, at + bytes.length, add);
  const check = openLineCheck({ name }, without.kernels);
  const plain: string[] = [];
  let [start, line] = [0, 0];
  for (let end = bytes.indexOf(10); end >= 0; start = end + 1, end = bytes.indexOf(10, start), line++) {
    const stop = end > start && bytes[end - 1] === 13 ? end - 1 : end;
    if (stop > start && check.isDoubtful(bytes, start, stop)) plain.push(`${start} ${stop} ${line}`);
  }
  return [byKernel, plain];
}

describe('the shape of lines', () => {
  it('makes no whole line doubtful', () => {
    for (const name of names) {
      const sample = Buffer.from(`${logSamples[name].trimEnd()}\n`);
      expect([name, ...findBoth(name, sample, 0)]).toEqual([name, [], []]);
    }
  });

  it('is judged the same by the kernel and by JavaScript, for 10,000 seeded mutations', () => {
    const random = seededRandom(77);
    let found = 0;
    for (let round = 0; round < 10_000; round++) {
      const name = names[random(names.length)]!;
      const bytes = mutateBytes(Buffer.from(logSamples[name].repeat(2)), random);
      const [kernel, plain] = findBoth(name, Buffer.concat([bytes, Buffer.from('\n')]), random(20));
      expect(kernel).toEqual(plain);
      found += kernel.length;
    }
    expect(found).toBeGreaterThan(2000);
  }, 60_000);

  it('is judged the same for zeros, carriage returns and lines of any length', () => {
    const random = seededRandom(78);
    const pieces = [
      'a',
      '\t',
      '\r',
      '\n',
      '\r\n',
      '\0',
      '\x1f',
      ' ',
      '\x7f',
      'đ',
      'x'.repeat(17),
      't',
      '{',
      '}',
    ];
    for (let round = 0; round < 3000; round++) {
      const text = Array.from({ length: random(60) }, () => pieces[random(pieces.length)]).join('');
      const [kernel, plain] = findBoth(names[random(names.length)]!, Buffer.from(`${text}\n`), random(20));
      expect(kernel).toEqual(plain);
    }
  });

  it('is judged the same where there are more doubtful lines than are written down at once', () => {
    for (const count of [1023, 1024, 1025, 2048, 5000]) {
      const [kernel, plain] = findBoth('syslog', Buffer.from('\0\r\nAug\n\n'.repeat(count)), 3);
      expect(kernel).toHaveLength(count);
      expect(kernel).toEqual(plain);
    }
  });
});
