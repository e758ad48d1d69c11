import { expect, test } from 'vitest';
import { fromMarked, fromRows, toMarked, toRows } from './inline-marks.ts';

test('styles of a text come back as they went in, and a lone mark is text', () => {
  const runs = [
    { text: 'Hoàn thành ' },
    { text: 'trước 12/3', isBold: true },
    { text: ' các việc ' },
    { text: 'sau', isItalic: true },
  ];
  expect(fromMarked(toMarked(runs))).toEqual(runs);
  for (const plain of ['2 ** 3', 'a__b', '', 'https://a.example/~x']) expect(fromMarked(plain)).toBe(plain);
});

test('a table comes back as it went in, also when pasted from a spreadsheet', () => {
  const table = {
    kind: 'table' as const,
    columns: [{ share: 10 }, { share: 90 }],
    header: [['STT', 'Việc']],
    rows: [
      ['1', 'a | b'],
      ['2', 'hai\ndòng'],
    ],
  };
  expect(fromRows(toRows(table), table)).toEqual(table);
  const pasted = fromRows('STT\tViệc\tHạn\n1\tx\t30/11', table);
  expect(pasted.columns).toHaveLength(3);
  expect(pasted.rows).toEqual([['1', 'x', '30/11']]);
});
