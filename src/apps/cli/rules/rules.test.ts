import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { makeZip } from '../archive/testing/make-zip.ts';
import { runKhien } from '../hunt/testing/run-khien.ts';
import { loadYara } from '../scan/yara-binding.ts';

const folder = mkdtempSync(join(tmpdir(), 'khien-rules-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const khien = (...words: string[]) => runKhien(folder, words);
const store = join(folder, 'data', 'khien', 'rules');
const rule = (id: string, path: string, more = '') =>
  `title: Rule ${id}\nid: ${id}\nlevel: high\nlogsource: {category: webserver}\ndetection:\n    s: {cs-uri-stem: ${path}}\n    condition: s\n${more}`;
writeFileSync(
  join(folder, 'web.log'),
  '203.0.113.7 - - [01/Aug/2026:03:04:06 +0700] "GET /mark HTTP/1.1" 200 5 "-" "x"\n',
);

mkdirSync(join(folder, 'Bộ luật'));
mkdirSync(join(folder, 'Bộ luật', '.git'));
writeFileSync(join(folder, 'Bộ luật', 'good.yml'), rule('good', '/mark'));
writeFileSync(join(folder, 'Bộ luật', 'bad.yml'), rule('bad', '/x').replace('cs-uri-stem', 'a|nope'));
writeFileSync(join(folder, 'Bộ luật', '.git', 'c.yml'), 'x: 1');
writeFileSync(join(folder, 'Bộ luật', 'a.yar'), 'rule mine { condition: true }\n');

const titles = (out: string): string[] =>
  out
    .trim()
    .split('\n')
    .filter(Boolean)
    .map((line) => (JSON.parse(line) as { rule: { title: string } }).rule.title);

describe('khien rules add', () => {
  it('takes a folder, names every rule that cannot be loaded, and hunts use it with the own rules', async () => {
    expect(titles((await khien('hunt', 'web.log', '--json')).out)).toEqual([]);
    const { code, out } = await khien('rules', 'add', 'Bộ luật');
    expect(code).toBe(3);
    expect(out).toContain('Added "Bộ-luật": 1 Sigma rule, 1 YARA rule.');
    expect(out).toContain('bad.yml:6: unknown modifier "nope"');
    expect(titles((await khien('hunt', 'web.log', '--json')).out)).toEqual(['Rule good']);
    const own = await khien('hunt', 'web.log');
    expect(own.out).toContain('Rules: 28 loaded');
    if (loadYara() !== undefined) expect((await khien('scan', 'web.log')).out).toContain('mine');
  });

  it('lists and removes sets', async () => {
    const { out } = await khien('rules', 'list');
    expect(out).toContain('with Khiên: 27 Sigma rules, 11 YARA rule');
    expect(out).toContain('Bộ-luật: 1 Sigma, 1 YARA, 1 not loadable');
    const sets = (await khien('rules', 'list', '--json')).out.trim().split('\n');
    expect(sets.map((line) => (JSON.parse(line) as { name: string | null }).name)).toEqual([null, 'Bộ-luật']);
    expect((await khien('rules', 'remove', '../../x')).code).toBe(2);
    expect((await khien('rules', 'remove', 'Bộ-luật')).code).toBe(0);
    expect(titles((await khien('hunt', 'web.log', '--json')).out)).toEqual([]);
    expect(readdirSync(store)).toEqual([]);
  });

  it('replaces a set as a whole', async () => {
    writeFileSync(join(folder, 'set.zip'), makeZip([{ name: 'r/one.yml', content: rule('one', '/mark') }]));
    expect((await khien('rules', 'add', 'set.zip')).code).toBe(0);
    writeFileSync(join(folder, 'set.zip'), makeZip([{ name: 'two.yml', content: rule('two', '/mark') }]));
    expect((await khien('rules', 'add', 'set.zip')).out).toContain('Replaced "set"');
    expect(titles((await khien('hunt', 'web.log', '--json')).out)).toEqual(['Rule two']);
    await khien('rules', 'remove', 'set');
  });

  it('never writes outside its folder, whatever names a ZIP holds', async () => {
    const names = [
      '../../../evil.yml',
      '/etc/evil.yml',
      '..\\..\\evil.yml',
      'C:/evil.yml',
      'a/../../evil.yml',
      'a\u0000.yml',
    ];
    const parts = [...names, 'ok.yml', 'OK.yml'].map((name) => ({ name, content: rule('ok', '/mark') }));
    writeFileSync(join(folder, 'hostile.zip'), makeZip(parts));
    const { code, out } = await khien('rules', 'add', 'hostile.zip', '--json');
    expect(code).toBe(3);
    const { refused } = JSON.parse(out) as { refused: { reason: string }[] };
    expect(refused.map(({ reason }) => reason)).toEqual(new Array(7).fill('bad-name'));
    expect(readdirSync(join(store, 'hostile')).sort()).toEqual(['khien-rule-set.json', 'ok.yml']);
    for (const path of ['data/evil.yml', 'evil.yml', 'data/khien/evil.yml'])
      expect(existsSync(join(folder, path))).toBe(false);
    await khien('rules', 'remove', 'hostile');
  });

  it('says what is wrong, and adds nothing then', async () => {
    mkdirSync(join(folder, 'empty'));
    for (const [words, message] of [
      [['rules', 'add'], 'Name one folder'],
      [['rules', 'add', 'nowhere'], 'Not found: nowhere'],
      [['rules', 'add', 'web.log'], 'no ZIP'],
      [['rules', 'add', 'set.zip', '--name', '../x'], 'cannot be the name'],
    ] as const) {
      const { code, err } = await khien(...words);
      expect([code, err]).toEqual([2, expect.stringContaining(message)]);
    }
    expect((await khien('rules', 'add', 'empty')).out).toContain('holds no rule');
    expect(readdirSync(store).filter((name) => name !== '')).toEqual([]);
  });
});
