import { afterAll, beforeAll, expect, test } from 'vitest';
import { createTestApp, type TestApp } from '../../apps/testing/test-app.ts';
import { addContact } from './add-contact.ts';
import { createContactSchema } from './contract.ts';
import { recogniseAgencies } from './public.ts';
import { succeedAgencies } from './succeed-agencies.ts';
import { createTestAgency } from './testing.ts';

let app: TestApp;
let province: string;
let department: string;
beforeAll(async () => {
  app = await createTestApp();
  const system = app.system();
  province = await createTestAgency(system, {
    domains: ['minhson.gov.vn.example'],
    networks: ['203.0.113.0/24', '2001:db8::/32'],
  });
  department = await createTestAgency(system, {
    domains: ['skhcn.minhson.gov.vn.example'],
    networks: ['203.0.113.64/26'],
  });
  await addContact(
    system,
    department,
    createContactSchema.parse({
      kind: 'focal-point',
      fullName: 'Lê Văn C',
      email: 'LVC@mail.example',
      validFrom: '2024-01-01',
    }),
  );
});
afterAll(() => app?.stop());

const recognise = (input: Parameters<typeof recogniseAgencies>[1], ctx = app.system()) =>
  ctx.tx((tx) => recogniseAgencies(tx, input));

test('the longest declared domain wins, and says why', async () => {
  expect(await recognise({ domains: ['Mail.SKHCN.minhson.gov.vn.example'] })).toMatchObject([
    { agencyId: department, reason: { kind: 'domain', value: 'mail.skhcn.minhson.gov.vn.example' } },
  ]);
  expect(await recognise({ emails: ['ai-do@minhson.gov.vn.example'] })).toMatchObject([
    { agencyId: province },
  ]);
  expect(await recognise({ domains: ['notminhson.gov.vn.example', 'vn.example'] })).toEqual([]);
});

test('the narrowest network wins, in both families', async () => {
  expect(await recognise({ addresses: ['203.0.113.70'] })).toMatchObject([
    { agencyId: department, reason: { kind: 'network', value: '203.0.113.70' } },
  ]);
  expect(await recognise({ addresses: ['203.0.113.1', '2001:DB8::7', '192.0.2.9'] })).toMatchObject([
    { agencyId: province },
  ]);
});

test('a contact’s own address outweighs the domain', async () => {
  expect(await recognise({ emails: ['lvc@MAIL.example'] })).toMatchObject([
    { agencyId: department, reason: { kind: 'email', value: 'lvc@mail.example' } },
  ]);
});

test('running text gives up its traces, defanged ones too', async () => {
  const text =
    'Trang hxxps://www[.]skhcn[.]minhson[.]gov[.]vn[.]example/tin-tuc?id=1 và máy 203.0.113.9:443, gửi (ai@minhson.gov.vn.example).';
  const found = await recognise({ text });
  expect(found.map((item) => item.agencyId).sort()).toEqual([province, department].sort());
});

test('hostile text takes little time and finds nothing', async () => {
  const started = performance.now();
  for (const text of [
    'a'.repeat(1_000_000),
    '@.'.repeat(500_000),
    'a.'.repeat(500_000),
    '1.1.1.1.'.repeat(100_000),
  ]) {
    expect(await recognise({ text })).toEqual([]);
  }
  expect(performance.now() - started).toBeLessThan(5_000);
});

test('a caller who may not read networks is told the agency all the same', async () => {
  const stranger = app.public().ctx();
  expect(await recognise({ addresses: ['203.0.113.70'] }, stranger)).toMatchObject([
    { agencyId: department },
  ]);
});

test('the domain of an agency that ended leads to its successor', async () => {
  const old = await createTestAgency(app.system(), { domains: ['stttt.minhson.gov.vn.example'] });
  await succeedAgencies(app.system(), {
    kind: 'merged',
    onDate: '2025-03-01',
    predecessorIds: [old],
    successorIds: [department],
  });
  expect(await recognise({ domains: ['stttt.minhson.gov.vn.example'] })).toMatchObject([
    { agencyId: department },
  ]);
});
