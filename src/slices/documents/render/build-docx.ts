import {
  AlignmentType,
  BorderStyle,
  Document,
  Footer,
  Header,
  type ISectionOptions,
  Packer,
  PageNumber,
  PageOrientation,
  Paragraph,
  type Table,
  TextRun,
} from 'docx';
import type { Annex, DocumentTree } from './document-tree.ts';
import { type BlockPlace, bodySpacing, docxBlocks } from './docx-blocks.ts';
import { docxFoot } from './docx-foot.ts';
import { docxHead, docxOwnHead, ruleUnder } from './docx-head.ts';
import { fontName, gapParagraph, textRuns, tightParagraph, twips } from './docx-text.ts';
import { body, form, landscapeTextWidthMm, page, ruleShare, sizes, textWidthMm } from './geometry.ts';
import * as wording from './official-wording.ts';

const addressees = (tree: DocumentTree, place: BlockPlace): Paragraph[] => {
  const items = wording.addresseeLines(tree.addressees ?? []);
  const label = tree.addresseesLabel?.trim() || wording.addresseesLabel;
  const spacing = bodySpacing(place);
  if (items.length === 0) return [];
  const isLong = wording.isLongLabel(label);
  if (isLong) {
    const indent = { firstLine: twips(place.firstLineMm) };
    const first = items.length === 1 ? `${label} ${items[0]}` : label;
    return [
      new Paragraph({
        alignment: AlignmentType.BOTH,
        spacing,
        indent,
        keepNext: true,
        children: textRuns(first),
      }),
      ...(items.length === 1 ? [] : items).map(
        (item) =>
          new Paragraph({
            spacing,
            indent: { left: twips(place.firstLineMm) },
            children: textRuns(`- ${item}`),
          }),
      ),
    ];
  }
  if (items.length === 1) {
    const children = textRuns(`${label} ${items[0]}`);
    return [new Paragraph({ alignment: AlignmentType.CENTER, spacing, children })];
  }
  return [
    new Paragraph({
      spacing,
      keepNext: true,
      indent: { left: twips(30) },
      children: textRuns(label),
    }),
    ...items.map(
      (item) => new Paragraph({ spacing, indent: { left: twips(38) }, children: textRuns(`- ${item}`) }),
    ),
  ];
};

const centredBold = (text: string | undefined, place: BlockPlace): Paragraph[] =>
  text
    ? [
        new Paragraph({
          alignment: AlignmentType.CENTER,
          spacing: bodySpacing(place),
          keepNext: true,
          children: textRuns(wording.upper(text), { isBold: true }),
        }),
      ]
    : [];

const mainContent = (tree: DocumentTree, place: BlockPlace): (Paragraph | Table)[] => {
  const foot = docxFoot(tree, place.sizePt);
  const bases = wording.enumerate(tree.legalBases ?? []).map(
    (basis) =>
      new Paragraph({
        alignment: AlignmentType.BOTH,
        spacing: bodySpacing(place),
        indent: { firstLine: twips(place.firstLineMm) },
        children: textRuns(basis, { isItalic: true }),
      }),
  );
  return [
    ...docxHead(tree),
    ...centredBold(tree.decidingAuthority, place),
    ...addressees(tree, place),
    ...bases,
    ...centredBold(tree.enactment, place),
    ...docxBlocks(tree.hasEndMark ? wording.withEndMark(tree.body) : tree.body, place, foot.length > 0),
    ...foot,
  ];
};

/** A document that the decision issues begins with its own head. */
const issuedTitle = (tree: DocumentTree, annex: Annex): (Paragraph | Table)[] => [
  ...docxOwnHead(tree),
  gapParagraph(6),
  tightParagraph(wording.upper(annex.label), { isBold: true, sizePt: sizes.titlePt }),
  tightParagraph(annex.title, { isBold: true, sizePt: sizes.titlePt }),
];

const annexTitle = (annex: Annex): Paragraph[] => [
  tightParagraph(annex.label, { isBold: true, sizePt: 14 }),
  tightParagraph(wording.upper(annex.title), { isBold: true, sizePt: 14 }),
];

const annexContent = (tree: DocumentTree, annex: Annex, place: BlockPlace): (Paragraph | Table)[] => [
  ...(annex.hasOwnHead ? issuedTitle(tree, annex) : annexTitle(annex)),
  ...(annex.attachedTo ? [tightParagraph(`(${annex.attachedTo})`, { isItalic: true })] : []),
  ...(annex.hasOwnHead && annex.attachedTo
    ? [ruleUnder(annex.attachedTo, sizes.titlePt, place.widthMm, ruleShare)]
    : []),
  gapParagraph(10),
  ...docxBlocks(annex.body, place),
];

/** One section: own page numbers, none on its first page, centred in the top margin. */
const section = (
  children: (Paragraph | Table)[],
  isLandscape: boolean,
  contactLine: string | undefined,
): ISectionOptions => ({
  properties: {
    titlePage: true,
    page: {
      size: {
        width: twips(page.widthMm),
        height: twips(page.heightMm),
        orientation: isLandscape ? PageOrientation.LANDSCAPE : PageOrientation.PORTRAIT,
      },
      margin: {
        top: twips(page.topMm),
        bottom: twips(page.bottomMm),
        left: twips(page.leftMm),
        right: twips(page.rightMm),
        header: twips(page.topMm / 2 - 2.5),
        footer: twips(page.bottomMm / 2 - 2.5),
        gutter: 0,
      },
      pageNumbers: { start: 1 },
    },
  },
  headers: {
    first: new Header({ children: [tightParagraph('')] }),
    default: new Header({
      children: [
        new Paragraph({
          alignment: AlignmentType.CENTER,
          children: [new TextRun({ children: [PageNumber.CURRENT], size: sizes.pageNumberPt * 2 })],
        }),
      ],
    }),
  },
  footers: {
    first: new Footer({ children: [contactLine ? contactParagraph(contactLine) : tightParagraph('')] }),
    default: new Footer({ children: [tightParagraph('')] }),
  },
  children,
});

const contactParagraph = (contactLine: string): Paragraph =>
  tightParagraph(
    contactLine,
    { sizePt: sizes.contactPt },
    {
      border: { top: { style: BorderStyle.SINGLE, size: 4, space: 2, color: '000000' } },
    },
  );

/** The document as DOCX bytes. Expects a cleaned tree. */
export const buildDocx = async (tree: DocumentTree): Promise<Uint8Array> => {
  const style = tree.head.kind === 'form' ? form : body;
  const place: BlockPlace = { ...style, widthMm: textWidthMm };
  const document = new Document({
    title: tree.properties.title,
    creator: tree.properties.author ?? '',
    lastModifiedBy: tree.properties.author ?? '',
    styles: {
      default: {
        document: { run: { font: fontName, size: style.sizePt * 2, language: { value: 'vi-VN' } } },
      },
    },
    sections: [
      section(mainContent(tree, place), false, tree.contactLine),
      ...(tree.annexes ?? []).map((annex) =>
        section(
          annexContent(tree, annex, {
            ...body,
            widthMm: annex.isLandscape ? landscapeTextWidthMm : textWidthMm,
          }),
          annex.isLandscape ?? false,
          undefined,
        ),
      ),
    ],
  });
  return Packer.toBuffer(document);
};
