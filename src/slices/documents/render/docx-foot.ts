import { AlignmentType, LineRuleType, type Paragraph, type Table } from 'docx';
import type { DocumentTree, SignatureBlock } from './document-tree.ts';
import { gapParagraph, invisibleTable, pointsToTwips, tightParagraph, twips } from './docx-text.ts';
import { signatureRoomMm, sizes, textWidthMm } from './geometry.ts';
import { recipientLines, recipientsTitle, upper } from './official-wording.ts';

/** Lines of one signature; kept together so that the name never stands on the next page alone. */
export const signatureParagraphs = (signature: SignatureBlock, sizePt: number): Paragraph[] => {
  const bold = { isBold: true, sizePt };
  const kept = { keepNext: true };
  const lines = [...signature.authority, ...(signature.post ? [signature.post] : [])];
  return [
    ...lines.map((line) => tightParagraph(upper(line), bold, kept)),
    ...(signature.hint ? [tightParagraph(signature.hint, { isItalic: true, sizePt: 12 }, kept)] : []),
    tightParagraph(
      '',
      {},
      {
        ...kept,
        spacing: { before: 0, after: 0, line: twips(signatureRoomMm), lineRule: LineRuleType.EXACT },
      },
    ),
    tightParagraph(signature.name ?? '', bold),
  ];
};

const recipientParagraphs = (tree: DocumentTree): Paragraph[] => {
  const left = { alignment: AlignmentType.LEFT, keepNext: true };
  const lines = tree.recipients ? recipientLines(tree.recipients) : [];
  const title = { isBold: true, isItalic: true, sizePt: sizes.recipientsTitlePt };
  return [
    ...(lines.length > 0 ? [tightParagraph(recipientsTitle, title, left)] : []),
    ...lines.map((line) => tightParagraph(line, { sizePt: sizes.recipientsPt }, left)),
    ...(tree.drafterMark
      ? [
          tightParagraph(
            tree.drafterMark,
            { sizePt: sizes.drafterPt },
            {
              ...left,
              spacing: { before: pointsToTwips(6), after: 0 },
            },
          ),
        ]
      : []),
  ];
};

/** Recipients left, signature right, in one row that stays on one page. Empty where there is neither. */
export const docxFoot = (tree: DocumentTree, sizePt: number): (Paragraph | Table)[] => {
  const left = recipientParagraphs(tree);
  const right = tree.signature ? signatureParagraphs(tree.signature, sizePt) : [];
  if (left.length === 0 && right.length === 0) return [];
  const half = textWidthMm / 2;
  const orEmpty = (cell: Paragraph[]) => (cell.length > 0 ? cell : [tightParagraph('')]);
  return [
    gapParagraph(10, { keepNext: true }),
    invisibleTable([half, half], [[orEmpty(left), orEmpty(right)]]),
  ];
};
