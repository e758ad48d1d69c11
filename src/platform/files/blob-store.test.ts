import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { finished } from 'node:stream/promises';
import { setTimeout } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createBlobStore } from './blob-store.ts';

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'khien-blobs-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

test('a file that is gone ends its own answer, even when nobody listened yet', async () => {
  const blobs = createBlobStore(folder);
  const stream = blobs.stream('0'.repeat(64));
  // Without a listener of the store this would end the process.
  await setTimeout(50);
  await expect(finished(stream)).rejects.toMatchObject({ code: 'ENOENT' });
});

test('what was put in comes out, once per content', async () => {
  const blobs = createBlobStore(folder);
  const first = await blobs.put(Buffer.from('nhật ký'), 100);
  expect(await blobs.put(Buffer.from('nhật ký'), 100)).toEqual(first);
  expect((await blobs.read(first.sha256)).toString()).toBe('nhật ký');
});
