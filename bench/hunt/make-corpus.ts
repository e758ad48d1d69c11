import { createHash } from 'node:crypto';
import { globSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { RecordDecoder } from '../../src/engine/run/decoded-records.ts';
import { EvtxReader } from '../../src/engine/source/evtx/read-evtx.ts';
import {
  type Content,
  eventData,
  eventNode,
  text,
  u32Value,
  u64Value,
  writeChunk,
  writeEvtx,
} from '../../src/engine/source/evtx/testing/evtx-writer.ts';
import { FieldNames } from '../../src/engine/source/field-names.ts';
import { ValueText } from '../../src/engine/source/value-text.ts';
import { seededRandom } from '../../src/engine/testing/seeded-random.ts';

const chunkBytes = 65_536;

export type Corpus = {
  readonly name: string;
  readonly evtx: string;
  readonly security: string;
  readonly jsonLines: string;
  readonly accessLog: string;
  readonly indicators: string;
  readonly rules: string;
};

/** The different, well-filled chunks of real event logs in one file: diverse data without padding. */
export function makeDenseEvtx(folders: readonly string[], path: string): void {
  const seen = new Set<string>();
  const chunks: Buffer[] = [];
  for (const file of folders
    .flatMap((folder) => globSync('**/*.evtx', { cwd: folder }).map((name) => join(folder, name)))
    .sort()) {
    const bytes = readFileSync(file);
    for (let at = 4096; at + chunkBytes <= bytes.length; at += chunkBytes) {
      const chunk = bytes.subarray(at, at + chunkBytes);
      if (chunk.toString('latin1', 0, 7) !== 'ElfChnk' || chunk.readUInt32LE(48) < chunkBytes / 4) continue;
      const hash = createHash('sha1').update(chunk).digest('hex');
      if (!seen.has(hash)) chunks.push(chunk);
      seen.add(hash);
    }
  }
  writeFileSync(path, writeEvtx(chunks));
}

const programs = [
  'cmd',
  'powershell',
  'rundll32',
  'svchost',
  'chrome',
  'winword',
  'reg',
  'schtasks',
  'msiexec',
  'python',
];

/** Process and registry events made by a seeded generator, for machines without the public logs. */
export function makeSyntheticEvtx(path: string, chunkCount: number): void {
  writeFileSync(path, writeEvtx(syntheticChunks(chunkCount, () => '')));
}

/**
 * @param mark put into the command line or the key of every record
 * @param names of programs
 */
export function syntheticChunks(
  chunkCount: number,
  mark: () => string,
  names: readonly string[] = programs,
  perChunk = 45,
): Buffer[] {
  const random = seededRandom(1);
  const word = (): string => random(1 << 30).toString(36);
  const image = (): string =>
    `C:\\${random(4) === 0 ? word() : 'Windows\\System32'}\\${names[random(names.length)]}.exe`;
  const record = (id: number) => {
    const isProcess = random(4) > 0;
    const head = {
      channel: 'Microsoft-Windows-Sysmon/Operational',
      provider: 'Microsoft-Windows-Sysmon',
      eventId: isProcess ? 1 : 13,
    };
    const line = `"${image()}" /${word()} -${word()} ${Array.from({ length: random(12) }, word).join(' ')}${mark()}`;
    const own: Record<string, Content> = isProcess
      ? { ParentImage: text(image()), CommandLine: text(line), OriginalFileName: text(`${word()}.exe`) }
      : { TargetObject: text(`HKLM\\Software\\${word()}\\${word()}${mark()}`), Details: text(word()) };
    const data = eventData({
      UtcTime: text(`2026-08-01 ${id}`),
      ProcessId: u32Value(8, random(60_000)),
      Image: text(image()),
      User: text(`U\\${random(50)}`),
      ...own,
    });
    return { id, root: eventNode({ ...head, computer: `PC-${random(20)}`, recordId: id }, [data]) };
  };
  return fillChunks(chunkCount, perChunk, record);
}

/** Logons, logoffs and privileges, as they fill the Security log of a domain controller. */
export function makeSyntheticSecurity(path: string, chunkCount: number): void {
  const random = seededRandom(5);
  const record = (id: number) => {
    const eventId = [4624, 4624, 4634, 4672, 4769][random(5)]!;
    const head = { channel: 'Security', provider: 'Microsoft-Windows-Security-Auditing', eventId };
    const data = eventData({
      SubjectUserSid: text('S-1-5-18'),
      SubjectUserName: text(`DC0${random(3)}$`),
      SubjectDomainName: text('TINH'),
      SubjectLogonId: u64Value(0x15, 0x3e7n),
      TargetUserName: text(`can.bo.${random(400)}`),
      TargetDomainName: text('TINH'),
      TargetLogonId: u64Value(0x15, BigInt(random(1 << 30))),
      LogonType: u32Value(8, random(11)),
      LogonProcessName: text('Kerberos'),
      AuthenticationPackageName: text('Kerberos'),
      WorkstationName: text(`PC-${random(300)}`),
      IpAddress: text(`10.${random(4)}.${random(256)}.${random(256)}`),
      IpPort: text(String(49_152 + random(16_000))),
    });
    return {
      id,
      root: eventNode({ ...head, computer: `DC0${random(3)}.tinh.gov.vn`, recordId: id }, [data]),
    };
  };
  writeFileSync(path, writeEvtx(fillChunks(chunkCount, 60, record)));
}

function fillChunks(
  chunkCount: number,
  perChunk: number,
  record: (id: number) => Parameters<typeof writeChunk>[0][number],
): Buffer[] {
  let id = 1;
  return Array.from({ length: chunkCount }, () =>
    writeChunk(Array.from({ length: perChunk }, () => record(id++))),
  );
}

/** The chunks of an event log that hold nothing but records of the channel Security. */
export function pickSecurity(evtx: string, path: string): void {
  const bytes = readFileSync(evtx);
  const names = new FieldNames();
  const channel = names.id('Channel');
  const reader = new EvtxReader(names);
  const value = new ValueText();
  const chunks: Buffer[] = [];
  for (let at = 4096; at + chunkBytes <= bytes.length; at += chunkBytes) {
    const channels = new Set<string>();
    reader.readChunk(bytes.subarray(at, at + chunkBytes), at, {
      recoverSlack: false,
      onDamage: () => {},
      onRecord: (view) => {
        const i = view.indexOf(channel);
        if (i >= 0) value.read(view.bufferOf(i), view.offsets[i]!, view.lengths[i]!, view.types[i]!);
        channels.add(i >= 0 ? value.toString() : '');
      },
    });
    if (channels.size === 1 && channels.has('Security')) chunks.push(bytes.subarray(at, at + chunkBytes));
  }
  writeFileSync(path, writeEvtx(chunks));
}

/** The records of an event log as JSON Lines, as a log shipper would write them. */
export async function makeJsonLines(evtx: string, path: string): Promise<void> {
  const lines: string[] = [];
  const file = {
    format: 'evtx',
    packing: 'none',
    encoding: 'utf-8',
    path: evtx,
    bytes: statSync(evtx).size,
  } as const;
  await new RecordDecoder().read(file, {
    onRecord: ({ time, fields }) => {
      const flat = Object.fromEntries(
        [...fields].map(([name, values]) => [name, values.length === 1 ? values[0] : values]),
      );
      lines.push(JSON.stringify({ '@timestamp': time, ...flat }));
    },
    onDamage: () => {},
  });
  writeFileSync(path, `${lines.join('\n')}\n`);
}

/** Requests of which few are attacks. */
export function makeAccessLog(path: string, lineCount: number): void {
  const random = seededRandom(2);
  const agents = [
    'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36',
    'Googlebot/2.1',
    'sqlmap/1.7',
    'curl/8.4',
  ];
  const lines: string[] = [];
  for (let i = 0; i < lineCount; i++) {
    const agent = agents[random(40)] ?? agents[0];
    const query = random(3) === 0 ? `?id=${random(1e6)}&q=${random(1 << 30).toString(36)}` : '';
    const ip = `${1 + random(220)}.${random(256)}.${random(256)}.${random(256)}`;
    lines.push(
      `${ip} - - [01/Aug/2026:03:04:05 +0700] "GET /tin-tuc/${random(5000)}${query} HTTP/1.1" 200 ${random(90_000)} "https://a.gov.vn/" "${agent}"`,
    );
  }
  writeFileSync(path, `${lines.join('\n')}\n`);
}

/** Indicators of all kinds, nearly none of which occurs. */
export function makeIndicators(path: string, count: number): void {
  const random = seededRandom(3);
  const hex = (): string => random(0x7fffffff).toString(16).padStart(8, '0');
  const kinds = [
    () => `${1 + random(220)}.${random(256)}.${random(256)}.${random(256)}`,
    () => `${random(1 << 30).toString(36)}.${random(1 << 20).toString(36)}.example`,
    () => hex() + hex() + hex() + hex(),
    () => `http://${random(1 << 30).toString(36)}.example/${random(1 << 30).toString(36)}`,
  ];
  writeFileSync(path, Array.from({ length: count }, (_, i) => `${kinds[i % kinds.length]!()}\n`).join(''));
}

/** Rules of the usual shape, for machines without the public ones; gives the folder. */
export function makeRules(folder: string): string {
  mkdirSync(folder, { recursive: true });
  const random = seededRandom(4);
  const word = (): string => random(1 << 26).toString(36);
  for (let i = 0; i < 1500; i++) {
    const values = Array.from(
      { length: 1 + random(8) },
      () => `            - '${random(2) === 0 ? ' -' : '\\'}${word()}'`,
    ).join('\n');
    const rule = `title: Rule ${i}\nid: rule-${i}\nlevel: low\nlogsource: {category: process_creation, product: windows}\ndetection:\n    image:\n        Image|endswith: '\\${programs[random(programs.length)]}.exe'\n    line:\n        CommandLine|contains:\n${values}\n    filter:\n        ParentImage|endswith: '\\${word()}.exe'\n    condition: image and line and not filter\n`;
    writeFileSync(join(folder, `${i}.yml`), rule);
  }
  return folder;
}
