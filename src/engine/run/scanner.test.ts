import { globSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { builtInLogSources } from '../rule/log-sources.ts';
import {
  eventData,
  eventNode,
  text,
  u32Value,
  writeChunk,
  writeEvtx,
} from '../source/evtx/testing/evtx-writer.ts';
import { seededRandom } from '../testing/seeded-random.ts';
import { unpackSharedData } from '../testing/shared-data.ts';
import { listInputs, listTasks } from './list-inputs.ts';
import { loadCachedRules } from './rule-cache.ts';
import { Scanner } from './scanner.ts';

const folder = mkdtempSync(join(tmpdir(), 'khien-scanner-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const random = seededRandom(31);
const pick = <T>(list: readonly T[]): T => list[random(list.length)]!;
const word = (): string =>
  pick(['cmd', 'Power', 'shell', '-enc', 'select', '../', "1'='1", 'đội', 'x', '%27', '\\', '"']);
const words = (most: number): string => Array.from({ length: random(most) }, word).join(pick(['', ' ', '.']));

const rules = `title: web
logsource: {category: webserver}
detection:
    keywords: ["1'='1", 'select ', '=@(']
    path: {cs-uri|contains: ['../', 'power']}
    agent: {cs-user-agent|re: 'x{3,}'}
    condition: keywords or path or agent
---
title: windows
logsource: {product: windows}
detection:
    image: {Image|endswith: '\\cmd.exe'}
    line: {CommandLine|contains: ['-enc', 'đội', 'shell']}
    number: {ProcessId|gt: 30}
    same: {Image|fieldref: ParentImage}
    keywords: ['mimilib.dll', '::golden']
    condition: (image and line) or number and same or keywords
---
title: firewall
logsource: {product: fortigate, service: event}
detection:
    text: {msg|contains: ['-enc', '"']}
    keywords: ['select', 'đội']
    condition: text or keywords
---
title: cloud
logsource: {product: aws, service: cloudtrail}
detection:
    parts: {requestParameters.line|contains: '-enc'}
    whole: {requestParameters|contains: '"line":"Power'}
    keywords: ["1'='1", 'đội']
    condition: parts or whole or keywords
`;

function writeLogs(): void {
  const event = (id: number) => {
    const image = `C:\\${words(3)}${pick(['\\cmd.exe', '\\CMD.EXE', '.exe'])}`;
    const parent = random(3) === 0 ? image.toUpperCase() : words(4);
    const line = `${words(8)}${random(9) === 0 ? pick(['x::GOLDEN', '\\mimilib.dll']) : ''}`;
    return { image, parent, line, process: random(60), id };
  };
  const events = Array.from({ length: 1500 }, (_, id) => event(id));
  const head = { channel: 'Test', provider: 'P', eventId: 1 };
  const roots = events.map(({ image, parent, line, process, id }) => ({
    id,
    root: eventNode(head, [
      eventData({
        Image: text(image),
        ParentImage: text(parent),
        CommandLine: text(line),
        ProcessId: u32Value(8, process),
      }),
    ]),
  }));
  const chunks = Array.from({ length: 30 }, (_, i) => writeChunk(roots.slice(i * 50, i * 50 + 50)));
  writeFileSync(join(folder, 'a.evtx'), writeEvtx(chunks));
  const lines = events.map(({ image, parent, line, process }) =>
    JSON.stringify({
      Channel: 'Test',
      EventID: 1,
      Image: image,
      ParentImage: parent,
      CommandLine: line,
      ProcessId: process,
    }),
  );
  writeFileSync(join(folder, 'a.jsonl'), `${lines.join('\n')}\n`);
  writeAppliances(events);
  const requests = Array.from({ length: 3000 }, (_, i) => {
    const second = String(i % 60).padStart(2, '0');
    const quoted = (most: number): string => words(most).replaceAll('"', '\\"');
    return `192.0.2.${random(250)} - - [01/Aug/2026:03:04:${second} +0700] "GET /${words(5).replace(/[" ]/g, '+')} HTTP/1.1" 200 ${i} "-" "${quoted(9)}"`;
  });
  writeFileSync(join(folder, 'a.log'), `${requests.join('\n')}\n`);
  writeRequests();
}

/** Requests as Suricata, Zeek and Elastic write them; some events of Windows among them. */
function writeRequests(): void {
  const lines = Array.from({ length: 3000 }, (_, i) => {
    const uri = `/${words(5).replaceAll(' ', '+')}${pick(['', '?a=%2e%2e%2f', '%252e%252e/', '/p%6fwer', '..%2f?p=a%zz'])}`;
    const record = pick<object>([
      { event_type: 'http', src_ip: '192.0.2.1', http: { url: uri } },
      { _path: 'http', uri, n: i },
      { http: { request: { method: 'GET' } }, url: { original: uri, query: uri.slice(1) } },
      { Channel: 'Test', EventID: 1, Image: uri, CommandLine: uri },
    ]);
    const written = JSON.stringify(record);
    return random(3) === 0 ? written.replaceAll('/', '\\/').replaceAll('%2', '\\u00252') : written;
  });
  writeFileSync(join(folder, 'requests.jsonl'), `${lines.join('\n')}\n`);
}

/** The same as EvtxECmd, a firewall and a cloud write it. */
function writeAppliances(events: readonly { image: string; line: string; process: number }[]): void {
  const exported = events.map(({ image, line, process }) => {
    const data = Object.entries({ Image: image, CommandLine: line, ProcessId: String(process) });
    const body = { EventData: { Data: data.map(([name, value]) => ({ '@Name': name, '#text': value })) } };
    return JSON.stringify({
      ChunkNumber: 0,
      Payload: JSON.stringify(body),
      Channel: 'Test',
      EventRecordId: '1',
    });
  });
  writeFileSync(join(folder, 'evtxecmd.json'), `${exported.join('\n')}\n`);
  const firewall = events.map(
    ({ line }) =>
      `date=2026-08-01 time=10:04:05 devid="FGT1" type="event" msg="${line.replaceAll('\\', '/').replaceAll('"', '\\"')}"`,
  );
  writeFileSync(join(folder, 'fortigate.log'), `${firewall.join('\n')}\n`);
  const cloud = events.map(({ line }) => ({
    eventSource: 's',
    eventName: 'n',
    awsRegion: 'r',
    requestParameters: { line },
  }));
  writeFileSync(join(folder, 'cloud.json'), JSON.stringify({ Records: cloud }));
  writeFileSync(join(folder, 'cloud.jsonl'), cloud.map((event) => `${JSON.stringify(event)}\n`).join(''));
}

async function scanAll(
  paths: readonly string[],
  rulePath: string,
  usesKernels: boolean,
  rangeBytes?: number,
) {
  const { files } = listInputs(paths);
  const cached = loadCachedRules([rulePath], new Map(), undefined);
  try {
    const scanner = new Scanner(cached.rules, {
      files,
      logSources: builtInLogSources(),
      recoverSlack: true,
      usesKernels,
    });
    const found: string[] = [];
    for (const task of listTasks(files, rangeBytes)) {
      const { hits, damages } = await scanner.scan(task);
      for (const { finding } of hits)
        found.push(JSON.stringify(rangeBytes === undefined ? finding : finding.matched));
      for (const damage of damages) found.push(JSON.stringify(damage));
    }
    return found;
  } finally {
    cached.dispose();
  }
}

describe('what a scan finds', () => {
  it('does not depend on WebAssembly, nor on the ranges in which a log is read', async () => {
    writeLogs();
    const rulePath = join(folder, 'rules.yml');
    writeFileSync(rulePath, rules);
    const names = [
      'a.evtx',
      'a.jsonl',
      'a.log',
      'evtxecmd.json',
      'fortigate.log',
      'cloud.json',
      'cloud.jsonl',
      'requests.jsonl',
    ];
    for (const name of names) {
      const path = join(folder, name);
      const plain = await scanAll([path], rulePath, false);
      expect(plain.length, name).toBeGreaterThan(100);
      expect(await scanAll([path], rulePath, true), name).toEqual(plain);
      const parts = await scanAll([path], rulePath, true, 65_536);
      expect(parts, name).toEqual(plain.map((finding) => JSON.stringify(JSON.parse(finding).matched)));
    }
  });

  it('in an encoded request is shown as it stands in the log, with its decoded form behind it', async () => {
    const path = join(folder, 'one.jsonl');
    const rulePath = join(folder, 'one.yml');
    writeFileSync(path, '{"event_type":"http","src_ip":"192.0.2.1","http":{"url":"/%2e%2e/a"}}\n');
    writeFileSync(rulePath, rules);
    const [found, ...others] = await scanAll([path], rulePath, true);
    expect(others).toEqual([]);
    expect(JSON.parse(found!).matched).toEqual({ 'http.url': ['/%2e%2e/a', '/../a'] });
  });

  const logs = unpackSharedData('sigma-regression.tar.gz');
  const publicRules = unpackSharedData('sigma-rules.tar.gz');
  afterAll(() => {
    logs?.dispose();
    publicRules?.dispose();
  });

  it.runIf(logs !== undefined && publicRules !== undefined)(
    'does not depend on WebAssembly with public rules on public logs',
    async () => {
      const paths = globSync('**/*.evtx', { cwd: logs!.folder }).map((name) => join(logs!.folder, name));
      const plain = await scanAll(paths, publicRules!.folder, false);
      expect(plain.length).toBeGreaterThan(400);
      expect(await scanAll(paths, publicRules!.folder, true)).toEqual(plain);
    },
    60_000,
  );
});
