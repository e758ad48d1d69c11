import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { runKhien } from './testing/run-khien.ts';
import { en } from './texts/en.ts';
import { vi } from './texts/vi.ts';

const folder = mkdtempSync(join(tmpdir(), 'khien-cli-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
mkdirSync(join(folder, 'logs'));
mkdirSync(join(folder, 'rules'));
writeFileSync(
  join(folder, 'rules', 'upload.yml'),
  'title: Upload of a script\nid: upload\nlevel: high\ntags: [attack.t1505.003]\nlogsource: {category: webserver}\ndetection:\n    sel: {cs-method: POST}\n    path: {cs-uri-stem|endswith: .php}\n    condition: sel and path\n',
);
writeFileSync(
  join(folder, 'logs', 'web.log'),
  '203.0.113.7 - - [01/Aug/2026:03:04:06 +0700] "POST /a.php HTTP/1.1" 200 5 "-" "=cmd()"\n203.0.113.8 - - [01/Aug/2026:03:04:05 +0700] "GET /a.php HTTP/1.1" 200 5 "-" "x"\n',
);

const khien = (...words: string[]) => runKhien(folder, words);

describe('khien hunt', () => {
  it('prints a summary, or one finding per line with --json, with documented exit codes', async () => {
    const summary = await khien('hunt', 'logs', '--rules', 'rules');
    expect(summary.code).toBe(0);
    expect(summary.out).toContain('1 finding in 2 records of 1 file');
    expect(summary.out).toMatch(/▲ high +Upload of a script +1 +2026-07-31 20:04 +2026-07-31 20:04/);
    expect(summary.out).toContain('T1505.003');
    const json = await khien('hunt', 'logs', '--rules', 'rules', '--json', '--fail-on', 'high');
    expect(json.code).toBe(4);
    const lines = json.out.trim().split('\n');
    expect(lines).toHaveLength(1);
    expect(JSON.parse(lines[0]!)).toMatchObject({
      kind: 'rule',
      rule: { id: 'upload', title: 'Upload of a script', level: 'high', tags: ['attack.t1505.003'] },
      record: 1,
      offset: 0,
      time: '2026-07-31T20:04:06Z',
      computer: null,
      matched: { 'cs-method': 'POST', 'cs-uri-stem': '/a.php' },
    });
  });

  it('works with no argument but the logs, with the rules that come along', async () => {
    const { code, out } = await khien('hunt', 'logs');
    expect(code).toBe(0);
    expect(out).toContain('Rules: 27 loaded');
  });

  it('speaks Vietnamese by default and says what is wrong with a command line', async () => {
    expect((await khien('hunt', 'logs', '--rules', 'rules', '--lang', 'vi')).out).toContain(
      '1 phát hiện trong 2 bản ghi',
    );
    for (const [words, message] of [
      [['hunt'], en.noPaths],
      [['hunt', 'nowhere', '--rules', 'rules'], en.notFound('nowhere')],
      [['hunt', 'logs', '--rules', 'rules', '--since', 'later'], en.badTime('later')],
      [['hunt', 'logs', '--rules', 'rules', '--level', 'huge'], en.badLevel('huge')],
    ] as const) {
      const { code, err } = await khien(...words);
      expect([code, err.trim()]).toEqual([2, message]);
    }
    expect(Object.keys(vi)).toEqual(Object.keys(en));
  });

  it('takes descriptions of log sources that the user adds', async () => {
    const own = { product: 'acme', services: { door: ['Acme-Door'] }, aliases: { Who: 'card.owner' } };
    writeFileSync(join(folder, 'acme.json'), JSON.stringify(own));
    writeFileSync(
      join(folder, 'acme.yml'),
      'title: Night\nid: night\nlogsource: {product: acme, service: door}\ndetection:\n    s: {Who: an}\n    condition: s\n',
    );
    writeFileSync(join(folder, 'acme.jsonl'), '{"Channel":"Acme-Door","EventID":1,"card":{"owner":"An"}}\n');
    const { out } = await khien(
      'hunt',
      'acme.jsonl',
      '--rules',
      'acme.yml',
      '--log-sources',
      'acme.json',
      '--json',
    );
    expect(JSON.parse(out)).toMatchObject({ rule: { id: 'night' }, matched: { 'card.owner': 'An' } });
  });

  it('names damage where only indicators are looked for, and says how many lines it only looked over', async () => {
    writeFileSync(join(folder, 'iocs.txt'), '203.0.113.8\n');
    const line = 'Aug  1 03:04:05 gw sshd[1]: session opened\n';
    writeFileSync(join(folder, 'mail.log'), `${line.repeat(3)}\0\0\0\n${line}`);
    const only = ['hunt', 'mail.log', '--iocs', 'iocs.txt', '--lang'] as const;
    const { out } = await khien(...only, 'en');
    expect(out).toContain(en.unread('4'));
    expect(out).toContain('mail.log: not readable as syslog (line 4, at byte 129)');
    expect((await khien(...only, 'vi')).out).toContain(vi.unread('4'));
    const { out: withRules } = await khien(...only, 'en', '--rules', 'rules');
    expect(withRules).not.toContain('Only looked over');
    const { out: ofAccess } = await khien('hunt', 'logs', '--iocs', 'iocs.txt', '--lang', 'en');
    expect(ofAccess).not.toContain('Only looked over');
  });

  it('writes CSV in which nothing can act as a formula', async () => {
    writeFileSync(join(folder, 'iocs.txt'), '203.0.113.8 # -seen\n');
    const { out } = await khien('hunt', 'logs', '--rules', 'rules', '--iocs', 'iocs.txt', '--csv');
    const [head, ...rows] = out.trim().split('\n');
    expect(head).toBe(
      'kind,time,level,rule_id,rule_title,tags,computer,channel,event_id,file,record,offset,matched',
    );
    expect(rows).toHaveLength(2);
    for (const row of rows) expect(row).not.toMatch(/(^|,)"?[=+@-]/);
  });
});

describe('khien rules', () => {
  it('check names file, line and reason, and fails where a rule cannot be loaded', async () => {
    expect((await khien('rules', 'check', 'rules')).code).toBe(0);
    const bad = join(folder, 'bad.yml');
    writeFileSync(
      bad,
      'title: x\nlogsource: {product: windows, category: file_access}\ndetection:\n    s: {A|nope: 1}\n    condition: s\n',
    );
    const { code, out } = await khien('rules', 'check', 'bad.yml', '--errors');
    expect([code, out]).toEqual([3, `${bad}:4: error: unknown modifier "nope"\n`]);
  });

  it('explain shows part by part why a rule did or did not fire', async () => {
    const fired = await khien('rules', 'explain', 'rules/upload.yml', 'logs/web.log');
    expect(fired.out).toContain('the rule fires');
    const silent = await khien('rules', 'explain', 'rules/upload.yml', 'logs/web.log', '--record', '2');
    expect(silent.out).toContain('the rule does not fire');
    expect(silent.out).toContain('✗ cs-method equals "POST"  (values: GET)');
    expect(silent.out).toContain('✓ cs-uri-stem endswith ".php"  (values: /a.php)');
  });
});

describe('khien convert and timeline', () => {
  it('give every record as JSON, the timeline in the order of time', async () => {
    const parse = (out: string) =>
      out
        .trim()
        .split('\n')
        .map((line) => JSON.parse(line) as { record: number; fields: object });
    expect(parse((await khien('convert', 'logs')).out).map(({ record }) => record)).toEqual([1, 2]);
    const sorted = parse((await khien('timeline', 'logs')).out);
    expect(sorted.map(({ record }) => record)).toEqual([2, 1]);
    expect(sorted[0]!.fields).toMatchObject({ 'c-ip': '203.0.113.8', 'sc-status': '200' });
  });
});
