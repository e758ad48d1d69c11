import type { attackTypes, causes, LogKind, Severity } from '../contract/codes.ts';
import type { RsitCode } from '../contract/rsit.ts';

/** One kind of incident as it happens in a province. All invented; addresses are those set aside for documentation. */
export type DemoKind = {
  title: string;
  description: string;
  cause: (typeof causes)[number];
  attackType: (typeof attackTypes)[number] | null;
  rsit: RsitCode;
  severity: Severity;
  grounds: string;
  isPersonal?: boolean;
  damageVnd?: number;
  tasks: readonly string[];
  log: readonly { kind: Exclude<LogKind, 'system' | 'correction'>; text: string; isShared?: boolean }[];
  observables: string;
  outcome: string;
  rootCause: string;
  lessons: string;
};

export const demoKinds: readonly DemoKind[] = [
  {
    title: 'Chèn liên kết cờ bạc, cá độ vào cổng thông tin',
    description:
      'Khi tìm tên cơ quan trên công cụ tìm kiếm, kết quả dẫn sang trang cá độ bóng đá. Mở trực tiếp bằng địa chỉ thì trang vẫn hiện bình thường.',
    cause: 'attack',
    attackType: 'defacement',
    rsit: 'information-content-security.unauthorised-information-modification',
    severity: 'M3',
    grounds: 'Hệ thống cấp độ 2, không lộ dữ liệu, ảnh hưởng uy tín cơ quan.',
    tasks: [
      'Sao lưu thư mục tải lên và nhật ký truy cập 30 ngày trước khi gỡ',
      'Gỡ mã chèn, so sánh mã nguồn với bản gốc',
      'Đổi mật khẩu quản trị, bật xác thực hai lớp',
      'Yêu cầu công cụ tìm kiếm lập chỉ mục lại',
    ],
    log: [
      { kind: 'finding', text: 'Máy chủ trả về mã 302 khi tiêu đề Referer là của công cụ tìm kiếm.' },
      { kind: 'call', text: 'Gọi đầu mối của cơ quan: giữ nguyên hiện trạng, chưa xóa gì.', isShared: true },
      {
        kind: 'finding',
        text: 'Tệp lạ uploads/2026/cache.php có ngày sửa trùng lần đăng nhập quản trị từ 198.51.100.23.',
      },
      { kind: 'action', text: 'Đã gỡ mã chèn và chặn thực thi tệp trong thư mục tải lên.', isShared: true },
    ],
    observables:
      'hxxps://keo-nha-cai[.]example/vn 198.51.100.23 tai-xiu.example 5d41402abc4b2a76b9719d911017c592',
    outcome: 'Đã gỡ toàn bộ nội dung chèn, đóng tài khoản bị lợi dụng, trang hoạt động bình thường.',
    rootCause: 'Tài khoản quản trị dùng lại mật khẩu đã lộ; thư mục tải lên cho phép chạy mã.',
    lessons:
      'Bắt buộc xác thực hai lớp cho quản trị; cấm chạy mã trong thư mục tải lên ở mọi cổng thông tin.',
  },
  {
    title: 'Phát hiện webshell trên máy chủ ứng dụng',
    description: 'Hệ thống giám sát báo lệnh hệ điều hành chạy từ tiến trình của máy chủ web vào ban đêm.',
    cause: 'attack',
    attackType: 'unauthorised-access',
    rsit: 'intrusions.application-compromise',
    severity: 'M2',
    grounds: 'Kẻ tấn công đã có quyền chạy lệnh trên hệ thống cấp độ 3.',
    tasks: [
      'Cô lập máy chủ khỏi mạng nội bộ',
      'Lấy ảnh bộ nhớ và ảnh đĩa',
      'Rà soát các máy chủ cùng mã nguồn',
      'Vá lỗ hổng tải tệp, triển khai lại từ bản sạch',
    ],
    log: [
      { kind: 'action', text: 'Cô lập máy chủ bằng luật tường lửa, giữ nguồn điện để lấy ảnh bộ nhớ.' },
      {
        kind: 'finding',
        text: 'Webshell nhận lệnh qua tham số đã mã hóa; lần đầu truy cập từ 203.0.113.77.',
      },
      { kind: 'decision', text: 'Triển khai lại từ mã nguồn gốc, không làm sạch tại chỗ.' },
    ],
    observables:
      '203.0.113.77 dieu-khien[.]example CVE-2024-3400 e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855',
    outcome: 'Máy chủ được dựng lại từ bản sạch; không thấy dấu vết lan sang máy khác.',
    rootCause: 'Chức năng tải tệp đính kèm không kiểm tra loại tệp.',
    lessons: 'Kiểm tra mã nguồn trước khi đưa vào vận hành; giám sát tiến trình con của máy chủ web.',
  },
  {
    title: 'Thư lừa đảo mạo danh Kho bạc gửi kế toán',
    description: 'Nhiều kế toán nhận thư yêu cầu "đối chiếu chứng từ" kèm liên kết tới trang đăng nhập giả.',
    cause: 'attack',
    attackType: 'spoofing',
    rsit: 'fraud.phishing',
    severity: 'M3',
    grounds: 'Có người đã nhập mật khẩu; chưa thấy bị lợi dụng.',
    isPersonal: true,
    tasks: ['Chặn tên miền giả ở cổng thư', 'Đổi mật khẩu những người đã bấm', 'Gửi cảnh báo cho các đơn vị'],
    log: [
      { kind: 'finding', text: 'Thư gửi từ kho-bac@doi-chieu.example, không qua kiểm tra SPF.' },
      { kind: 'call', text: 'Ba người xác nhận đã nhập mật khẩu; đã hướng dẫn đổi ngay.', isShared: true },
      { kind: 'action', text: 'Chặn tên miền tại cổng thư và DNS nội bộ.' },
    ],
    observables: 'kho-bac@doi-chieu.example hxxp://dang-nhap.doi-chieu[.]example/kbnn 192.0.2.45',
    outcome: 'Đã chặn tên miền, đổi mật khẩu 3 tài khoản, không có đăng nhập trái phép.',
    rootCause: 'Cổng thư chưa từ chối thư không qua SPF và DMARC.',
    lessons: 'Bật chính sách DMARC từ chối; tập huấn nhận biết thư lừa đảo cho kế toán.',
  },
  {
    title: 'Mã độc tống tiền mã hóa máy chủ tệp',
    description: 'Sáng đến cơ quan, tệp trên máy chủ dùng chung đổi đuôi, có tệp hướng dẫn trả tiền chuộc.',
    cause: 'attack',
    attackType: 'data-encryption',
    rsit: 'information-content-security.data-loss',
    severity: 'M1',
    grounds: 'Dữ liệu nghiệp vụ bị mã hóa, cơ quan không tự xử lý được.',
    isPersonal: true,
    damageVnd: 180_000_000,
    tasks: [
      'Rút dây mạng các máy bị ảnh hưởng, không tắt máy',
      'Kiểm tra bản sao lưu ngoại tuyến',
      'Xác định máy đầu tiên bị nhiễm',
      'Khôi phục từ bản sao lưu sạch',
      'Rà soát tài khoản quản trị miền',
    ],
    log: [
      {
        kind: 'call',
        text: 'Hướng dẫn qua điện thoại: rút dây mạng, không tắt máy, không trả tiền.',
        isShared: true,
      },
      { kind: 'finding', text: 'Đăng nhập từ xa lúc 02:14 từ 198.51.100.90 bằng tài khoản của nhà thầu cũ.' },
      { kind: 'decision', text: 'Không thương lượng. Khôi phục từ bản sao lưu ngày hôm trước.' },
      { kind: 'action', text: 'Khôi phục xong 92% dữ liệu, phần còn lại nhập tay.', isShared: true },
    ],
    observables:
      '198.51.100.90 tra-tien[.]example 9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08',
    outcome: 'Khôi phục 92% dữ liệu từ bản sao lưu, không trả tiền chuộc.',
    rootCause: 'Cổng điều khiển từ xa mở ra Internet, tài khoản nhà thầu chưa thu hồi.',
    lessons: 'Thu hồi tài khoản khi hết hợp đồng; sao lưu ngoại tuyến hằng ngày; đóng điều khiển từ xa.',
  },
  {
    title: 'Địa chỉ IP của cơ quan nằm trong mạng máy tính ma',
    description: 'Cảnh báo của cơ quan điều phối: máy trong mạng kết nối tới máy chủ điều khiển.',
    cause: 'attack',
    attackType: 'malware',
    rsit: 'malicious-code.infected-system',
    severity: 'M4',
    grounds: 'Một máy trạm, không chứa dữ liệu quan trọng.',
    tasks: ['Xác định máy trạm theo nhật ký tường lửa', 'Quét, cài lại máy', 'Kiểm tra lại sau 7 ngày'],
    log: [
      { kind: 'finding', text: 'Máy 10.20.3.41 của bộ phận một cửa kết nối định kỳ 5 phút một lần.' },
      { kind: 'action', text: 'Cài lại máy, cập nhật phần mềm diệt mã độc.', isShared: true },
    ],
    observables: '10.20.3.41 203.0.113.200 may-chu-ma.example',
    outcome: 'Máy trạm được cài lại, không còn kết nối lạ sau 7 ngày.',
    rootCause: 'Cài phần mềm bẻ khóa tải từ mạng.',
    lessons: 'Bỏ quyền quản trị trên máy trạm của người dùng.',
  },
  {
    title: 'Thay đổi giao diện trang chủ',
    description: 'Trang chủ hiện hình ảnh và dòng chữ lạ trong khoảng 40 phút.',
    cause: 'attack',
    attackType: 'defacement',
    rsit: 'information-content-security.unauthorised-information-modification',
    severity: 'M2',
    grounds: 'Trang chủ của cơ quan nhà nước bị thay nội dung công khai.',
    tasks: ['Chụp lại hiện trạng', 'Chuyển sang trang thông báo tạm', 'Tìm đường vào', 'Khôi phục và vá'],
    log: [
      { kind: 'action', text: 'Chuyển tên miền sang trang thông báo bảo trì.', isShared: true },
      { kind: 'finding', text: 'Lỗ hổng trong thành phần soạn thảo đã có bản vá từ hai tháng trước.' },
    ],
    observables: '192.0.2.130 CVE-2023-34362 098f6bcd4621d373cade4e832627b4f6',
    outcome: 'Khôi phục trang trong 3 giờ, vá thành phần có lỗ hổng.',
    rootCause: 'Không cập nhật thành phần soạn thảo.',
    lessons: 'Theo dõi phiên bản thành phần trong danh mục hệ thống, cập nhật hằng tháng.',
  },
  {
    title: 'Chiếm tài khoản thư công vụ, phát tán thư rác',
    description: 'Một hộp thư gửi hơn 4.000 thư trong đêm; người dùng không đăng nhập được.',
    cause: 'attack',
    attackType: 'unauthorised-access',
    rsit: 'intrusions.unprivileged-account-compromise',
    severity: 'M3',
    grounds: 'Một tài khoản, có danh bạ nội bộ.',
    isPersonal: true,
    tasks: ['Khóa tài khoản, hủy phiên', 'Xóa luật chuyển tiếp thư', 'Báo các nơi nhận được thư'],
    log: [
      { kind: 'action', text: 'Khóa tài khoản, hủy mọi phiên đăng nhập.' },
      { kind: 'finding', text: 'Có luật chuyển tiếp thư tới luu-tru@nhan-thu.example.' },
    ],
    observables: 'luu-tru@nhan-thu.example 198.51.100.150',
    outcome: 'Tài khoản được trả lại cho người dùng với xác thực hai lớp.',
    rootCause: 'Mật khẩu bị lộ từ một trang khác, dùng chung.',
    lessons: 'Bật xác thực hai lớp cho toàn bộ thư công vụ.',
  },
  {
    title: 'Tấn công từ chối dịch vụ vào hệ thống dịch vụ công',
    description: 'Lưu lượng tăng gấp 30 lần, người dân không nộp được hồ sơ trong giờ làm việc.',
    cause: 'attack',
    attackType: 'denial-of-service',
    rsit: 'availability.ddos',
    severity: 'M2',
    grounds: 'Gián đoạn dịch vụ công trực tuyến toàn tỉnh.',
    tasks: ['Đề nghị nhà mạng lọc lưu lượng', 'Bật chế độ bảo vệ ở biên', 'Thông báo cho người dân'],
    log: [
      { kind: 'call', text: 'Nhà mạng nhận yêu cầu, bắt đầu lọc sau 20 phút.', isShared: true },
      {
        kind: 'finding',
        text: 'Lưu lượng phản xạ qua dịch vụ thời gian, nguồn chính 203.0.113.0 và 198.51.100.0.',
      },
    ],
    observables: '203.0.113.250 198.51.100.250',
    outcome: 'Lưu lượng về mức thường sau 2 giờ 10 phút.',
    rootCause: 'Chưa có hợp đồng chống tấn công từ chối dịch vụ ở biên.',
    lessons: 'Ký thỏa thuận lọc lưu lượng với nhà mạng, diễn tập chuyển hướng.',
  },
  {
    title: 'Mất kết nối trung tâm dữ liệu do đứt cáp và mất điện',
    description: 'Thi công đường làm đứt cáp quang chính, bộ lưu điện dự phòng không chuyển mạch.',
    cause: 'system-fault',
    attackType: null,
    rsit: 'availability.outage',
    severity: 'M3',
    grounds: 'Gián đoạn nhiều hệ thống, không mất dữ liệu.',
    damageVnd: 12_000_000,
    tasks: [
      'Chuyển sang đường truyền dự phòng',
      'Thay ắc quy bộ lưu điện',
      'Kiểm tra dữ liệu sau khi có điện',
    ],
    log: [
      { kind: 'call', text: 'Nhà mạng hẹn nối xong trong 4 giờ.', isShared: true },
      { kind: 'action', text: 'Chuyển các dịch vụ thiết yếu sang đường dự phòng.', isShared: true },
    ],
    observables: '',
    outcome: 'Khôi phục đủ dịch vụ sau 5 giờ, dữ liệu nguyên vẹn.',
    rootCause: 'Ắc quy bộ lưu điện quá hạn thay.',
    lessons: 'Kiểm tra bộ lưu điện hằng quý; hai đường cáp đi hai tuyến.',
  },
];
