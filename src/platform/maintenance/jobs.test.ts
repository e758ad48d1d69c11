import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createTestApp, type TestApp } from '../../apps/testing/test-app.ts';
import { maintenanceJobs } from './jobs.ts';

let app: TestApp;
beforeAll(async () => {
  app = await createTestApp();
});
afterAll(() => app.stop());

test('old events and idempotency keys go, young ones stay', async () => {
  const { db } = app.services;
  await sql`insert into events (at, type, data, permission) values
    (now() - interval '4 days', 'old', '{}', 'x.read'), (now(), 'young', '{}', 'x.read')`.execute(db);
  await sql`insert into idempotency_keys (actor_key, key, request_hash, created_at) values
    ('a', 'old', 'h', now() - interval '8 days'), ('a', 'young', 'h', now())`.execute(db);
  const [job] = maintenanceJobs(() => app.services);
  await job?.run({});
  const events = await sql<{ type: string }>`select type from events where type in ('old', 'young')`.execute(
    db,
  );
  const keys = await sql<{ key: string }>`select key from idempotency_keys`.execute(db);
  expect(events.rows.map((row) => row.type)).toEqual(['young']);
  expect(keys.rows.map((row) => row.key)).toEqual(['young']);
});
