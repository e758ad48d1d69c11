import { viClocks } from './vi-clocks.ts';
import { viFields } from './vi-fields.ts';
import { viRules } from './vi-rules.ts';
import { viSpecFields } from './vi-spec-fields.ts';
import { viYearly } from './vi-yearly.ts';

const screens = {
  'duties.forms': 'Biểu mẫu',
  'duties.forms-lead': 'Điền sẵn từ hồ sơ sự cố, sửa tay được, xuất PDF và DOCX.',
  'duties.kind.form-03': 'Mẫu 03: Báo cáo ban đầu',
  'duties.kind.form-04': 'Mẫu 04: Báo cáo kết thúc',
  'duties.create.form-03': 'Lập báo cáo ban đầu (Mẫu 03)',
  'duties.create.form-04': 'Lập báo cáo kết thúc (Mẫu 04)',
  'duties.saved': 'Bản {{version}}, {{person}} lưu lúc {{time}}',
  'duties.complete': 'Đã đủ các mục bắt buộc',
  'duties.missing-count': 'Còn thiếu {{count}} mục bắt buộc',
  'duties.missing-rest': 'và {{count}} mục nữa',
  'duties.tab-fields': 'Nội dung',
  'duties.tab-pages': 'Bản in',
  'duties.versions': 'Các bản đã lưu',
  'duties.version-line': 'Bản {{version}}: {{time}}, {{person}}',
  'duties.older': 'Đang xem bản {{version}}; bản mới nhất là bản {{newest}}.',
  'duties.to-newest': 'Mở bản mới nhất',
  'duties.overtaken': '{{person}} vừa lưu bản {{version}}. Khi lưu, hai bản sẽ được đặt cạnh nhau để chọn.',
  'duties.unsaved': 'Có thay đổi chưa lưu; tệp tải về vẫn là bản {{version}}.',
  'duties.refill': 'Lấy lại từ hồ sơ',
  'duties.refill-consequence':
    'Các mục có trong hồ sơ sẽ theo hồ sơ hiện tại; mục nào hồ sơ chưa có thì giữ nội dung đã gõ. Kết quả là một bản mới, bản cũ vẫn còn.',
  'duties.drawing': 'Đang dựng trang…',
  'duties.page-count': '{{count}} trang',
  'duties.page-alt': '{{form}}, trang {{page}} trên {{count}}',
  'duties.time-invalid': 'Ghi giờ và phút, ví dụ 08:05.',
  'duties.help.ipAddresses':
    'Mỗi dòng một địa chỉ. Chỉ ghi địa chỉ dùng trên Internet; địa chỉ nội bộ không được in.',
  'duties.help.lines': 'Mỗi dòng một mục.',
  'duties.help.reportCode': 'Văn thư cấp khi phát hành, ví dụ 07/BC-ĐƯCSC.',
  'duties.help.result': 'Tóm tắt việc đã xảy ra, cách giải quyết và đề xuất cho sự cố tương tự.',
  'audit.document.created': '{{actor}} đã lập văn bản {{subject}}',
  'audit.document.saved': '{{actor}} đã lưu văn bản {{subject}}',
  'audit.document.refilled': '{{actor}} đã điền lại văn bản {{subject}} từ hồ sơ',
  'audit.document.downloaded': '{{actor}} đã tải văn bản {{subject}}',
} as const;

export const vi = { ...screens, ...viClocks, ...viRules, ...viFields, ...viSpecFields, ...viYearly } as const;
