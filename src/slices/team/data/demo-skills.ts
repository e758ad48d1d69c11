import type { EvidenceKind } from '../contract/skill-codes.ts';

/** Skills of a group of the invented team with the usual level; members differ by one step either way. */
export const demoGroupSkills: Readonly<Record<string, Readonly<Record<string, number>>>> = {
  '': { coordination: 3, triage: 2, law: 2, communication: 3 },
  'Tổ thường trực': { triage: 3, 'log-analysis': 2, coordination: 2, mail: 2, network: 1 },
  'Tổ ứng cứu, xử lý sự cố': {
    'log-analysis': 3,
    'windows-forensics': 2,
    'linux-forensics': 2,
    'evidence-handling': 3,
    network: 2,
    'web-application': 3,
    database: 2,
  },
  'Tổ giám sát, săn lùng mối nguy hại': {
    'threat-hunting': 3,
    'log-analysis': 3,
    'malware-analysis': 2,
    vulnerability: 3,
    'penetration-test': 2,
    directory: 2,
  },
  'Tổ hậu cần, truyền thông': { communication: 3, law: 2, exercise: 2, virtualisation: 1 },
};

export type DemoEvidence = {
  fullName: string;
  kind: EvidenceKind;
  title: string;
  issuer: string | null;
  number: string | null;
  /** Days from today; negative for the past. */
  issuedIn: number;
  expiresIn: number | null;
  skills: readonly string[];
};

/** Two certificates end soon: one within two months, one within two weeks. Issuers and numbers are invented. */
export const demoEvidence: readonly DemoEvidence[] = [
  {
    fullName: 'Hồ Đức Mạnh',
    kind: 'certificate',
    title: 'Chuyên viên điều tra số',
    issuer: 'Trung tâm Sát hạch An toàn thông tin (mô phỏng)',
    number: 'DTS-2023-0117',
    issuedIn: -1_055,
    expiresIn: 41,
    skills: ['windows-forensics', 'linux-forensics'],
  },
  {
    fullName: 'Lương Thị Yến',
    kind: 'certificate',
    title: 'Chuyên viên săn lùng mối nguy hại',
    issuer: 'Viện Đào tạo An ninh mạng (mô phỏng)',
    number: 'SL-0932',
    issuedIn: -720,
    expiresIn: 10,
    skills: ['threat-hunting', 'log-analysis'],
  },
  {
    fullName: 'Chu Đình Phong',
    kind: 'certificate',
    title: 'Phân tích mã độc nâng cao',
    issuer: 'Viện Đào tạo An ninh mạng (mô phỏng)',
    number: 'MD-0418',
    issuedIn: -300,
    expiresIn: 790,
    skills: ['malware-analysis'],
  },
  {
    fullName: 'Hồ Đức Mạnh',
    kind: 'real-case',
    title: 'Xử lý mã hóa dữ liệu tại một trung tâm y tế',
    issuer: null,
    number: null,
    issuedIn: -140,
    expiresIn: null,
    skills: ['evidence-handling', 'log-analysis'],
  },
  {
    fullName: 'Trịnh Xuân Nam',
    kind: 'exercise',
    title: 'Diễn tập thực chiến cấp tỉnh',
    issuer: 'Sở Khoa học và Công nghệ tỉnh Minh Sơn',
    number: null,
    issuedIn: -60,
    expiresIn: null,
    skills: ['web-application', 'coordination'],
  },
  {
    fullName: 'Bùi Thị Mai',
    kind: 'course',
    title: 'Tiếp nhận và phân loại sự cố',
    issuer: 'Trường Cán bộ (mô phỏng)',
    number: null,
    issuedIn: -200,
    expiresIn: null,
    skills: ['triage'],
  },
  {
    fullName: 'Ứng Hòa Bình',
    kind: 'certificate',
    title: 'Kiểm thử xâm nhập',
    issuer: 'Hiệp hội An toàn thông tin (mô phỏng)',
    number: 'KT-2291',
    issuedIn: -500,
    expiresIn: 600,
    skills: ['penetration-test', 'web-application'],
  },
];
