import type { AgencyKind, SuccessionKind } from '../contract/codes.ts';

/**
 * Tỉnh Minh Sơn does not exist. Every body, person, number and address here is invented: domains end in `.example`
 * (RFC 2606), addresses are documentation networks (RFC 5737, RFC 3849), telephone numbers begin with 0000.
 */
export type DemoAgency = {
  code: string;
  name: string;
  shortName: string;
  kind: AgencyKind;
  /** First label of the domain under `minhson.gov.vn.example`; none for bodies that ended or have no own domain. */
  label?: string;
  parentCode?: string;
  from?: string;
  to?: string;
  headTitle?: string;
};

const FOUNDED = '2010-01-01';
const MERGED = '2025-03-01';
const TWO_TIERS = '2025-07-01';

const department = (
  code: string,
  name: string,
  shortName: string,
  label: string,
  from = FOUNDED,
): DemoAgency => ({
  code,
  name,
  shortName,
  kind: 'department',
  label,
  parentCode: 'UBND',
  from,
  headTitle: 'Giám đốc',
});
const unit = (
  code: string,
  name: string,
  shortName: string,
  label: string,
  parentCode: string,
): DemoAgency => ({
  code,
  name,
  shortName,
  kind: 'public-service-unit',
  label,
  parentCode,
  headTitle: 'Giám đốc',
});
const local = (
  code: string,
  name: string,
  kind: 'commune' | 'ward' | 'special-zone',
  label: string,
): DemoAgency => ({
  code,
  name: `Ủy ban nhân dân ${name}`,
  shortName: `UBND ${name}`,
  kind,
  label,
  parentCode: 'UBND',
  from: TWO_TIERS,
  headTitle: 'Chủ tịch',
});
const ended = (code: string, name: string, shortName: string, kind: AgencyKind, to: string): DemoAgency => ({
  code,
  name,
  shortName,
  kind,
  parentCode: 'UBND',
  to,
});

export const demoAgencies: readonly DemoAgency[] = [
  {
    code: 'UBND',
    name: 'Ủy ban nhân dân tỉnh Minh Sơn',
    shortName: 'UBND tỉnh',
    kind: 'peoples-committee',
    label: '',
    headTitle: 'Chủ tịch',
  },
  {
    code: 'BCD',
    name: 'Ban Chỉ đạo An ninh mạng tỉnh Minh Sơn',
    shortName: 'Ban Chỉ đạo',
    kind: 'steering-committee',
    parentCode: 'UBND',
    headTitle: 'Trưởng ban',
  },
  {
    code: 'CAT',
    name: 'Công an tỉnh Minh Sơn',
    shortName: 'Công an tỉnh',
    kind: 'police',
    label: 'congan',
    headTitle: 'Giám đốc',
  },
  {
    code: 'PA05',
    name: 'Phòng An ninh mạng và phòng, chống tội phạm sử dụng công nghệ cao',
    shortName: 'PA05',
    kind: 'police',
    label: 'pa05.congan',
    parentCode: 'CAT',
    headTitle: 'Trưởng phòng',
  },
  {
    code: 'BCHQS',
    name: 'Bộ Chỉ huy Quân sự tỉnh Minh Sơn',
    shortName: 'Bộ CHQS tỉnh',
    kind: 'military',
    label: 'bchqs',
    headTitle: 'Chỉ huy trưởng',
  },
  {
    code: 'DPQG',
    name: 'Cơ quan điều phối quốc gia (mô phỏng)',
    shortName: 'CQĐPQG (mô phỏng)',
    kind: 'national-body',
    from: MERGED,
  },
  department('VPUBND', 'Văn phòng Ủy ban nhân dân tỉnh', 'VP UBND tỉnh', 'vpubnd'),
  department('SKHCN', 'Sở Khoa học và Công nghệ', 'Sở KH&CN', 'skhcn', MERGED),
  department('SNV', 'Sở Nội vụ', 'Sở Nội vụ', 'sonoivu'),
  department('STC', 'Sở Tài chính', 'Sở Tài chính', 'sotaichinh'),
  department('SXD', 'Sở Xây dựng', 'Sở Xây dựng', 'soxaydung'),
  department('SNNMT', 'Sở Nông nghiệp và Môi trường', 'Sở NN&MT', 'sonnmt', MERGED),
  department('SCT', 'Sở Công Thương', 'Sở Công Thương', 'socongthuong'),
  department('SYT', 'Sở Y tế', 'Sở Y tế', 'soyte'),
  department('SGDDT', 'Sở Giáo dục và Đào tạo', 'Sở GD&ĐT', 'sogddt'),
  department('STP', 'Sở Tư pháp', 'Sở Tư pháp', 'sotuphap'),
  department('SVHTTDL', 'Sở Văn hóa, Thể thao và Du lịch', 'Sở VH,TT&DL', 'sovhttdl'),
  department('SDTTG', 'Sở Dân tộc và Tôn giáo', 'Sở DT&TG', 'sodttg', MERGED),
  department('TTT', 'Thanh tra tỉnh', 'Thanh tra tỉnh', 'thanhtra'),
  department('BQLKKT', 'Ban Quản lý Khu kinh tế tỉnh', 'BQL KKT', 'bqlkkt'),
  {
    code: 'VPTU',
    name: 'Văn phòng Tỉnh ủy',
    shortName: 'VP Tỉnh ủy',
    kind: 'party-body',
    label: 'tinhuy',
    headTitle: 'Chánh Văn phòng',
  },
  {
    code: 'BTGDV',
    name: 'Ban Tuyên giáo và Dân vận Tỉnh ủy',
    shortName: 'Ban TG&DV',
    kind: 'party-body',
    label: 'tuyengiao',
    headTitle: 'Trưởng ban',
  },
  {
    code: 'MTTQ',
    name: 'Ủy ban Mặt trận Tổ quốc Việt Nam tỉnh',
    shortName: 'MTTQ tỉnh',
    kind: 'mass-organisation',
    label: 'mattran',
    headTitle: 'Chủ tịch',
  },
  unit('TTCNTT', 'Trung tâm Công nghệ thông tin và Truyền thông', 'TT CNTT&TT', 'ict', 'SKHCN'),
  unit('TTHCC', 'Trung tâm Phục vụ hành chính công tỉnh', 'TT PVHCC', 'hcc', 'VPUBND'),
  unit('BVDK', 'Bệnh viện Đa khoa tỉnh', 'BVĐK tỉnh', 'bvdk', 'SYT'),
  unit('CDKT', 'Trường Cao đẳng Kỹ thuật Minh Sơn', 'Trường CĐKT', 'cdkt', 'UBND'),
  unit('BPTTH', 'Báo và Phát thanh, Truyền hình Minh Sơn', 'Báo và PTTH', 'bptth', 'VPTU'),
  {
    code: 'THUE',
    name: 'Thuế tỉnh Minh Sơn',
    shortName: 'Thuế tỉnh',
    kind: 'vertical-body',
    label: 'thue',
    headTitle: 'Trưởng Thuế tỉnh',
  },
  {
    code: 'KBNN',
    name: 'Kho bạc Nhà nước khu vực Minh Sơn',
    shortName: 'Kho bạc',
    kind: 'vertical-body',
    label: 'khobac',
    headTitle: 'Giám đốc',
  },
  {
    code: 'VTMS',
    name: 'Công ty Viễn thông Minh Sơn (mô phỏng)',
    shortName: 'Viễn thông MS',
    kind: 'enterprise',
    label: 'vienthong',
    headTitle: 'Giám đốc',
  },
  local('P-TRUNGSON', 'phường Trung Sơn', 'ward', 'trungson'),
  local('P-BINHMINH', 'phường Bình Minh', 'ward', 'binhminh'),
  local('X-SUOIBAC', 'xã Suối Bạc', 'commune', 'suoibac'),
  local('X-DOITHONG', 'xã Đồi Thông', 'commune', 'doithong'),
  local('X-TANKHE', 'xã Tân Khê', 'commune', 'tankhe'),
  local('X-ANHOA', 'xã An Hòa', 'commune', 'anhoa'),
  local('DK-HONNGOC', 'đặc khu Hòn Ngọc', 'special-zone', 'honngoc'),
  ended('STTTT', 'Sở Thông tin và Truyền thông', 'Sở TT&TT', 'department', MERGED),
  ended('SKHCN-CU', 'Sở Khoa học và Công nghệ (trước 01/3/2025)', 'Sở KH&CN cũ', 'department', MERGED),
  ended('SNNPTNT', 'Sở Nông nghiệp và Phát triển nông thôn', 'Sở NN&PTNT', 'department', MERGED),
  ended('STNMT', 'Sở Tài nguyên và Môi trường', 'Sở TN&MT', 'department', MERGED),
  ended('BDT', 'Ban Dân tộc tỉnh', 'Ban Dân tộc', 'department', MERGED),
  ended('TP-MINHSON', 'Ủy ban nhân dân thành phố Minh Sơn', 'UBND TP Minh Sơn', 'district', TWO_TIERS),
  ended('H-SUOIBAC', 'Ủy ban nhân dân huyện Suối Bạc', 'UBND huyện Suối Bạc', 'district', TWO_TIERS),
  ended('H-HONNGOC', 'Ủy ban nhân dân huyện đảo Hòn Ngọc', 'UBND huyện Hòn Ngọc', 'district', TWO_TIERS),
];

export const demoSuccessions: readonly {
  kind: SuccessionKind;
  onDate: string;
  from: readonly string[];
  to: readonly string[];
}[] = [
  { kind: 'merged', onDate: MERGED, from: ['STTTT', 'SKHCN-CU'], to: ['SKHCN'] },
  { kind: 'merged', onDate: MERGED, from: ['SNNPTNT', 'STNMT'], to: ['SNNMT'] },
  { kind: 'renamed', onDate: MERGED, from: ['BDT'], to: ['SDTTG'] },
  { kind: 'split', onDate: TWO_TIERS, from: ['TP-MINHSON'], to: ['P-TRUNGSON', 'P-BINHMINH'] },
  {
    kind: 'split',
    onDate: TWO_TIERS,
    from: ['H-SUOIBAC'],
    to: ['X-SUOIBAC', 'X-DOITHONG', 'X-TANKHE', 'X-ANHOA'],
  },
  { kind: 'renamed', onDate: TWO_TIERS, from: ['H-HONNGOC'], to: ['DK-HONNGOC'] },
];

/** Heads and focal points in turn; none of them exists. */
export const demoContactNames = [
  'Nguyễn Đức Thịnh',
  'Trần Thị Minh Nguyệt',
  'Lê Quang Vinh',
  'Phạm Hồng Sơn',
  'Hoàng Thị Thu Hà',
  'Vũ Đình Khôi',
  'Đặng Ngọc Ánh',
  'Bùi Văn Toàn',
  'Đỗ Thị Bích Liên',
  'Ngô Xuân Trường',
  'Dương Thị Kiều Oanh',
  'Lý Quốc Bảo',
  'Hồ Thanh Tùng',
  'Phan Thị Diệu Linh',
  'Võ Minh Đăng',
  'Trịnh Thị Ngọc Mai',
  'Đinh Công Luận',
  'Mai Thị Hồng Vân',
  'Tạ Đăng Khoa',
  'Cao Thị Phương Thảo',
  'Lương Văn Hiếu',
  'Châu Thị Mỹ Duyên',
  'Kiều Anh Tú',
] as const;
