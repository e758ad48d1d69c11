import {
  AlignmentType,
  CheckBox as CheckBoxControl,
  LeaderType,
  LineRuleType,
  Paragraph,
  type ParagraphChild,
  Table,
  TableCell,
  TableLayoutType,
  TableRow,
  TabStopType,
  TextRun,
  VerticalAlignTable,
  WidthType,
} from 'docx';
import type {
  Block,
  CheckBox,
  CheckBoxes,
  Field,
  Heading,
  Inline,
  Table as TableBlock,
} from './document-tree.ts';
import { docxBarChart } from './docx-bar-chart.ts';
import { signatureParagraphs } from './docx-foot.ts';
import {
  alignments,
  gapParagraph,
  invisibleTable,
  pointsToTwips,
  textRuns,
  tightParagraph,
  twips,
} from './docx-text.ts';
import { sizes } from './geometry.ts';
import { headingLabel, listMarker, toRuns } from './official-wording.ts';

/** What the blocks need to know of the page they stand on. */
export type BlockPlace = {
  readonly widthMm: number;
  readonly sizePt: number;
  readonly firstLineMm: number;
  readonly spacingPt: number;
  readonly lineSpacing: number;
  /** Stays on the page of what follows: the last words before the signature. */
  readonly isKept?: boolean;
};

export const bodySpacing = (place: BlockPlace) => ({
  before: 0,
  after: pointsToTwips(place.spacingPt),
  line: Math.round(240 * place.lineSpacing),
  lineRule: LineRuleType.AUTO,
});

const indentedParagraph = (place: BlockPlace, children: ParagraphChild[], isKept = false): Paragraph =>
  new Paragraph({
    alignment: AlignmentType.BOTH,
    spacing: bodySpacing(place),
    indent: { firstLine: twips(place.firstLineMm) },
    keepNext: isKept || place.isKept === true,
    children,
  });

const heading = (block: Heading, place: BlockPlace): Paragraph => {
  const label = headingLabel(block.level, block.number);
  const isCentred = ['part', 'chapter', 'section', 'subsection'].includes(block.level);
  if (isCentred) {
    const isUpper = block.level === 'part' || block.level === 'chapter';
    const title = toRuns(block.content).map((run) =>
      isUpper ? { ...run, text: run.text.toLocaleUpperCase('vi') } : run,
    );
    const [first, ...rest] = title;
    const lines = first ? [{ text: `${label}\n` }, first, ...rest] : [{ text: label }];
    return new Paragraph({
      alignment: AlignmentType.CENTER,
      spacing: bodySpacing(place),
      keepNext: true,
      children: textRuns(lines, { isBold: true }),
    });
  }
  const isBold = block.level === 'article';
  const children = textRuns([{ text: block.content ? `${label} ` : label }, ...toRuns(block.content)], {
    isBold,
  });
  if (block.text) children.push(...textRuns([{ text: ' ' }, ...toRuns(block.text)]));
  return indentedParagraph(place, children, isBold && !block.text);
};

const plainLength = (content: Inline): number =>
  toRuns(content).reduce((sum, run) => sum + run.text.length, 0);

const table = (block: TableBlock, place: BlockPlace): Table => {
  const total = block.columns.reduce((sum, column) => sum + Math.max(column.share, 0.01), 0);
  const widths = block.columns.map((column) => twips((Math.max(column.share, 0.01) / total) * place.widthMm));
  const style = { sizePt: block.sizePt ?? sizes.tablePt };
  const row = (cells: TableBlock['rows'][number], isHeader: boolean) =>
    new TableRow({
      tableHeader: isHeader,
      // A row longer than a page must be allowed to break.
      cantSplit: isHeader || cells.every((cell) => plainLength(cell) < 1_000),
      children: block.columns.map(
        (column, index) =>
          new TableCell({
            width: { size: widths[index]!, type: WidthType.DXA },
            verticalAlign: isHeader ? VerticalAlignTable.CENTER : VerticalAlignTable.TOP,
            children: [
              tightParagraph(cells[index] ?? '', style, {
                alignment: isHeader ? AlignmentType.CENTER : alignments[column.align ?? 'left'],
              }),
            ],
          }),
      ),
    });
  return new Table({
    layout: TableLayoutType.FIXED,
    width: { size: widths.reduce((sum, width) => sum + width, 0), type: WidthType.DXA },
    columnWidths: widths,
    margins: { left: 85, right: 85, top: 57, bottom: 57, marginUnitType: WidthType.DXA },
    rows: [...block.header.map((cells) => row(cells, true)), ...block.rows.map((cells) => row(cells, false))],
  });
};

/** A dotted line to the right edge of the place is a tab with a dot leader. */
const dottedTo = (widthMm: number) => [
  { type: TabStopType.RIGHT, position: twips(widthMm), leader: LeaderType.DOT },
];

const field = (block: Field, place: BlockPlace): Paragraph => {
  const children = textRuns(`${block.label}: ${block.value ?? ''}`);
  if (!block.value) {
    const lines = block.emptyLines ?? 1;
    for (let line = 0; line < lines; line++)
      children.push(new TextRun({ text: '\t', break: line > 0 ? 1 : 0 }));
  }
  return new Paragraph({
    spacing: bodySpacing(place),
    keepNext: place.isKept === true,
    tabStops: dottedTo(place.widthMm),
    children,
  });
};

/** A check box that can be clicked in Word and LibreOffice. */
const checkBox = (item: CheckBox): ParagraphChild =>
  new CheckBoxControl({
    checked: item.isChecked,
    checkedState: { value: '2612', font: 'MS Gothic' },
    uncheckedState: { value: '2610', font: 'MS Gothic' },
  });

const checkBoxes = (block: CheckBoxes, place: BlockPlace): (Paragraph | Table)[] => {
  if (block.layout === 'line') {
    const children: ParagraphChild[] = block.label ? textRuns(`${block.label}:`) : [];
    for (const item of block.items) {
      children.push(...textRuns('    '), checkBox(item), ...textRuns(`\u00a0${item.label}`));
    }
    return [new Paragraph({ spacing: bodySpacing(place), children })];
  }
  const columns = block.layout;
  const cellMm = place.widthMm / columns;
  const rowCount = Math.ceil(block.items.length / columns);
  const cell = (item: CheckBox | undefined, isLastRow: boolean) => {
    if (!item) return [tightParagraph('')];
    const detail =
      item.detail === undefined ? [] : item.detail ? textRuns(` ${item.detail}`) : [new TextRun(' \t')];
    return [
      new Paragraph({
        spacing: bodySpacing(place),
        keepNext: !isLastRow,
        indent: { left: twips(10), hanging: twips(5) },
        tabStops: dottedTo(cellMm - 3),
        children: [checkBox(item), ...textRuns(` ${item.label}`), ...detail],
      }),
    ];
  };
  const rows = Array.from({ length: rowCount }, (_, row) =>
    Array.from({ length: columns }, (__, column) =>
      cell(block.items[row * columns + column], row === rowCount - 1),
    ),
  );
  const label = block.label
    ? [new Paragraph({ spacing: bodySpacing(place), keepNext: true, children: textRuns(`${block.label}:`) })]
    : [];
  return [...label, ...(rows.length > 0 ? [invisibleTable(Array(columns).fill(cellMm), rows)] : [])];
};

const docxBlock = (block: Block, place: BlockPlace): (Paragraph | Table)[] => {
  switch (block.kind) {
    case 'paragraph': {
      const align = block.align ?? 'justify';
      const isIndented = block.isIndented ?? align === 'justify';
      return [
        new Paragraph({
          alignment: alignments[align],
          keepNext: place.isKept === true || block.staysWithNext === true,
          spacing: bodySpacing(place),
          indent: isIndented ? { firstLine: twips(place.firstLineMm) } : {},
          children: textRuns(block.content),
        }),
      ];
    }
    case 'heading':
      return [heading(block, place)];
    case 'list':
      return block.items.map((item, index) => {
        const itemPlace = { ...place, isKept: place.isKept === true && index === block.items.length - 1 };
        const marker = listMarker(block.marker, index);
        return indentedParagraph(itemPlace, textRuns([{ text: `${marker} ` }, ...toRuns(item)]));
      });
    case 'table':
      // Two tables without a paragraph between them would become one.
      return [table(block, place), gapParagraph(6)];
    case 'field':
      return [field(block, place)];
    case 'field-row': {
      const widthMm = place.widthMm / block.fields.length;
      const cells = block.fields.map((item) => [field(item, { ...place, widthMm: widthMm - 2 })]);
      return [invisibleTable(Array(block.fields.length).fill(widthMm), [cells])];
    }
    case 'check-boxes':
      return checkBoxes(block, place);
    case 'form-section':
      return [
        new Paragraph({
          spacing: { ...bodySpacing(place), before: 80 },
          keepNext: true,
          children: textRuns(block.title, { isBold: true }),
        }),
      ];
    case 'bar-chart':
      return docxBarChart(block, place.widthMm);
    case 'signatures': {
      const widths = Array(block.parties.length).fill(place.widthMm / block.parties.length);
      return [
        gapParagraph(10, { keepNext: true }),
        invisibleTable(widths, [block.parties.map((party) => signatureParagraphs(party, place.sizePt))]),
        gapParagraph(6),
      ];
    }
    case 'page-break':
      return [
        new Paragraph({
          pageBreakBefore: true,
          spacing: { after: 0, line: 20, lineRule: LineRuleType.EXACT },
        }),
      ];
  }
};

/** @param keepsLast ties the last block to what follows on the page */
export const docxBlocks = (
  blocks: readonly Block[],
  place: BlockPlace,
  keepsLast = false,
): (Paragraph | Table)[] =>
  blocks.flatMap((block, index) =>
    docxBlock(block, { ...place, isKept: keepsLast && index === blocks.length - 1 }),
  );
