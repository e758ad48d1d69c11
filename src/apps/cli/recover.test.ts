import { PassThrough } from 'node:stream';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createSignedInPerson } from '../../slices/accounts/testing.ts';
import { createTestApp, type TestApp } from '../testing/test-app.ts';
import { recoverCommand } from './recover.ts';

let app: TestApp;
beforeAll(async () => {
  app = await createTestApp();
});
afterAll(() => app.stop());

const run = async (args: string[]) => {
  const stdout = new PassThrough();
  const code = await recoverCommand.run(args, {
    stdout,
    stderr: new PassThrough(),
    env: { DATABASE_URL: app.connectionString, KHIEN_DATA: app.services.settings.KHIEN_DATA },
    cwd: '.',
    isTty: false,
    language: 'vi',
    signal: new AbortController().signal,
  });
  return { code, text: String(stdout.read() ?? '') };
};

test('the console makes a recovery link for an active person, notes it, and nothing for others', async () => {
  const { email, id } = await createSignedInPerson(app, ['administrator']);
  const made = await run([email]);
  expect(made.code).toBe(0);
  expect(made.text).toMatch(/\/account-link#[\w-]{20,}/);
  const audit = await app
    .system()
    .tx((tx) => tx.selectFrom('audit_entries').select('actor_label').where('subject_id', '=', id).execute());
  expect(audit.map((entry) => entry.actor_label)).toContain('console');
  expect(await run(['nobody@example.test'])).toEqual({ code: 1, text: '' });
  expect((await run([])).code).toBe(2);
});
