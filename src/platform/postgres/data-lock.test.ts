import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { acquireDataLock } from './data-lock.ts';

let base: string;

beforeEach(() => {
  base = mkdtempSync(join(tmpdir(), 'khien-lock-'));
});

afterEach(() => rmSync(base, { recursive: true, force: true }));

test('of many that ask at once for a stale lock exactly one gets it', async () => {
  writeFileSync(join(base, 'khien.lock'), '{"pid":1,"startedAt":"before the last boot"}');
  const tries = await Promise.allSettled(Array.from({ length: 8 }, () => acquireDataLock(base, 0)));
  expect(tries.filter((one) => one.status === 'fulfilled')).toHaveLength(1);
});

test('a half-written lock does not hold', async () => {
  writeFileSync(join(base, 'khien.lock'), '{"pid":');
  await expect(acquireDataLock(base, 0)).resolves.toBeDefined();
});

test('an owner that is just ending is waited for', async () => {
  const first = await acquireDataLock(base, 0);
  setTimeout(() => first.release(), 150);
  const second = await acquireDataLock(base, 3_000);
  second.release();
  expect(readdirSync(base)).toEqual([]);
});

test('a release after another has taken over leaves the new lock in place', async () => {
  const first = await acquireDataLock(base, 0);
  writeFileSync(join(base, 'khien.lock'), 'of another');
  first.release();
  expect(readdirSync(base)).toEqual(['khien.lock']);
});
