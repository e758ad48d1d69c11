import { afterAll, beforeAll, expect, test } from 'vitest';
import { createTestApp, type TestApp } from '../../apps/testing/test-app.ts';
import { createTestAgency } from '../agencies/testing.ts';
import { createTestReplacement } from './testing.ts';

let app: TestApp;
let agencyId: string;
let ids: Record<string, string>;
beforeAll(async () => {
  app = await createTestApp();
  agencyId = await createTestAgency(app.system());
  ids = await createTestReplacement(app.system(), agencyId);
});
afterAll(() => app.stop());

test('the database itself keeps replacements, nominees and steps of other agencies from view', async () => {
  const stranger = app.as(['agency-head'], { organisationIds: [await createTestAgency(app.system())] });
  await stranger.ctx().tx(async (tx) => {
    for (const table of ['team_replacements', 'team_nominees', 'team_replacement_steps'] as const) {
      expect(await tx.selectFrom(table).selectAll().execute()).toEqual([]);
    }
    for (const table of ['team_proposals', 'roster_imports', 'network_declarations'] as const) {
      expect(await tx.selectFrom(table).selectAll().execute()).toEqual([]);
    }
  });
});

test('who only reads all replacements cannot write into them past the program', async () => {
  const responder = app.as(['responder']);
  const read = await responder.ctx().tx((tx) => tx.selectFrom('team_nominees').select('id').execute());
  expect(read).toHaveLength(1);
  const rename = responder.ctx().tx((tx) =>
    tx
      .updateTable('team_nominees')
      .set({ full_name: 'Người Khác' })
      .where('replacement_id', '=', ids.replacements ?? '')
      .execute(),
  );
  await expect(rename).rejects.toThrow(/row-level security/);
});

test('steps of a replacement are never changed, by nobody', async () => {
  const change = app
    .system()
    .tx((tx) => tx.updateTable('team_replacement_steps').set({ by_label: 'ai đó' }).execute());
  await expect(change).rejects.toThrow(/never changed/);
});
