/** Measures of an administrative page: Decree 30/2020/ND-CP, appendix I, part I and II. Both renderers read them here. */
export const page = {
  widthMm: 210,
  heightMm: 297,
  topMm: 20,
  bottomMm: 20,
  leftMm: 30,
  rightMm: 20,
} as const;

export const textWidthMm = page.widthMm - page.leftMm - page.rightMm;

/** Text width of an annex turned to landscape: the binding margin stays at the left. */
export const landscapeTextWidthMm = page.heightMm - page.leftMm - page.rightMm;

export const body = {
  sizePt: 14,
  firstLineMm: 12.7,
  spacingPt: 6,
  /** In lines; the decree allows 1 to 1.5. */
  lineSpacing: 1.1,
} as const;

/** Forms are denser: their boxes are meant to stay on two pages. */
export const form = { sizePt: 13, firstLineMm: 0, spacingPt: 4, lineSpacing: 1 } as const;

export const scales = {
  regular: { nationPt: 12, mottoPt: 13, issuerPt: 12, numberPt: 13, datePt: 13, leftShare: 0.42 },
  // "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM" of 13 pt bold is 95.7 mm wide and must stay on one line.
  large: { nationPt: 13, mottoPt: 14, issuerPt: 13, numberPt: 13, datePt: 14, leftShare: 0.38 },
} as const;

export const sizes = {
  pageNumberPt: 13,
  titlePt: 14,
  letterSubjectPt: 12,
  recipientsTitlePt: 12,
  recipientsPt: 11,
  drafterPt: 11,
  contactPt: 11,
  tablePt: 12,
  stampPt: 13,
  formNamePt: 12,
} as const;

/** Room for signature and seal: about five lines. */
export const signatureRoomMm = 25;

/** Length of the rule under issuing body and subject, as a share of the line above; the decree says 1/3 to 1/2. */
export const ruleShare = 0.4;

export const stamps = {
  express: { text: 'HỎA TỐC', widthMm: 30, heightMm: 8 },
  'very-urgent': { text: 'THƯỢNG KHẨN', widthMm: 40, heightMm: 8 },
  urgent: { text: 'KHẨN', widthMm: 20, heightMm: 8 },
} as const;

export const stampRed = 'ff0000';

/** Height of a line of Times metrics at single spacing, in em: ascender, descender, line gap. */
export const lineEm = { ascender: 0.891, descender: 0.216, gap: 0.0425 } as const;
