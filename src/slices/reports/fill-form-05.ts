import type { OrganisationProfile } from '../accounts/contract/organisation.ts';
import type { Form05Input } from '../documents/public.ts';
import { attackTypes } from '../incidents/contract/codes.ts';
import type { Figures } from './compile-report.ts';
import type { Form05Column } from './contract/figures.ts';
import type { Period } from './contract/period.ts';
import type { Remarks } from './contract.ts';

type FormRow = keyof Form05Input['rows'];

/** Rows of the form by attack type of incidents. */
const rowOf: Readonly<Record<(typeof attackTypes)[number], FormRow>> = {
  'denial-of-service': 'denial-of-service',
  spoofing: 'phishing',
  malware: 'malware',
  'unauthorised-access': 'intrusion',
  defacement: 'defacement',
  'data-encryption': 'encryption',
  destruction: 'destruction',
  'espionage-theft': 'espionage',
  combined: 'combined',
  other: 'other',
};

const linesOf = (text: string): string[] =>
  text
    .split('\n')
    .map((line) => line.trim().slice(0, 500))
    .filter(Boolean)
    .slice(0, 500);

/** The form counts attacks only: what it has no row for is said in words. */
const restOf = (figures: Figures): string | undefined => {
  const rest = figures.get('form05.none.count') ?? 0;
  if (rest === 0) return undefined;
  return `Ngoài số liệu tại bảng trên, trong kỳ có ${rest} sự cố không do tấn công mạng hoặc chưa phân loại.`;
};

type Source = { period: Period; figures: Figures; remarks: Remarks; profile: OrganisationProfile };

/** Form 05 of Circular 20/2017/TT-BTTTT out of a report's figures and the organisation's profile. */
export const fillForm05 = ({ period, figures, remarks, profile }: Source): Form05Input => {
  const rows: Form05Input['rows'] = {};
  for (const type of attackTypes) {
    const value = (column: Form05Column) => figures.get(`form05.${type}.${column}`) ?? 0;
    const damage = value('damage');
    rows[rowOf[type]] = {
      count: value('count'),
      handledAlone: value('self'),
      withOthers: value('other-organisation'),
      withForeign: value('foreign-organisation'),
      coordinatorAsked: value('coordinator-requested'),
      damage: damage > 0 ? damage : null,
    };
  }
  const rest = restOf(figures);
  return {
    from: period.from,
    to: period.to,
    governingBody: profile.governingBody,
    organisation: profile.teamNameVi,
    address: profile.address,
    rows,
    helpers: linesOf(remarks.helpers),
    foreignHelpers: linesOf(remarks.foreignHelpers),
    ...(rest ? { remarks: rest } : {}),
    proposals: remarks.proposals,
    place: profile.placeName,
  };
};
