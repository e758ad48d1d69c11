import { afterAll, beforeAll, expect, test } from 'vitest';
import { createTestApp, type TestApp } from '../../apps/testing/test-app.ts';
import { agencyFiguresRoute } from './contract/figures.ts';
import { addContactRoute, listAgenciesRoute } from './contract.ts';
import { succeedAgencies } from './succeed-agencies.ts';
import { createTestAgency } from './testing.ts';

let app: TestApp;
beforeAll(async () => {
  app = await createTestApp();
});
afterAll(() => app.stop());

const file = async (format: string, on = ''): Promise<string> =>
  (
    await app
      .as(['duty-officer'])
      .inject({ method: 'GET', url: `/api/v1/agencies/directory/file?format=${format}${on && `&on=${on}`}` })
  ).body;

/** Undoes folding and reads the properties of the cards. */
const unfold = (text: string) =>
  text
    .replaceAll('\r\n ', '')
    .split('\r\n')
    .filter((line) => line !== '');

test('cards keep RFC 6350: folded at 75 octets without cutting a letter, separators escaped', async () => {
  const name =
    'Trung tâm Công nghệ số, Dữ liệu; Chuyển đổi số và Điều hành thông minh tỉnh Minh Sơn (cơ sở 2)';
  const id = await createTestAgency(app.system(), { name, phone: '0000 999' });
  await app.as(['duty-officer']).call(addContactRoute, {
    params: { id },
    body: {
      kind: 'focal-point',
      fullName: 'Nguyễn Thị Ánh Tuyết',
      title: 'Trưởng phòng\\Chuyên viên',
      phone: '+84 901 234 567',
      email: 'tuyet@ttcns.example',
      validFrom: '2024-01-01',
    },
  });
  const text = await file('vcf');
  for (const line of text.split('\r\n')) expect(Buffer.byteLength(line)).toBeLessThanOrEqual(75);
  expect(text).not.toContain('\uFFFD');
  const lines = unfold(text);
  expect(lines[0]).toBe('BEGIN:VCARD');
  expect(lines[1]).toBe('VERSION:4.0');
  expect(lines).toContain('N:Nguyễn;Tuyết;Thị Ánh;;');
  expect(lines).toContain(`ORG:${name.replace(/[,;]/g, '\\$&')}`);
  expect(lines).toContain('TITLE:Trưởng phòng\\\\Chuyên viên');
  expect(lines).toContain('TEL;VALUE=uri;TYPE=work,voice:tel:+84901234567');
});

test('no cell of the CSV runs as a formula, and quotes survive', async () => {
  const id = await createTestAgency(app.system(), { name: '=HYPERLINK("http://x.example";"a")' });
  await app.as(['duty-officer']).call(addContactRoute, {
    params: { id },
    body: { kind: 'hotline', fullName: '@SUM(1+1)', phone: '+84 1', validFrom: '2024-01-01' },
  });
  const line = (await file('csv')).split('\r\n').find((row) => row.includes('HYPERLINK')) ?? '';
  expect(line).toContain(`"'=HYPERLINK(""http://x.example"";""a"")"`);
  expect(line).toContain(`'@SUM(1+1)`);
  expect(line).toContain(`'+84 1`);
});

test('a list and a figure show a merged district as it was then, and as who carries it on now', async () => {
  const system = app.system();
  const old = await Promise.all(
    ['Huyện A', 'Huyện B'].map((name) =>
      createTestAgency(system, { name, kind: 'district', validFrom: '2010-01-01' }),
    ),
  );
  const middle = await createTestAgency(system, {
    name: 'Xã Giữa',
    kind: 'commune',
    validFrom: '2025-07-01',
  });
  const last = await createTestAgency(system, { name: 'Phường Nay', kind: 'ward', validFrom: '2026-01-01' });
  await succeedAgencies(system, {
    kind: 'merged',
    onDate: '2025-07-01',
    predecessorIds: old,
    successorIds: [middle],
  });
  await succeedAgencies(system, {
    kind: 'renamed',
    onDate: '2026-01-01',
    predecessorIds: [middle],
    successorIds: [last],
  });
  const reader = app.as(['auditor']);
  const list = await reader.call(listAgenciesRoute, { query: { on: '2020-01-01', kind: 'district' } });
  expect(list.items.map(({ name, nowAs }) => [name, nowAs.map((agency) => agency.name)])).toEqual([
    ['Huyện A', ['Phường Nay']],
    ['Huyện B', ['Phường Nay']],
  ]);
  const count = async (view: 'then' | 'now', kind: string) =>
    (await reader.call(agencyFiguresRoute, { query: { on: '2020-06-01', view } })).kinds.find(
      (one) => one.kind === kind,
    )?.count ?? 0;
  expect([await count('then', 'district'), await count('then', 'ward')]).toEqual([2, 0]);
  expect([await count('now', 'district'), await count('now', 'ward')]).toEqual([0, 1]);
});
