import type { ErrorTexts } from '../../../platform/errors/app-error.ts';
import type { ContentFault } from '../contract/check-official-content.ts';
import type { documentErrors } from '../contract.ts';
import type { FormRemark, MissingReason } from '../forms/list-missing.ts';
import { viOfficial } from './vi-official.ts';
import { viScreens } from './vi-screens.ts';

type ReasonTexts = Record<MissingReason | FormRemark['reasonKey'], string>;

type FaultTexts = Record<`invalid.lacks-${ContentFault}`, string>;

/** Errors, and why a form asks for a field. */
export const vi = {
  ...viOfficial,
  ...viScreens,
  'error.documents.renderBusy': 'Đang có quá nhiều văn bản chờ dựng trang. Hãy thử lại sau giây lát.',
  'error.documents.renderTooLarge': 'Nội dung quá dài nên không dựng được trang văn bản.',
  'error.documents.renderFailed': 'Không dựng được trang văn bản. Nội dung đã lưu không bị ảnh hưởng.',
  'documents.form.reporter-identifies': 'Cơ quan điều phối cần biết tổ chức, cá nhân nào báo cáo.',
  'documents.form.reporter-reachable': 'Cần số điện thoại và email để xác nhận đã nhận báo cáo.',
  'documents.form.contact-called-back': 'Người ứng cứu cần gọi lại được người nắm rõ sự cố.',
  'documents.form.operator-responsible':
    'Đơn vị vận hành là đơn vị xử lý đầu tiên và chịu trách nhiệm về hệ thống.',
  'documents.form.description-needed': 'Không có mô tả thì không thể phân loại và xác minh sự cố.',
  'documents.form.detection-starts-clock':
    'Thời hạn báo cáo được tính từ thời điểm phát hiện, chính xác đến phút.',
  'documents.form.status-sets-priority': 'Hiện trạng quyết định mức độ ưu tiên ứng cứu.',
  'documents.form.method-shows-reliability':
    'Cách thức phát hiện cho biết độ tin cậy của thông tin và dấu vết cần giữ.',
  'documents.form.parties-avoid-duplicates':
    'Cần biết đã thông báo cho ai để không thông báo trùng hoặc bỏ sót.',
  'documents.form.detail-of-choice': 'Mục đã đánh dấu phải ghi rõ nội dung.',
  'documents.form.report-time-proves-deadline': 'Thời điểm báo cáo là căn cứ chứng minh báo cáo đúng hạn.',
  'documents.form.severity-sets-deadline': 'Mức độ sơ bộ quyết định thời hạn báo cáo tiếp theo.',
  'documents.form.signs-decide-at-once': 'Có dấu hiệu này thì phải báo cáo ngay.',
  'documents.form.cause-asked': 'Báo cáo phải nêu nguyên nhân sự cố.',
  'documents.form.scope-asked': 'Báo cáo phải nêu phạm vi ảnh hưởng.',
  'documents.form.measures-asked': 'Báo cáo phải nêu biện pháp xử lý, khắc phục.',
  'documents.form.progress-asked': 'Báo cáo cập nhật phải nêu diễn biến so với báo cáo trước.',
  'documents.form.result-asked': 'Báo cáo kết thúc phải nêu kết quả và bài học.',
  'documents.form.data-kind-decides': 'Loại dữ liệu quyết định phải thông báo cho ai.',
  'documents.form.subjects-counted': 'Số chủ thể dữ liệu cho biết quy mô vi phạm.',
  'documents.form.consequence-decides': 'Hậu quả quyết định việc phải thông báo.',
  'documents.form.member-reachable': 'Cơ quan điều phối phải liên lạc được 24/7.',
  'documents.form.member-identified': 'Hồ sơ phải xác định được tổ chức thành viên.',
  'documents.form.owner-identified': 'Báo cáo phải xác định được cơ quan chịu trách nhiệm.',
  'documents.form.counters-needed': 'Bảng tổng hợp của Bộ Công an cần các số liệu này.',
  'documents.form.signer-responsible': 'Người ký chịu trách nhiệm về nội dung.',
  'documents.form.system-named': 'Cần biết hệ thống nào bị sự cố.',
  'documents.form.internal-address-left-out':
    'Địa chỉ IP nội bộ không được ghi vào mẫu báo cáo nên không in ra.',
} as const satisfies ErrorTexts<typeof documentErrors> & ReasonTexts & FaultTexts;
