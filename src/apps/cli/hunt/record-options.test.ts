import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { runKhien } from './testing/run-khien.ts';

const folder = mkdtempSync(join(tmpdir(), 'khien-records-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const write = (name: string, text: string): void => writeFileSync(join(folder, name), text);

const events = [
  {
    time: '2026-08-01T03:04:05.1234567Z',
    EventID: 4624,
    LogonType: 3,
    IpAddress: '10.0.0.5',
    Computer: 'DC01',
  },
  { time: '2026-08-01T23:30:00Z', EventID: 4624, LogonType: 10, IpAddress: '203.0.113.7', Computer: 'DC02' },
  { time: '2026-08-02T00:00:00Z', EventID: 4625, LogonType: 3, IpAddress: '203.0.113.7', Computer: 'web 1' },
  { time: '2026-08-03T00:00:00Z', EventID: 1102, Computer: 'DC01' },
];
write(
  'log.jsonl',
  events
    .map(({ time, ...rest }) => `${JSON.stringify({ '@timestamp': time, Channel: 'Security', ...rest })}\n`)
    .join(''),
);
write(
  'rule.yml',
  'title: All\nid: all\nlogsource: {product: windows}\ndetection:\n    s: {EventID|gt: 0}\n    condition: s\n',
);

const khien = (...words: string[]) => runKhien(folder, words);
async function kept(...options: string[]): Promise<number[]> {
  const { code, out, err } = await khien('hunt', 'log.jsonl', '--rules', 'rule.yml', '--json', ...options);
  expect([code, err.includes('Not a valid')]).toEqual([0, false]);
  return out
    .split('\n')
    .filter(Boolean)
    .map((line) => (JSON.parse(line) as { record: number }).record);
}

describe('khien hunt --where', () => {
  it('keeps records by values with wildcards, without case, and by numbers', async () => {
    expect(await kept('--where', 'Computer=dc*')).toEqual([1, 2, 4]);
    expect(await kept('--where', 'EventID>=4624', '--where', 'LogonType!=3')).toEqual([2]);
    expect(await kept('--where', 'EventID<4624')).toEqual([4]);
    expect(await kept('--where', "Computer='web 1'")).toEqual([3]);
    expect(await kept('--where', 'ComputerName=DC01')).toEqual([1, 4]);
  });

  it('joins with and, or, not and brackets, asks for presence, patterns and modifiers of Sigma', async () => {
    expect(await kept('--where', 'EventID=4624 and (LogonType=3 or LogonType=10)')).toEqual([1, 2]);
    expect(await kept('--where', 'EventID=1102 or EventID=4624 and LogonType=10')).toEqual([2, 4]);
    expect(await kept('--where', 'not (EventID=4624 or EventID=1102)')).toEqual([3]);
    expect(await kept('--where', 'not IpAddress')).toEqual([4]);
    expect(await kept('--where', 'Computer~^DC0[1-2]$ and IpAddress!~^10')).toEqual([2, 4]);
    expect(await kept('--where', 'IpAddress|cidr=203.0.113.0/24')).toEqual([2, 3]);
    expect(await kept('--where', 'Computer|contains=C0')).toEqual([1, 2, 4]);
  });

  it('says where a condition cannot be read', async () => {
    for (const [where, reason] of [
      ['EventID=', 'a value behind "=" is missing (character 9'],
      ['EventID=1 and', 'a field is missing'],
      ['(EventID=1', 'a bracket is not closed'],
      ['EventID=1 2', 'unexpected "2" (character 11'],
      ['A|nope=1', 'unknown modifier "nope"'],
      ["A~'('", 'Invalid regular expression'],
      ['A>x', 'not a number'],
    ] as const) {
      const { code, err } = await khien('hunt', 'log.jsonl', '--rules', 'rule.yml', '--where', where);
      expect([where, code]).toEqual([where, 2]);
      expect(err).toContain(reason);
    }
  });
});

describe('khien hunt --since, --until, --time-zone', () => {
  it('take days whole, instants with and without zones, and fractions', async () => {
    expect(await kept('--since', '2026-08-01', '--until', '2026-08-01')).toEqual([1, 2]);
    expect(await kept('--since', '2026-08-01T23:30:00Z', '--until', '2026-08-02T00:00Z')).toEqual([2, 3]);
    expect(await kept('--until', '2026-08-01T10:04:05.123456+07:00')).toEqual([1]);
    expect(await kept('--until', '2026-08-01T10:04:05.123455+07:00')).toEqual([]);
    expect(
      await kept('--since', '2026-08-02 07:00', '--until', '2026-08-02', '--time-zone', 'Asia/Ho_Chi_Minh'),
    ).toEqual([3]);
  });

  it('show times in the zone, all digits kept, and read times without zone as of it', async () => {
    const { out } = await khien(
      'hunt',
      'log.jsonl',
      '--rules',
      'rule.yml',
      '--json',
      '--time-zone',
      '+07:00',
    );
    expect(JSON.parse(out.split('\n')[0]!)).toMatchObject({ time: '2026-08-01T10:04:05.1234567+07:00' });
    write('local.csv', 'TimeCreated,Id,LogName\n2026-08-01 10:04:05.5,4624,Security\n');
    const local = await khien('convert', 'local.csv', '--time-zone', 'Asia/Ho_Chi_Minh');
    expect(JSON.parse(local.out)).toMatchObject({ time: '2026-08-01T10:04:05.5+07:00' });
    const utc = await khien('convert', 'local.csv');
    expect(JSON.parse(utc.out)).toMatchObject({ time: '2026-08-01T10:04:05.5Z' });
  });

  it('and --workers are refused with a reason where they are wrong', async () => {
    for (const [words, reason] of [
      [['--since', '2026-13-01'], 'is not a time'],
      [['--since', '2026-02-30'], 'is not a time'],
      [['--since', '2026-08-02', '--until', '2026-08-01'], 'lies after'],
      [['--time-zone', 'Hanoi/Nowhere'], 'no time zone'],
      [['--time-zone', '+25:00'], 'no time zone'],
      [['--workers', '0'], 'from 1 to 256'],
      [['--workers', 'many'], 'from 1 to 256'],
      [['--workers', '1.5'], 'from 1 to 256'],
      [['--max-memory', '64M'], 'at least 128M'],
      [['--max-memory', 'lots'], 'at least 128M'],
      [['--json', '--csv'], '--json --csv'],
      [['--wehre', 'a=1'], '--wehre'],
    ] as const) {
      const { code, err } = await khien('hunt', 'log.jsonl', '--rules', 'rule.yml', ...words);
      expect([words, code]).toEqual([words, 2]);
      expect(err).toContain(reason);
    }
  });
});

describe('khien hunt --equal-numbers', () => {
  it('lets decimal and hexadecimal spellings of a number count alike, only on request', async () => {
    write(
      'ids.jsonl',
      '{"Channel":"T","Id":"0x3e7"}\n{"Channel":"T","Id":999}\n{"Channel":"T","Id":"998"}\n',
    );
    for (const spelling of ['999', "'0x3E7'"]) {
      write(
        'id.yml',
        `title: Id\nid: id\nlogsource: {product: windows}\ndetection:\n    s: {Id: ${spelling}}\n    condition: s\n`,
      );
      const count = async (...words: string[]) =>
        (await khien('hunt', 'ids.jsonl', '--rules', 'id.yml', '--json', ...words)).out.trim().split('\n')
          .length;
      expect(await count()).toBe(1);
      expect(await count('--equal-numbers')).toBe(2);
    }
  });
});

describe('khien hunt --year', () => {
  it('gives syslog of the old form a time, so that spans, order and correlations see it', async () => {
    write(
      'auth.log',
      'Aug  1 10:04:05 gw sshd[1]: Failed password for root\nFeb 29 00:00:00 gw sshd[1]: x\n',
    );
    const times = async (...words: string[]) =>
      (await khien('convert', 'auth.log', ...words)).out
        .trim()
        .split('\n')
        .map((line) => (JSON.parse(line) as { time: string | null }).time);
    expect(await times()).toEqual([null, null]);
    expect(await times('--year', '2024')).toEqual(['2024-08-01T10:04:05Z', '2024-02-29T00:00:00Z']);
    expect(await times('--year', '2026', '--time-zone', '+07:00', '--since', '2026-08-01')).toEqual([
      '2026-08-01T10:04:05+07:00',
    ]);
    expect((await khien('convert', 'auth.log', '--year', '26')).err).toContain('is no year');
  });
});

describe('khien hunt --log-sources', () => {
  it('names file and place of what is wrong', async () => {
    write('bad.json', '{"product": "acme", "records": [{"when": {"a": "x"}}]}');
    const { code, err } = await khien(
      'hunt',
      'log.jsonl',
      '--rules',
      'rule.yml',
      '--log-sources',
      'bad.json',
    );
    expect(code).toBe(2);
    expect(err).toContain('bad.json: records[0].when.a: must be a list of values, or true');
    write('torn.json', '{"product": "acme",\n  oops}');
    const torn = await khien('hunt', 'log.jsonl', '--rules', 'rule.yml', '--log-sources', 'torn.json');
    expect(torn.err).toContain('torn.json: 2:');
  });

  it('lets explain and hunt see the same records', async () => {
    write(
      'acme.json',
      JSON.stringify({
        product: 'Acme',
        records: [{ when: { kind: ['door'] }, service: 'door', fields: { Who: 'owner' } }],
      }),
    );
    write('acme.jsonl', '{"kind":"door","owner":"An"}\n');
    write(
      'acme.yml',
      'title: Night\nid: night\nlogsource: {product: acme, service: door}\ndetection:\n    s: {Who: an}\n    condition: s\n',
    );
    const hunted = await khien(
      'hunt',
      'acme.jsonl',
      '--rules',
      'acme.yml',
      '--log-sources',
      'acme.json',
      '--json',
    );
    expect(JSON.parse(hunted.out)).toMatchObject({ matched: { owner: 'An' } });
    const explained = await khien('rules', 'explain', 'acme.yml', 'acme.jsonl', '--log-sources', 'acme.json');
    expect(explained.out).toContain('the rule fires');
    const without = await khien('rules', 'explain', 'acme.yml', 'acme.jsonl');
    expect(without.out).toContain('it is for product: acme, service: door; the record is from –');
  });
});

describe('khien convert and timeline', () => {
  it('keep to the same options, and refuse those they do not know', async () => {
    const converted = await khien('convert', 'log.jsonl', '--where', 'EventID=1102', '--csv');
    expect(converted.out.trim().split('\n')).toHaveLength(2);
    const sorted = await khien('timeline', 'log.jsonl', '--since', '2026-08-02', '--csv');
    expect(
      sorted.out
        .trim()
        .split('\n')
        .map((line) => line.slice(0, 10)),
    ).toEqual(['time,compu', '2026-08-02', '2026-08-03']);
    for (const command of ['convert', 'timeline'])
      expect((await khien(command, 'log.jsonl', '--cvs')).code).toBe(2);
  });

  it('give values of the log only, not the decoded forms that rules see', async () => {
    write('web.log', '203.0.113.7 - - [01/Aug/2026:03:04:05 +0700] "GET /%2e%2e/x HTTP/1.1" 200 5 "-" "x"\n');
    const { out } = await khien('convert', 'web.log');
    expect(JSON.parse(out)).toMatchObject({ fields: { 'cs-uri': '/%2e%2e/x' } });
    write(
      'up.yml',
      "title: Up\nid: up\nlogsource: {category: webserver}\ndetection:\n    s: {cs-uri-stem|contains: '../'}\n    condition: s\n",
    );
    const found = await khien('hunt', 'web.log', '--rules', 'up.yml', '--json');
    expect(JSON.parse(found.out)).toMatchObject({ matched: { 'cs-uri-stem': ['/%2e%2e/x', '/../x'] } });
    expect((await khien('rules', 'explain', 'up.yml', 'web.log')).out).toContain('the rule fires');
  });
});

describe('khien rules', () => {
  it('check warns of misspelt fields, double names, missing ATT&CK tags and filters without not', async () => {
    write(
      'lint.yml',
      'title: A\nid: 5d3f8f4e-0a5b-4d8e-9f5c-1f2a3b4c5d6e\nname: n\nlevel: low\nlogsource: {category: process_creation, product: windows}\ndetection:\n    s: {ComandLine: x}\n    condition: s\n---\ntitle: B\nname: n\nlogsource: {product: windows}\nfilter:\n    rules: [n]\n    s: {User: an}\n    condition: s\n',
    );
    const { code, out } = await khien('rules', 'check', 'lint.yml');
    expect(code).toBe(0);
    for (const text of [
      'lint.yml:7: warning: no log of this category has the field "ComandLine"; is "CommandLine" meant?',
      'lint.yml:1: warning: no ATT&CK tag',
      'lint.yml:11: warning: the name "n" also stands in',
      'lint.yml:16: warning: the filter keeps only what it describes',
    ])
      expect(out).toContain(text);
    expect((await khien('rules', 'check', 'lint.yml', '--errors')).out).toBe('');
  });

  it('explain asks which rule where a file holds several', async () => {
    write(
      'two.yml',
      ['a', 'b']
        .map(
          (id) =>
            `title: T ${id}\nid: ${id}\nlogsource: {product: windows}\ndetection:\n    s: {Computer: DC0${id === 'a' ? 1 : 2}}\n    condition: s\n`,
        )
        .join('---\n'),
    );
    const asked = await khien('rules', 'explain', 'two.yml', 'log.jsonl');
    expect([asked.code, asked.err.includes('--rule: a, b')]).toEqual([2, true]);
    const chosen = await khien('rules', 'explain', 'two.yml', 'log.jsonl', '--rule', 'b');
    expect(chosen.out).toContain('Record 2 (Security 4624): the rule fires');
  });
});
