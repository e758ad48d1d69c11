import { execFileSync, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { importClosure, OutsideImport } from './import-closure.ts';
import { packField } from './pack-field.ts';

const folder = mkdtempSync(join(tmpdir(), 'khien-field-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const root = resolve(import.meta.dirname, '../../..');
const platform = `${process.platform}-${process.arch}`;
const hasNode = existsSync(join(root, 'node_modules', `node-${platform}`, 'bin', 'node'));

/** A shell without network where the kernel lets us, so that nothing can be fetched unnoticed. */
const canUnshare = spawnSync('unshare', ['-rn', 'true']).status === 0;

describe('the import closure', () => {
  it('of the hunting commands holds no package of npm and not the server', () => {
    const files = importClosure(root, ['src/apps/cli/hunt/main.ts']);
    expect(files).toContain('src/engine/run/hunt.ts');
    expect(files.filter((path) => /src\/(slices|platform|ui)\//.test(path))).toEqual([]);
    expect(() => importClosure(root, ['src/apps/cli/serve.ts'])).toThrow(OutsideImport);
  });
});

describe.runIf(hasNode)('the portable archive', () => {
  it('runs hunt, scan and verify from an empty folder, with an empty PATH and without network', async () => {
    const archive = await packField(join(folder, 'a.tar.gz'), 1);
    const place = join(folder, 'laptop');
    mkdirSync(join(place, 'logs'), { recursive: true });
    execFileSync('tar', ['xzf', archive, '-C', place]);
    const [name] = readdirSync(place).filter((entry) => entry.startsWith('khien-field-'));
    for (const guide of ['docs/guide/vi/san-lung.md', 'docs/guide/en/hunt.md', 'docs/result-package.md'])
      expect([guide, existsSync(join(place, name!, guide))]).toEqual([guide, true]);
    writeFileSync(
      join(place, 'logs', 'web.log'),
      '203.0.113.7 - - [01/Aug/2026:03:04:06 +0700] "GET /casino-online HTTP/1.1" 200 5 "-" "x"\n',
    );
    writeFileSync(join(place, 'logs', 'a.php'), '<?php @eval($_POST["a"]);');
    const khien = (...words: string[]) => {
      const command = [join(place, name!, 'khien'), ...words];
      const [program, ...args] = canUnshare ? ['/usr/bin/unshare', '-rn', ...command] : command;
      return spawnSync(program!, args, {
        cwd: place,
        env: { PATH: '', HOME: join(place, 'home') },
        encoding: 'utf8',
      });
    };
    const hunt = khien('hunt', 'logs/web.log', '--json', '--report', 'r.html', '--package', 'r.khien');
    expect([hunt.status, hunt.stderr.includes('Error')]).toEqual([0, false]);
    expect(JSON.parse(hunt.stdout)).toMatchObject({ kind: 'rule', file: 'logs/web.log' });
    expect(khien('package', 'verify', 'r.khien').status).toBe(0);
    expect(readFileSync(join(place, 'r.html'), 'utf8')).toContain('casino-online');
    const scan = khien('scan', 'logs', '--json');
    if (existsSync(join(place, name!, 'node_modules')))
      expect(JSON.parse(scan.stdout)).toMatchObject({ kind: 'yara', file: 'logs/a.php' });
    else expect(scan.status).toBe(5);
    expect(khien('rules', 'list').stdout).toContain('27 luật Sigma');
    expect(khien('--help').stdout).toContain('hunt');
  });

  it('is the same bytes for the same input', async () => {
    const hash = (path: string) => createHash('sha256').update(readFileSync(path)).digest('hex');
    const again = await packField(join(folder, 'b.tar.gz'), 1);
    expect(hash(again)).toBe(hash(join(folder, 'a.tar.gz')));
  });
});
