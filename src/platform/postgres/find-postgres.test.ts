import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { findPostgres, listPostgresPrograms } from './find-postgres.ts';

let base: string;

beforeEach(() => {
  base = mkdtempSync(join(tmpdir(), 'khien-find-'));
});

afterEach(() => rmSync(base, { recursive: true, force: true }));

/** A directory with programs that only tell their version. */
const pretend = (version: string): string => {
  const binDir = join(base, version);
  mkdirSync(binDir);
  for (const name of ['postgres', 'initdb']) {
    writeFileSync(join(binDir, name), `#!/bin/sh\necho "${name} (PostgreSQL) ${version}"\n`);
    chmodSync(join(binDir, name), 0o755);
  }
  return binDir;
};

test('DATABASE_URL comes before everything on the machine', () => {
  const env = { DATABASE_URL: 'postgresql://db.example/khien', PATH: pretend('99.1') };
  expect(findPostgres({ env })).toEqual({
    kind: 'external',
    connectionString: 'postgresql://db.example/khien',
  });
});

test('an installed PostgreSQL comes before the bundled one, the newest first', () => {
  const env = { PATH: `${pretend('98.2')}:${pretend('99.1')}` };
  expect(findPostgres({ env })).toMatchObject({ kind: 'system', version: '99.1', major: 99 });
});

test('a PostgreSQL that is too old or does not run is passed over', () => {
  const broken = pretend('97.0');
  writeFileSync(join(broken, 'postgres'), '#!/bin/sh\nexit 127\n');
  const env = { PATH: `${pretend('14.9')}:${broken}` };
  expect(listPostgresPrograms(env).filter((one) => one.binDir.startsWith(base))).toEqual([]);
});

test('existing data decides the version', () => {
  const env = { PATH: `${pretend('98.2')}:${pretend('99.1')}` };
  expect(findPostgres({ env, dataMajor: 98 })).toMatchObject({ version: '98.2' });
});

test('without the version of the data the answer names what is needed and what is there, in both languages', () => {
  const env = { PATH: pretend('99.1') };
  const attempt = (): unknown => findPostgres({ env, dataMajor: 97, dataDir: '/srv/x' });
  expect(attempt).toThrowError(
    /The data in \/srv\/x belongs to PostgreSQL 97, this machine has PostgreSQL 99/,
  );
  try {
    attempt();
  } catch (error) {
    expect((error as { textIn(language: string): string }).textIn('vi')).toContain('thuộc PostgreSQL 97');
  }
});
