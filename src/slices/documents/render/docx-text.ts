import {
  AlignmentType,
  BorderStyle,
  type IParagraphOptions,
  type ITableCellOptions,
  LineRuleType,
  NoBreakHyphen,
  Paragraph,
  Table,
  TableCell,
  TableLayoutType,
  TableRow,
  TextRun,
  VerticalAlignTable,
  WidthType,
} from 'docx';
import type { Alignment, Inline } from './document-tree.ts';
import { measureTextPt } from './font-metrics.ts';
import { documentSign, toRuns } from './official-wording.ts';

/** Text pieces of WordprocessingML with the measures of the page. Lengths in millimetres become twentieths of a point. */
export const fontName = 'Times New Roman';
export const twips = (mm: number): number => Math.round((mm * 1440) / 25.4);
export const pointsToTwips = (pt: number): number => Math.round(pt * 20);

export type TextStyle = {
  readonly sizePt?: number;
  readonly isBold?: boolean;
  readonly isItalic?: boolean;
  readonly color?: string;
};

/** Number and sign of a document ("28/TTr-UBND") keep their hyphens on one line. */
const unbrokenSigns = (text: string): (string | NoBreakHyphen)[] =>
  text
    .split(documentSign)
    .flatMap((part, index) =>
      index % 2 === 0
        ? [part]
        : part.split('-').flatMap((piece, at) => (at === 0 ? [piece] : [new NoBreakHyphen(), piece])),
    );

/** Runs of one text; a line feed becomes a line break. */
export const textRuns = (content: Inline | undefined, style: TextStyle = {}): TextRun[] =>
  toRuns(content).flatMap((run) =>
    run.text.split('\n').map(
      (text, index) =>
        new TextRun({
          children: unbrokenSigns(text),
          break: index > 0 ? 1 : 0,
          bold: run.isBold || style.isBold,
          italics: run.isItalic || style.isItalic,
          ...(run.isUnderlined ? { underline: {} } : {}),
          ...(style.sizePt ? { size: style.sizePt * 2 } : {}),
          ...(style.color ? { color: style.color } : {}),
        }),
    ),
  );

export const alignments = {
  justify: AlignmentType.BOTH,
  left: AlignmentType.LEFT,
  center: AlignmentType.CENTER,
  right: AlignmentType.RIGHT,
} as const satisfies Record<Alignment, unknown>;

/** A line of the head or foot: single spacing, nothing around it. */
export const tightParagraph = (
  content: Inline,
  style: TextStyle = {},
  options: IParagraphOptions = {},
): Paragraph =>
  new Paragraph({
    alignment: AlignmentType.CENTER,
    spacing: { before: 0, after: 0, line: 240, lineRule: LineRuleType.AUTO },
    children: textRuns(content, style),
    ...options,
  });

/** Indents that make the lines of a centred text about equally long, so that no word stands alone on the last. */
export const balancedIndent = (text: string, sizePt: number, isBold: boolean, placeMm: number) => {
  const placePt = (placeMm * 72) / 25.4;
  const words = text.split(/\s+/).map((word) => measureTextPt(`${word} `, sizePt, { isBold }));
  const linesAt = (widthPt: number): number => {
    let lines = 1;
    let used = 0;
    for (const word of words) {
      if (used > 0 && used + word > widthPt) {
        lines += 1;
        used = 0;
      }
      used += word;
    }
    return lines;
  };
  const needed = linesAt(placePt);
  let share = 1;
  while (share > 0.5 && linesAt(placePt * (share - 0.05) * 0.97) <= needed) share -= 0.05;
  const side = needed === 1 ? 0 : twips((placeMm * (1 - share)) / 2);
  return { left: side, right: side };
};

/** Empty height. Its line is exact, since an empty paragraph would otherwise be as high as the default font. */
export const gapParagraph = (heightPt: number, options: IParagraphOptions = {}): Paragraph =>
  new Paragraph({
    ...options,
    spacing: { before: 0, after: 0, line: pointsToTwips(heightPt), lineRule: LineRuleType.EXACT },
  });

/** A thin rule, centred in a place: the top border of an almost flat paragraph between two indents. */
export const ruleParagraph = (placeMm: number, lengthMm: number): Paragraph => {
  const side = twips(Math.max(0, (placeMm - lengthMm) / 2));
  return new Paragraph({
    spacing: { before: 40, after: 0, line: 40, lineRule: LineRuleType.EXACT },
    indent: { left: side, right: side },
    border: { top: { style: BorderStyle.SINGLE, size: 5, space: 0, color: '000000' } },
  });
};

const noBorder = { style: BorderStyle.NONE, size: 0, color: 'auto' } as const;
export const noBorders = {
  top: noBorder,
  bottom: noBorder,
  left: noBorder,
  right: noBorder,
  insideHorizontal: noBorder,
  insideVertical: noBorder,
} as const;

/** A row of cells without lines, as head and foot are laid out. Widths in millimetres. */
export const invisibleTable = (
  widthsMm: readonly number[],
  rows: readonly (readonly NonNullable<ITableCellOptions['children']>[])[],
): Table =>
  new Table({
    layout: TableLayoutType.FIXED,
    width: { size: twips(widthsMm.reduce((sum, width) => sum + width, 0)), type: WidthType.DXA },
    columnWidths: widthsMm.map(twips),
    borders: noBorders,
    // Without the default cell margins the texts stand on the page's margins.
    margins: { left: 0, right: 0, top: 0, bottom: 0, marginUnitType: WidthType.DXA },
    rows: rows.map(
      (cells) =>
        new TableRow({
          cantSplit: true,
          children: cells.map(
            (children, index) =>
              new TableCell({
                children,
                borders: noBorders,
                width: { size: twips(widthsMm[index] ?? 0), type: WidthType.DXA },
                verticalAlign: VerticalAlignTable.TOP,
              }),
          ),
        }),
    ),
  });
