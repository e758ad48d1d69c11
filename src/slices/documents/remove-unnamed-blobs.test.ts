import { readdir, utimes } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createTestApp, type TestApp } from '../../apps/testing/test-app.ts';
import { uuid7 } from '../../platform/ids/uuid7.ts';
import { addFiles } from './files.ts';
import { removeUnnamedBlobs } from './remove-unnamed-blobs.ts';

let app: TestApp;
beforeAll(async () => {
  app = await createTestApp();
});
afterAll(() => app.stop());

test('what a refused request has left behind is removed after two days, what a record names stays', async () => {
  const { blobs, settings } = app.services;
  const put = (text: string) => blobs.put(Buffer.from(text), 1_000);
  const [named, orphan, young] = [
    await put('có bản ghi'),
    await put('không ai nhắc tới'),
    await put('vừa gửi'),
  ];
  const ctx = app.system();
  await ctx.tx((tx) =>
    addFiles(ctx, tx, [
      {
        blob: named,
        name: 'a.txt',
        contentType: 'text/plain',
        subjectKind: 'report',
        subjectId: uuid7(),
        agencyId: null,
        isFromOutside: true,
      },
    ]),
  );
  const old = new Date(Date.now() - 3 * 24 * 3_600_000);
  const directory = join(settings.KHIEN_DATA, 'files');
  for (const entry of await readdir(directory, { recursive: true, withFileTypes: true })) {
    if (entry.isFile() && entry.name !== young.sha256)
      await utimes(join(entry.parentPath, entry.name), old, old);
  }
  expect(await removeUnnamedBlobs(app.services)).toBe(1);
  expect(await blobs.has(orphan.sha256)).toBe(false);
  expect(await blobs.has(young.sha256)).toBe(true);
  expect(await blobs.has(named.sha256)).toBe(true);
});
