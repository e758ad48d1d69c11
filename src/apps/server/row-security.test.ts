import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createLog } from '../../platform/log/log.ts';
import { startOutboxSender } from '../../platform/outbox/outbox-sender.ts';
import { queueMails } from '../../platform/outbox/queue-mail.ts';
import { createAgencyRoute } from '../../slices/agencies/contract.ts';
import { createTestAgency } from '../../slices/agencies/testing.ts';
import { addFiles } from '../../slices/documents/public.ts';
import { openTestIncident } from '../../slices/incidents/testing.ts';
import { createTestApp, type TestApp } from '../testing/test-app.ts';

let app: TestApp;
beforeAll(async () => {
  app = await createTestApp();
});
afterAll(() => app.stop());

/** Tables without policies, each because nothing in it belongs to an organisation or because only the program reads it. */
const unprotected = ['events', 'mailbox_cursors', 'number_series', 'schema_migrations'];

test('every table holds its rows back unless it stands on the list', async () => {
  const { rows } = await sql<{ name: string }>`
    select relname as name from pg_class where relnamespace = 'public'::regnamespace and relkind = 'r'
      and not (relrowsecurity and relforcerowsecurity) order by 1`.execute(app.services.db);
  expect(rows.map(({ name }) => name)).toEqual(unprotected);
});

test('mails, first answers and files of a TLP:RED incident show nobody of the agency a row', async () => {
  const agencyId = await createTestAgency(app.system());
  const head = app.as(['agency-head'], { organisationIds: [agencyId] });
  const red = await openTestIncident(app.system(), { agencyId, tlp: 'red' });
  const blob = await app.services.blobs.put(Buffer.from('x'), 10);
  await app.system().tx(async (tx) => {
    const ofRed = { subjectKind: 'incident' as const, subjectId: red.id, agencyId, isFromOutside: false };
    await addFiles(app.system(), tx, [{ blob, name: 'x', contentType: 'x', ...ofRed }]);
    await queueMails(tx, new Date(), [{ to: 'a@example.org', subject: 's', text: 't' }]);
  });
  const answer = await app.as(['administrator']).inject({
    method: createAgencyRoute.method,
    url: createAgencyRoute.path,
    headers: { 'idempotency-key': 'once' },
    payload: { code: 'X-1', name: 'Sở X', shortName: 'Sở X', kind: 'department', validFrom: '2020-01-01' },
  });
  expect(answer.statusCode).toBe(201);
  await head.ctx().tx(async (tx) => {
    for (const table of ['outbox_messages', 'idempotency_keys', 'files', 'documents'] as const) {
      expect(await tx.selectFrom(table).selectAll().execute(), table).toEqual([]);
    }
  });
});

test('what opens something leaves the stored mail once it is sent', async () => {
  const at = new Date(Date.now() - 1_000);
  const secret = 'https://khien.example/theo-doi#TN-2026-000001.AAAA-BBBB-CCCC';
  const [id = ''] = await app
    .system()
    .tx((tx) =>
      queueMails(tx, at, [{ to: 'b@example.org', subject: 's', text: `Mở ${secret}`, secrets: [secret] }]),
    );
  const delivered: unknown[] = [];
  const sender = startOutboxSender(
    app.services.db,
    async (mail) => {
      delivered.push(mail);
      return { acceptedAt: new Date(), response: '250 ok' };
    },
    createLog('silent'),
  );
  await expect
    .poll(async () => {
      const row = await app
        .system()
        .tx((tx) =>
          tx.selectFrom('outbox_messages').select(['state', 'mail']).where('id', '=', id).executeTakeFirst(),
        );
      return row?.state === 'sent' ? row.mail : null;
    })
    .toEqual({ to: 'b@example.org', subject: 's', text: 'Mở ***' });
  await sender.stop();
  expect(delivered).toContainEqual(expect.objectContaining({ text: `Mở ${secret}` }));
  expect(JSON.stringify(delivered)).not.toContain('secrets');
});

test.each([
  'update audit_entries set action = action',
  'delete from audit_entries',
  'truncate audit_entries',
])('the audit log takes no "%s", from whomever', async (statement) => {
  await app.system().tx((tx) => app.system().audit(tx, 'test.done', { kind: 'test', id: null }));
  await expect(
    app.services.db.transaction().execute(async (tx) => {
      await sql`select set_config('khien.reach', 'all', true)`.execute(tx);
      await sql.raw(statement).execute(tx);
    }),
  ).rejects.toThrow(/never changed/);
});
