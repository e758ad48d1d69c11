/**
 * The content of an official document, without any layout: the same tree becomes PDF, DOCX and preview.
 * Source of the elements: Decree 30/2020/ND-CP, appendix I ("box n" below is the box of its layout drawing).
 * All text is plain: no markup is read from it. A line feed in a text is a line break.
 */
export type DocumentTree = {
  /** Goes into the file's properties, not on the page. */
  readonly properties: DocumentProperties;
  /** `draft` prints the draft mark and leaves number and date open where they are not known. */
  readonly state: 'draft' | 'final';
  /** One scale for the whole document: nation/motto/date lines of 12/13/13 or 13/14/14 pt. Default `regular`. */
  readonly scale?: 'regular' | 'large';
  readonly head: AdministrativeHead | FormHead;
  /** Box 10b. */
  readonly urgency?: Urgency;
  /** Box 11, printed in capitals: "Lưu hành nội bộ". */
  readonly circulationMark?: string;
  /** Box 5a, printed in capitals. Absent in an official letter, which has `head.letterSubject` instead. */
  readonly typeName?: string;
  /** Box 5a, under the type name. */
  readonly subject?: string;
  /** The authority that decides, in capitals and centred above the legal bases ("Chủ tịch Ủy ban nhân dân tỉnh"). */
  readonly decidingAuthority?: string;
  /** Each without its closing mark: ";" and the last "." are set by the layout. */
  readonly legalBases?: readonly string[];
  /** The line between bases and articles, printed bold in capitals ("QUYẾT ĐỊNH:"). */
  readonly enactment?: string;
  /** Box 9a. Instead of "Kính gửi:": "Chủ tịch UBND tỉnh điện:" of a telegram, "trân trọng kính mời:" of an invitation. */
  readonly addresseesLabel?: string;
  /** Box 9a. One stands on the line of "Kính gửi:", several follow as a list. */
  readonly addressees?: readonly string[];
  readonly body: readonly Block[];
  /** Closes the text with "./." as administrative documents do; forms have none. */
  readonly hasEndMark?: boolean;
  /** Box 9b. */
  readonly recipients?: Recipients;
  /** Box 7. */
  readonly signature?: SignatureBlock;
  /** Box 12: initials of the drafter and number of copies, "PL.(300)". */
  readonly drafterMark?: string;
  /** Box 13: address, mail, telephone under a rule at the foot of page 1. */
  readonly contactLine?: string;
  readonly annexes?: readonly Annex[];
};

export type DocumentProperties = {
  readonly title: string;
  readonly author?: string;
  /** Creation instant, written in UTC. Given by the caller so that the same input gives the same file. */
  readonly createdAt: Date;
};

/** Numbers of a calendar day as written on the page; no zone is involved. */
export type CalendarDay = { readonly year: number; readonly month: number; readonly day: number };

export type AdministrativeHead = {
  readonly kind: 'administrative';
  /** Box 2, first line: the direct superior body. Printed in capitals. */
  readonly governingBody?: string;
  /** Box 2, second line. Printed in capitals. */
  readonly issuingBody: string;
  /** Box 3. `number` is absent until the clerk gives it; 1-9 are written 01-09. */
  readonly number?: number;
  /** Box 3: "QĐ-UBND", without the stroke before it. */
  readonly sign: string;
  /** Box 4. */
  readonly place?: string;
  readonly date?: CalendarDay;
  /** Box 5b: the subject of an official letter, without "V/v". */
  readonly letterSubject?: string;
};

/** Head of the forms of Circular 20/2017/TT-BTTTT: the organisation left, nation and motto right. */
export type FormHead = {
  readonly kind: 'form';
  readonly formName: string;
  readonly formSource: string;
  readonly governingBody?: string;
  readonly organisation?: string;
  /** The report's own sign, printed after "Số:"; dotted when absent. */
  readonly reportCode?: string;
  readonly place?: string;
  readonly date?: CalendarDay;
};

/** "Hỏa tốc", "Thượng khẩn", "Khẩn". */
export type Urgency = 'express' | 'very-urgent' | 'urgent';

export type Recipients = {
  /** Without dash and closing mark. */
  readonly items: readonly string[];
  /** The last line after "Lưu:", for example "VT, CNTT". */
  readonly archive?: string;
};

export type SignatureBlock = {
  /** "TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH": one line each, printed in capitals. */
  readonly authority: readonly string[];
  /** Post of the signer, printed in capitals. */
  readonly post?: string;
  /** Small line under the post: "(Ký tên, đóng dấu)". */
  readonly hint?: string;
  readonly name?: string;
};

export type Run = {
  readonly text: string;
  readonly isBold?: boolean;
  readonly isItalic?: boolean;
  readonly isUnderlined?: boolean;
};

/** A text, or pieces of it that differ in style. */
export type Inline = string | readonly Run[];

export type Alignment = 'justify' | 'left' | 'center' | 'right';

export type Block =
  | Paragraph
  | Heading
  | BulletList
  | Table
  | CheckBoxes
  | Field
  | FieldRow
  | FormSection
  | SideBySideSignatures
  | BarChart
  | { readonly kind: 'page-break' };

export type Paragraph = {
  readonly kind: 'paragraph';
  readonly content: Inline;
  /** Default `justify`. */
  readonly align?: Alignment;
  /** Default true for justified text: the first line starts 1.27 cm in. */
  readonly isIndented?: boolean;
  /** A line that names what follows is not left alone at the foot of a page. */
  readonly staysWithNext?: boolean;
};

export type HeadingLevel = 'part' | 'chapter' | 'section' | 'subsection' | 'article' | 'clause' | 'point';

/**
 * A numbered unit of the text. `number` comes without its word and mark: part and chapter in Roman, section,
 * article and clause in Arabic, point as a letter of the Vietnamese alphabet (a, b, c, d, đ, e).
 */
export type Heading = {
  readonly kind: 'heading';
  readonly level: HeadingLevel;
  readonly number: string;
  /** Title of a part, chapter, section or article; the text itself of a clause or point. */
  readonly content?: Inline;
  /** Text of an article that follows its number (and title, if any) on the same line. */
  readonly text?: Inline;
};

export type BulletList = {
  readonly kind: 'list';
  readonly marker: 'dash' | 'number' | 'letter';
  readonly items: readonly Inline[];
};

export type TableColumn = {
  /** Share of the text width; the shares are scaled to 100. */
  readonly share: number;
  readonly align?: 'left' | 'center' | 'right';
};

export type Table = {
  readonly kind: 'table';
  readonly columns: readonly TableColumn[];
  /** Repeated on every page. */
  readonly header: readonly (readonly Inline[])[];
  readonly rows: readonly (readonly Inline[])[];
  /** Default 12. */
  readonly sizePt?: number;
};

export type CheckBox = {
  readonly label: string;
  readonly isChecked: boolean;
  /** Text to be completed after the label; an empty string prints a dotted line. */
  readonly detail?: string;
};

export type CheckBoxes = {
  readonly kind: 'check-boxes';
  readonly label?: string;
  readonly items: readonly CheckBox[];
  /** `line`: after the label on one line. A number: that many columns under the label. */
  readonly layout: 'line' | 1 | 2 | 3;
  /** False where the wording of the options was not compared with the legal text. Not printed. */
  readonly isVerified?: boolean;
};

export type Field = {
  readonly kind: 'field';
  readonly label: string;
  /** Absent or empty prints a dotted line to fill in by hand. */
  readonly value?: string;
  /** Number of dotted lines while empty. Default 1. */
  readonly emptyLines?: number;
};

export type FieldRow = { readonly kind: 'field-row'; readonly fields: readonly Field[] };

/** Bold line over a group of a form's fields. */
export type FormSection = { readonly kind: 'form-section'; readonly title: string };

/** Signatures of equal rank next to one another, as at the end of minutes. */
export type SideBySideSignatures = {
  readonly kind: 'signatures';
  readonly parties: readonly SignatureBlock[];
};

/** Horizontal bars with their numbers; the lighter bar under each is what it is compared with. */
export type BarChart = {
  readonly kind: 'bar-chart';
  /** Printed under the chart: "Biểu đồ 1. …". */
  readonly caption: string;
  readonly bars: readonly ChartBar[];
  /** Words of the legend; without `earlierName` the chart has one bar each and no legend. */
  readonly name: string;
  readonly earlierName?: string;
};

/** Not negative. */
export type ChartBar = { readonly label: string; readonly value: number; readonly earlier?: number };

export type Annex = {
  /** "Phụ lục I"; "Phụ lục" where there is only one. */
  readonly label: string;
  /** Printed in capitals. */
  readonly title: string;
  /** The document to which it belongs, without brackets: "Kèm theo Quyết định số …". */
  readonly attachedTo?: string;
  readonly isLandscape?: boolean;
  /**
   * A document that the decision issues (regulation, plan) and that follows it: it begins with its own head, `label` is
   * its type name and `title` its subject (Decree 30/2020/ND-CP, appendix III, template 1.3).
   */
  readonly hasOwnHead?: boolean;
  readonly body: readonly Block[];
};
