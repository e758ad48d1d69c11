import { createHash } from 'node:crypto';
import { globSync, readFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { KernelModule } from './start-kernel.ts';

const engine = join(import.meta.dirname, '..');

describe('kernels', () => {
  const entries = globSync('**/kernel/*.as', { cwd: engine }).map((entry) => join(engine, entry));

  test('there are some', () => expect(entries.length).toBeGreaterThan(0));

  test.each(entries)('%s was built after its sources were changed last', async (entry) => {
    const name = basename(entry, '.as');
    const parts = globSync(join(dirname(entry), name, '*.as')).sort();
    const hash = createHash('sha256');
    for (const part of [entry, ...parts]) hash.update(readFileSync(part));
    const module = (await import(entry.replace(/\.as$/, '.ts'))) as Record<string, KernelModule>;
    const [kernel] = Object.values(module);
    expect(kernel?.sourceSha256).toBe(hash.digest('hex'));
  });
});
