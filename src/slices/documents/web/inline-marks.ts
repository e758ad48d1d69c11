import type { ContentTable } from '../contract/official-content.ts';

type Run = {
  text: string;
  isBold?: boolean | undefined;
  isItalic?: boolean | undefined;
  isUnderlined?: boolean | undefined;
};
type Inline = string | readonly Run[];

const marks = [
  ['**', 'isBold'],
  ['~~', 'isItalic'],
  ['__', 'isUnderlined'],
] as const;

/** A text with its styles as the editor shows it: `**bold**`, `~~italic~~`, `__underlined__`. */
export const toMarked = (content: Inline | undefined): string =>
  content === undefined
    ? ''
    : typeof content === 'string'
      ? content
      : content
          .map((run) =>
            marks.reduce((text, [mark, name]) => (run[name] && text ? mark + text + mark : text), run.text),
          )
          .join('');

const splitAt = (runs: readonly Run[], mark: string, name: (typeof marks)[number][1]): Run[] =>
  runs.flatMap((run) => {
    const parts = run.text.split(mark);
    // A mark without its partner is text.
    if (parts.length < 3) return [run];
    const isOpen = parts.length % 2 === 0;
    return parts
      .map((text, index) =>
        index === parts.length - 1 && isOpen
          ? { ...run, text: mark + text }
          : { ...run, text, ...(index % 2 ? { [name]: true } : {}) },
      )
      .filter(({ text }) => text !== '');
  });

/** The way back; a text without styles stays a plain text. */
export const fromMarked = (typed: string): Inline => {
  const runs = marks.reduce<Run[]>((list, [mark, name]) => splitAt(list, mark, name), [{ text: typed }]);
  const isPlain = runs.every((run) => !run.isBold && !run.isItalic && !run.isUnderlined);
  return isPlain ? typed : runs;
};

const cellText = (cell: Inline): string => toMarked(cell).replaceAll('|', '\\|').replaceAll('\n', '\\n');

/** A table as lines of cells: "STT | Cơ quan | Sự cố", the head first. */
export const toRows = (table: ContentTable): string =>
  [...table.header, ...table.rows].map((row) => row.map(cellText).join(' | ')).join('\n');

const splitRow = (line: string): string[] =>
  // Rows pasted from a spreadsheet have tabs between their cells.
  line
    .replaceAll('\t', '|')
    .split(/(?<!\\)\|/)
    .map((cell) => cell.trim().replaceAll('\\|', '|').replaceAll('\\n', '\n'));

/** The way back. Columns keep their widths while their number stays; new ones share alike. */
export const fromRows = (typed: string, before: ContentTable): ContentTable => {
  const lines = typed
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map(splitRow);
  const [head = [''], ...rows] = lines;
  const count = Math.max(1, Math.min(30, Math.max(head.length, ...rows.map((row) => row.length), 1)));
  const fill = (row: string[]) =>
    Array.from({ length: count }, (_, index) => fromMarked(row[index] ?? '') as string);
  const columns =
    before.columns.length === count
      ? before.columns
      : Array.from({ length: count }, () => ({ share: 100 / count }));
  return { ...before, columns, header: [fill(head)], rows: rows.map(fill) };
};
