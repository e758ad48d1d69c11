import { afterAll, beforeAll, expect, test } from 'vitest';
import { createTestApp, type TestApp } from '../../apps/testing/test-app.ts';
import { uuid7 } from '../../platform/ids/uuid7.ts';
import { exportAuditRoute, listAuditRoute } from './contract/audit.ts';
import { getOrganisationRoute, listSettingsRoute, updateOrganisationRoute } from './contract/organisation.ts';

let app: TestApp;
const agencyId = uuid7();
const subjectId = uuid7();

beforeAll(async () => {
  app = await createTestApp({ settings: { KHIEN_SMTP_URL: 'smtps://user:topsecretword@mail.example:465' } });
  const ctx = app.system();
  for (let number = 0; number < 25; number += 1) {
    app.clock.advance(1000);
    await ctx.tx((tx) =>
      ctx.audit(
        tx,
        number % 2 ? 'incident.opened' : 'incident.closed',
        {
          kind: 'incident',
          id: number === 3 ? subjectId : uuid7(),
          organisationId: number < 5 ? agencyId : null,
        },
        { number },
      ),
    );
  }
});
afterAll(() => app.stop());

test('pages through the log newest first without gap or repeat, filtered', async () => {
  const auditor = app.as(['auditor']);
  const seen: unknown[] = [];
  let cursor: string | undefined;
  do {
    const page = await auditor.call(listAuditRoute, {
      query: { action: 'incident.opened', limit: 5, cursor },
    });
    seen.push(...page.items.map((item) => item.data.number));
    cursor = page.nextCursor ?? undefined;
  } while (cursor);
  expect(seen).toEqual([23, 21, 19, 17, 15, 13, 11, 9, 7, 5, 3, 1]);
  const one = await auditor.call(listAuditRoute, { query: { subjectId } });
  expect(one.items.map((item) => item.data.number)).toEqual([3]);
  const prefix = await auditor.call(listAuditRoute, { query: { action: 'incident', limit: 100 } });
  expect(prefix.items).toHaveLength(25);
});

test("an agency's head reads the own agency's entries only, in the list and in the export", async () => {
  const head = app.as(['agency-head'], { organisationIds: [agencyId] });
  expect((await head.call(listAuditRoute, { query: { limit: 100 } })).items).toHaveLength(5);
  const sheet = await head.inject({
    method: 'POST',
    url: exportAuditRoute.path,
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    payload: 'subjectKind=incident',
  });
  expect(sheet.body.trim().split('\n')).toHaveLength(5);
  const stranger = app.as(['agency-head'], { organisationIds: [uuid7()] });
  expect((await stranger.call(listAuditRoute, { query: {} })).items).toEqual([]);
});

test('the export is a download of JSON Lines, oldest first, and is itself in the log', async () => {
  const auditor = app.as(['auditor']);
  const answer = await auditor.inject({
    method: 'POST',
    url: exportAuditRoute.path,
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    payload: 'action=incident.closed',
  });
  expect(answer.headers['content-disposition']).toMatch(/^attachment; filename="audit-2026-11-2\d\.jsonl"/);
  const numbers = answer.body
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line).data.number);
  expect(numbers).toEqual([0, 2, 4, 6, 8, 10, 12, 14, 16, 18, 20, 22, 24]);
  const noted = await auditor.call(listAuditRoute, { query: { action: 'audit.exported' } });
  expect(noted.items[0]).toMatchObject({ data: { filter: { action: 'incident.closed' } } });
});

test('responders and the public do not reach the log', async () => {
  const answers = await Promise.all(
    [app.as(['responder']), app.public()].map((caller) => caller.inject({ url: '/api/v1/audit' })),
  );
  expect(answers.map((answer) => answer.statusCode)).toEqual([403, 401]);
});

test('the database refuses to change or remove an entry', async () => {
  const attempt = app.system().tx((tx) => tx.deleteFrom('audit_entries').execute());
  await expect(attempt).rejects.toThrow(/never changed/);
});

test('settings are shown to administrators with secrets masked', async () => {
  const admin = app.as(['administrator']);
  const { items } = await admin.call(listSettingsRoute);
  expect(JSON.stringify(items)).not.toContain('topsecretword');
  expect(items.find((item) => item.name === 'KHIEN_SMTP_URL')).toMatchObject({
    isSecret: true,
    isDefault: false,
  });
  expect(items.find((item) => item.name === 'DATABASE_URL')?.value).toBeNull();
  const leader = await app.as(['team-leader']).inject({ url: '/api/v1/settings' });
  expect(leader.statusCode).toBe(403);
});

test('the profile keeps old and new values in the log; a stale save shows both', async () => {
  const admin = app.as(['administrator']);
  const before = await admin.call(getOrganisationRoute);
  const body = {
    teamNameVi: 'Đội A',
    standingAgencyName: 'Sở B',
    province: 'Tỉnh C',
    version: before.version,
  };
  const after = await admin.call(updateOrganisationRoute, { body });
  expect(after).toMatchObject({ teamNameVi: 'Đội A', placeName: 'Tỉnh C', version: before.version + 1 });
  await expect(admin.call(updateOrganisationRoute, { body })).rejects.toMatchObject({
    problem: { status: 409, current: { teamNameVi: 'Đội A' } },
  });
  const log = await admin.call(listAuditRoute, { query: { action: 'organisation.updated' } });
  expect(log.items[0]?.data).toMatchObject({ changes: { teamNameVi: { from: '', to: 'Đội A' } } });
});

test('a website that is no web address is refused', async () => {
  const admin = app.as(['administrator']);
  const body = { teamNameVi: 'A', standingAgencyName: 'B', province: 'C', version: 1 };
  await expect(
    admin.call(updateOrganisationRoute, { body: { ...body, website: 'javascript:alert(1)' } }),
  ).rejects.toMatchObject({ problem: { status: 422 } });
});
