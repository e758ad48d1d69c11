import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, expect, it } from 'vitest';
import type { Finding } from '../match/finding.ts';
import { eventData, eventNode, text, writeChunk, writeEvtx } from '../source/evtx/testing/evtx-writer.ts';
import { logSamples } from '../source/testing/log-samples.ts';
import { seededRandom } from '../testing/seeded-random.ts';
import { hunt } from './hunt.ts';

const folder = mkdtempSync(join(tmpdir(), 'khien-hostile-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const rules = join(folder, 'r.yml');
writeFileSync(
  rules,
  "title: Found\nid: found\nlogsource: {category: webserver}\ndetection:\n    s: {cs-uri|contains: '/found'}\n    condition: s\n",
);
const good = '203.0.113.7 - - [01/Aug/2026:03:04:05 +0700] "GET /found HTTP/1.1" 200 5 "-" "x"\n';
const root = eventNode({ channel: 'Security', provider: 'P', eventId: 1 }, [eventData({ A: text('x') })]);
const evtx = writeEvtx([writeChunk([{ id: 1, root }]), writeChunk([{ id: 2, root }])]);

it('no file of a hostile folder keeps the others from being hunted, with any number of workers', async () => {
  const logs = join(folder, 'logs');
  mkdirSync(join(logs, 'deep'), { recursive: true });
  const random = seededRandom(5);
  const samples = [
    ...Object.values(logSamples).map((sample) => Buffer.from(sample.repeat(20))),
    evtx,
    gzipSync(evtx),
  ];
  for (const [i, clean] of samples.entries())
    for (let round = 0; round < 6; round++) {
      const bytes = Buffer.from(clean);
      for (let k = 0; k < 40; k++) bytes[random(bytes.length)] = random(256);
      if (round % 2 === 1) bytes.fill(0, random(bytes.length), random(bytes.length));
      writeFileSync(join(logs, `bad-${i}-${round}`), bytes.subarray(0, 1 + random(bytes.length)));
    }
  for (const name of ['a-first', 'm-middle', 'z-last', join('deep', 'inner')])
    writeFileSync(join(logs, name), good);
  writeFileSync(join(logs, 'endless'), Buffer.alloc(20 << 20, 0x78));
  writeFileSync(join(logs, 'endless-log'), good + 'x'.repeat(20 << 20));
  writeFileSync(
    join(logs, 'bomb.gz'),
    gzipSync(Buffer.concat([Buffer.from(good), Buffer.alloc(300 << 20, 0x20)])),
  );
  symlinkSync(logs, join(logs, 'deep', 'loop'));
  symlinkSync(join(folder, 'gone'), join(logs, 'dangling'));
  for (const workers of [1, 2]) {
    const found: Finding[] = [];
    const summary = await hunt(
      { paths: [logs], rules: [rules], workers },
      { onFinding: (one) => found.push(one) },
    );
    expect(summary.isComplete).toBe(true);
    const files = found.map(({ file }) => file.slice(logs.length + 1));
    expect(files.filter((file) => !file.startsWith('bad-')).sort()).toEqual([
      'a-first',
      'bomb.gz',
      join('deep', 'inner'),
      'endless-log',
      'm-middle',
      'z-last',
    ]);
    const damaged = summary.files.filter(({ damages }) => damages.length > 0);
    expect(damaged.length).toBeGreaterThan(samples.length);
    for (const { damages } of damaged)
      for (const { offset, reason } of damages) {
        expect(offset).toBeGreaterThanOrEqual(0);
        expect(reason.length).toBeGreaterThan(5);
      }
    expect(summary.files.flatMap(({ failures }) => failures)).toEqual([]);
  }
}, 120_000);
