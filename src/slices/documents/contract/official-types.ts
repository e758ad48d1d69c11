/**
 * Types of official documents that the team writes, with the abbreviations of appendix III of Decree 30/2020/ND-CP.
 * Browser-safe.
 */
export const officialTypes = [
  'decision',
  'submission',
  'official-letter',
  'report',
  'notice',
  'plan',
  'minutes',
  'invitation',
  'urgent-telegram',
] as const;
export type OfficialType = (typeof officialTypes)[number];

/** `withdrawn`: a draft that was given up, or a document that was issued and taken back; both keep their reason. */
export const officialStates = ['draft', 'initialled', 'signed', 'issued', 'withdrawn'] as const;
export type OfficialState = (typeof officialStates)[number];

/** What stands in the sign after the stroke; an official letter has none. */
export const typeAbbreviations: Readonly<Record<OfficialType, string>> = {
  decision: 'QĐ',
  submission: 'TTr',
  'official-letter': '',
  report: 'BC',
  notice: 'TB',
  plan: 'KH',
  minutes: 'BB',
  invitation: 'GM',
  'urgent-telegram': 'CĐ',
};

/** The type's name as it stands on the page. */
export const typeNames: Readonly<Record<OfficialType, string>> = {
  decision: 'Quyết định',
  submission: 'Tờ trình',
  'official-letter': 'Công văn',
  report: 'Báo cáo',
  notice: 'Thông báo',
  plan: 'Kế hoạch',
  minutes: 'Biên bản',
  invitation: 'Giấy mời',
  'urgent-telegram': 'Công điện',
};

const joined = (parts: readonly (string | undefined)[]): string =>
  parts
    .map((part) => part?.trim())
    .filter(Boolean)
    .join('-');

/**
 * The sign of a document: `QĐ-UBND`, `TTr-CAT`; of an official letter issuer and drafting unit, `UBND-NC`.
 * @param issuer abbreviation of the issuing body
 * @param unit abbreviation of the unit that drafts; only official letters name it
 */
export const signOf = (type: OfficialType, issuer: string, unit?: string): string =>
  type === 'official-letter' ? joined([issuer, unit]) : joined([typeAbbreviations[type], issuer]);

/** "05/QĐ-UBND": numbers below ten are written with a leading zero. */
export const numberAndSign = (number: number, sign: string): string =>
  `${String(number).padStart(2, '0')}/${sign}`;
