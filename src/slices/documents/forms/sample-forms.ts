import type { Form03Input, Form04Input } from './form-inputs.ts';

/** Invented values that fill every field of both forms, for tests and benchmarks. */
const reporter = {
  name: 'Sở Nông nghiệp và Môi trường tỉnh Sông Mây',
  address: 'Số 12 đường Bến Cũ, phường Sông Mây, tỉnh Sông Mây',
  phone: '0200 111 222',
  email: 'snnmt@songmay.example',
};
const system = {
  operatorName: 'Trung tâm Công nghệ số và Thông tin nông nghiệp',
  governingBody: 'Sở Nông nghiệp và Môi trường tỉnh Sông Mây',
  name: 'Cổng thông tin đất đai',
  level: 3,
};
const detected = { date: '2026-03-05', hour: 8, minute: 5 };

export const sampleForm03: Form03Input = {
  governingBody: 'Ủy ban nhân dân tỉnh Sông Mây',
  reportCode: '07/BC-SNNMT',
  reporter,
  contact: {
    name: 'Hoàng Thị Ánh Tuyết',
    post: 'Trưởng phòng Hạ tầng',
    phone: '0900 000 111',
    email: 'tuyet.ht@songmay.example',
  },
  system: {
    ...system,
    securityProvider: 'Công ty An ninh mạng Mây Xanh',
    connectionProvider: 'Viễn thông Sông Mây',
    hostingProvider: 'Trung tâm dữ liệu tỉnh',
  },
  description:
    'Máy chủ ứng dụng chậm bất thường, xuất hiện tệp lạ đuôi .locked; dữ liệu hồ sơ đất đai từ ngày 01/3/2026 không mở được.',
  detected,
  status: 'not-handled',
  detectionMethods: ['log-review', 'notified'],
  notifiedBy: 'người dùng tại bộ phận một cửa',
  notifiedParties: ['network-member', 'coordinator'],
  operatingSystem: 'Ubuntu Server',
  operatingSystemVersion: '22.04 LTS',
  services: ['web', 'database', 'other'],
  otherService: 'bản đồ số',
  measures: ['antivirus', 'firewall'],
  ipAddresses: ['203.0.113.10', '192.168.1.20', '2001:db8::10'],
  domains: ['datdai.songmay.example', 'bando.songmay.example'],
  purpose: 'Tra cứu thông tin quy hoạch và nộp hồ sơ đất đai trực tuyến',
  enclosures: ['system-log', 'malware-sample'],
  isConfidential: true,
  proposals: 'Đề nghị hỗ trợ phân tích mã độc và khôi phục dữ liệu.',
  reported: { date: '2026-03-05', hour: 9, minute: 30 },
  signer: { post: 'Giám đốc', name: 'Đặng Quốc Khánh' },
};

export const sampleForm04: Form04Input = {
  governingBody: 'Ủy ban nhân dân tỉnh Sông Mây',
  reportCode: '15/BC-SNNMT',
  reporter,
  initialReportCode: '07/BC-SNNMT',
  initialReportOn: '2026-03-05',
  system,
  description: 'Mã độc mã hóa dữ liệu trên máy chủ Cổng thông tin đất đai.',
  detected,
  result:
    'Kẻ tấn công vào qua tài khoản quản trị bị lộ mật khẩu. Đội ứng cứu đã cách ly máy chủ, gỡ mã độc, khôi phục dữ liệu từ bản sao lưu ngày 04/3/2026 và bật xác thực hai lớp cho toàn bộ tài khoản quản trị.',
  attachments: ['Báo cáo diễn biến sự cố', 'Phương án xử lý', 'Log file (SHA-256 kèm theo)'],
  place: 'Sông Mây',
  signedOn: '2026-03-12',
  signer: { post: 'Giám đốc', name: 'Đặng Quốc Khánh' },
};
