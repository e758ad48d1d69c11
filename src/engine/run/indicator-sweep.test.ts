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
  const empty = (lines: string[]): string =>
    lines.map((line) => `${line}${random(9) === 0 ? '\r\n\r\n' : '\n'}`).join('');
  return [
    ['a.jsonl', json],
    ['access.log', web],
  ].map(([name, lines]) => {
    const path = join(folder, name as string);
    const written = empty(lines as string[]);
    writeFileSync(path, written);
    return { path, lines: written.split('\n').length - 1 };
  });
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
  let [lines, records, unread] = [0, 0, 0];
  const found: string[] = [];
  for (const task of listTasks(files, options.rangeBytes)) {
    const result = await scanner.scan(task);
    for (const { finding } of result.hits)
      found.push(`${finding.record + lines} ${finding.matched.indicator as string}`);
    lines += result.lines;
    records += result.records;
    unread += result.unread;
  }
  return { found: found.sort(), lines, records, unread };
}

describe('the sweep for indicators', () => {
  it('finds the same with the kernel, with the filter alone, and when every value is asked', async () => {
    for (const { path, lines } of writeLogs(5000)) {
      const plain = await findPlainly(path);
      expect(plain.length).toBeGreaterThan(2000);
      expect(new Set(plain.map((text) => text.slice(text.indexOf(' ')))).size).toBe(indicators.length);
      let records: number | undefined;
      let unread: number | undefined;
      for (const options of [
        {},
        { usesKernels: false },
        { withRules: true },
        { rangeBytes: 65_536 },
        { rangeBytes: 65_536, usesKernels: false },
      ]) {
        const result = await scan(path, options);
        expect(result.found).toEqual(plain);
        expect(result.lines).toBe(lines);
        records ??= result.records;
        expect(result.records).toBe(records);
        unread ??= result.unread;
        expect(result.unread).toBe(options.withRules === true ? 0 : unread);
      }
    }
  }, 60_000);
});
