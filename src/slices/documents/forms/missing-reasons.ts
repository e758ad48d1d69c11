import type { FormRemark, MissingReason } from './list-missing.ts';

type ReasonTexts = Record<MissingReason | FormRemark['reasonKey'], string>;

/** Why a form asks for a field, for the screen. */
export const missingReasonsVi: ReasonTexts = {
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
  'documents.form.internal-address-left-out':
    'Địa chỉ IP nội bộ không được ghi vào mẫu báo cáo nên không in ra.',
};

export const missingReasonsEn: ReasonTexts = {
  'documents.form.reporter-identifies': 'The coordinator must know which organisation or person reports.',
  'documents.form.reporter-reachable': 'Telephone and e-mail are needed to confirm that the report arrived.',
  'documents.form.contact-called-back':
    'Responders must be able to call back someone who knows the incident.',
  'documents.form.operator-responsible':
    'The operator handles the incident first and answers for the system.',
  'documents.form.description-needed': 'Without a description the incident cannot be verified or classified.',
  'documents.form.detection-starts-clock': 'The reporting deadline runs from the detection, to the minute.',
  'documents.form.status-sets-priority': 'The current state decides the priority of the response.',
  'documents.form.method-shows-reliability':
    'How it was detected shows how reliable the report is and which traces to keep.',
  'documents.form.parties-avoid-duplicates':
    'Who was told already, so that nobody is told twice or left out.',
  'documents.form.detail-of-choice': 'A ticked option of this kind must say what it stands for.',
  'documents.form.report-time-proves-deadline': 'The time of the report proves that the deadline was kept.',
  'documents.form.internal-address-left-out':
    'Internal IP addresses do not belong on this form and are not printed.',
};
