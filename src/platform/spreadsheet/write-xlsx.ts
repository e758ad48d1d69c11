import writeXlsxFile from 'write-excel-file/node';

export type SheetColumn = { label: string; width: number };

/** One sheet with a bold head. Every cell is text: nothing typed by somebody becomes a formula. */
export const writeXlsx = async (
  sheet: string,
  columns: readonly SheetColumn[],
  rows: readonly (readonly string[])[],
): Promise<Buffer> => {
  const head = columns.map(({ label }) => ({ value: label, type: String, fontWeight: 'bold' as const }));
  const body = rows.map((row) =>
    row.map((cell) => (cell === '' ? null : { value: cell, type: String, format: '@', wrap: true })),
  );
  return writeXlsxFile([head, ...body], {
    sheet: sheet.slice(0, 31),
    columns: columns.map(({ width }) => ({ width })),
    stickyRowsCount: 1,
  }).toBuffer();
};
