import {
  BorderStyle,
  HeightRule,
  type Paragraph,
  Table,
  TableCell,
  TableLayoutType,
  TableRow,
  VerticalAlignTable,
  WidthType,
} from 'docx';
import type { DocumentTree } from './document-tree.ts';
import {
  balancedIndent,
  gapParagraph,
  invisibleTable,
  pointsToTwips,
  ruleParagraph,
  tightParagraph,
  twips,
} from './docx-text.ts';
import { measureTextPt } from './font-metrics.ts';
import { ruleShare, scales, sizes, stampRed, stamps, textWidthMm } from './geometry.ts';
import * as wording from './official-wording.ts';

const millimetres = (pt: number): number => (pt * 25.4) / 72;

/** A rule under a bold text: `share` of its line, never wider than the place. */
export const ruleUnder = (text: string, sizePt: number, placeMm: number, share: number): Paragraph => {
  const width = Math.max(...text.split('\n').map((line) => measureTextPt(line, sizePt, { isBold: true })));
  return ruleParagraph(placeMm, Math.min(millimetres(width), placeMm) * share);
};

const balanced = (text: string, style: { isBold?: boolean; sizePt: number }, placeMm: number): Paragraph =>
  tightParagraph(text, style, { indent: balancedIndent(text, style.sizePt, style.isBold ?? false, placeMm) });

/** A boxed word, centred in the left column: a table of one cell. */
const stamp = (text: string, widthMm: number, heightMm: number, color: string, columnMm: number): Table => {
  const line = { style: BorderStyle.SINGLE, size: 8, color };
  return new Table({
    layout: TableLayoutType.FIXED,
    width: { size: twips(widthMm), type: WidthType.DXA },
    columnWidths: [twips(widthMm)],
    indent: { size: twips(Math.max(0, (columnMm - widthMm) / 2)), type: WidthType.DXA },
    borders: { top: line, bottom: line, left: line, right: line },
    margins: { left: 0, right: 0, top: 0, bottom: 0, marginUnitType: WidthType.DXA },
    rows: [
      new TableRow({
        height: { value: twips(heightMm), rule: HeightRule.ATLEAST },
        children: [
          new TableCell({
            width: { size: twips(widthMm), type: WidthType.DXA },
            verticalAlign: VerticalAlignTable.CENTER,
            children: [tightParagraph(text, { isBold: true, sizePt: sizes.stampPt, color })],
          }),
        ],
      }),
    ],
  });
};

const marks = (tree: DocumentTree, columnMm: number): (Paragraph | Table)[] => {
  const boxed = (text: string) => {
    const width = millimetres(measureTextPt(text, sizes.stampPt, { isBold: true })) + 6;
    return stamp(text, Math.min(width, columnMm), 8, '000000', columnMm);
  };
  const boxes: Table[] = [];
  if (tree.state === 'draft') boxes.push(boxed(wording.draftMark));
  if (tree.urgency) {
    const { text, widthMm, heightMm } = stamps[tree.urgency];
    boxes.push(stamp(text, widthMm, heightMm, stampRed.toUpperCase(), columnMm));
  }
  if (tree.circulationMark) boxes.push(boxed(wording.upper(tree.circulationMark)));
  // A paragraph before each keeps them apart and away from the text above.
  return boxes.flatMap((box) => [gapParagraph(8), box]);
};

/** Issuing body left, nation and motto right, each with its rule. */
const upperCells = (tree: DocumentTree, leftMm: number, rightMm: number): [Paragraph[], Paragraph[]] => {
  const { head } = tree;
  const scale = scales[tree.scale ?? 'regular'];
  const issuer = wording.upper(head.kind === 'form' ? head.organisation || '…………………………' : head.issuingBody);
  const left = [
    ...(head.governingBody
      ? [balanced(wording.upper(head.governingBody), { sizePt: scale.issuerPt }, leftMm)]
      : []),
    balanced(issuer, { isBold: true, sizePt: scale.issuerPt }, leftMm),
    ruleUnder(issuer, scale.issuerPt, leftMm, ruleShare),
  ];
  const right = [
    tightParagraph(wording.nation, { isBold: true, sizePt: scale.nationPt }),
    tightParagraph(wording.motto, { isBold: true, sizePt: scale.mottoPt }),
    ruleUnder(wording.motto, scale.mottoPt, rightMm, 1),
  ];
  return [left, right];
};

const columnsOf = (tree: DocumentTree): [number, number] => {
  const leftMm = textWidthMm * scales[tree.scale ?? 'regular'].leftShare;
  return [leftMm, textWidthMm - leftMm];
};

/** Head of a document that a decision issues: neither number nor date of its own. */
export const docxOwnHead = (tree: DocumentTree): Table[] => {
  const [leftMm, rightMm] = columnsOf(tree);
  return [invisibleTable([leftMm, rightMm], [upperCells(tree, leftMm, rightMm)])];
};

const headTable = (tree: DocumentTree): Table => {
  const { head } = tree;
  const scale = scales[tree.scale ?? 'regular'];
  const [leftMm, rightMm] = columnsOf(tree);
  const isForm = head.kind === 'form';
  const number = isForm ? `Số: ${head.reportCode || '………………'}` : wording.numberLine(head);
  const date = isForm && !head.place && !head.date ? '' : wording.dateLine(head);
  const gap = { spacing: { before: pointsToTwips(5), after: 0 } };
  const letterSubject =
    head.kind === 'administrative' && head.letterSubject
      ? [
          tightParagraph(
            `V/v ${head.letterSubject}`,
            { sizePt: sizes.letterSubjectPt },
            { spacing: { before: pointsToTwips(6), after: 0 } },
          ),
        ]
      : [];
  return invisibleTable(
    [leftMm, rightMm],
    [
      upperCells(tree, leftMm, rightMm),
      [
        [
          tightParagraph(number, { sizePt: scale.numberPt }, gap),
          ...letterSubject,
          ...withEnd(marks(tree, leftMm)),
        ],
        [tightParagraph(date, { isItalic: true, sizePt: scale.datePt }, gap)],
      ],
    ],
  );
};

/** A cell must end with a paragraph. */
const withEnd = (parts: (Paragraph | Table)[]): (Paragraph | Table)[] =>
  parts.length > 0 ? [...parts, gapParagraph(2)] : parts;

/** Everything above the text: form name, head, type name and subject. */
export const docxHead = (tree: DocumentTree): (Paragraph | Table)[] => {
  const { head } = tree;
  const bold = { isBold: true, sizePt: sizes.titlePt };
  const formLines =
    head.kind === 'form'
      ? [
          ...(head.formName
            ? [tightParagraph(head.formName, { isBold: true, sizePt: sizes.formNamePt })]
            : []),
          tightParagraph(
            head.formSource,
            { isItalic: true, sizePt: sizes.formNamePt },
            { spacing: { after: 160 } },
          ),
        ]
      : [];
  const title = tree.typeName
    ? [
        tightParagraph(wording.upper(tree.typeName), bold, {
          spacing: { before: pointsToTwips(6), after: 0 },
        }),
      ]
    : [];
  const subject =
    tree.typeName && tree.subject
      ? [
          balanced(tree.subject, bold, textWidthMm),
          ruleUnder(tree.subject, sizes.titlePt, textWidthMm, ruleShare),
        ]
      : [];
  return [...formLines, headTable(tree), gapParagraph(6), ...title, ...subject, gapParagraph(9)];
};
