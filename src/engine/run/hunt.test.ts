import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync, zstdCompressSync } from 'node:zlib';
import { afterAll, describe, expect, it } from 'vitest';
import type { Finding } from '../match/finding.ts';
import { eventData, eventNode, text, writeChunk, writeEvtx } from '../source/evtx/testing/evtx-writer.ts';
import { type HuntRequest, hunt } from './hunt.ts';
import { allRecords } from './record-filter.ts';

const folder = mkdtempSync(join(tmpdir(), 'khien-hunt-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const rules = join(folder, 'rules');
const logs = join(folder, 'logs');
for (const path of [rules, logs]) mkdirSync(path);
writeFileSync(
  join(rules, 'all.yml'),
  `title: Command shell
id: shell
level: high
tags: [attack.t1059]
logsource: {category: process_creation, product: windows}
detection:
    sel: {Image|endswith: '\\cmd.exe'}
    condition: sel
---
title: Upload of a script
id: upload
level: medium
logsource: {category: webserver}
detection:
    sel: {cs-method: POST, cs-uri-stem|endswith: .php}
    condition: sel
---
title: Anything named evil
id: evil
level: low
logsource: {product: linux}
detection:
    keywords: [evil]
    condition: keywords
---
title: Many uploads
id: many
level: critical
correlation:
    type: event_count
    rules: [upload]
    group-by: [c-ip]
    timespan: 1h
    generate: true
    condition: {gte: 3}
`,
);

const shell = (id: number, image: string) => ({
  id,
  root: eventNode(
    { channel: 'Security', provider: 'P', eventId: 4688, computer: `PC-${id % 3}`, recordId: id },
    [eventData({ NewProcessName: text(image), CommandLine: text(`run ${id}`) })],
  ),
});
const chunkOf = (first: number) =>
  writeChunk(
    Array.from({ length: 40 }, (_, i) =>
      shell(first + i, i % 10 === 0 ? 'C:\\Windows\\cmd.exe' : 'C:\\a.exe'),
    ),
  );
const evtx = writeEvtx([chunkOf(1), chunkOf(41), chunkOf(81)]);
// Long enough for several ranges, so that line numbers have to be put together again.
const webLine = (i: number) =>
  `203.0.113.${i % 5} - - [01/Aug/2026:03:04:05 +0700] "${i % 2500 === 7 ? 'POST /up.php' : 'GET /'} HTTP/1.1" 200 5 "-" "x${i}"\n`;
const web = Array.from({ length: 6000 }, (_, i) => webLine(i)).join('');
writeFileSync(join(logs, 'a.evtx'), evtx);
writeFileSync(join(logs, 'b.log'), web);
writeFileSync(join(logs, 'c.evtx.gz'), gzipSync(evtx));
writeFileSync(
  join(logs, 'd.zst'),
  zstdCompressSync(Buffer.from('Aug  1 03:04:05 gw sshd[1]: evil here\n'.repeat(3))),
);
writeFileSync(
  join(logs, 'e.json'),
  '{"Channel":"Security","EventID":4688,"NewProcessName":"C:\\\\x\\\\CMD.exe"}\n',
);
writeFileSync(join(logs, 'empty'), '');
writeFileSync(join(logs, 'picture'), Buffer.from([0x89, 0x50, 0, 1]));

async function run(extra: Partial<HuntRequest> = {}, signal?: AbortSignal) {
  const findings: Finding[] = [];
  const request = { paths: [logs], rules: [rules], rangeBytes: 65_536, ...extra };
  const summary = await hunt(request, { onFinding: (finding) => findings.push(finding) }, signal);
  return { findings, summary };
}

describe('a hunt', () => {
  it('finds the same, in the same order, with any number of workers, ranges of any size, with and without cache', async () => {
    const cacheFolder = join(folder, 'cache');
    const [one, two, three, cached] = [
      await run({ workers: 1 }),
      await run({ workers: 2, cacheFolder }),
      await run({ workers: 3, rangeBytes: 200_000 }),
      await run({ workers: 1, cacheFolder }),
    ];
    expect(one.findings.length).toBe(12 + 12 + 3 + 3 + 1 + 1);
    for (const other of [two, three, cached]) expect(other.findings).toEqual(one.findings);
  });

  it('names file, record, time with full precision, computer and the values that matched', async () => {
    const { findings } = await run({ paths: [join(logs, 'a.evtx')] });
    expect(findings[1]).toEqual({
      kind: 'rule',
      rule: { id: 'shell', title: 'Command shell', level: 'high', tags: ['attack.t1059'] },
      file: join(logs, 'a.evtx'),
      record: 11,
      offset: expect.any(Number),
      time: '2022-06-18T04:26:40.0000007Z',
      computer: 'PC-2',
      channel: 'Security',
      eventId: 4688,
      matched: { NewProcessName: 'C:\\Windows\\cmd.exe' },
    });
  });

  it('looks for indicators in the same pass, the same with any number of workers', async () => {
    const list = join(folder, 'iocs.txt');
    writeFileSync(list, '203.0.113.2\nfine.example\n');
    const runs = [1, 2].map((workers) =>
      run({ paths: [join(logs, 'b.log')], rules: [], indicators: [list], workers }),
    );
    const [one, two] = await Promise.all(runs);
    expect(one!.findings).toEqual(two!.findings);
    expect(one!.findings).toHaveLength(1200);
    expect(one!.findings[0]).toMatchObject({
      kind: 'indicator',
      rule: { id: 'indicator:ipv4:203.0.113.2', title: '203.0.113.2' },
      record: 3,
      matched: { indicator: '203.0.113.2', 'c-ip': '203.0.113.2' },
    });
  });

  it('counts lines over the ranges of a file', async () => {
    const found = await run({ paths: [join(logs, 'b.log')] });
    const findings = found.findings.filter(({ kind }) => kind === 'rule');
    expect(findings.map(({ record }) => record)).toEqual([8, 2508, 5008]);
    const lineOf = (record: number) =>
      web
        .split('\n')
        .slice(0, record - 1)
        .join('\n').length + 1;
    expect(findings.map(({ offset }) => offset)).toEqual([8, 2508, 5008].map(lineOf));
  });

  it('goes on when files are damaged, cut off or not logs at all, and reports each', async () => {
    const bad = join(folder, 'bad');
    mkdirSync(bad, { recursive: true });
    const broken = Buffer.from(evtx);
    broken.fill(0xff, 4096 + 65_536, 4096 + 65_536 + 600);
    writeFileSync(join(bad, 'broken.evtx'), broken);
    writeFileSync(join(bad, 'cut.gz'), gzipSync(web).subarray(0, 2000));
    writeFileSync(join(bad, 'good.evtx'), evtx);
    writeFileSync(join(bad, 'nothing.txt'), 'hello');
    for (const workers of [1, 2]) {
      const { findings, summary } = await run({ paths: [bad], workers });
      const of = (name: string) => findings.filter(({ file }) => file.endsWith(name)).length;
      expect([of('broken.evtx'), of('good.evtx'), of('cut.gz')]).toEqual([8, 12, 1]);
      expect(summary.files.map(({ damages }) => damages.length > 0)).toEqual([true, true, false]);
      expect(summary.skipped).toEqual([{ path: join(bad, 'nothing.txt'), reason: 'not-recognised' }]);
    }
  });

  it('gives what was found so far when it is interrupted, and says so', async () => {
    const controller = new AbortController();
    controller.abort();
    const { summary, findings } = await run({ workers: 2 }, controller.signal);
    expect(summary.isComplete).toBe(false);
    expect(findings).toEqual([]);
  });

  it('keeps to a span of time and a level', async () => {
    const late = await run({
      selection: { ...allRecords, sinceMicros: Date.UTC(2026, 0, 1) * 1000 },
      workers: 1,
    });
    expect(late.findings.every(({ time }) => time === null || time > '2026')).toBe(true);
    const high = await run({ level: 'high', workers: 1 });
    expect(new Set(high.findings.map(({ rule }) => rule.level))).toEqual(new Set(['high', 'critical']));
  });
});
