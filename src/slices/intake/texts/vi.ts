import type { ErrorTexts } from '../../../platform/errors/app-error.ts';
import type { intakeErrors } from '../contract/errors.ts';
import { publicVi } from './public-vi.ts';
import { sheetVi } from './sheet-vi.ts';
import { webVi } from './web-vi.ts';

export const vi = {
  ...publicVi,
  ...sheetVi,
  ...webVi,
  'error.intake.alreadySettled': 'Báo cáo {{number}} đã được xử lý xong bước tiếp nhận.',
  'error.intake.notLinked': 'Báo cáo {{number}} chưa gắn với sự cố nào.',
  'error.intake.incidentNotOpen': 'Sự cố {{number}} đã kết thúc; cần mở lại trước khi gắn thêm báo cáo.',
  'error.intake.tooManyReports': 'Địa chỉ này đã gửi quá nhiều báo cáo. Vui lòng gọi số trực 24/7.',
  'error.intake.wrongCode': 'Số tiếp nhận hoặc mã theo dõi không đúng.',
  'error.intake.attachmentNotBase64': 'Tệp đính kèm không đúng định dạng base64.',
  'intake.receipt.subject': '[{{number}}] Đã tiếp nhận báo cáo sự cố',
  'intake.receipt.noName': 'đã báo tin',
  'intake.receipt.text':
    'Kính gửi ông/bà {{name}},\n\nĐội ứng cứu sự cố đã tiếp nhận báo cáo của ông/bà.\n\nSố tiếp nhận: {{number}}\nMã theo dõi: {{code}}\nTheo dõi, bổ sung thông tin: {{url}}\n\nCán bộ trực đang xem xét báo cáo. Ông/bà có thể trả lời thư này để bổ sung thông tin hoặc tệp.\nTuyệt đối không gửi tài liệu bí mật nhà nước qua thư điện tử hoặc cổng này.\n\nThư trả lời tự động.',
  'intake.reply.subject': '[{{number}}] Trao đổi về báo cáo sự cố',
  'intake.reply.text':
    '{{text}}\n\n--\nBáo cáo {{number}}. Trả lời thư này hoặc mở {{url}}\nTuyệt đối không gửi tài liệu bí mật nhà nước qua thư điện tử.',
  'intake.mail.noSubject': '(không có tiêu đề)',
  'intake.mail.embedded': '--- Thư kèm theo: {{subject}} | Từ: {{from}} | {{date}}',
  'intake.hand-over.waiting': 'Tin báo chờ xử lý',
  'intake.hand-over.call-backs': 'Gọi lại cho người báo',
  'intake.hand-over.line': '{{number}} {{title}}',
  'intake.log.linked': 'Gắn báo cáo {{number}} vào sự cố.',
  'intake.log.unlinked': 'Gỡ báo cáo {{number}} khỏi sự cố: {{reason}}',
} as const satisfies ErrorTexts<typeof intakeErrors> & Record<string, string>;
