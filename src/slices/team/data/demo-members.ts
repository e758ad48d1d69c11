import type { TeamRole } from '../contract/codes.ts';

/** The team of the invented province Minh Sơn. None of these people exists; telephone numbers begin with 0000. */
export type DemoMember = {
  fullName: string;
  agencyCode: string;
  post: string;
  role: TeamRole;
  group: string | null;
  /** Keeps the duty desk in turn. */
  duty?: 'primary' | 'backup';
  /** In the team since the founding; the others came with the change of 2025. */
  isFounder?: boolean;
  /** Came with the second change, in 2026. */
  isLate?: boolean;
};

const LEADERSHIP = null;
const STANDING = 'Tổ thường trực';
const RESPONSE = 'Tổ ứng cứu, xử lý sự cố';
const HUNTING = 'Tổ giám sát, săn lùng mối nguy hại';
const SUPPORT = 'Tổ hậu cần, truyền thông';

export const demoMembers: readonly DemoMember[] = [
  { fullName: 'Nguyễn Hữu Trí', agencyCode: 'CAT', post: 'Phó Giám đốc', role: 'leader', group: LEADERSHIP },
  {
    fullName: 'Trần Quốc Dũng',
    agencyCode: 'PA05',
    post: 'Trưởng phòng',
    role: 'standing-deputy',
    group: LEADERSHIP,
  },
  {
    fullName: 'Lê Thị Thanh Hương',
    agencyCode: 'SKHCN',
    post: 'Phó Giám đốc',
    role: 'deputy',
    group: LEADERSHIP,
    isFounder: true,
  },
  {
    fullName: 'Phạm Minh Tuấn',
    agencyCode: 'VPUBND',
    post: 'Phó Chánh Văn phòng',
    role: 'deputy',
    group: LEADERSHIP,
    isFounder: true,
  },
  {
    fullName: 'Vũ Thị Lan Anh',
    agencyCode: 'PA05',
    post: 'Cán bộ',
    role: 'secretary',
    group: STANDING,
    duty: 'backup',
  },
  {
    fullName: 'Hoàng Anh Tuấn',
    agencyCode: 'PA05',
    post: 'Phó Trưởng phòng',
    role: 'group-head',
    group: STANDING,
    duty: 'backup',
  },
  {
    fullName: 'Đặng Văn Long',
    agencyCode: 'PA05',
    post: 'Cán bộ',
    role: 'member',
    group: STANDING,
    duty: 'primary',
  },
  {
    fullName: 'Bùi Thị Mai',
    agencyCode: 'PA05',
    post: 'Cán bộ',
    role: 'member',
    group: STANDING,
    duty: 'primary',
  },
  {
    fullName: 'Đỗ Quang Huy',
    agencyCode: 'TTCNTT',
    post: 'Kỹ sư an toàn thông tin',
    role: 'member',
    group: STANDING,
    duty: 'primary',
    isFounder: true,
  },
  {
    fullName: 'Ngô Thanh Bình',
    agencyCode: 'TTCNTT',
    post: 'Kỹ sư hệ thống',
    role: 'member',
    group: STANDING,
    duty: 'primary',
    isFounder: true,
  },
  {
    fullName: 'Dương Thị Hạnh',
    agencyCode: 'SKHCN',
    post: 'Chuyên viên',
    role: 'member',
    group: STANDING,
    duty: 'primary',
  },
  {
    fullName: 'Lý Gia Bảo',
    agencyCode: 'CAT',
    post: 'Cán bộ',
    role: 'member',
    group: STANDING,
    duty: 'primary',
  },
  {
    fullName: 'Hồ Đức Mạnh',
    agencyCode: 'TTCNTT',
    post: 'Trưởng phòng Hạ tầng',
    role: 'group-head',
    group: RESPONSE,
    duty: 'backup',
    isFounder: true,
  },
  {
    fullName: 'Phan Văn Khánh',
    agencyCode: 'BCHQS',
    post: 'Trợ lý tác chiến không gian mạng',
    role: 'member',
    group: RESPONSE,
  },
  {
    fullName: 'Võ Thị Ngọc Trâm',
    agencyCode: 'STC',
    post: 'Chuyên viên CNTT',
    role: 'member',
    group: RESPONSE,
    isFounder: true,
  },
  {
    fullName: 'Trịnh Xuân Nam',
    agencyCode: 'SYT',
    post: 'Chuyên viên CNTT',
    role: 'member',
    group: RESPONSE,
    isFounder: true,
  },
  {
    fullName: 'Đinh Thị Phương',
    agencyCode: 'SGDDT',
    post: 'Chuyên viên CNTT',
    role: 'member',
    group: RESPONSE,
    isFounder: true,
  },
  {
    fullName: 'Mai Tiến Đạt',
    agencyCode: 'BVDK',
    post: 'Trưởng phòng CNTT',
    role: 'member',
    group: RESPONSE,
  },
  { fullName: 'Tạ Hoàng Phúc', agencyCode: 'TTHCC', post: 'Kỹ thuật viên', role: 'member', group: RESPONSE },
  { fullName: 'Cao Văn Lộc', agencyCode: 'SNNMT', post: 'Chuyên viên CNTT', role: 'member', group: RESPONSE },
  {
    fullName: 'Lương Thị Yến',
    agencyCode: 'PA05',
    post: 'Cán bộ',
    role: 'group-head',
    group: HUNTING,
    duty: 'backup',
  },
  {
    fullName: 'Chu Đình Phong',
    agencyCode: 'TTCNTT',
    post: 'Kỹ sư giám sát',
    role: 'member',
    group: HUNTING,
    isFounder: true,
  },
  {
    fullName: 'Kiều Minh Châu',
    agencyCode: 'CDKT',
    post: 'Giảng viên',
    role: 'member',
    group: HUNTING,
    isLate: true,
  },
  {
    fullName: 'Tô Hải Yến',
    agencyCode: 'SCT',
    post: 'Chuyên viên CNTT',
    role: 'member',
    group: HUNTING,
    isFounder: true,
  },
  {
    fullName: 'Quách Văn Thành',
    agencyCode: 'P-TRUNGSON',
    post: 'Công chức văn hóa - xã hội',
    role: 'member',
    group: SUPPORT,
  },
  {
    fullName: 'Âu Thị Kim Ngân',
    agencyCode: 'BPTTH',
    post: 'Biên tập viên',
    role: 'member',
    group: SUPPORT,
    isLate: true,
  },
  {
    fullName: 'Ninh Ngọc Diệp',
    agencyCode: 'SNV',
    post: 'Chuyên viên',
    role: 'group-head',
    group: SUPPORT,
    isFounder: true,
  },
  {
    fullName: 'Ông Thế Vinh',
    agencyCode: 'VPTU',
    post: 'Chuyên viên cơ yếu',
    role: 'member',
    group: SUPPORT,
    isFounder: true,
  },
  {
    fullName: 'Ứng Hòa Bình',
    agencyCode: 'VTMS',
    post: 'Chuyên gia mạng',
    role: 'invited-expert',
    group: null,
  },
];

/** In the team from the founding until the change of 2025. */
export const demoFormerMembers: readonly DemoMember[] = [
  { fullName: 'Nguyễn Bá Thắng', agencyCode: 'STTTT', post: 'Giám đốc', role: 'leader', group: LEADERSHIP },
  {
    fullName: 'Đoàn Thị Tuyết',
    agencyCode: 'TP-MINHSON',
    post: 'Chuyên viên CNTT',
    role: 'member',
    group: RESPONSE,
  },
  {
    fullName: 'Hà Văn Quyết',
    agencyCode: 'H-SUOIBAC',
    post: 'Chuyên viên CNTT',
    role: 'member',
    group: RESPONSE,
  },
];
