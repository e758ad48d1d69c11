import {
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readlinkSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { linkLibraries } from './link-libraries.ts';

test('library links are made outside of the package and follow it when it has moved', () => {
  const base = mkdtempSync(join(tmpdir(), 'khien-links-'));
  const native = join(base, 'package', 'native');
  const links = join(base, 'links');
  mkdirSync(join(native, 'lib'), { recursive: true });
  mkdirSync(links);
  writeFileSync(join(native, 'lib', 'liba.so.1.2'), 'a');
  writeFileSync(
    join(native, 'pg-symlinks.json'),
    JSON.stringify([{ source: 'native/lib/liba.so.1.2', target: 'native/lib/liba.so.1' }]),
  );
  symlinkSync('/nowhere/liba.so.1.2', join(links, 'liba.so.1'));
  const env = linkLibraries(native, links);
  expect(readlinkSync(join(links, 'liba.so.1'))).toBe(join(native, 'lib', 'liba.so.1.2'));
  expect(readFileSync(join(links, 'liba.so.1'), 'utf8')).toBe('a');
  expect(Object.values(env)[0]).toBe(`${links}:${join(native, 'lib')}`);
  rmSync(base, { recursive: true, force: true });
});
