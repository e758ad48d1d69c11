import { chmodSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, describe, expect, it } from 'vitest';
import { readResultPackage } from '../../../engine/package/read-result-package.ts';
import { makeZip } from '../archive/testing/make-zip.ts';
import { runKhien } from '../hunt/testing/run-khien.ts';
import { splitYaraRules } from './split-yara-rules.ts';
import { loadYara } from './yara-binding.ts';

const folder = mkdtempSync(join(tmpdir(), 'khien-scan-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const khien = (...words: string[]) => runKhien(folder, words);
const shell = '<?php @eval($_POST["a"]);';
mkdirSync(join(folder, 'site', 'upload'), { recursive: true });
writeFileSync(join(folder, 'site', 'upload', 'anh.php'), shell);
writeFileSync(join(folder, 'site', 'index.html'), '<title>Cổng thông tin</title>');
writeFileSync(join(folder, 'site', 'empty'), '');
symlinkSync(folder, join(folder, 'site', 'loop'));

type Line = {
  file: string;
  rule: { title: string; level: string; tags: string[] };
  matched: Record<string, unknown>;
};
const lines = (out: string): Line[] =>
  out
    .trim()
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line) as Line);

describe('YARA sources', () => {
  it('are cut into their rules past comments, strings, expressions and hex', () => {
    const source =
      'import "pe"\n// rule no {\n/* rule no { */\nprivate rule a { strings: $x = "}" $y = /[}"]{2}/ $h = { 4D ?? [2-4] 5A } condition: $x or 6 / 2 == 3 }\nglobal rule b : t { condition: true }\nrule open { condition: (';
    const blocks = splitYaraRules(source);
    expect(blocks.map(({ name }) => name)).toEqual(['import "pe"', 'a', 'b', 'open']);
    for (const { start, end } of blocks.slice(1, 3))
      expect(source.slice(start, end)).toMatch(/rule[\s\S]*\}$/);
  });
});

describe.runIf(loadYara() !== undefined)('khien scan', () => {
  it('finds with the own rules and gives the frame of all findings', async () => {
    const { code, out } = await khien('scan', 'site', '--json', '--fail-on', 'high');
    expect(code).toBe(4);
    expect(lines(out)).toEqual([
      expect.objectContaining({
        kind: 'yara',
        file: expect.stringMatching(/site\/upload\/anh\.php$/),
        offset: 0,
        time: expect.stringMatching(/Z$/),
        rule: expect.objectContaining({
          level: 'critical',
          tags: ['attack.t1505.003', 'attack.persistence'],
        }),
        matched: expect.objectContaining({
          size: String(shell.length),
          sha256: expect.stringMatching(/^[0-9a-f]{64}$/),
        }),
      }),
    ]);
    const summary = await khien('scan', 'site');
    expect(summary.out).toContain('1 finding in 2 files');
    expect(summary.out).toContain('PHP code that runs what the caller sends');
  });

  it('scans files whose names look like numbers or truth values', async () => {
    mkdirSync(join(folder, 'names'));
    const names = ['0105', '1e5', '-7', '.5', 'true', 'FALSE', 'nan', 'inf', '0x1f', '1.php', 'Infinity'];
    for (const name of names) writeFileSync(join(folder, 'names', name), shell);
    const { code, out } = await khien('scan', 'names', '--json');
    expect([code, lines(out).length]).toEqual([0, names.length]);
  });

  it('gives the same result whatever the number of workers', async () => {
    for (let i = 0; i < 20; i++) writeFileSync(join(folder, 'site', 'upload', `${i}.php`), `${shell}${i}`);
    const one = await khien('scan', 'site', '--json', '--workers', '1');
    expect(lines(one.out)).toHaveLength(21);
    expect((await khien('scan', 'site', '--json', '--workers', '3')).out).toBe(one.out);
  });

  it('names every rule that cannot be compiled by file, line and reason, and uses the others', async () => {
    writeFileSync(
      join(folder, 'mixed.yar'),
      'rule good { strings: $a = "Cổng" condition: $a }\nrule bad\n{\n    condition:\n        $nothing\n}\nimport "nope"\nrule last { meta: score = 80 condition: filesize > 0 and filename == "index.html" }\n',
    );
    const { out } = await khien('scan', join('site', 'index.html'), '--rules', 'mixed.yar', '--lang', 'en');
    expect(out).toContain('Rules: 2 loaded, 2 could not be compiled');
    expect(out).toContain('mixed.yar:5: E025: unknown pattern `$nothing`');
    expect(out).toContain('mixed.yar:7: E010: unknown module `nope`');
    expect(out).toMatch(/▲ high +last/);
    expect(out).toMatch(/● medium +good/);
  });

  it('looks into archives on request, and names what it could not', async () => {
    mkdirSync(join(folder, 'packed'));
    writeFileSync(
      join(folder, 'packed', 'backup.zip'),
      makeZip([
        { name: 'a/b.php', content: shell },
        { name: 'c', content: 'x', flags: 1 },
      ]),
    );
    writeFileSync(join(folder, 'packed', 'old.php.gz'), gzipSync(shell));
    writeFileSync(join(folder, 'packed', 'bomb.gz'), gzipSync(Buffer.alloc(3_000_000)));
    expect(lines((await khien('scan', 'packed', '--json')).out)).toEqual([]);
    const { code, out, err } = await khien('scan', 'packed', '--json', '--archives', '--max-size', '1');
    expect(lines(out).map(({ file }) => file.split('/packed/')[1])).toEqual([
      'backup.zip!a/b.php',
      'old.php.gz!(gzip)',
    ]);
    expect(code).toBe(3);
    expect(err).toContain('backup.zip: c: encrypted');
    expect(err).toMatch(/bomb\.gz: \(gzip\): .*larger/);
  });

  it('names files that are too large or cannot be read', async () => {
    mkdirSync(join(folder, 'hard'));
    writeFileSync(join(folder, 'hard', 'large'), Buffer.alloc(2_000_000));
    writeFileSync(join(folder, 'hard', 'locked'), 'x');
    chmodSync(join(folder, 'hard', 'locked'), 0);
    const { code, out } = await khien('scan', 'hard', '--max-size', '1');
    expect(code).toBe(3);
    expect(out).toContain('larger than --max-size');
    if (process.getuid?.() !== 0) expect(out).toContain('EACCES');
  });

  it('writes report and package like a hunt', async () => {
    expect((await khien('scan', 'site', '--package', 's.khien', '--report', 's.html')).code).toBe(0);
    const opened = await readResultPackage(join(folder, 's.khien'));
    expect(opened.manifest).toMatchObject({ kind: 'scan', findings: { count: 21 } });
    expect(await opened.report()).toContain('Mã PHP chạy thẳng');
    await opened.close();
  });

  it('says what is wrong with a command line', async () => {
    expect((await khien('scan')).code).toBe(2);
    expect((await khien('scan', 'site', '--max-size', 'x')).err).toContain('--max-size must be a number');
    expect((await khien('scan', 'nowhere')).err).toContain('Not found: nowhere');
  });
});
