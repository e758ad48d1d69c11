/** Words of the screens of this slice. */
export const screensVi = {
  'accounts.role.administrator': 'Quản trị hệ thống',
  'accounts.role.peoples-committee-leader': 'Lãnh đạo UBND tỉnh',
  'accounts.role.steering-committee': 'Ban Chỉ đạo',
  'accounts.role.team-leader': 'Đội trưởng',
  'accounts.role.deputy-leader': 'Đội phó',
  'accounts.role.duty-officer': 'Trực ban',
  'accounts.role.responder': 'Cán bộ ứng cứu',
  'accounts.role.agency-focal-point': 'Đầu mối của cơ quan',
  'accounts.role.agency-head': 'Lãnh đạo cơ quan',
  'accounts.role.auditor': 'Kiểm tra, giám sát (chỉ đọc)',
  'accounts.role.external-expert': 'Chuyên gia ngoài (theo vụ việc)',
} as const;
