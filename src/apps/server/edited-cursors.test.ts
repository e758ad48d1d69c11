import { afterAll, beforeAll, expect, test } from 'vitest';
import { encodeCursor } from '../../platform/db/keyset.ts';
import { openTestIncident } from '../../slices/incidents/testing.ts';
import { createTestApp, type TestApp } from '../testing/test-app.ts';

let app: TestApp;
beforeAll(async () => {
  app = await createTestApp();
});
afterAll(() => app.stop());

const id = '01a20726-ecff-705e-9709-9e5d224135f1';
const edited = [
  encodeCursor(['a', 'b']),
  encodeCursor(['a\u0000', id]),
  encodeCursor(['\ud800', id]),
  encodeCursor(['2026-11-23 (x)', id]),
  encodeCursor(['2026-02-31 00:00:00+00', id]),
  encodeCursor([999_999, id]),
  encodeCursor([1, '-'.repeat(36)]),
  encodeCursor([0, 'Nov 23 2026 (x)', id]),
  encodeCursor(['-'.repeat(36)]),
  Buffer.from(JSON.stringify({ name: 'a\u0000', id })).toString('base64url'),
  Buffer.from(JSON.stringify({ name: 'a', id: '-' })).toString('base64url'),
  `1_${'-'.repeat(36)}`,
  '99999999999999999_01a20726-ecff-705e-9709-9e5d224135f1',
  encodeCursor([8_640_000_000_000_000, id]),
  encodeCursor([-8_640_000_000_000_000, id]),
];

test('a cursor that somebody edited is refused or harmless on every list, never a fault of the server', async () => {
  const incident = await openTestIncident(app.system());
  const caller = app.as(['administrator', 'team-leader']);
  const lists = [
    '/api/v1/agencies?',
    '/api/v1/members?',
    '/api/v1/duty/swaps?',
    '/api/v1/systems?',
    '/api/v1/people?',
    '/api/v1/reports?',
    '/api/v1/audit?',
    '/api/v1/api-keys?',
    '/api/v1/incidents?sort=updated&',
    '/api/v1/incidents?sort=severity&',
    '/api/v1/incidents?sort=number&',
    '/api/v1/incident-tasks?',
    ...['tasks', 'log', 'observables', 'history'].map((part) => `/api/v1/incidents/${incident.id}/${part}?`),
  ];
  for (const list of lists) {
    expect((await caller.inject({ url: list })).statusCode, list).toBe(200);
    for (const cursor of edited) {
      const { statusCode } = await caller.inject({ url: `${list}cursor=${encodeURIComponent(cursor)}` });
      expect([200, 422, 400], `${list} ${cursor}: ${statusCode}`).toContain(statusCode);
    }
  }
});
