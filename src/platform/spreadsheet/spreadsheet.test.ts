import { randomBytes } from 'node:crypto';
import { expect, test } from 'vitest';
import { defaultSheetLimits, readSheet } from './read-sheet.ts';
import { writeCsv } from './write-csv.ts';
import { writeXlsx } from './write-xlsx.ts';

const rows = [
  ['Họ và tên', 'Ghi chú'],
  ['Nguyễn Thị Ánh', '=1+1'],
  ['Trần "B", C', 'hai\ndòng'],
];

test('what is written as XLSX is read again, and no cell is a formula', async () => {
  const columns = (rows[0] as string[]).map((label) => ({ label, width: 20 }));
  const bytes = await writeXlsx('Đội', columns, rows.slice(1));
  expect(await readSheet(bytes)).toEqual({ rows });
  expect(bytes.includes('<f>')).toBe(false);
});

test('CSV is read with comma, semicolon and tab, in UTF-8 and UTF-16, quotes and line feeds kept', async () => {
  const plain = [rows[0], rows[2]] as string[][];
  expect(await readSheet(Buffer.from(writeCsv(plain)))).toEqual({ rows: plain });
  expect(await readSheet(Buffer.from('a;b\r\n"x;1";"y ""z"""\r\n'))).toEqual({
    rows: [
      ['a', 'b'],
      ['x;1', 'y "z"'],
    ],
  });
  const wide = Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from('Tên\tTổ\nAn\tMột', 'utf16le')]);
  expect(await readSheet(wide)).toEqual({
    rows: [
      ['Tên', 'Tổ'],
      ['An', 'Một'],
    ],
  });
});

test('what is no table is refused by its reason, and never throws', async () => {
  expect(await readSheet(Buffer.from('d0cf11e0a1b11ae1', 'hex'))).toEqual({ fault: 'old-format' });
  expect(await readSheet(Buffer.concat([Buffer.from('PK\u0003\u0004'), randomBytes(4_000)]))).toEqual({
    fault: 'unreadable',
  });
  expect(await readSheet(Buffer.concat([Buffer.from('\u0089PNG\u0000'), randomBytes(500)]))).toEqual({
    fault: 'unreadable',
  });
  expect(await readSheet(new Uint8Array(), defaultSheetLimits)).toEqual({ rows: [] });
  expect(await readSheet(Buffer.alloc(6_000_000, 65))).toEqual({ fault: 'too-large' });
});

test('a file that unpacks to far more than it weighs is refused before it is unpacked', async () => {
  const bytes = await writeXlsx('a', [{ label: 'x', width: 5 }], [['y'.repeat(30_000)]]);
  const limits = { ...defaultSheetLimits, unpackedBytesMax: 10_000 };
  expect(await readSheet(bytes, limits)).toEqual({ fault: 'too-large' });
});

test('a sheet without end stops at the rows that were asked for', async () => {
  const limits = { ...defaultSheetLimits, rowsMax: 10, columnsMax: 2 };
  const outcome = await readSheet(Buffer.from('a,b,c\n'.repeat(50_000)), limits);
  expect('rows' in outcome && [outcome.rows.length, outcome.rows[0]]).toEqual([10, ['a', 'b']]);
});
