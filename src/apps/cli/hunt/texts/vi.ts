import type { Texts } from './en.ts';

export const vi: Texts = {
  noPaths: 'Hãy cho biết tệp hoặc thư mục nhật ký cần săn lùng.',
  notFound: (path) => `Không tìm thấy: ${path}`,
  badOption: (message) => `Tham số không hợp lệ: ${message}`,
  badTime: (value) => `Không hiểu thời điểm "${value}". Hãy viết dạng 2026-08-01 hoặc 2026-08-01T03:04:05Z.`,
  badLevel: (value) => `Mức "${value}" không có. Các mức: informational, low, medium, high, critical.`,
  badPlaceholders: (path) => `Tệp ${path} phải là JSON dạng {"tên": ["giá trị", ...]}.`,
  badLogSources: (path) => `Tệp ${path} không mô tả nguồn nhật ký đúng mẫu:`,
  badTimeZone: (value) =>
    `"${value}" không phải múi giờ. Hãy viết độ lệch như +07:00 hoặc tên như Asia/Ho_Chi_Minh.`,
  badYear: (value) => `"${value}" không phải năm. Hãy viết dạng 2026.`,
  badSpan: (since, until) => `--since ${since} nằm sau --until ${until}.`,
  badWhere: (source, reason, column) =>
    `Không đọc được --where: ${reason} (ký tự thứ ${column} của "${source}"). Ví dụ: 'EventID=4624 and Computer=DC*'.`,
  badMemory: (value, min) => `--max-memory ${value}: hãy viết dung lượng như 512M hoặc 2G, ít nhất ${min}M.`,
  badWorkers: (value, max) => `--workers ${value}: hãy viết số nguyên từ 1 đến ${max}.`,
  progress: (percent, rate, left, findings) =>
    `${percent} %  ${rate} MB/giây  còn ${left}  ${findings} phát hiện`,
  interrupted: 'Đã dừng theo yêu cầu. Kết quả dưới đây là phần đã săn lùng xong.',
  headline: (findings, records, files, seconds) =>
    `${findings} phát hiện trong ${records} bản ghi của ${files} tệp (${seconds} giây)`,
  levels: {
    informational: 'thông tin',
    low: 'thấp',
    medium: 'trung bình',
    high: 'cao',
    critical: 'nghiêm trọng',
  },
  byComputer: 'Theo máy hoặc tệp',
  byTechnique: 'Theo kỹ thuật ATT&CK',
  byRule: 'Theo luật',
  timeline: (from, to, zone) => `Dòng thời gian từ ${from} đến ${to} (${zone})`,
  countHead: 'số',
  firstHead: 'lần đầu',
  lastHead: 'lần cuối',
  more: (count) => `và ${count} mục khác`,
  rulesLine: (loaded, withData, outside) =>
    `Luật: ${loaded} luật đã nạp, ${withData} luật có dữ liệu để đối chiếu, ${outside} luật không có nguồn nhật ký tương ứng.`,
  indicatorsLine: (loaded, problems) =>
    `Dấu hiệu tấn công: đã nạp ${loaded}; ${problems} dòng không có dấu hiệu nào.`,
  problems: (count) =>
    `${count} luật hoặc tệp luật không nạp được hoặc cần xem lại; xem bằng "khien rules check".`,
  faults: (count) => `${count} luật bị dừng vì biểu thức chính quy chạy quá lâu:`,
  damaged: (count) => `${count} tệp có chỗ hỏng, phần còn lại đã đọc được:`,
  unread: (count) =>
    `${count} dòng chắc chắn không chứa dấu hiệu nào nên chỉ được xem lướt: ký tự điều khiển và phần mở đầu lạ trong các dòng này được báo là chỗ hỏng, chỗ hỏng khác thì không.`,
  failed: (count) => `${count} tệp có phần không đọc được:`,
  skipped: (count) => `${count} tệp không phải nhật ký nhận biết được nên bỏ qua.`,
  place: (offset) => `tại byte ${offset}`,
  checkClean: (rules) => `${rules} luật, không có lỗi.`,
  checkFound: (rules, errors, warnings) => `${rules} luật nạp được; ${errors} lỗi, ${warnings} cảnh báo.`,
  error: 'lỗi',
  warning: 'cảnh báo',
  outsideNote: 'không có nguồn nhật ký tương ứng',
  explainUsage: 'Cần một tệp luật và một tệp nhật ký.',
  explainOneRule: 'Tệp luật không có luật phát hiện nào nạp được.',
  explainWhichRule: (known) => `Tệp có nhiều luật; hãy chọn bằng --rule: ${known}`,
  explainNoSuchRule: (wanted, known) => `Tệp không có luật "${wanted}" nạp được. Tệp có: ${known}`,
  explainNoRecord: 'Không có bản ghi nào phù hợp để giải thích.',
  explainNotRouted: (wanted, actual) =>
    `Luật không áp dụng cho bản ghi này: luật dành cho ${wanted}; bản ghi thuộc ${actual}.`,
  explainRecord: (record, source) => `Bản ghi ${record} (${source})`,
  explainCondition: (condition) => `Điều kiện: ${condition}`,
  explainFires: 'luật khớp',
  explainSilent: 'luật không khớp',
  explainValues: (values) => `giá trị: ${values}`,
  explainAbsent: 'trường không có trong bản ghi',
  unreadableFormat: (path) => `Không nhận biết được định dạng của ${path}.`,
};
