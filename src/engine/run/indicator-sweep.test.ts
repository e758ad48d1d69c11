import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { FoundSet } from '../match/found-set.ts';
import { IndicatorMatcher } from '../match/indicator-matcher.ts';
import type { Indicator } from '../rule/indicators/indicator.ts';
import { loadIndicators } from '../rule/indicators/load-indicators.ts';
import { builtInLogSources } from '../rule/log-sources.ts';
import { FieldNames } from '../source/field-names.ts';
import { LogReader, wholeFile } from '../source/read-log.ts';
import { ValueType } from '../source/record-view.ts';
import { ValueText } from '../source/value-text.ts';
import { seededRandom } from '../testing/seeded-random.ts';
import { writeIndicatorFile } from './indicator-file.ts';
import { listInputs, listTasks } from './list-inputs.ts';
import { Scanner } from './scanner.ts';

const list = [
  '203.0.113.7',
  '198.51.100.0/24',
  '2001:db8::1',
  '2001:db8:ffff::/48',
  'evil.example',
  'xấu.example',
  'a.b+c@mail.example',
  'd41d8cd98f00b204e9800998ecf8427e',
  'da39a3ee5e6b4b0d3255bfef95601890afd80709',
  'http://evil.example/tải/x',
  'https://page.example/a/b?c=d',
  'http://plain.example/',
  'dropper.exe',
  'hóa đơn (1).exe',
  'đơn.exe',
  'kiwi.example',
];
/** Pieces that make words, some of which are indicators or nearly so. */
const pieces = [
  ...list.map((text) => text.replace('/24', '').replace('::/48', ':1::2')),
  ...[
    'EVIL.example',
    'www.evil.example',
    '198.51.100.9',
    '1203.0.113.7',
    '2001:0DB8:0:0::1',
    'devil.example',
  ],
  ...['\u212aiwi.example', 'x@mail.example', 'http://plain.example', 'D41D8CD98F00B204E9800998ECF8427E'],
  ...[
    '.',
    '-',
    '_',
    '/',
    ':',
    '@',
    '%2F',
    '%3a%2f%2f',
    '%252f',
    '%41',
    '+',
    '=',
    '?',
    '#',
    ')',
    ',',
    '"',
    '\\',
  ],
  ...['a', 'n', '0', '42', 'GET', 'Mozilla/5.0', 'a.gov.vn', 'đ', 'ư', ' ', ' ', ' ', '\t'],
];

let folder = '';
let indicators: readonly Indicator[] = [];
let indicatorsPath = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'khien-sweep-'));
  indicators = loadIndicators([{ file: 'list', text: list.join('\n') }]).indicators;
  indicatorsPath = join(folder, 'indicators.jsonl');
  writeIndicatorFile(indicatorsPath, indicators);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Lines of random words, as JSON and as requests. */
function writeLogs(count: number): { path: string; lines: number }[] {
  const random = seededRandom(31);
  const text = (): string =>
    Array.from({ length: random(6) }, () => pieces[random(pieces.length)]).join(random(2) === 0 ? '' : ' ');
  const json = Array.from({ length: count }, () => {
    const written = JSON.stringify({ a: text(), b: [text(), random(9)], uri: text() });
    const escaped = random(4) === 0 ? written.replaceAll('/', '\\/') : written;
    return random(6) === 0 ? escaped.replace('v', '\\u0076').replaceAll('\\t', '\\n') : escaped;
  });
  const web = Array.from({ length: count }, () => {
    const path = encodeURI(text().replaceAll(/["\\\t]/g, '')).replaceAll('%25', '%');
    return `10.0.0.1 - - [01/Aug/2026:03:04:05 +0700] "GET /${path} HTTP/1.1" 200 5 "-" "${text().replaceAll(/["\\\t]/g, '')}"`;
  });
  const mail = Array.from({ length: count }, (_, i) => `Aug  1 03:04:05 gw postfix[${i}]: ${text()}`);
  const whole = (lines: string[]): string =>
    lines
      .map(
        (line) => `${random(12) === 0 ? damage(line, random) : line}${random(9) === 0 ? '\r\n\r\n' : '\n'}`,
      )
      .join('');
  return [
    ['a.jsonl', json],
    ['access.log', web],
    ['mail.log', mail],
  ].map(([name, lines]) => {
    const path = join(folder, name as string);
    const written = whole(lines as string[]);
    writeFileSync(path, written);
    return { path, lines: written.split('\n').length - 1 };
  });
}

/** What crashes, full disks and other programs leave in a log. */
function damage(line: string, random: (below: number) => number): string {
  const at = random(line.length);
  switch (random(6)) {
    case 0:
      return '\0'.repeat(1 + random(300));
    case 1:
      return line.slice(0, at);
    case 2:
      return line.slice(at);
    case 3:
      return `${line.slice(0, at)}${line.slice(random(line.length))}`;
    case 4:
      return `${line.slice(0, at)}\x01\r${line.slice(at)}`;
    default:
      return ' '.repeat(1 + random(40));
  }
}

/** Every value asked on its own, without any filter. */
async function findPlainly(path: string): Promise<string[]> {
  const names = new FieldNames();
  const matcher = new IndicatorMatcher(indicators);
  const value = new ValueText();
  const found: string[] = [];
  await new LogReader(names).read(listInputs([path]).files[0]!, {
    range: wholeFile,
    onDamage: () => {},
    onRecord: (view) => {
      const ofRecord = new Set<string>();
      for (let i = 0; i < view.count; i++) {
        if (view.types[i]! < ValueType.utf8 && view.types[i] !== ValueType.utf16) continue;
        if (view.types[i] === ValueType.null) continue;
        value.read(view.bufferOf(i), view.offsets[i]!, view.lengths[i]!, view.types[i]!);
        const numbers = new FoundSet();
        matcher.match(value, numbers);
        for (const number of numbers.numbers.subarray(0, numbers.count))
          ofRecord.add(`${view.record} ${indicators[number]!.value}`);
      }
      found.push(...ofRecord);
    },
  });
  return found.sort();
}

async function scan(
  path: string,
  options: { usesKernels?: boolean; rangeBytes?: number; withRules?: boolean },
) {
  const { files } = listInputs([path]);
  const setup = { files, logSources: builtInLogSources(), recoverSlack: false, indicatorsPath };
  const rule = {
    ...{ file: 'r', line: 1, id: 'r', name: undefined, title: 'r', status: '', tags: [] },
    ...{ description: '', logSource: { product: 'other' }, selections: {}, fields: [] },
    level: 'low' as const,
    expression: { op: 'const', value: false } as const,
  };
  const detections = options.withRules === true ? [rule] : [];
  const scanner = new Scanner(
    { detections, correlations: [], problems: [] },
    { ...setup, usesKernels: options.usesKernels ?? true },
  );
  let [lines, records, unread, bytes] = [0, 0, 0, 0];
  const found: string[] = [];
  const damages: string[] = [];
  for (const task of listTasks(files, options.rangeBytes)) {
    const result = await scanner.scan(task);
    for (const { finding } of result.hits)
      found.push(`${finding.record + lines} ${finding.matched.indicator as string}`);
    for (const { offset, line, reason } of result.damages)
      damages.push(`${offset} ${line! + lines} ${reason}`);
    lines += result.lines;
    records += result.records;
    unread += result.unread;
    bytes += result.bytes;
  }
  return { found: found.sort(), damages, lines, records, unread, bytes };
}

/** With WebAssembly and without it, in one range and in several. */
const waysToScan = [
  {},
  { usesKernels: false },
  { rangeBytes: 65_536 },
  { rangeBytes: 65_536, usesKernels: false },
];

describe('the sweep for indicators', () => {
  it('finds the same with the kernel, with the filter alone, and when every value is asked', async () => {
    for (const { path, lines } of writeLogs(5000)) {
      const plain = await findPlainly(path);
      expect(plain.length).toBeGreaterThan(2000);
      expect(new Set(plain.map((text) => text.slice(text.indexOf(' ')))).size).toBe(indicators.length);
      for (const options of [...waysToScan, { withRules: true }]) {
        const result = await scan(path, options);
        expect(result.found).toEqual(plain);
        expect(result.lines).toBe(lines);
      }
    }
  }, 60_000);

  it('reports the same damage in access logs and JSON as if every line was read', async () => {
    for (const { path } of writeLogs(5000).slice(0, 2)) {
      const read = await scan(path, { withRules: true });
      expect(read.damages.length).toBeGreaterThan(150);
      for (const options of waysToScan) expect(await scan(path, options)).toEqual(read);
    }
  }, 60_000);

  it('reports of other logs what shows in the shape of a line, and says how many lines it only looked over', async () => {
    const { path } = writeLogs(5000)[2]!;
    const read = await scan(path, { withRules: true });
    const first = await scan(path, {});
    expect(read.unread).toBe(0);
    expect(first.unread).toBeGreaterThan(1000);
    expect(first.unread).toBeLessThan(first.records);
    for (const options of waysToScan) expect(await scan(path, options)).toEqual(first);
    for (const place of first.damages) expect(read.damages).toContain(place);
    expect(first.damages.length).toBeGreaterThan(100);
    // Zeros and blanks, of which there are two sixths.
    expect(first.damages.length).toBeGreaterThan(read.damages.length / 3);
  }, 60_000);

  it('names a log of nothing but damage as far as its limit, with the right numbers of lines', async () => {
    const path = join(folder, 'ruined.log');
    const line = '192.0.2.1 - - [01/Aug/2026:03:04:05 +0700] "GET / HTTP/1.1" 200 5\n';
    writeFileSync(path, `${line}${'no line at all\r\n\r\n'.repeat(20_000)}${line}`);
    const read = await scan(path, { withRules: true });
    expect(read.damages).toHaveLength(1000);
    expect(read.damages[999]).toContain(' 2000 not readable as access-log');
    expect(read.records).toBe(2);
    for (const usesKernels of [true, false]) expect(await scan(path, { usesKernels })).toEqual(read);
  });
});
