import type { Channel, ReportKind } from '../contract/codes.ts';

export type DemoReport = {
  channel: Channel;
  kind: ReportKind;
  title: string;
  description: string;
  answers?: Record<string, string>;
  systemName?: string;
  reporter: { name: string; phone?: string; organisation?: string };
  detectedMinutesAgo: number;
  callBackInMinutes?: number;
};

/** Invented reports of the demo province; addresses are from the documentation ranges (RFC 5737, RFC 2606). */
export const demoReports: readonly DemoReport[] = [
  {
    channel: 'web',
    kind: 'gambling-links',
    title: 'Trang web bị chèn liên kết cờ bạc, cá độ: sotaichinh.minhson.gov.vn.example',
    description:
      'Tìm "thủ tục mua sắm tài sản công Minh Sơn" trên Google thấy nhiều kết quả của https://sotaichinh.minhson.gov.vn.example/van-ban/?p=8812 nhưng tiêu đề là nhà cái, nổ hũ. Bấm vào thì chuyển sang hxxps://nohu-vip[.]example/dk. Mở bằng điện thoại mới bị chuyển, mở bằng máy tính thì bình thường.',
    answers: { links: 'nohu-vip[.]example', 'found-by': 'Người dân tìm trên Google' },
    systemName: 'sotaichinh.minhson.gov.vn.example',
    reporter: { name: 'Nguyễn Văn Bình', phone: '0000 912 345' },
    detectedMinutesAgo: 42,
  },
  {
    channel: 'web',
    kind: 'gambling-links',
    title: 'Trang web bị chèn liên kết cờ bạc, cá độ: sotaichinh.minhson.gov.vn.example',
    description:
      'Cổng thông tin của Sở Tài chính có trang con quảng cáo cá độ: https://sotaichinh.minhson.gov.vn.example/upload/tai-lieu/index.html và /upload/tai-lieu/soi-cau.html',
    systemName: 'sotaichinh.minhson.gov.vn.example',
    reporter: { name: 'Trần Thị Ngọc', organisation: 'Báo và phát thanh, truyền hình Minh Sơn' },
    detectedMinutesAgo: 25,
  },
  {
    channel: 'phone',
    kind: 'ransomware',
    title: 'Máy chủ tệp của bệnh viện bị mã hóa, tệp đuôi .khoa2026',
    description:
      'Trực đêm báo: từ 01 giờ 30 không mở được tệp trên máy chủ dùng chung, có tệp HUONG_DAN.txt đòi tiền. Đã rút dây mạng máy chủ, các máy trạm còn bật.',
    answers: {
      isolated: 'Đã rút dây mạng máy chủ; máy còn bật',
      scope: '1 máy chủ tệp, khoảng 40 máy trạm',
      'ransom-note': 'Có, HUONG_DAN.txt, đuôi .khoa2026',
      backup: 'Bản sao lưu ngoài mạng, thứ Sáu tuần trước',
      running: 'Phần mềm quản lý bệnh viện vẫn chạy',
      'personal-data': 'Có thể có hồ sơ bệnh án, chưa rõ số lượng',
    },
    systemName: 'Máy chủ tệp, Bệnh viện đa khoa tỉnh',
    reporter: { name: 'Mai Tiến Đạt', phone: '0000 345 678', organisation: 'Bệnh viện đa khoa tỉnh' },
    detectedMinutesAgo: 65,
    callBackInMinutes: 15,
  },
  {
    channel: 'email',
    kind: 'phishing',
    title: '[TBSC] Thư giả mạo Văn phòng UBND tỉnh yêu cầu cập nhật mật khẩu thư công vụ',
    description:
      'Sáng nay 12 cán bộ nhận thư từ vpubnd@minhson-gov-vn.example, tiêu đề "Nâng cấp hệ thống thư công vụ", liên kết http://198.51.100.23/owa/dang-nhap. Hai người đã nhập mật khẩu.',
    reporter: { name: 'Đinh Thị Phương', organisation: 'Sở Giáo dục và Đào tạo' },
    detectedMinutesAgo: 18,
  },
  {
    channel: 'api',
    kind: 'malware',
    title: 'Giám sát: máy 192.0.2.77 kết nối máy chủ điều khiển 203.0.113.201:8443',
    description:
      'Cảnh báo tự động. Nguồn 192.0.2.77, đích 203.0.113.201:8443, 212 kết nối trong 10 phút, SHA-256 tệp tải về 9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08.',
    reporter: { name: 'Trung tâm giám sát', organisation: 'Trung tâm Công nghệ thông tin' },
    detectedMinutesAgo: 9,
  },
  {
    channel: 'walk-in',
    kind: 'account-takeover',
    title: 'Trang mạng xã hội của phường Trung Sơn bị chiếm quyền quản trị',
    description:
      'Cán bộ văn hóa phường đến báo trực tiếp: trang của phường đổi tên, đăng bài cho vay. Hai quản trị viên cũ bị gỡ khỏi trang.',
    answers: {
      account: 'Trang mạng xã hội phường Trung Sơn',
      'second-factor': 'Không bật',
      victims: 'Khoảng 5.000 người theo dõi',
    },
    reporter: { name: 'Quách Văn Thành', phone: '0000 222 333', organisation: 'UBND phường Trung Sơn' },
    detectedMinutesAgo: 130,
    callBackInMinutes: 45,
  },
];
