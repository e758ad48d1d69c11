import { barShares } from './bar-shares.ts';
import { mapTexts } from './clean-tree.ts';
import type { BarChart, Block, DocumentTree, Inline, Table } from './document-tree.ts';
import { isCovered, measureTextPt } from './font-metrics.ts';
import * as geometry from './geometry.ts';
import * as wording from './official-wording.ts';

/** Marks that the template turns into layout: a long word may break, a line ends, a sign between two stays whole. */
const breakMark = '\ue000';
const lineMark = '\ue001';
const signMark = '\ue002';
const longWordCharacters = 30;
const replacement = '\ufffd';

/** Text of which every character can be drawn: a missing glyph would end a PDF/A with an error. */
const drawable = (text: string): string => {
  let result = '';
  for (const character of text) {
    const code = character.codePointAt(0)!;
    if (character === '\n') result += lineMark;
    else result += code >= 0x20 && isUsable(code) ? character : replacement;
  }
  return result;
};

const isUsable = (code: number): boolean =>
  code < 0x7f || ((code < 0xe000 || code > 0xf8ff) && isCovered(code));

/** Keeps the hyphens of a number and sign ("28/TTr-UBND") on one line, where the word is not long. */
const whole = (text: string, wordCharacters: number): string =>
  text.replace(wording.documentSign, (sign) =>
    sign.length < wordCharacters ? `${signMark}${sign}${signMark}` : sign,
  );

/** Whether a word is narrow enough for its place, where counting its letters does not tell. */
type Fits = (word: string) => boolean;

/** Lets words that no line could hold break; ordinary words stay whole. */
const breakable = (text: string, wordCharacters: number, fits?: Fits): string => {
  const pattern = new RegExp(`[^\\s${lineMark}${signMark}]{${wordCharacters},}`, 'gu');
  const step = Math.max(1, Math.min(6, Math.floor(wordCharacters / 3)));
  return text.replace(pattern, (word) =>
    fits?.(word) ? word : [...word].map((c, i) => (i > 0 && i % step === 0 ? breakMark + c : c)).join(''),
  );
};

const forTypst = <T>(value: T, wordCharacters = longWordCharacters, fits?: Fits): T =>
  mapTexts(value, (text) => breakable(whole(drawable(text), wordCharacters), wordCharacters, fits));

const inline = (content: Inline | undefined, wordCharacters?: number, fits?: Fits) =>
  wording.toRuns(content).map((run) => ({
    text: forTypst(run.text, wordCharacters, fits),
    bold: run.isBold ?? false,
    italic: run.isItalic ?? false,
    underline: run.isUnderlined ?? false,
  }));

/** Both sides of a cell together, as the template sets them. */
const cellPaddingMm = 3;
const repeatedHeadCharactersMax = 300;
const textLength = (content: Inline): number =>
  wording.toRuns(content).reduce((sum, run) => sum + run.text.length, 0);

const tableModel = (table: Table, widthMm: number) => {
  const total = table.columns.reduce((sum, column) => sum + Math.max(column.share, 0.01), 0);
  const sizePt = table.sizePt ?? geometry.sizes.tablePt;
  const shares = table.columns.map((column) => Math.max(column.share, 0.01) / total);
  // A capital W is about one em wide: a word shorter than this fits into its column in any case.
  const fitting = shares.map((share) =>
    Math.max(2, Math.min(longWordCharacters, Math.floor((share * widthMm - 3) / (sizePt * 0.26)))),
  );
  const roomsPt = shares.map((share) => ((share * widthMm - cellPaddingMm) * 72) / 25.4);
  // Measured as bold, which is the wider: a head of narrow columns must not break inside its words.
  const fits = roomsPt.map((room) => (word: string) => measureTextPt(word, sizePt, { isBold: true }) <= room);
  const cells = (rows: Table['rows']) =>
    rows.map((row) => table.columns.map((_, index) => inline(row[index], fitting[index], fits[index])));
  return {
    kind: 'table',
    sizePt,
    shares,
    aligns: table.columns.map((column) => column.align ?? 'left'),
    // A head that fills a page by itself cannot be repeated.
    repeats: table.header.flat().every((cell) => textLength(cell) < repeatedHeadCharactersMax),
    header: cells(table.header),
    rows: cells(table.rows),
  };
};

const chartModel = (chart: BarChart) => ({
  kind: 'bar-chart',
  caption: forTypst(chart.caption),
  name: forTypst(chart.name),
  earlierName: forTypst(chart.earlierName ?? ''),
  bars: barShares(chart).map((bar) => ({ ...bar, label: forTypst(bar.label, 18) })),
});

const blockModel = (block: Block, widthMm: number): object => {
  switch (block.kind) {
    case 'paragraph': {
      const align = block.align ?? 'justify';
      return {
        kind: 'paragraph',
        runs: inline(block.content),
        align,
        indent: block.isIndented ?? align === 'justify',
        sticky: block.staysWithNext ?? false,
      };
    }
    case 'heading':
      return {
        kind: 'heading',
        level: block.level,
        label: forTypst(wording.headingLabel(block.level, block.number)),
        runs: inline(block.content),
        text: inline(block.text),
      };
    case 'list':
      return {
        kind: 'list',
        items: block.items.map((item, i) => ({
          marker: wording.listMarker(block.marker, i),
          runs: inline(item),
        })),
      };
    case 'table':
      return tableModel(block, widthMm);
    case 'bar-chart':
      return chartModel(block);
    case 'signatures':
      return { kind: 'signatures', parties: block.parties.map((party) => signatureModel(party)) };
    default:
      return forTypst(block);
  }
};

const signatureModel = (signature: NonNullable<DocumentTree['signature']>) => ({
  authority: signature.authority.map((line) => forTypst(wording.upper(line), 12)),
  post: forTypst(wording.upper(signature.post ?? ''), 12),
  hint: forTypst(signature.hint ?? ''),
  name: forTypst(signature.name ?? '', 18),
});

const headModel = (tree: DocumentTree) => {
  const { head } = tree;
  const isForm = head.kind === 'form';
  const issuer = isForm ? head.organisation || '…………………………' : head.issuingBody;
  return {
    isForm,
    governingBody: forTypst(wording.upper(head.governingBody ?? ''), 15),
    issuer: forTypst(wording.upper(issuer), 15),
    number: forTypst(isForm ? `Số: ${head.reportCode || '………………'}` : wording.numberLine(head), 20),
    date: isForm && !head.place && !head.date ? '' : forTypst(wording.dateLine(head)),
    letterSubject: !isForm && head.letterSubject ? forTypst(`V/v ${head.letterSubject}`, 20) : '',
    formName: isForm ? forTypst(head.formName) : '',
    formSource: isForm ? forTypst(head.formSource) : '',
  };
};

const constantWords = {
  nation: wording.nation,
  motto: wording.motto,
  draftMark: wording.draftMark,
  recipientsTitle: wording.recipientsTitle,
};

/** The tree as the template reads it: fixed words added, only drawable characters, places where long words may break. */
export const toTypstModel = (tree: DocumentTree): object => {
  const body = tree.hasEndMark ? wording.withEndMark(tree.body) : tree.body;
  const bases = tree.legalBases ?? [];
  return {
    geometry: { ...geometry, scale: geometry.scales[tree.scale ?? 'regular'] },
    wording: constantWords,
    title: forTypst(tree.properties.title),
    author: forTypst(tree.properties.author ?? ''),
    isDraft: tree.state === 'draft',
    head: headModel(tree),
    urgency: tree.urgency ?? '',
    circulationMark: forTypst(wording.upper(tree.circulationMark ?? ''), 15),
    typeName: forTypst(wording.upper(tree.typeName ?? '')),
    subject: forTypst(tree.subject ?? ''),
    decidingAuthority: forTypst(wording.upper(tree.decidingAuthority ?? '')),
    legalBases: forTypst(wording.enumerate(bases)),
    enactment: forTypst(wording.upper(tree.enactment ?? '')),
    addresseesLabel: forTypst(tree.addresseesLabel?.trim() || wording.addresseesLabel),
    hasLongLabel: wording.isLongLabel(tree.addresseesLabel ?? ''),
    addressees: forTypst(wording.addresseeLines(tree.addressees ?? [])),
    body: body.map((block) => blockModel(block, geometry.textWidthMm)),
    recipients: tree.recipients ? forTypst(wording.recipientLines(tree.recipients), 20) : [],
    signature: tree.signature ? signatureModel(tree.signature) : null,
    drafterMark: forTypst(tree.drafterMark ?? ''),
    contactLine: forTypst(tree.contactLine ?? ''),
    annexes: (tree.annexes ?? []).map((annex) => ({
      hasOwnHead: annex.hasOwnHead ?? false,
      label: forTypst(annex.hasOwnHead ? wording.upper(annex.label) : annex.label),
      title: forTypst(annex.hasOwnHead ? annex.title : wording.upper(annex.title)),
      attachedTo: annex.attachedTo ? forTypst(`(${annex.attachedTo})`) : '',
      isLandscape: annex.isLandscape ?? false,
      body: annex.body.map((block) =>
        blockModel(block, annex.isLandscape ? geometry.landscapeTextWidthMm : geometry.textWidthMm),
      ),
    })),
  };
};
