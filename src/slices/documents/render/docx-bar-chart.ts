import { AlignmentType, Paragraph, ShadingType, type Table, TextRun } from 'docx';
import { barFills, barShares } from './bar-shares.ts';
import type { BarChart } from './document-tree.ts';
import { fontName, invisibleTable, textRuns, tightParagraph } from './docx-text.ts';

const labelShare = 0.38;
/** A no-break space of Times is a quarter of its size wide: 9 pt give 0.79 mm. */
const barPt = 9;
const spaceMm = (barPt * 0.25 * 25.4) / 72;
const numberRoomMm = 14;

const bar = (share: number, fill: string, text: string, roomMm: number): Paragraph =>
  new Paragraph({
    spacing: { before: 0, after: 20 },
    children: [
      new TextRun({
        text: '\u00a0'.repeat(Math.max(1, Math.round((share * (roomMm - numberRoomMm)) / spaceMm))),
        font: fontName,
        size: barPt * 2,
        shading: { type: ShadingType.CLEAR, color: 'auto', fill },
      }),
      ...textRuns(` ${text}`, { sizePt: 10 }),
    ],
  });

/** Bars as shaded runs: they stay where they are in Word and LibreOffice and need no picture. */
export const docxBarChart = (chart: BarChart, widthMm: number): (Paragraph | Table)[] => {
  const roomMm = widthMm * (1 - labelShare);
  const rows = barShares(chart).map(({ label, share, earlierShare, text, earlierText }) => [
    [tightParagraph(label, { sizePt: 11 }, { alignment: AlignmentType.RIGHT })],
    [
      bar(share, barFills.own, text, roomMm),
      ...(earlierShare === null ? [] : [bar(earlierShare, barFills.earlier, earlierText ?? '', roomMm)]),
    ],
  ]);
  const mark = (fill: string) =>
    new TextRun({
      text: '\u00a0'.repeat(5),
      font: fontName,
      size: barPt * 2,
      shading: { type: ShadingType.CLEAR, color: 'auto', fill },
    });
  const legend = chart.earlierName
    ? [
        new Paragraph({
          alignment: AlignmentType.CENTER,
          children: [
            mark(barFills.own),
            ...textRuns(` ${chart.name}      `, { sizePt: 11 }),
            mark(barFills.earlier),
            ...textRuns(` ${chart.earlierName}`, { sizePt: 11 }),
          ],
        }),
      ]
    : [];
  return [
    ...(rows.length > 0 ? [invisibleTable([widthMm * labelShare, roomMm], rows)] : []),
    ...legend,
    new Paragraph({
      alignment: AlignmentType.CENTER,
      spacing: { before: 40, after: 120 },
      children: textRuns([{ text: chart.caption, isItalic: true }], { sizePt: 12 }),
    }),
  ];
};
