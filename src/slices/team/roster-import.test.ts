import { afterAll, beforeAll, expect, test } from 'vitest';
import { createTestApp, type TestApp, type TestCaller } from '../../apps/testing/test-app.ts';
import { ProblemError } from '../../platform/http/client.ts';
import { writeXlsx } from '../../platform/spreadsheet/write-xlsx.ts';
import { createTestAgency } from '../agencies/testing.ts';
import * as contract from './contract/imports.ts';
import { createDecisionRoute, getRosterRoute, listMembersRoute } from './contract.ts';

let app: TestApp;
let leader: TestCaller;
beforeAll(async () => {
  app = await createTestApp();
  leader = app.as(['team-leader']);
  for (const [code, name] of [
    ['SYT', 'Sở Y tế'],
    ['STC', 'Sở Tài chính'],
  ] as const) {
    await createTestAgency(app.system(), { code, name, validFrom: '2010-01-01' });
  }
  await leader.call(createDecisionRoute, {
    body: {
      number: '878/QĐ-UBND',
      kind: 'founding',
      issuedOn: '2022-12-30',
      effectiveOn: '2022-12-30',
      issuer: 'UBND tỉnh',
      signer: 'Lâm Quang Đạo',
      signerTitle: 'Phó Chủ tịch',
      title: 'Về việc thành lập Đội',
    },
  });
});
afterAll(() => app.stop());

const head = [
  'Họ và tên',
  'Cơ quan',
  'Chức vụ',
  'Vai trò trong Đội',
  'Tổ',
  'Từ ngày',
  'Đến ngày',
  'Quyết định số',
  'Thư điện tử',
];
const send = (bytes: Uint8Array, name: string, caller = leader) => {
  const form = new FormData();
  form.append('file', new Blob([Uint8Array.from(bytes)]), name);
  return caller.inject({ method: 'POST', url: '/api/v1/roster-imports', payload: form });
};
const check = async (rows: string[][], columns = head): Promise<contract.RosterImport> => {
  const bytes = await writeXlsx(
    'Đội',
    columns.map((label) => ({ label, width: 10 })),
    rows,
  );
  return (await send(bytes, 'doi.xlsx')).json();
};
const act = (
  route: typeof contract.applyImportRoute | typeof contract.undoImportRoute,
  id: string,
  version: number,
) => leader.call(route, { params: { id }, body: { version } });
const problemOf = (work: Promise<unknown>) =>
  work.then(
    () => undefined,
    (error) => (error instanceof ProblemError ? error.problem : Promise.reject(error)),
  );
const roster = async (on = '2024-01-01') =>
  (await leader.call(getRosterRoute, { query: { on } })).items.map((item) => item.fullName);
const good = [
  ['Nguyễn An', 'Sở Y tế', 'Giám đốc', 'Đội trưởng', '', '30/12/2022', '', '878/QĐ-UBND', 'an@syt.example'],
  ['Trần Bình', 'STC', 'Chuyên viên', 'thanh vien', 'Tổ phân tích', '2023-01-15', '', '878/QĐ-UBND', ''],
];

test('a dry run says row by row what it would do and writes nothing', async () => {
  const plan = await check(good);
  expect(plan).toMatchObject({ state: 'checked', faults: 0, counts: { newMembers: 2, memberships: 2 } });
  expect(plan.rows.map(({ row, action }) => [row, action])).toEqual([
    [2, 'new-member'],
    [3, 'new-member'],
  ]);
  expect(await roster()).toEqual([]);
});

test('every fault names its row and column, and a faulty file cannot be taken over', async () => {
  const plan = await check([
    ['Lê Một', 'Sở Không Có', '', 'Đội trưởng', '', '1/1/2023', '', '', ''],
    ['', 'Sở Y tế', '', 'Người dọn', '', '31/02/2023', '', '999/QĐ', 'không-phải-thư'],
    ['Phạm Hai', 'SYT', '', 'Đội trưởng', '', '01/06/2023', '01/01/2023', '', ''],
    ['Hoàng Ba', 'Sở Y tế', '', 'Thành viên', '', '01/01/2020', '', '', 'ba@x.example'],
    ['Hoàng Ba', 'Sở Tài chính', '', 'Thành viên', '', '01/02/2023', '', '', 'ba@x.example'],
    ['Vũ Bốn', 'Sở Y tế', '', 'Đội trưởng', '', '01/03/2023', '', '', ''],
  ]);
  expect(plan.rows.map(({ row, faults }) => [row, ...faults.map(({ column }) => column)])).toEqual([
    [2, 'agency'],
    [3, 'fullName', 'roleInTeam', 'email', 'validFrom', 'decision'],
    [4, 'validTo'],
    [5, 'validFrom'],
    [6, 'agency'],
    [7, 'roleInTeam'],
  ]);
  const messages = plan.rows.flatMap(({ faults }) => faults.map(({ message }) => message));
  expect(messages).toContain('Một người ở hai cơ quan cùng lúc: trùng với dòng 5.');
  expect(messages).toContain('Hai Đội trưởng cùng lúc: trùng với dòng 2 (Lê Một).');
  expect(messages.filter((message) => message.startsWith('invalid.'))).toEqual([]);
  expect((await problemOf(act(contract.applyImportRoute, plan.id, 1)))?.code).toBe('team.importFaulty');
  expect(await roster()).toEqual([]);
});

test('an import is taken over whole, exports to what it was, and is undone whole', async () => {
  const plan = await check(good);
  const applied = await act(contract.applyImportRoute, plan.id, plan.version);
  expect(applied.state).toBe('applied');
  expect(await roster()).toEqual(['Nguyễn An', 'Trần Bình']);
  for (const format of ['xlsx', 'csv'] as const) {
    const file = await leader.inject({
      method: 'GET',
      url: `/api/v1/team/roster/file?format=${format}&on=2024-01-01`,
    });
    const again = (await send(file.rawPayload, `doi.${format}`)).json() as contract.RosterImport;
    expect(again).toMatchObject({ faults: 0, counts: { unchanged: 2, newMembers: 0, memberships: 0 } });
  }
  const undone = await act(contract.undoImportRoute, plan.id, applied.version);
  expect(undone.state).toBe('undone');
  expect(await roster()).toEqual([]);
  expect((await leader.call(listMembersRoute)).items).toEqual([]);
  expect((await problemOf(act(contract.undoImportRoute, plan.id, undone.version)))?.code).toBe(
    'team.importDone',
  );
});

test('a file that was sound is checked again: what a later import took is not taken twice', async () => {
  const [first, second] = [
    await check(good),
    await check([['Khác', 'SYT', '', 'Đội trưởng', '', '01/01/2024', '', '', '']]),
  ];
  const applied = await act(contract.applyImportRoute, first.id, first.version);
  const problem = await problemOf(act(contract.applyImportRoute, second.id, second.version));
  expect(problem).toMatchObject({ code: 'team.importFaulty', title: expect.stringContaining('2') });
  await act(contract.undoImportRoute, first.id, applied.version);
});

test('an import upon which something was built is not undone', async () => {
  const plan = await check(good);
  const applied = await act(contract.applyImportRoute, plan.id, plan.version);
  const [member] = (await leader.call(listMembersRoute)).items;
  await app.system().tx((tx) =>
    tx
      .updateTable('members')
      .set({ version: 2 })
      .where('id', '=', member?.id ?? '')
      .execute(),
  );
  expect((await problemOf(act(contract.undoImportRoute, plan.id, applied.version)))?.code).toBe(
    'team.importUsed',
  );
});

test('what is no roster is refused with the reason; other roles do not get in', async () => {
  const noHead = await send(Buffer.from('a,b\n1,2\n'), 'x.csv');
  expect(noHead.json()).toMatchObject({
    code: 'team.sheetUnreadable',
    errors: [{ field: 'file', reason: 'team.columnsMissing' }],
  });
  expect((await send(Buffer.from('d0cf11e0a1b1', 'hex'), 'x.xls')).json().errors).toMatchObject([
    { reason: 'team.sheet-old-format' },
  ]);
  const hostile = Buffer.from(
    `${head.join(',')}\n"=cmd|' /C calc'!A0",SYT,<script>,Thành viên,,01/01/2023,,,\n`,
  );
  expect((await send(hostile, '../../etc/passwd')).json()).toMatchObject({ fileName: 'passwd', faults: 0 });
  for (const role of ['duty-officer', 'auditor', 'agency-head'] as const) {
    expect((await send(hostile, 'x.csv', app.as([role]))).statusCode).toBe(403);
  }
});
