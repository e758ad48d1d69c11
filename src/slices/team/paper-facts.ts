import type { TeamRole } from './contract/codes.ts';
import type { LeavingReason } from './contract/replacement-codes.ts';

type Named = { id: string; name: string; shortName: string };
type CitedDecision = { number: string; issuedOn: string; title: string };

export type PaperItem = {
  leaverName: string;
  leaverPost: string | null;
  leaverAgency: string;
  reason: LeavingReason;
  nomineeName: string;
  nomineePost: string | null;
  nomineeAgency: string;
  nomineePhone: string | null;
  nomineeEmail: string | null;
  roleInTeam: TeamRole;
  groupName: string | null;
  letterNumber: string | null;
  letterOn: string | null;
};

/** What the submission and the draft decision are built from. Days are `YYYY-MM-DD`. */
export type PaperFacts = {
  createdAt: Date;
  teamName: string;
  province: string;
  place: string;
  committee: Named;
  standing: Named;
  founding: CitedDecision | null;
  lastDecision: CitedDecision | null;
  submissionNumber: string | null;
  submittedOn: string | null;
  items: readonly PaperItem[];
};

/** Words of official papers, which are Vietnamese whatever the reader's language is. */
export const roleWords: Readonly<Record<TeamRole, string>> = {
  leader: 'Đội trưởng',
  'standing-deputy': 'Đội phó thường trực',
  deputy: 'Đội phó',
  'group-head': 'Tổ trưởng',
  secretary: 'Thư ký',
  member: 'Thành viên',
  'invited-expert': 'Chuyên gia mời',
};

export const reasonWords: Readonly<Record<LeavingReason, string>> = {
  transfer: 'chuyển công tác',
  retirement: 'nghỉ hưu theo chế độ',
  resignation: 'thôi việc',
  reorganisation: 'sắp xếp lại tổ chức bộ máy',
  other: 'thay đổi nhiệm vụ',
};

/** "ngày 05 tháng 01 năm 2023": a leading nought for days below 10 and for the months 1 and 2 (Decree 30/2020). */
export const dayInText = (date: string): string => {
  const [year, month, day] = date.split('-') as [string, string, string];
  return `ngày ${day} tháng ${Number(month) <= 2 ? month : Number(month)} năm ${year}`;
};

/** A decision as a text cites it for the first time. */
export const citeDecision = (decision: CitedDecision, issuer: string): string =>
  `Quyết định số ${decision.number} ${dayInText(decision.issuedOn)} của ${issuer} ${decision.title.replace(/^V/, 'v')}`;

const joined = (...parts: readonly (string | null)[]): string =>
  parts.filter((part) => part !== null && part !== '').join(', ');

/** Name, post and agency in one cell of a list. */
export const whoText = (name: string, post: string | null, agency: string): string =>
  joined(name, post, agency);

export const roleText = (item: PaperItem): string => joined(roleWords[item.roleInTeam], item.groupName);

export const letterText = (item: PaperItem): string =>
  joined(item.letterNumber && `Công văn số ${item.letterNumber}`, item.letterOn && dayInText(item.letterOn));
