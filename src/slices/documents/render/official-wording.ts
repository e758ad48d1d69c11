import type {
  AdministrativeHead,
  Block,
  CalendarDay,
  DocumentTree,
  FormHead,
  HeadingLevel,
  Inline,
  Run,
} from './document-tree.ts';

/** Fixed words of the layout. Official documents are Vietnamese, whatever language the screen has. */
export const nation = 'CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM';
export const motto = 'Độc lập - Tự do - Hạnh phúc';
export const draftMark = 'DỰ THẢO';
export const addresseesLabel = 'Kính gửi:';
export const recipientsTitle = 'Nơi nhận:';
export const endMark = './.';

/** Number and sign of a document as one group: "28/TTr-UBND". Its hyphens must not end a line. */
export const documentSign =
  /(?<![\p{L}\d/-])(\d{1,6}\/[\p{L}\d]{1,8}(?:-[\p{L}\d]{1,8}){1,2})(?![\p{L}\d/-])/gu;

export const upper = (text: string): string => text.toLocaleUpperCase('vi');

/** Numbers below ten are written with a leading zero: number of the document, day, and months 1 and 2 only. */
const twoDigits = (value: number): string => String(value).padStart(2, '0');

/** Abbreviations that keep their small letters: appendix III of the decree writes them so. */
const mixedCase = new Set(['TTr', 'CTr', 'QyĐ', 'TrS']);

/** "TTr-UBND": every part in capitals, but for the abbreviations that are written otherwise. */
export const upperSign = (sign: string): string =>
  sign
    .split('-')
    .map((part) => (mixedCase.has(part) ? part : upper(part)))
    .join('-');

/** "Số: 05/QĐ-UBND"; room to write the number by hand while it is not given. */
export const numberLine = (head: AdministrativeHead): string => {
  const number = head.number === undefined ? '\u00a0'.repeat(8) : twoDigits(head.number);
  return `Số: ${number}/${upperSign(head.sign)}`;
};

/** "Kon Tum, ngày 05 tháng 01 năm 2023"; open places where place or day is not known. */
export const dateLine = (head: AdministrativeHead | FormHead): string =>
  `${head.place?.trim() || '…………'}, ${dayInWords(head.date)}`;

export const dayInWords = (day: CalendarDay | undefined): string => {
  if (!day) return 'ngày …… tháng …… năm ………';
  const month = day.month <= 2 ? twoDigits(day.month) : String(day.month);
  return `ngày ${twoDigits(day.day)} tháng ${month} năm ${day.year}`;
};

const headingWords: Record<HeadingLevel, (number: string) => string> = {
  part: (number) => `Phần ${number}`,
  chapter: (number) => `Chương ${number}`,
  section: (number) => `Mục ${number}`,
  subsection: (number) => `Tiểu mục ${number}`,
  article: (number) => `Điều ${number}.`,
  clause: (number) => `${number}.`,
  point: (number) => `${number})`,
};

export const headingLabel = (level: HeadingLevel, number: string): string => headingWords[level](number);

/** Letters for points in the order of the Vietnamese alphabet as legal texts use them. */
const pointLetters = [...'abcdđeghiklmnopqrstuvxy'];

/** Marker of a list's item, counted from 0. After "y)" the letters start again, doubled. */
export const listMarker = (marker: 'dash' | 'number' | 'letter', index: number): string => {
  if (marker === 'dash') return '-';
  if (marker === 'number') return `${index + 1}.`;
  const letter = pointLetters[index % pointLetters.length]!;
  return `${letter.repeat(Math.floor(index / pointLetters.length) + 1)})`;
};

/** Items of an enumeration with their closing marks: ";" and the last with ".". */
export const enumerate = (items: readonly string[]): string[] =>
  items.map(
    (item, index) => `${item.trim().replace(/[;.,]+$/, '')}${index === items.length - 1 ? '.' : ';'}`,
  );

/** Lines of the recipients list, the archive as the last. */
export const recipientLines = (recipients: NonNullable<DocumentTree['recipients']>): string[] => {
  const items = recipients.items
    .map((item) => item.trim().replace(/[;.]+$/, ''))
    .filter((item) => item !== '');
  const archive = recipients.archive?.trim().replace(/[;.]+$/, '');
  const lines = items.map((item) => `- ${item};`);
  if (archive) return [...lines, `- Lưu: ${archive}.`];
  return lines.map((line, index) => (index === lines.length - 1 ? line.replace(/;$/, '.') : line));
};

export const toRuns = (content: Inline | undefined): readonly Run[] =>
  content === undefined ? [] : typeof content === 'string' ? [{ text: content }] : content;

/** The body with "./." after its last words, as the decree's templates end. */
export const withEndMark = (blocks: readonly Block[]): readonly Block[] => {
  const last = blocks.at(-1);
  if (last === undefined) return blocks;
  const before = blocks.slice(0, -1);
  if (last.kind === 'heading' && last.text)
    return [...before, { ...last, text: closeRuns(toRuns(last.text)) }];
  if (last.kind === 'paragraph' || last.kind === 'heading') {
    return [...before, { ...last, content: closeRuns(toRuns(last.content)) }];
  }
  if (last.kind === 'list' && last.items.length > 0) {
    const items = [...last.items.slice(0, -1), closeRuns(toRuns(last.items.at(-1)))];
    return [...before, { ...last, items }];
  }
  return [...blocks, { kind: 'paragraph', content: endMark, align: 'right' }];
};

const closeRuns = (runs: readonly Run[]): readonly Run[] => {
  const last = runs.at(-1) ?? { text: '' };
  return [...runs.slice(0, -1), { ...last, text: `${last.text.trimEnd().replace(/[.;/]+$/, '')}${endMark}` }];
};

/** Opening words beyond this length stand in the text's own width instead of beside the list. */
export const isLongLabel = (label: string): boolean => label.length > 24;

/** One addressee as it is, several with closing marks. */
export const addresseeLines = (addressees: readonly string[]): string[] =>
  addressees.length === 1 ? [addressees[0]!.trim()] : enumerate(addressees);
