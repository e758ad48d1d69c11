import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { readResultPackage } from '../../../../engine/package/read-result-package.ts';
import { runKhien } from '../testing/run-khien.ts';

const folder = mkdtempSync(join(tmpdir(), 'khien-results-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const khien = (...words: string[]) => runKhien(folder, words);
writeFileSync(
  join(folder, 'web.log'),
  `203.0.113.7 - - [01/Aug/2026:03:04:06 +0700] "GET /casino-online HTTP/1.1" 200 5 "-" "</script>\u202e"\n`,
);

describe('khien hunt --report --package', () => {
  it('writes both, with the hash of every input, and the package verifies', async () => {
    const { code, out } = await khien(
      ...['hunt', 'web.log', '--report', 'r.html', '--package', 'r.khien'],
      ...['--operator', 'Bình', '--label', 'SC-1'],
    );
    expect(code).toBe(0);
    expect(out).toContain('Report: r.html');
    expect(readFileSync(join(folder, 'r.html'), 'utf8')).toContain('"label":"SC-1"');
    const opened = await readResultPackage(join(folder, 'r.khien'));
    expect(opened.manifest).toMatchObject({
      kind: 'hunt',
      operator: 'Bình',
      label: 'SC-1',
      isComplete: true,
      records: 1,
      options: [
        'hunt',
        'web.log',
        '--report',
        'r.html',
        '--package',
        'r.khien',
        '--operator',
        'Bình',
        '--label',
        'SC-1',
      ],
      inputs: [{ bytes: 100, records: 1, sha256: expect.stringMatching(/^[0-9a-f]{64}$/) }],
      findings: { count: 1, byLevel: { medium: 1 } },
    });
    const { value } = await opened.findings().next();
    expect(value).toMatchObject({ record: 1, matched: { 'cs-uri': '/casino-online' } });
    await opened.close();
    const verified = await khien('package', 'verify', 'r.khien');
    expect([verified.code, verified.out.split('\n')[0]]).toEqual([
      0,
      '✓ The package is whole: every byte is as it was signed.',
    ]);
    expect(
      readdirSync(folder)
        .filter((name) => name.startsWith('r.'))
        .sort(),
    ).toEqual(['r.html', 'r.khien']);
  });

  it('verify names what was changed and believes the key that it is told', async () => {
    const key = JSON.parse((await khien('package', 'key', '--json')).out) as { keyFingerprint: string };
    const spaced = key.keyFingerprint.toUpperCase().replace(/(.{4})/g, '$1 ');
    expect((await khien('package', 'verify', 'r.khien', '--key', spaced)).code).toBe(0);
    expect((await khien('package', 'verify', 'r.khien', '--key', '00')).out).toContain(
      'signed by another key',
    );
    const bytes = readFileSync(join(folder, 'r.khien'));
    bytes[600]! ^= 1;
    writeFileSync(join(folder, 'bad.khien'), bytes);
    const { code, out } = await khien('package', 'verify', 'bad.khien', '--json');
    expect(code).toBe(1);
    expect(JSON.parse(out)).toMatchObject({ isWhole: false });
    expect((await khien('package', 'verify', 'web.log')).out).toContain('this is no result package');
    expect((await khien('package', 'verify')).code).toBe(2);
  });

  it('of an interrupted hunt are whole and say that they are not complete', async () => {
    const words = ['hunt', 'web.log', '--package', 'cut.khien', '--report', 'cut.html'];
    const { code } = await runKhien(folder, words, {}, { signal: AbortSignal.abort() });
    expect(code).toBe(130);
    const opened = await readResultPackage(join(folder, 'cut.khien'));
    expect(opened.manifest).toMatchObject({ isComplete: false, inputs: [{ sha256: null }] });
    expect(readFileSync(join(folder, 'cut.html'), 'utf8')).toContain('"isComplete":false');
    expect((await khien('package', 'verify', 'cut.khien')).out).toContain('The run was interrupted');
    await opened.close();
  });

  it('say the same rule set hash wherever the rules lie', async () => {
    const rule =
      'title: R\nid: r\nlogsource: {category: webserver}\ndetection:\n    s: {cs-uri-stem: /x}\n    condition: s\n';
    const hashes: string[] = [];
    for (const place of ['one', 'two']) {
      mkdirSync(join(folder, place));
      writeFileSync(join(folder, place, 'r.yml'), rule);
      await khien('hunt', 'web.log', '--rules', place, '--package', `${place}.khien`);
      const opened = await readResultPackage(join(folder, `${place}.khien`));
      hashes.push(opened.manifest.rules.hash);
      await opened.close();
    }
    expect(hashes[0]).toBe(hashes[1]);
  });

  it('says before the hunt that a file cannot be written', async () => {
    const { code, err } = await khien('hunt', 'web.log', '--report', 'nowhere/r.html');
    expect([code, err]).toEqual([2, expect.stringContaining('Cannot write')]);
  });
});

describe('the summary on a terminal', () => {
  const hunt = ['hunt', 'web.log'];
  // biome-ignore lint/suspicious/noControlCharactersInRegex: colours are control characters
  const colours = /\x1b\[/;

  it('has colours on a terminal only, and none with NO_COLOR', async () => {
    expect((await runKhien(folder, hunt)).out).not.toMatch(colours);
    expect((await runKhien(folder, hunt, {}, { isTTY: true })).out).toMatch(colours);
    expect((await runKhien(folder, hunt, { NO_COLOR: '1' }, { isTTY: true })).out).not.toMatch(colours);
    expect((await runKhien(folder, hunt, { FORCE_COLOR: '1' })).out).toMatch(colours);
  });

  it('keeps its tables within the width of the window', async () => {
    for (const columns of [60, 80, 120]) {
      const { out } = await runKhien(folder, hunt, {}, { columns });
      const rows = out.split('\n').filter((line) => /^ [◆▲●○·] /.test(line));
      expect(rows.length).toBeGreaterThan(0);
      for (const row of rows) expect([...row].length).toBeLessThanOrEqual(columns);
    }
  });

  it('tells rules of the own pack in the language of the reader', async () => {
    expect((await runKhien(folder, hunt)).out).toContain('Gambling pages in the portal of an agency');
    expect((await runKhien(folder, hunt, { KHIEN_LANG: 'vi' })).out).toContain('Trang cờ bạc');
  });
});
