/** One skill as it is delivered; every team edits its own catalogue afterwards. */
export type ShippedSkill = {
  id: string;
  code: string;
  area: 'duty' | 'forensics' | 'platforms' | 'watch' | 'organisation';
  nameVi: string;
  nameEn: string;
  countsForExperts: boolean;
  /** Level from which a member counts as covering the skill, and how many such members the team wants. */
  neededLevel: number;
  neededCount: number;
  /** Level that somebody on each shift has to have; null where a shift can do without. */
  shiftLevel: number | null;
};

const skill = (
  place: number,
  code: string,
  area: ShippedSkill['area'],
  names: readonly [string, string],
  wants: { isExpert?: boolean; level?: number; count: number; shift?: number },
): ShippedSkill => ({
  id: `00000000-0000-7000-8000-5c00000000${String(place).padStart(2, '0')}`,
  code,
  area,
  nameVi: names[0],
  nameEn: names[1],
  countsForExperts: wants.isExpert ?? true,
  neededLevel: wants.level ?? 3,
  neededCount: wants.count,
  shiftLevel: wants.shift ?? null,
});

/**
 * What a provincial team needs, drawn from the groups that the regulations of such teams name (response, malware and
 * forensics, watch and warning, networks and systems, applications and data, logistics, law and press).
 */
export const shippedSkills: readonly ShippedSkill[] = [
  skill(1, 'triage', 'duty', ['Tiếp nhận, phân loại sự cố', 'Incident intake and triage'], {
    isExpert: false,
    level: 2,
    count: 6,
    shift: 2,
  }),
  skill(2, 'coordination', 'duty', ['Điều phối ứng cứu', 'Response coordination'], {
    isExpert: false,
    count: 4,
  }),
  skill(3, 'log-analysis', 'duty', ['Phân tích nhật ký', 'Log analysis'], { count: 5, shift: 2 }),
  skill(4, 'windows-forensics', 'forensics', ['Điều tra số trên Windows', 'Windows forensics'], { count: 3 }),
  skill(5, 'linux-forensics', 'forensics', ['Điều tra số trên Linux', 'Linux forensics'], { count: 3 }),
  skill(6, 'malware-analysis', 'forensics', ['Phân tích mã độc', 'Malware analysis'], { count: 2 }),
  skill(
    7,
    'evidence-handling',
    'forensics',
    ['Thu thập, bảo quản chứng cứ điện tử', 'Collection and preservation of electronic evidence'],
    { count: 4 },
  ),
  skill(
    8,
    'network',
    'platforms',
    ['Mạng, tường lửa, phân tích lưu lượng', 'Networks, firewalls, traffic analysis'],
    {
      count: 4,
    },
  ),
  skill(9, 'web-application', 'platforms', ['Ứng dụng web, cổng thông tin', 'Web applications and portals'], {
    count: 4,
  }),
  skill(10, 'database', 'platforms', ['Cơ sở dữ liệu, sao lưu, phục hồi', 'Databases, backup and recovery'], {
    count: 3,
  }),
  skill(11, 'virtualisation', 'platforms', ['Điện toán đám mây, ảo hóa', 'Cloud and virtualisation'], {
    count: 2,
  }),
  skill(12, 'mail', 'platforms', ['Thư điện tử, chống lừa đảo', 'E-mail and anti-phishing'], {
    isExpert: false,
    count: 2,
  }),
  skill(
    13,
    'directory',
    'platforms',
    ['Quản lý danh tính, Active Directory', 'Identity and Active Directory'],
    {
      count: 2,
    },
  ),
  skill(
    14,
    'industrial-control',
    'platforms',
    ['Hệ thống điều khiển công nghiệp (OT)', 'Industrial control systems (OT)'],
    { level: 2, count: 1 },
  ),
  skill(15, 'threat-hunting', 'watch', ['Săn lùng mối nguy hại', 'Threat hunting'], { count: 3 }),
  skill(
    16,
    'vulnerability',
    'watch',
    ['Rà quét, đánh giá lỗ hổng', 'Vulnerability scanning and assessment'],
    {
      count: 3,
    },
  ),
  skill(17, 'penetration-test', 'watch', ['Kiểm thử xâm nhập', 'Penetration testing'], { count: 2 }),
  skill(
    18,
    'exercise',
    'organisation',
    ['Xây dựng kịch bản, tổ chức diễn tập', 'Exercise design and conduct'],
    {
      isExpert: false,
      count: 2,
    },
  ),
  skill(
    19,
    'law',
    'organisation',
    ['Pháp luật an ninh mạng, dữ liệu cá nhân', 'Cybersecurity and personal data law'],
    {
      isExpert: false,
      count: 2,
    },
  ),
  skill(
    20,
    'communication',
    'organisation',
    ['Truyền thông, phát ngôn', 'Communication and public statements'],
    {
      isExpert: false,
      count: 2,
    },
  ),
];
