import { randomBytes, randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createTestApp, type TestApp } from '../../apps/testing/test-app.ts';
import { createTestAgency } from '../agencies/testing.ts';
import { openTestIncident } from '../incidents/testing.ts';
import { createTestSystem } from '../systems/testing.ts';
import { getReportRoute } from './contract/report.ts';
import { linkReportRoute, updateReportRoute } from './contract/triage.ts';
import { fileTestReport } from './testing.ts';

let app: TestApp;
beforeAll(async () => {
  app = await createTestApp({ settings: { KHIEN_PUBLIC_REPORTS_PER_HOUR: '1000' } });
});
afterAll(() => app.stop());

const file = (fields: Record<string, string>) => {
  const form = new FormData();
  const all = { kind: 'other', step: '4', description: 'Máy bị khóa', ...fields };
  for (const [name, value] of Object.entries(all)) form.append(name, value);
  return app.server.inject({ method: 'POST', url: '/bao-cao', payload: form });
};

const mailTo = (recipient: string) =>
  app
    .system()
    .tx((tx) =>
      tx
        .selectFrom('outbox_messages')
        .select('mail')
        .where('recipient', '=', recipient)
        .executeTakeFirstOrThrow(),
    );

test.each([
  'Trúng thưởng tại http://evil.example/a',
  'evil.example',
  'An\r\nBcc: all@example.org',
  'A'.repeat(500),
  '090 000 0000',
])('the name %j of somebody who names a stranger’s address does not travel in our mail', async (name) => {
  const email = `${randomUUID()}@stranger.example`;
  expect((await file({ email, name })).statusCode).toBe(201);
  const { text } = (await mailTo(email)).mail;
  expect(text).toContain('Kính gửi ông/bà đã báo tin,');
  expect(text).not.toContain(name);
});

test('a person’s name does', async () => {
  const email = `${randomUUID()}@stranger.example`;
  await file({ email, name: "Nguyễn Thị Hoa H'Hen-Niê" });
  expect((await mailTo(email)).mail.text).toContain("Kính gửi ông/bà Nguyễn Thị Hoa H'Hen-Niê,");
});

test('a token that we did not make neither breaks the filing nor joins two reports', async () => {
  expect((await file({ token: randomBytes(2_400).toString('hex') })).statusCode).toBe(201);
  const [one, other] = [await file({ token: 'mine' }), await file({ token: 'mine' })];
  const numberOf = (body: string) => /TN-\d{4}-\d{6}/.exec(body)?.[0];
  expect(numberOf(one.body)).not.toBe(numberOf(other.body));
});

test('the record of a report does not name the TLP:RED incident to which it is linked', async () => {
  const duty = app.as(['duty-officer']);
  const { id } = await fileTestReport(duty);
  const red = await openTestIncident(app.system(), { tlp: 'red' });
  await duty.call(linkReportRoute, { params: { id }, body: { incidentId: red.id } });
  const seen = await app.as(['steering-committee']).call(getReportRoute, { params: { id } });
  expect(seen.state).toBe('linked');
  expect(JSON.stringify(seen)).not.toContain(red.number);
  const { rows } = await app.system().tx(async (tx) => ({
    rows: await tx.selectFrom('audit_entries').select('data').where('subject_id', '=', id).execute(),
  }));
  expect(JSON.stringify(rows)).not.toContain(red.number);
  expect((await duty.call(getReportRoute, { params: { id } })).incident?.number).toBe(red.number);
});

test('a report takes no system of another agency, and loses its system with its agency', async () => {
  const duty = app.as(['duty-officer']);
  const [own, other] = [await createTestAgency(app.system()), await createTestAgency(app.system())];
  const ownSystem = await createTestSystem(app.system(), { agencyId: own });
  const otherSystem = await createTestSystem(app.system(), { agencyId: other, name: 'Hệ thống khác' });
  const { id } = await fileTestReport(duty);
  const update = (version: number, body: object) =>
    duty.call(updateReportRoute, { params: { id }, body: { version, ...body } });
  const { version } = await update(1, { agencyId: own, systemId: ownSystem });
  await expect(update(version, { systemId: otherSystem })).rejects.toMatchObject({
    problem: { status: 422, errors: [{ field: 'systemId' }] },
  });
  const moved = await update(version, { agencyId: other });
  expect(moved.system).toBeNull();
});
